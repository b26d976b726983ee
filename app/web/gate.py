"""What is refused before any route sees it: another site's requests, too large bodies, control characters."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import BadInput, DomainError, ForeignOrigin, NotFound, TooLarge
from app.web.errors import error_response
from app.web.origin import is_own_origin, needs_own_origin
from app.web.params import MAX_TEXT_BODY

# What no person types and neither PostgreSQL nor XML can hold; tab and line ends are text.
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def has_control_characters(text: str) -> bool:
    """Does it hold a character that cannot be stored and printed?"""
    return _CONTROL_CHARACTERS.search(text) is not None


async def refuse_control_characters(connection: HTTPConnection) -> None:
    """A dependency of the whole application: the names and values of every form, however it is encoded."""
    if isinstance(connection, Request) and connection.method == "POST":
        for name, value in (await connection.form()).multi_items():
            if has_control_characters(name) or (isinstance(value, str) and has_control_characters(value)):
                raise BadInput


class Gate:
    """Pure ASGI, inside `Surroundings`, so that refusals speak the reader's language."""

    def __init__(
        self, app: ASGIApp, max_body: int = MAX_TEXT_BODY, larger: Mapping[re.Pattern[str], int] | None = None
    ) -> None:
        self.app = app
        self.max_body = max_body  # bytes
        self.larger = larger or {}  # the same for paths where files are sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if refusal := self._refusal(HTTPConnection(scope)):
            await _refuse(refusal, scope, receive, send)
        else:
            await self.app(scope, self._counted(receive, self._limit(scope)), send)

    def _refusal(self, connection: HTTPConnection) -> DomainError | None:
        if needs_own_origin(connection) and not is_own_origin(connection):
            return ForeignOrigin()
        if has_control_characters(connection.scope["path"]):
            return NotFound()
        if has_control_characters(unquote(connection.scope["query_string"].decode("latin-1"))):
            return BadInput()
        length, limit = connection.headers.get("content-length", "0"), self._limit(connection.scope)
        is_small = length.isdecimal() and len(length) <= len(str(limit)) and int(length) <= limit
        return None if is_small else TooLarge()

    def _limit(self, scope: Scope) -> int:
        found = (limit for pattern, limit in self.larger.items() if pattern.fullmatch(scope["path"]))
        return next(found, self.max_body)

    def _counted(self, receive: Receive, limit: int) -> Receive:
        """Bodies that do not tell their length are counted as they come."""
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            if message["type"] == "http.request":
                received += len(message.get("body", b""))
                if received > limit:
                    raise HTTPException(TooLarge.status)
            return message

        return receive_counted


async def _refuse(refusal: DomainError, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        message: dict[str, Any] = {"type": "websocket.close", "code": 4000 + refusal.status}
        await send(message)
        return
    response = error_response(Request(scope, receive), refusal)
    await response(scope, receive, send)
