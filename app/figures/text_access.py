"""The text whose figures are looked at, and who asks: what every page and verb of this package starts from."""

from dataclasses import dataclass

from app.i18n import Language
from app.reports.section_deps import SectionAccess
from app.sections.models import SectionText


@dataclass(frozen=True, slots=True)
class FiguresOfText:
    """One text of a section, and the person who asks. `section_name` is in the text's language."""

    access: SectionAccess
    text: SectionText
    language: Language
    section_name: str

    @property
    def text_id(self) -> int:
        assert self.text.id is not None
        return self.text.id

    @property
    def path(self) -> str:
        """Where its figures are."""
        return f"{self.access.path}/figures"

    @property
    def href(self) -> str:
        """The page of its figures."""
        return f"{self.path}?language={self.language}"
