"""One way from an error to an answer: a page, a fragment for HTMX, or JSON for a program."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import quote

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, DomainError, NotFound, SignInNeeded, TooLarge
from app.i18n import N_, gettext
from app.web import htmx
from app.web.templating import Page, render

log = structlog.get_logger()

TITLES: dict[int, str] = {
    401: N_("Sign in"),
    403: N_("No right to this"),
    404: N_("Page not found"),
    405: N_("This cannot be done here"),
    409: N_("The situation has changed"),
    413: N_("Too large"),
    422: N_("Check what you entered"),
    423: N_("Frozen"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong on our side"),
    503: N_("The service is busy"),
}


@dataclass(frozen=True, slots=True)
class ErrorPage(Page):
    """A whole page, or with HTMX the fragment of the same content."""

    template: ClassVar[str] = "errors/error.html"
    status: int
    title: str
    message: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ErrorFragment(ErrorPage):
    template: ClassVar[str] = "errors/_error.html"


def error_response(request: Request, error: DomainError) -> Response:
    """The answer to a rule that said no."""
    if isinstance(error, SignInNeeded) and request.method == "GET" and not htmx.is_htmx(request):
        return htmx.redirect(request, f"/sign-in?next={quote(request.url.path)}")
    message = gettext(error.message, **error.params)
    details = tuple(error.field_errors.values()) if isinstance(error, BadInput) else ()
    return _answer(request, error.status, message, details)


def _answer(request: Request, status: int, message: str, details: Sequence[str] = ()) -> Response:
    kind = ErrorFragment if htmx.is_htmx(request) else ErrorPage
    title = gettext(TITLES.get(status, TITLES[500]))
    return render(request, kind(status=status, title=title, message=message, details=tuple(details)), status=status)


def register(app: FastAPI) -> None:
    """Attach the handlers. Every answer of status 4xx and 5xx passes here."""

    @app.exception_handler(DomainError)
    def domain_error(request: Request, error: DomainError) -> Response:
        return error_response(request, error)

    @app.exception_handler(RequestValidationError)
    def invalid_request(request: Request, error: RequestValidationError) -> Response:
        places = {str(item["loc"][0]) for item in error.errors() if item["loc"]}
        if "path" in places:
            return error_response(request, NotFound())
        return error_response(request, BadInput(_fields(error.errors())))

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.NOT_FOUND:
            return error_response(request, NotFound())
        if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return error_response(request, TooLarge())
        return _answer(request, error.status_code, gettext(N_("The request was not understood.")))

    @app.exception_handler(Exception)
    def unexpected(request: Request, error: Exception) -> Response:
        log.error("unexpected error", path=request.url.path, exc_info=error)
        message = N_("Nothing you wrote was lost. Try again; if it happens again, tell the administrator.")
        return _answer(request, 500, gettext(message))


def _fields(errors: Sequence[Any]) -> dict[str, str]:
    return {".".join(str(part) for part in item["loc"][1:]): f"{item['loc'][-1]}: {item['msg']}" for item in errors}
