"""What surrounds every request: the reader's language, the origin check, and the security headers."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import ForeignOrigin
from app.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language, current_language
from app.web.errors import error_response
from app.web.origin import is_own_origin, needs_own_origin

LANGUAGE_COOKIE = "language"

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def choose_language(connection: HTTPConnection) -> Language:
    """The person's own choice, else the first language of the browser that we speak."""
    wanted = [connection.cookies.get(LANGUAGE_COOKIE, "")]
    for part in connection.headers.get("accept-language", "").split(","):
        wanted.append(part.split(";")[0].strip()[:2].lower())
    return next((language for code in wanted for language in LANGUAGES if language == code), DEFAULT_LANGUAGE)


class Surroundings:
    """Pure ASGI, so that the language set here is seen by the handlers, threads included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        current_language.set(choose_language(connection))
        if needs_own_origin(connection) and not is_own_origin(connection):
            await self._refuse(scope, receive, send)
            return
        await self.app(scope, receive, _with_headers(send))

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 4403})
            return
        response = error_response(Request(scope, receive), ForeignOrigin())
        await response(scope, receive, _with_headers(send))


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return send_with_headers
