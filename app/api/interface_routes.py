"""The interface about itself: its page, its OpenAPI document; and what it answers where nothing is."""

import json
from functools import cache

from fastapi import APIRouter, Request
from pydantic_core import to_json
from starlette.responses import Response

from app.api import draft_routes, published_routes
from app.api.answers import FOR_ANY_SITE, LIST_CACHING, bytes_answer
from app.api.deps import ROOT, SiteDep
from app.api.pages import interface_page
from app.errors import NotFound
from app.web.errors import WrongMethod
from app.web.guards import PUBLIC
from app.web.templating import render

described = APIRouter(prefix=ROOT)
"""The routes that the OpenAPI document describes."""

for part in (published_routes, draft_routes):
    described.include_router(part.router)

router = APIRouter(dependencies=[PUBLIC], include_in_schema=False)

PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


@cache
def openapi_bytes(site: str) -> bytes:
    """The OpenAPI document as it is sent."""
    from app.api.openapi import document  # its models and schemas need not be in memory before somebody asks

    return to_json(document(described, site))


@router.get(ROOT)
def show_interface(request: Request, site: SiteDep) -> Response:
    """The page that explains the interface to people."""
    return render(request, interface_page(site, json.loads(openapi_bytes(site))))


@router.get(f"{ROOT}/openapi.json")
def show_openapi(request: Request, site: SiteDep) -> Response:
    """OpenAPI 3.1, for programs that make programs."""
    return bytes_answer(request, openapi_bytes(site), LIST_CACHING, media_type="application/json")


@router.options("/api/{rest:path}")
def allow_other_sites() -> Response:
    """Browsers ask before another site's script sends If-None-Match."""
    return Response(status_code=204, headers={**FOR_ANY_SITE, **PREFLIGHT})


@router.get("/api/{rest:path}")
def find_nothing() -> Response:
    """Every other address of the interface: else the desk would take it for a municipality's."""
    raise NotFound


@router.api_route("/api/{rest:path}", methods=["POST", "PUT", "PATCH", "DELETE"])
def change_nothing() -> Response:
    """The interface only reads."""
    raise WrongMethod
