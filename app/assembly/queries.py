"""Everything that a Document is made of, read in a few queries for the whole report."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, or_, select

from app.accounts.models import Grant, User
from app.permissions import Role
from app.reports.models import Decision, Report
from app.sections.models import Section, SectionText


@dataclass(frozen=True, slots=True)
class WrittenText:
    """The text of a section in one language, and whether anybody has written in it."""

    document: dict[str, Any]
    is_written: bool


@dataclass(frozen=True, slots=True)
class Maker:
    """A person who makes the report, and the roles they hold in the organisation."""

    name: str
    roles: tuple[Role, ...]


Texts = dict[str, dict[str, WrittenText]]


def texts_of(session: Session, report_id: int) -> Texts:
    """Section key → language → text, of all sections in all languages."""
    statement = (
        select(  # type: ignore[call-overload]
            Section.key, SectionText.language, SectionText.document, SectionText.version, SectionText.word_count
        )
        .join(SectionText, col(SectionText.section_id) == col(Section.id))
        .where(Section.report_id == report_id)
    )
    texts: Texts = defaultdict(dict)
    for key, language, document, version, words in session.execute(statement):
        texts[key][language] = WrittenText(document, is_written=version > 0 and words > 0)
    return texts


def makers_of(session: Session, report: Report) -> list[Maker]:
    """The organisation's coordinators and the sections' owners, in the order their roles were granted."""
    owners = select(Section.owner_id).where(Section.report_id == report.id)
    statement = (
        select(User.id, User.name, Grant.role)
        .join(Grant, col(Grant.user_id) == col(User.id))
        .where(
            Grant.organisation_id == report.organisation_id,
            or_(Grant.role == Role.COORDINATOR, col(User.id).in_(owners)),
            or_(col(Grant.report_id).is_(None), Grant.report_id == report.id),
        )
        .order_by(col(Grant.role) != Role.COORDINATOR, col(Grant.id))
    )
    names: dict[int, str] = {}
    roles: dict[int, list[Role]] = defaultdict(list)
    for user_id, name, role in session.execute(statement):
        names[user_id] = name
        roles[user_id].append(Role(role))
    return [Maker(name, tuple(dict.fromkeys(roles[user_id]))) for user_id, name in names.items()]


def decisions_of(session: Session, report_id: int) -> list[Decision]:
    """All decisions on all editions of a report, in the order they were made."""
    statement = select(Decision).where(Decision.report_id == report_id)
    return list(session.exec(statement.order_by(col(Decision.meeting_on), col(Decision.id))))


def body_names_used(session: Session, organisation_id: int) -> dict[str, str]:
    """What the organisation called its bodies in the newest decisions recorded, by the body's key."""
    statement = (
        select(Decision.body_key, Decision.body_name)
        .join(Report, col(Report.id) == col(Decision.report_id))
        .where(Report.organisation_id == organisation_id)
        .order_by(col(Decision.id))
    )
    return dict(session.exec(statement).all())
