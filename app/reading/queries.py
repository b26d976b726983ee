"""Reading what is published. Nothing here can find an edition that is not."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from app.editions.models import Edition
from app.editions.queries import published_edition
from app.organisations.models import Organisation, Region
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

    organisation: Organisation
    slug: str
    kind: str
    languages: tuple[str, ...]
    template_version_id: int
    assessed: tuple[int, int]
    planned: tuple[int, int] | None
    edition_id: int
    number: int
    published_at: datetime

    @property
    def address(self) -> str:
        return f"{address_of(self.organisation)}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Publication:
    """A published report as the public finds it, with its newest published edition."""

    organisation: Organisation
    report: Report
    edition: Edition

    @property
    def address(self) -> str:
        return f"{address_of(self.organisation)}/{self.report.slug}"


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


def published_reports(session: Session, organisation_id: int | None = None) -> list[PublishedReport]:
    """The published reports of an organisation, or of all, the newest period first."""
    statement = (
        select(  # type: ignore[call-overload]
            Organisation, Report, Edition.id, Edition.number, Edition.published_at
        )
        .join(Report, col(Report.organisation_id) == col(Organisation.id))
        .join(Edition, col(Edition.report_id) == col(Report.id))
        .where(col(Edition.published_at).is_not(None))
        .order_by(col(Report.assessed_to).desc(), col(Report.id).desc(), col(Edition.number))
    )
    if organisation_id is not None:
        statement = statement.where(Report.organisation_id == organisation_id)
    newest = {
        report.id: PublishedReport(
            organisation=organisation,
            slug=report.slug,
            kind=report.kind,
            languages=tuple(report.languages),
            template_version_id=report.template_version_id,
            assessed=assessed_of(report),
            planned=planned_of(report),
            edition_id=edition_id,
            number=number,
            published_at=published_at,
        )
        for organisation, report, edition_id, number, published_at in session.execute(statement)
    }
    return list(newest.values())


def published_editions(session: Session, report_id: int) -> list[tuple[int, datetime]]:
    """Number and time of publication of every edition that was ever published, the newest first."""
    statement = (
        select(Edition.number, Edition.published_at)
        .where(Edition.report_id == report_id, col(Edition.published_at).is_not(None))
        .order_by(col(Edition.number).desc())
    )
    return [(number, at) for number, at in session.exec(statement) if at is not None]


def address_of(organisation: Organisation) -> str:
    """Where an organisation's public pages begin."""
    return f"/julkaisut/{organisation.slug}"


def publication(session: Session, organisation: Organisation, report_slug: str) -> Publication | None:
    """The report with its newest published edition, if it has one."""
    assert organisation.id is not None
    report = report_by_slug(session, organisation.id, report_slug)
    if report is None or report.id is None:
        return None
    edition = published_edition(session, report.id)
    return Publication(organisation, report, edition) if edition is not None else None
