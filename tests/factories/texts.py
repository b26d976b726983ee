"""Texts for tests: a section's text in a report of Kokkola, and steps that type into it."""

from dataclasses import dataclass
from typing import Any

from app.accounts.models import User
from app.db import Database
from app.permissions import Role
from app.reports.models import Report
from app.sections.models import Section, SectionText
from app.sections.queries import section_by_key, text_of
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report

KEY = "background"


@dataclass(frozen=True)
class OpenText:
    """A section's Finnish text just begun, and an author who may write in it."""

    report: Report
    section: Section
    text: SectionText
    author: User

    @property
    def text_id(self) -> int:
        assert self.text.id is not None
        return self.text.id

    @property
    def author_id(self) -> int:
        assert self.author.id is not None
        return self.author.id

    @property
    def address(self) -> str:
        return f"/kokkola/{self.report.slug}/sections/{KEY}/live?language=fi"


def make_text(database: Database) -> OpenText:
    """A new report with its sections; the one called `background` is empty."""
    organisation = make_organisation(database)
    author = make_person(database, "Aino Kirjoittaja", Role.AUTHOR, organisation=organisation)
    report = make_report(database, organisation, actor=author)
    assert report.id is not None
    with database.read() as session:
        section = section_by_key(session, report.id, KEY)
        assert section is not None
        assert section.id is not None
        text = text_of(session, section.id, "fi")
        assert text is not None
    return OpenText(report, section, text, author)


def typing(text: str, at: int = 1) -> dict[str, Any]:
    """The step that types `text` at a position; 1 is the start of the first paragraph."""
    return {"stepType": "replace", "from": at, "to": at, "slice": {"content": [{"type": "text", "text": text}]}}
