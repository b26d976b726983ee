"""The public lists: who has published, and what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import Session

from app.clock import in_finland
from app.i18n import gettext
from app.i18n.formats import date_text
from app.organisations.models import Organisation
from app.reading.queries import PublishedReport, PublishingOrganisation, address_of, published_reports
from app.reading.site import Site, Visit, site_of
from app.reading.terms import by_term
from app.report_templates.queries import template_of
from app.reports.settings import period_text, plan_title, report_title
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A published report in a list. `languages`: other languages it can be read in, by code and address."""

    title: str
    plan_title: str
    published_on: str
    address: str
    languages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListedTerm:
    """A council term, as 2021–2025, and the published reports about it."""

    years: str
    reports: tuple[ListedReport, ...]


@dataclass(frozen=True, slots=True)
class ListedOrganisation:
    """An organisation in the list of those that have published."""

    name: str
    address: str
    reports: int
    is_example: bool


@dataclass(frozen=True, slots=True)
class PublicationsPage(Page):
    """Everybody's way in: the organisations with published reports, and a search by name."""

    template: ClassVar[str] = "reading/publications.html"
    site: Site
    language_wanted: str
    searched: str
    organisations: tuple[ListedOrganisation, ...]
    anything: bool


@dataclass(frozen=True, slots=True)
class OrganisationPage(Page):
    """The published reports of one organisation, the newest council term first."""

    template: ClassVar[str] = "reading/organisation.html"
    site: Site
    language_wanted: str
    terms: tuple[ListedTerm, ...]


@dataclass(frozen=True, slots=True)
class NothingHerePage(Page):
    """An address of the public site where nothing stands, and the ways on from there."""

    template: ClassVar[str] = "reading/nothing_here.html"
    site: Site
    language_wanted: str
    reports: tuple[ListedReport, ...]


def publications_page(visit: Visit, found: Sequence[PublishingOrganisation], searched: str) -> PublicationsPage:
    """The organisations whose Finnish, Swedish or English name holds what was searched."""
    wanted = searched.strip().casefold()
    listed = [
        ListedOrganisation(
            getattr(item, f"name_{visit.language}"),
            visit.to(f"/julkaisut/{item.slug}"),
            item.reports,
            item.is_example,
        )
        for item in found
        if any(wanted in name.casefold() for name in (item.name_fi, item.name_sv, item.name_en))
    ]
    lead = gettext("How people fare in the municipality, what has changed, and what has been promised.")
    return PublicationsPage(
        site=site_of(visit).about(lead),
        language_wanted=visit.language if visit.stays else "",
        searched=searched,
        organisations=tuple(listed),
        anything=bool(found),
    )


def organisation_page(session: Session, visit: Visit, organisation: Organisation) -> OrganisationPage:
    """An organisation that has published nothing gets an empty list that says so."""
    assert organisation.id is not None
    site = site_of(visit, organisation)
    lead = gettext("How people fare in the municipality, what has changed, and what has been promised.")
    return OrganisationPage(
        site=site.about(f"{site.brand}. {lead}"),
        language_wanted=visit.language if visit.stays else "",
        terms=tuple(
            ListedTerm(period_text(*years), tuple(listed(session, visit, report) for report in reports))
            for years, reports in by_term(published_reports(session, organisation.id))
        ),
    )


def nothing_here_page(session: Session, visit: Visit, organisation: Organisation | None) -> NothingHerePage:
    """What to do where no page is. `organisation`: whose reports were looked for, where that is known."""
    return NothingHerePage(
        site=site_of(visit, organisation),
        language_wanted=visit.language if visit.stays else "",
        reports=_all_of(session, visit, organisation) if organisation else (),
    )


def listed(session: Session, visit: Visit, report: PublishedReport) -> ListedReport:
    """A published report in the visitor's language."""
    template = template_of(session, report.template_version_id)
    return ListedReport(
        title=report_title(template, report.assessed, visit.language),
        plan_title=plan_title(template, report.planned, visit.language),
        published_on=date_text(in_finland(report.published_at).date()),
        address=visit.to(report.address),
        languages=tuple(
            (code, f"{report.address}?language={code}") for code in report.languages if code != visit.language
        ),
    )


def _all_of(session: Session, visit: Visit, organisation: Organisation) -> tuple[ListedReport, ...]:
    assert organisation.id is not None
    return tuple(listed(session, visit, report) for report in published_reports(session, organisation.id))


def home_of(visit: Visit, organisation: Organisation) -> str:
    """The organisation's public front page."""
    return visit.to(address_of(organisation))
