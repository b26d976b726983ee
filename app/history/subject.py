"""What a history is of: one text of a section, seen by one person."""

from dataclasses import dataclass

from prosemirror.model import Node

from app.document.schema import SCHEMA
from app.i18n import Language
from app.permissions import Permission
from app.reports.section_deps import SectionAccess
from app.sections.models import SectionText


@dataclass(frozen=True, slots=True)
class Subject:
    """The text as it was when the request came. `name` is the section's, with its number."""

    access: SectionAccess
    text: SectionText
    language: Language
    name: str

    @property
    def text_id(self) -> int:
        assert self.text.id is not None
        return self.text.id

    @property
    def person_id(self) -> int:
        return self.access.on_report.person.id

    @property
    def newest(self) -> Node:
        """The text itself."""
        return Node.from_json(SCHEMA, self.text.document)

    @property
    def text_href(self) -> str:
        return f"{self.access.path}?language={self.language}"

    @property
    def may_change(self) -> bool:
        return self.access.may(Permission.SECTION_WRITE)

    def href(self, place: str = "", **query: object) -> str:
        """An address below the history's own; all of them name the language."""
        more = "".join(f"&{name}={value}" for name, value in query.items())
        return f"{self.access.path}/history{place}?language={self.language}{more}"
