"""The text that is talked about, and who talks: what every verb and page of this package starts from."""

from dataclasses import dataclass

from app.i18n import Language
from app.reports.section_deps import SectionAccess
from app.sections.models import SectionText


@dataclass(frozen=True, slots=True)
class CommentedText:
    """One text of a section, for a person who may comment on it. `section_name` is in the text's language."""

    access: SectionAccess
    text: SectionText
    language: Language
    section_name: str

    @property
    def text_id(self) -> int:
        assert self.text.id is not None
        return self.text.id

    @property
    def person_id(self) -> int:
        return self.access.on_report.person.id

    @property
    def organisation_id(self) -> int | None:
        return self.access.on_report.organisation.id

    @property
    def path(self) -> str:
        """Where its comments are."""
        return f"{self.access.path}/comments"

    def href(self, thread_key: str) -> str:
        """Where a conversation is shown beside its place in the text."""
        return f"{self.access.path}?language={self.language}#thread-{thread_key}"
