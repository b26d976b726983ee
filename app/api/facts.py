"""Rows → what the interface says of organisations, reports and editions."""

from datetime import datetime
from typing import TypedDict

from sqlmodel import Session

from app.api.deps import ROOT
from app.api.queries import EditionFacts
from app.api.shapes import Names, Years
from app.editions.content import moment_in_json
from app.editions.models import Edition
from app.organisations.models import Organisation, Region
from app.report_templates.queries import template_of
from app.reports.bar import assessed_of, planned_of
from app.reports.models import Report
from app.reports.settings import plan_title, report_title


class OrganisationValues(TypedDict):
    """What is said of an organisation wherever it is spoken of."""

    slug: str
    name: Names
    category: str
    region_code: str
    is_example: bool
    reports: int
    links: dict[str, str]


class ReportValues(TypedDict):
    """What is said of a report wherever it is spoken of, but for its links."""

    organisation: str
    slug: str
    kind: str
    title: Names
    plan_title: Names | None
    assessed: Years
    planned: Years | None
    languages: tuple[str, ...]


class PublishedValues(ReportValues):
    """What is said of a report that has been published."""

    links: dict[str, str]
    newest_edition: int
    published_at: str


class DraftValues(ReportValues):
    """What is said of a report as it is now."""

    links: dict[str, str]
    state: str
    updated_at: str


class EditionValues(TypedDict):
    """What is said of an edition wherever it is spoken of."""

    number: int
    sha256: str
    previous_sha256: str
    frozen_at: str
    approved_at: str | None
    approval_sha256: str | None
    published_at: str
    links: dict[str, str]


def organisation_values(site: str, found: Organisation, region: Region, reports: int) -> OrganisationValues:
    """An organisation by the region that it is."""
    return OrganisationValues(
        slug=found.slug,
        name=Names(fi=region.name_fi, sv=region.name_sv, en=region.name_en),
        category=region.category,
        region_code=region.code,
        is_example=found.is_example,
        reports=reports,
        links={
            "self": f"{site}{ROOT}/organisations/{found.slug}",
            "reports": f"{site}{ROOT}/organisations/{found.slug}/reports",
            "page": f"{site}/julkaisut/{found.slug}",
        },
    )


def report_values(session: Session, organisation: Organisation, report: Report) -> ReportValues:
    """A report by its periods."""
    template = template_of(session, report.template_version_id)
    assessed, planned = assessed_of(report), planned_of(report)
    title = Names(**{code: report_title(template, assessed, code) for code in ("fi", "sv", "en")})
    plan = Names(**{code: plan_title(template, planned, code) for code in ("fi", "sv", "en")})
    return ReportValues(
        organisation=organisation.slug,
        slug=report.slug,
        kind=report.kind,
        title=title,
        plan_title=plan if plan.fi else None,
        assessed=Years(first=assessed[0], last=assessed[1]),
        planned=Years(first=planned[0], last=planned[1]) if planned else None,
        languages=tuple(report.languages),
    )


def published_values(
    session: Session, site: str, organisation: Organisation, report: Report, newest: int, published_at: datetime
) -> PublishedValues:
    """A published report by the number of its newest edition, and when that was published."""
    own = f"{site}{ROOT}/reports/{organisation.slug}/{report.slug}"
    links = {
        "self": own,
        "editions": f"{own}/editions",
        "newest": f"{own}/editions/{newest}",
        "page": f"{site}/julkaisut/{organisation.slug}/{report.slug}",
    }
    return PublishedValues(
        **report_values(session, organisation, report),
        links=links,
        newest_edition=newest,
        published_at=moment_in_json(published_at),
    )


def draft_values(session: Session, site: str, organisation: Organisation, report: Report) -> DraftValues:
    """A report as it is now. People open its page signed in."""
    address = f"{organisation.slug}/{report.slug}"
    return DraftValues(
        **report_values(session, organisation, report),
        links={"self": f"{site}{ROOT}/drafts/{address}", "page": f"{site}/{address}"},
        state=report.state,
        updated_at=moment_in_json(report.updated_at),
    )


def edition_values(site: str, address: str, edition: Edition | EditionFacts) -> EditionValues:
    """`address` is that of its report: kokkola/laaja-2021-2025."""
    assert edition.published_at is not None
    files = f"{site}/julkaisut/{address}/{edition.number}"
    return EditionValues(
        number=edition.number,
        sha256=edition.sha256,
        previous_sha256=edition.previous_sha256,
        frozen_at=moment_in_json(edition.created_at),
        approved_at=_moment(edition.approved_at),
        approval_sha256=edition.approval_sha256,
        published_at=moment_in_json(edition.published_at),
        links={
            "self": f"{site}{ROOT}/reports/{address}/editions/{edition.number}",
            "report": f"{site}{ROOT}/reports/{address}",
            "page": f"{site}/julkaisut/{address}",
            "content": f"{files}/fi.json",
            **({"approval": f"{files}/approval.json"} if edition.approval_sha256 else {}),
        },
    )


def _moment(moment: datetime | None) -> str | None:
    return moment_in_json(moment) if moment else None
