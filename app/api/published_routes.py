"""What is published: read by everybody, from any site's script."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api import facts, text_routes
from app.api.answers import LIST_CACHING, answer, bounds
from app.api.deps import (
    EDITION_TEXT,
    ROOT,
    EditionDep,
    FoundOrganisation,
    PagingDep,
    ReportDep,
    SiteDep,
)
from app.api.editions import whole_edition
from app.api.queries import newest_published, published_count, published_editions, published_reports, publishers
from app.api.shapes import (
    Edition,
    EditionList,
    OneOrganisation,
    OneReport,
    Organisation,
    OrganisationList,
    PublishedReport,
    ReportList,
)
from app.db import SessionDep
from app.errors import NotFound
from app.i18n import N_
from app.organisations.queries import region
from app.web.guards import PUBLIC

router = APIRouter(dependencies=[PUBLIC])


@router.get(
    "/organisations",
    summary=N_("Organisations"),
    description=N_("Municipalities and wellbeing services counties that have published a report, by slug."),
)
def list_organisations(request: Request, session: SessionDep, site: SiteDep, paging: PagingDep) -> Response:
    """Who has published."""
    total, rows = publishers(session, paging.limit, paging.offset)
    items = tuple(Organisation(**facts.organisation_values(site, *row)) for row in rows)
    part = bounds(paging, total, f"{site}{ROOT}/organisations")
    return answer(request, OrganisationList(items=items, **part), LIST_CACHING)


@router.get(
    "/organisations/{organisation}",
    summary=N_("One organisation"),
    description=N_("Its names, its region and how many reports it has published."),
)
def show_organisation(request: Request, session: SessionDep, site: SiteDep, found: FoundOrganisation) -> Response:
    """One organisation."""
    place = region(session, found.region_code)
    assert place is not None
    count = published_count(session, found.id or 0)
    return answer(request, OneOrganisation(**facts.organisation_values(site, found, place, count)), LIST_CACHING)


@router.get(
    "/organisations/{organisation}/reports",
    summary=N_("Reports"),
    description=N_("The organisation's published reports, the newest period first."),
)
def list_reports(
    request: Request, session: SessionDep, site: SiteDep, found: FoundOrganisation, paging: PagingDep
) -> Response:
    """An organisation's published reports."""
    total, rows = published_reports(session, found.id or 0, paging.limit, paging.offset)
    items = tuple(PublishedReport(**facts.published_values(session, site, found, *row)) for row in rows)
    part = bounds(paging, total, f"{site}{ROOT}/organisations/{found.slug}/reports")
    return answer(request, ReportList(items=items, **part), LIST_CACHING)


@router.get(
    "/reports/{organisation}/{report}",
    summary=N_("One report"),
    description=N_("What it assesses and plans, and which edition of it is the newest."),
)
def show_report(request: Request, session: SessionDep, site: SiteDep, found: ReportDep) -> Response:
    """One published report."""
    newest = newest_published(session, found.report_id)
    if newest is None:
        raise NotFound
    values = facts.published_values(session, site, found.organisation, found.report, *newest)
    return answer(request, OneReport(**values), LIST_CACHING)


@router.get(
    "/reports/{organisation}/{report}/editions",
    summary=N_("Editions"),
    description=N_("The published editions of the report, the newest first."),
)
def list_editions(
    request: Request, session: SessionDep, site: SiteDep, found: ReportDep, paging: PagingDep
) -> Response:
    """The published editions."""
    total, rows = published_editions(session, found.report_id, paging.limit, paging.offset)
    if not total:
        raise NotFound
    address = f"{found.organisation.slug}/{found.report.slug}"
    items = tuple(Edition(**facts.edition_values(site, address, row)) for row in rows)
    part = bounds(paging, total, f"{site}{ROOT}/reports/{address}/editions")
    return answer(request, EditionList(items=items, **part), LIST_CACHING)


@router.get(
    "/reports/{organisation}/{report}/editions/{number}",
    summary=N_("One edition"),
    description=N_("Its hashes, the decisions made on it, its texts by language, and where its files are."),
)
def show_edition(
    request: Request, session: SessionDep, site: SiteDep, found: ReportDep, edition: EditionDep
) -> Response:
    """One published edition."""
    return answer(request, whole_edition(session, site, found, edition), LIST_CACHING)


router.include_router(
    text_routes.router,
    prefix="/reports/{organisation}/{report}/editions/{number}/{language}",
    dependencies=[EDITION_TEXT],
)
