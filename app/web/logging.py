"""What is logged: one line a request with its id, route template, status and time; no texts, no tokens."""

import logging
import secrets
import sys
from time import perf_counter

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.tracebacks import ExceptionDictTransformer

log = structlog.get_logger()

REQUEST_ID_HEADER = "X-Request-ID"

# Tracebacks without the values of variables: those may be somebody's text, password or token.
_FOR_PEOPLE = (structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),)
_FOR_MACHINES = (
    structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
    structlog.processors.JSONRenderer(),
)


def configure_logging() -> None:
    """For the server: lines for people on a terminal, JSON for machines elsewhere."""
    for_people = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *(_FOR_PEOPLE if for_people else _FOR_MACHINES),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


def request_id() -> str:
    """The id of the request being answered, which its log lines carry; empty outside one."""
    found: str = structlog.contextvars.get_contextvars().get("request_id", "")
    return found


class RequestLog:
    """Gives each request its id and logs how it ended. Static files are not worth a line."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=secrets.token_hex(4))
        began, status = perf_counter(), 500

        async def send_noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID_HEADER] = request_id()
            await send(message)

        try:
            await self.app(scope, receive, send_noting_status)
        finally:
            route = getattr(scope.get("route"), "path", "")
            spent = round((perf_counter() - began) * 1000, 1)
            log.info("request", method=scope["method"], route=route, status=status, ms=spent)
