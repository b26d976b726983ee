"""Public pages from memory: the way past routing, database and templates for whoever reads what was read before."""

import asyncio
import math
import time

from anyio.to_thread import run_sync
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.db import Database
from app.i18n import current_language
from app.reading.answers import ASKED_AGAIN, FOR_A_MOMENT
from app.reading.cache import KeptPage, PageCache, PageKey, kept, key_of
from app.reading.changes import published_state
from app.web.language import PUBLIC_SITE

LOOK_EVERY = 1.0  # seconds between questions whether something was published
_KEPT_SECONDS = {ASKED_AGAIN.encode(): math.inf, FOR_A_MOMENT.encode(): 2.0}


class PublicPages:
    """Pure ASGI, the innermost of all, so that hosts, headers, languages and the log are as for every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.cache = PageCache()
        self._looked_at = 0.0
        self._looked_in: Database | None = None
        self._being_made: dict[PageKey, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = self._key(scope)
        if key is None:
            await self.app(scope, receive, send)
            return
        await self._look(scope["app"].state.database)
        page = self.cache.find(key, time.monotonic()) or await self._when_made(key)
        if page is not None:
            await _give(page, HTTPConnection(scope), send)
        else:
            await self._make(key, scope, receive, send)

    def _key(self, scope: Scope) -> PageKey | None:
        is_reading = scope["type"] == "http" and scope["method"] == "GET"
        if not is_reading or not scope["path"].startswith(PUBLIC_SITE):
            return None
        return key_of(scope["path"], scope["query_string"], current_language.get())

    async def _look(self, database: Database) -> None:
        """Ask now and then what is published; while one asks, the others read what is kept."""
        moment = time.monotonic()
        if database is self._looked_in and moment - self._looked_at < LOOK_EVERY:
            return
        first = database is not self._looked_in
        self._looked_at, self._looked_in = moment, database
        if first:
            self.cache.now_at(None)
        state = await run_sync(published_state, database)
        self.cache.now_at((id(database), state))

    async def _when_made(self, key: PageKey) -> KeptPage | None:
        """Where somebody else's request is making the page just now: theirs."""
        making = self._being_made.get(key)
        if making is None:
            return None
        await making.wait()
        return self.cache.find(key, time.monotonic())

    async def _make(self, key: PageKey, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the page be made, and keep it if everybody may have it; it is given from memory then too."""
        state, taken, made = self.cache.state, _Taken(send), asyncio.Event()
        self._being_made.setdefault(key, made)
        asking = HTTPConnection(dict(scope))
        scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"if-none-match"]
        try:
            await self.app(scope, receive, taken)
            if taken.start is not None:
                until = time.monotonic() + (_seconds_kept(taken.start) or 0)
                page = await run_sync(kept, taken.start["headers"], bytes(taken.body), until)
                self.cache.keep(key, page, state)
                await _give(page, asking, send)
        finally:
            if self._being_made.get(key) is made:
                del self._being_made[key]
            made.set()


class _Taken:
    """Holds back a page that may be kept; lets everything else through as it comes."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _seconds_kept(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")


def _seconds_kept(start: Message) -> float | None:
    """How long everybody may have this answer; None where it is for one person, or no page."""
    if start["status"] != 200:
        return None
    return _KEPT_SECONDS.get(dict(start["headers"]).get(b"cache-control", b""))


async def _give(page: KeptPage, connection: HTTPConnection, send: Send) -> None:
    """The page packed for who can unpack it, or 304 for who has it."""
    packed = "gzip" in connection.headers.get("accept-encoding", "")
    asked = connection.headers.get("if-none-match", "")
    known = asked.strip() == "*" or any(page.tag_of(packed=way) in asked for way in (True, False))
    headers = [*page.headers, (b"etag", page.tag_of(packed=packed).encode())]
    if known:
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body = page.packed if packed else page.plain
    headers.append((b"content-length", str(len(body)).encode()))
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
