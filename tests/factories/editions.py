"""Reports on their road for tests: written and accepted, in decision, approved, published."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.clock import today
from app.db import Database
from app.editions.models import Edition
from app.editions.queries import newest_edition
from app.organisations.models import Organisation
from app.permissions import Role
from app.reports.models import Report
from app.reports.service import accept_section, mark_section_ready
from app.review import service
from app.review.forms import DecisionForm
from app.sections.models import Section, SectionText
from app.sections.queries import sections_of
from app.sections.server_steps import replace_document
from tests.factories.files import stand_in_files
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report


@dataclass(frozen=True)
class Road:
    """A report with the people who move it."""

    database: Database
    organisation: Organisation
    report_id: int
    coordinator: User
    secretary: User
    author: User
    councillor: User

    @property
    def path(self) -> str:
        return f"/{self.organisation.slug}/{self.report.slug}"

    @property
    def report(self) -> Report:
        with self.database.read() as session:
            return session.get_one(Report, self.report_id)

    @property
    def edition(self) -> Edition:
        with self.database.read() as session:
            edition = newest_edition(session, self.report_id)
        assert edition is not None
        return edition

    @property
    def coordinator_id(self) -> int:
        assert self.coordinator.id is not None
        return self.coordinator.id

    def send(self) -> Edition:
        with self.database.write() as session:
            return service.send_to_decision(session, self.coordinator_id, self.report)

    def decide(self, **changes: Any) -> None:
        """Record a decision; by then the files have been made."""
        assert self.secretary.id is not None
        stand_in_files(self.database, self.edition.id or 0)
        with self.database.write() as session:
            service.record_decision(session, self.secretary.id, self.report, self.form(**changes))

    def form(self, **changes: Any) -> DecisionForm:
        """The executive board's approval of the newest edition, unless told otherwise."""
        values = {
            "body_key": "board",
            "edition_sha256": self.edition.sha256,
            "body_name": "Kaupunginhallitus",
            "meeting_on": today().isoformat(),
            "paragraph": "412",
            "outcome": "approved",
        }
        return DecisionForm(**(values | changes))

    def approve(self) -> None:
        """Both bodies of the small template approve."""
        self.decide()
        self.decide(body_key="council", body_name="Kaupunginvaltuusto", paragraph="98")

    def publish(self) -> None:
        with self.database.write() as session:
            service.publish(session, self.coordinator_id, self.report)

    def write(self, key: str, text: str, language: str = "fi") -> None:
        """Put one paragraph into a section's text."""
        with self.database.write() as session:
            _write(session, self, key, text, language)


def _write(session: Session, road: Road, key: str, text: str, language: str = "fi") -> None:
    statement = (
        select(SectionText.id)
        .join(Section, col(Section.id) == col(SectionText.section_id))
        .where(Section.report_id == road.report_id, Section.key == key, SectionText.language == language)
    )
    text_id = session.exec(statement).one()
    assert text_id is not None
    replace_document(session, road.coordinator_id, text_id, prose(text))


def prose(text: str) -> dict[str, Any]:
    """A text of one paragraph."""
    return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]}


def make_road(database: Database, slug: str = "kokkola", code: str = "KU272", **report: Any) -> Road:
    """A report of which everything is written in Finnish and accepted, the summary also in Swedish."""
    organisation = make_organisation(database, slug, code)
    people = {
        role: make_person(
            database, f"{role} {slug}", role, organisation=organisation, email=f"{role}-{code}@example.fi".lower()
        )
        for role in (Role.COORDINATOR, Role.APPROVER, Role.AUTHOR, Role.READER)
    }
    made = make_report(database, organisation, actor=people[Role.COORDINATOR], **report)
    assert made.id is not None
    road = Road(
        database,
        organisation,
        made.id,
        people[Role.COORDINATOR],
        people[Role.APPROVER],
        people[Role.AUTHOR],
        people[Role.READER],
    )
    with database.write() as session:
        _write(session, road, "summary", "Sammanfattningen berättar vad som har hänt.", "sv")
        for section in sections_of(session, made.id):
            if section.key != "approval":
                _write(session, road, section.key, f"Osion {section.key} teksti kertoo, mitä on tapahtunut.")
                session.refresh(section)
                mark_section_ready(session, road.coordinator_id, section)
                accept_section(session, road.coordinator_id, section)
    return road
