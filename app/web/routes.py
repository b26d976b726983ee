"""Routes without any noun of the field: choice of language, health."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from app.i18n import Language
from app.web.guards import PUBLIC
from app.web.middleware import LANGUAGE_COOKIE

router = APIRouter()


@router.get("/language/{language}", dependencies=[PUBLIC])
def choose_language(language: Language, next: Annotated[str, Query(max_length=500)] = "/") -> Response:  # noqa: A002
    """Remember the reader's language and go back to the same page."""
    response = RedirectResponse(local_path(next), status_code=303)
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=365 * 24 * 3600, httponly=True, samesite="lax")
    return response


@router.get("/health", dependencies=[PUBLIC])
def health() -> Response:
    """For load balancers and containers: the process answers."""
    return PlainTextResponse("ok")


def local_path(address: str) -> str:
    """The path part of an address on this site; the front page for anything else."""
    parts = urlsplit(address)
    is_local = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith("//")
    return address if is_local and "\\" not in address else "/"
