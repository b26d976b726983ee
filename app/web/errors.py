"""One way from an error to an answer: a page, or a fragment of the same content for HTMX."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import quote

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, DomainError, NotFound, SignInNeeded, TooLarge
from app.i18n import N_, gettext
from app.web import htmx
from app.web.logging import request_id
from app.web.middleware import SECURITY_HEADERS
from app.web.problems import is_program, problem
from app.web.templating import Page, render
from app.web.wording import field_errors

log = structlog.get_logger()

NOTHING_WRONG: Mapping[str, str] = MappingProxyType({})

TITLES: dict[int, str] = {
    400: N_("The request was not understood"),
    401: N_("Sign in"),
    403: N_("No right to this"),
    404: N_("Page not found"),
    405: N_("This cannot be done here"),
    409: N_("The situation has changed"),
    410: N_("No longer here"),
    413: N_("Too large"),
    422: N_("Check what you entered"),
    423: N_("Frozen"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong on our side"),
    502: N_("Another service did not answer rightly"),
    503: N_("The service is busy"),
}


class NotUnderstood(DomainError):
    """Not what a browser sends from our pages."""

    status = HTTPStatus.BAD_REQUEST
    message = N_("Nothing was changed. Open the page again and retry.")


class WrongMethod(DomainError):
    """The address exists, but does not do this."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    message = N_("This address does not do that. Nothing was changed.")


class ChangedMeanwhile(DomainError):
    """Two changes met; the database let one through."""

    message = N_("Somebody else changed the same thing at the same moment. Open the page again and retry.")


class Unavailable(DomainError):
    """The database did not answer in time."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = N_("The change was not saved. Everything saved before is safe. Try again in a moment.")


@dataclass(frozen=True, slots=True)
class ErrorPage(Page):
    """A whole page, or with HTMX the fragment of the same content. `code` finds the request in the log."""

    template: ClassVar[str] = "errors/error.html"
    status: int
    title: str
    message: str
    details: tuple[str, ...] = ()
    sign_in_path: str = ""
    code: str = ""
    heading: str = "h1"


@dataclass(frozen=True, slots=True)
class ErrorFragment(ErrorPage):
    template: ClassVar[str] = "errors/_error.html"
    heading: str = "h2"


def error_response(request: Request, error: DomainError) -> Response:
    """The answer to a rule that said no."""
    sign_in_path = ""
    if isinstance(error, SignInNeeded):
        sign_in_path = f"/sign-in?next={quote(htmx.page_path(request), safe='')}"
        if request.method == "GET" and not htmx.is_htmx(request):
            return htmx.redirect(request, sign_in_path)
    fields = error.field_errors if isinstance(error, BadInput) else {}
    return _answer(request, error.status, error.text, fields=fields, sign_in_path=sign_in_path)


def _answer(
    request: Request,
    status: int,
    message: str,
    *,
    fields: Mapping[str, str] = NOTHING_WRONG,
    sign_in_path: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    title = gettext(TITLES.get(status, TITLES[400] if status < 500 else TITLES[500]))
    code = request_id() if status >= 500 else ""
    if is_program(request):
        response = problem(status, title, message, fields=fields, code=code)
    else:
        kind = ErrorFragment if htmx.is_htmx(request) else ErrorPage
        page = kind(
            status=status,
            title=title,
            message=message,
            details=tuple(fields.values()),
            sign_in_path=sign_in_path,
            code=code,
        )
        response = render(request, page, status=status)
    response.headers.update(headers or {})
    return response


def register(app: FastAPI) -> None:
    """Attach the handlers. Every answer of status 4xx and 5xx passes here."""
    app.add_exception_handler(DomainError, _domain_error)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _invalid_request)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _http_error)  # type: ignore[arg-type]
    for conflict in (StaleDataError, IntegrityError):
        app.add_exception_handler(conflict, _changed_meanwhile)
    for failure in (OperationalError, PoolTimeout):
        app.add_exception_handler(failure, _unavailable)
    app.add_exception_handler(DataError, _unstorable)
    app.add_exception_handler(Exception, _unexpected)


def _domain_error(request: Request, error: DomainError) -> Response:
    return error_response(request, error)


def _invalid_request(request: Request, error: RequestValidationError) -> Response:
    """An address that makes no sense leads nowhere; a form or query that makes none can be mended."""
    if any(item["loc"][:1] == ("path",) for item in error.errors()):
        return error_response(request, NotFound())
    return error_response(request, BadInput(field_errors(error.errors())))


def _http_error(request: Request, error: HTTPException) -> Response:
    known: dict[int, type[DomainError]] = {404: NotFound, 405: WrongMethod, 413: TooLarge, 503: Unavailable}
    found = known.get(error.status_code, NotUnderstood)()
    return _answer(request, error.status_code, found.text, headers=error.headers)


def _changed_meanwhile(request: Request, error: Exception) -> Response:
    log.warning("conflicting change", kind=type(error).__name__)
    return error_response(request, ChangedMeanwhile())


def _unavailable(request: Request, error: Exception) -> Response:
    log.error("database unavailable", exc_info=error)
    return error_response(request, Unavailable())


def _unstorable(request: Request, error: Exception) -> Response:
    log.warning("value the database cannot hold", kind=type(error).__name__)
    return error_response(request, BadInput())


def _unexpected(request: Request, error: Exception) -> Response:
    """Uses no database. Runs outside all middleware, hence its own headers."""
    log.error("unexpected error", exc_info=error)
    message = N_("Nothing you saved before was lost. Try again; if it happens again, tell the administrator.")
    return _answer(request, 500, gettext(message), headers=SECURITY_HEADERS)
