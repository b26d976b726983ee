"""Routes without any noun of the field: choice of language, health, what robots may read."""

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from app.i18n import Language
from app.web.guards import PUBLIC
from app.web.language import remember_language
from app.web.params import NextQuery, local_path

router = APIRouter()

ROBOTS = """User-agent: *
Allow: /julkaisut
Allow: /static/
Disallow: /

Sitemap: {base_url}/julkaisut/sitemap.xml
"""


@router.get("/language/{language}", dependencies=[PUBLIC])
def choose_language(language: Language, next: NextQuery = "/") -> Response:  # noqa: A002
    """Remember the reader's language and go back to the same page."""
    return remember_language(RedirectResponse(local_path(next), status_code=303), language)


@router.get("/health", dependencies=[PUBLIC])
def health() -> Response:
    """For load balancers and containers: the process answers."""
    return PlainTextResponse("ok")


@router.get("/robots.txt", dependencies=[PUBLIC])
def robots(request: Request) -> Response:
    """Only what is published is for search engines."""
    return PlainTextResponse(ROBOTS.format(base_url=request.app.state.settings.base_url.rstrip("/")))
