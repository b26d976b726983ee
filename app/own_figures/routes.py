"""An organisation's own figures: their front page, indicators, surveys and collections."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.db import SessionDep
from app.own_figures import collection_routes, indicator_routes, survey_routes
from app.own_figures.deps import FiguresOrganisation
from app.own_figures.list_page import list_page
from app.web.templating import render

router = APIRouter()


@router.get("/{organisation}/own-figures")
def show(request: Request, access: FiguresOrganisation, session: SessionDep) -> Response:
    """Everything that the organisation counts, asks and is asked for."""
    return render(request, list_page(session, access))


for part in (indicator_routes, survey_routes, collection_routes):
    router.include_router(part.router)
