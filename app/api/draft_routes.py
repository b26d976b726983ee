"""Drafts of one organisation, for programs that hold its read token."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api import facts, text_routes
from app.api.answers import DRAFT_CACHING, answer, bounds
from app.api.deps import DRAFT_TEXT, ROOT, DraftDep, PagingDep, ReaderDep, SiteDep
from app.api.editions import whole_draft
from app.api.queries import reports_of
from app.api.shapes import Draft, DraftList
from app.db import SessionDep
from app.i18n import N_

router = APIRouter(prefix="/drafts")


@router.get(
    "",
    summary=N_("Drafts"),
    description=N_("All reports of the token's organisation as they are now, the newest period first."),
)
def list_drafts(request: Request, reader: ReaderDep, session: SessionDep, site: SiteDep, paging: PagingDep) -> Response:
    """The organisation's reports."""
    organisation = reader.organisation
    total, rows = reports_of(session, organisation.id or 0, paging.limit, paging.offset)
    items = tuple(Draft(**facts.draft_values(session, site, organisation, report)) for report in rows)
    part = bounds(paging, total, f"{site}{ROOT}/drafts")
    return answer(request, DraftList(items=items, **part), DRAFT_CACHING)


@router.get(
    "/{organisation}/{report}",
    summary=N_("One draft"),
    description=N_("A report of the token's organisation with its texts as they are at this moment."),
)
def show_draft(request: Request, session: SessionDep, site: SiteDep, found: DraftDep) -> Response:
    """One report as it is now."""
    return answer(request, whole_draft(session, site, found), DRAFT_CACHING)


router.include_router(text_routes.router, prefix="/{organisation}/{report}/{language}", dependencies=[DRAFT_TEXT])
