"""Reading what is published. Nothing here can find an edition that is not."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.editions.models import Edition
from app.editions.queries import published_edition
from app.organisations.models import Organisation, Region
from app.organisations.queries import organisation_by_slug
from app.reports.bar import assessed_of, planned_of
from app.reports.models import Report
from app.reports.queries import report_by_slug


@dataclass(frozen=True, slots=True)
class PublishingOrganisation:
    """An organisation with published reports, under both its names."""

    slug: str
    name_fi: str
    name_sv: str
    name_en: str
    is_example: bool
    reports: int


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report with its newest published edition."""

    slug: str
    template_version_id: int
    assessed: tuple[int, int]
    planned: tuple[int, int] | None
    number: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """A published report as the public finds it, with the edition to read."""

    organisation: Organisation
    report: Report
    edition: Edition

    @property
    def address(self) -> str:
        return f"/julkaisut/{self.organisation.slug}/{self.report.slug}"


def publishing_organisations(session: Session) -> list[PublishingOrganisation]:
    """Who has published something, by Finnish name."""
    statement = (
        select(  # type: ignore[call-overload]
            Organisation.slug,
            Region.name_fi,
            Region.name_sv,
            Region.name_en,
            Organisation.is_example,
            func.count(func.distinct(col(Report.id))),
        )
        .join(Region, col(Region.code) == col(Organisation.region_code))
        .join(Report, col(Report.organisation_id) == col(Organisation.id))
        .join(Edition, col(Edition.report_id) == col(Report.id))
        .where(col(Edition.published_at).is_not(None))
        .group_by(Organisation.slug, Region.name_fi, Region.name_sv, Region.name_en, Organisation.is_example)
        .order_by(Region.name_fi)
    )
    return [PublishingOrganisation(*row) for row in session.execute(statement)]


def published_reports(session: Session, organisation_id: int) -> list[PublishedReport]:
    """The organisation's published reports, the newest period first."""
    statement = (
        select(Report, Edition.number, Edition.published_at)
        .join(Edition, col(Edition.report_id) == col(Report.id))
        .where(Report.organisation_id == organisation_id, col(Edition.published_at).is_not(None))
        .order_by(col(Report.assessed_to).desc(), col(Report.id).desc(), col(Edition.number))
    )
    newest = {
        report.slug: PublishedReport(
            report.slug, report.template_version_id, assessed_of(report), planned_of(report), number, published_at
        )
        for report, number, published_at in session.execute(statement)
    }
    return list(newest.values())


def publication(session: Session, organisation_slug: str, report_slug: str) -> Publication | None:
    """The report with its newest published edition, if it has one."""
    organisation = organisation_by_slug(session, organisation_slug)
    if organisation is None or organisation.id is None:
        return None
    report = report_by_slug(session, organisation.id, report_slug)
    if report is None or report.id is None:
        return None
    edition = published_edition(session, report.id)
    return Publication(organisation, report, edition) if edition is not None else None
