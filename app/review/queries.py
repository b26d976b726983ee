"""Reading what the road of a report depends on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.editions.models import Edition
from app.i18n import current_language
from app.organisations.models import Organisation, Region
from app.permissions import Holding, Permission
from app.reports.models import Decision, Report
from app.reports.queries import seen_by
from app.sections.models import Section, SectionState


def locked_report(session: Session, report_id: int) -> Report:
    """The report as it is now, held until the transaction ends: two who act at once act one after the other."""
    statement = select(Report).where(Report.id == report_id).with_for_update()
    return session.exec(statement, execution_options={"populate_existing": True}).one()


def unaccepted_keys(session: Session, report_id: int) -> list[str]:
    """Keys of the sections that the coordinator has not accepted, in order."""
    statement = (
        select(Section.key)
        .where(Section.report_id == report_id, Section.state != SectionState.ACCEPTED)
        .order_by(col(Section.position))
    )
    return list(session.exec(statement))


def decisions_on(session: Session, edition_id: int) -> list[Decision]:
    """The decisions made on one edition, in the order they were recorded."""
    statement = select(Decision).where(Decision.edition_id == edition_id).order_by(col(Decision.id))
    return list(session.exec(statement))


@dataclass(frozen=True, slots=True)
class NewestEdition:
    """The newest edition of a report, with what names the report."""

    organisation_name: str
    path: str
    template_version_id: int
    assessed: tuple[int, int]
    state: str
    number: int
    created_at: datetime


def editions_seen(session: Session, holdings: Sequence[Holding]) -> list[NewestEdition]:
    """The newest edition of every report whose editions these roles may read, the newest first."""
    newest = (
        select(Edition.report_id, func.max(Edition.number).label("number")).group_by(col(Edition.report_id)).subquery()
    )
    statement = (
        select(getattr(Region, f"name_{current_language.get()}"), Organisation.slug, Report, Edition.number)
        .add_columns(col(Edition.created_at))
        .join(Report, col(Report.organisation_id) == col(Organisation.id))
        .join(Region, col(Region.code) == col(Organisation.region_code))
        .join(newest, newest.c.report_id == col(Report.id))
        .join(Edition, (col(Edition.report_id) == newest.c.report_id) & (col(Edition.number) == newest.c.number))
        .where(seen_by(holdings, Permission.EDITION_READ))
        .order_by(col(Edition.created_at).desc())
    )
    return [
        NewestEdition(
            name,
            f"/{slug}/{report.slug}",
            report.template_version_id,
            (report.assessed_from, report.assessed_to),
            report.state,
            number,
            created_at,
        )
        for name, slug, report, number, created_at in session.execute(statement)
    ]
