"""The public site: nobody signs in, everything can be cached, only published editions exist."""

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import Response

from app.db import SessionDep, get_database
from app.reading import feedback_routes, file_routes
from app.reading.answers import ASKED_AGAIN, ATOM, FOR_A_MOMENT, NOT_KEPT, VARIES, XML, content_answer, page_answer
from app.reading.deps import (
    FoundOrganisation,
    FoundPublication,
    PublishedEdition,
    SearchedName,
    SearchedWords,
    Visiting,
    visit_of,
)
from app.reading.errors import NotPublished
from app.reading.feeds import feed, sitemap
from app.reading.pages import nothing_here_page, organisation_page, publications_page
from app.reading.queries import publishing_organisations
from app.reading.report_page import ReportPage, report_page
from app.reading.search_page import search_page
from app.web.errors import error_response
from app.web.guards import PUBLIC
from app.web.htmx import is_htmx
from app.web.templating import render

router = APIRouter(prefix="/julkaisut")

FEED_HEADERS = {"Cache-Control": ASKED_AGAIN, **VARIES}

for part in (file_routes, feedback_routes):  # before the pages: a report could be called like one of them
    router.include_router(part.router)


@router.get("", dependencies=[PUBLIC])
def list_publications(request: Request, visit: Visiting, session: SessionDep, q: SearchedName = "") -> Response:
    """Municipalities and counties with published reports; `q` searches their names."""
    page = publications_page(visit, publishing_organisations(session), q)
    return page_answer(request, page, NOT_KEPT if q else ASKED_AGAIN)


@router.get("/sitemap.xml", dependencies=[PUBLIC])
def show_sitemap(request: Request, visit: Visiting, session: SessionDep) -> Response:
    """Every public page, for search engines."""
    return content_answer(request, sitemap(session, visit), XML, FEED_HEADERS)


@router.get("/feed.xml", dependencies=[PUBLIC])
def show_feed(request: Request, visit: Visiting, session: SessionDep) -> Response:
    """What was published last, by anybody."""
    return content_answer(request, feed(session, visit, None), ATOM, FEED_HEADERS)


@router.get("/{organisation}", dependencies=[PUBLIC])
def list_reports(request: Request, visit: Visiting, session: SessionDep, organisation: FoundOrganisation) -> Response:
    """The published reports of one organisation."""
    return page_answer(request, organisation_page(session, visit, organisation))


@router.get("/{organisation}/feed.xml", dependencies=[PUBLIC])
def show_own_feed(request: Request, visit: Visiting, session: SessionDep, organisation: FoundOrganisation) -> Response:
    """What the organisation published last."""
    return content_answer(request, feed(session, visit, organisation), ATOM, FEED_HEADERS)


@router.get("/{organisation}/search", dependencies=[PUBLIC])
def search_reports(
    request: Request, visit: Visiting, session: SessionDep, organisation: FoundOrganisation, q: SearchedWords = ""
) -> Response:
    """Words in all published reports of the organisation."""
    return page_answer(request, search_page(session, visit, organisation, q), NOT_KEPT)


@router.get("/{organisation}/{report}", dependencies=[PUBLIC])
def read_report(request: Request, visit: Visiting, session: SessionDep, publication: FoundPublication) -> Response:
    """The newest published edition to read. `language` chooses page and text for a link that stays."""
    page = report_page(session, visit, publication, publication.edition, by_number=False)
    return page_answer(request, page, _caching(page))


@router.get("/{organisation}/{report}/{number}", dependencies=[PUBLIC])
def read_edition(
    request: Request, visit: Visiting, session: SessionDep, publication: FoundPublication, edition: PublishedEdition
) -> Response:
    """One published edition at an address of its own, which says so when there is a newer one."""
    page = report_page(session, visit, publication, edition, by_number=True)
    return page_answer(request, page, _caching(page))


@router.get("/{elsewhere:path}", dependencies=[PUBLIC])
def find_nothing(elsewhere: str) -> Response:  # noqa: ARG001
    """Whatever is left below the public site's address."""
    raise NotPublished


def register(app: FastAPI) -> None:
    """Where nothing is published, the reader is told what is."""
    app.add_exception_handler(NotPublished, _not_published)  # type: ignore[arg-type]


def _not_published(request: Request, error: NotPublished) -> Response:
    if is_htmx(request):
        return error_response(request, error)
    visit = visit_of(request, request.query_params.get("language"))
    with get_database(request).read() as session:
        page = nothing_here_page(session, visit, error.organisation)
    return render(request, page, status=error.status)


def _caching(page: ReportPage) -> str:
    """A page that waits for files changes without anything being published."""
    return FOR_A_MOMENT if page.waiting else ASKED_AGAIN
