"""A stored file as an answer: from a folder or a bucket, never wholly in memory.

What everybody may keep for ever is remembered by its address for a minute, so that a council evening's downloads need
no routing and no database. What the system has at hand it moves itself; for the rest a thread waits for the disk.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.files import local_path, stream_file
from app.web.zero_copy import EXTENSION

HANDED_OVER, CHUNK = 1 << 20, 1 << 18  # bytes that the system moves, and that are read and sent, at once
REMEMBERED_SECONDS, MOST_REMEMBERED = 60.0, 512
_ASKED_SPECIALLY = (b"range", b"if-none-match")

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A file in a folder with all the headers that it was answered with, and until when that holds."""

    path: str
    headers: Headers
    until: float


class StoredFile(FileResponse):
    """A file of a folder. Parts of it, and heads, are given as starlette gives them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET" or b"range" in dict(scope["headers"]):
            await super().__call__(scope, receive, send)
            return
        if self.headers.get("cache-control", "").endswith("immutable") and "content-disposition" in self.headers:
            scope.setdefault("state", {})["stored_file"] = str(self.path)
        await _give(str(self.path), self.raw_headers, scope, send)


class PublicFiles:
    """Pure ASGI: answers again what a host answered a moment ago to anybody, by its address below `site`.

    It stands around all that checks a request and dresses an answer: both were done for the answer given again.
    """

    def __init__(self, app: ASGIApp, site: str) -> None:
        self.app = app
        self.site = site
        self.known: dict[tuple[bytes, str], Remembered] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self.site):
            await self.app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        address = (asked.get(b"host", b""), scope["path"])
        known = self.known.get(address)
        is_special = any(name in asked for name in _ASKED_SPECIALLY)
        if known is not None and known.until > time.monotonic() and not is_special:
            await _give(known.path, known.headers, scope, send)
        else:
            await self._ask(address, scope, receive, send)

    async def _ask(self, address: tuple[bytes, str], scope: Scope, receive: Receive, send: Send) -> None:
        headers: Headers = []

        async def noting_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers.extend(header for header in message["headers"] if header[0] != b"content-length")
            await send(message)

        state = scope.setdefault("state", {})
        await self.app(scope, receive, noting_headers)
        if (path := state.pop("stored_file", None)) is not None:
            if len(self.known) >= MOST_REMEMBERED:
                self.known.clear()
            self.known[address] = Remembered(path, headers, time.monotonic() + REMEMBERED_SECONDS)


def stored_answer(data_dir: Path, sha256: str, media_type: str, headers: Mapping[str, str]) -> Response | None:
    """None when there is no such file."""
    path = local_path(data_dir, sha256)
    if path is not None:
        return StoredFile(path, media_type=media_type, headers=dict(headers))
    chunks = stream_file(data_dir, sha256)
    return None if chunks is None else StreamingResponse(chunks, media_type=media_type, headers=dict(headers))


async def _give(path: str, headers: Headers, scope: Scope, send: Send) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        size, place = os.fstat(handle).st_size, 0
        length = (b"content-length", str(size).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*headers, length]})
        is_quick = EXTENSION in scope.get("extensions", ())
        while place < size:
            count = min(HANDED_OVER, size - place)
            if is_quick and _at_hand(handle, place, count):
                await send({"type": EXTENSION, "file": handle, "offset": place, "count": count, "more_body": True})
            else:
                count = await _read(handle, place, send)
            place += count
        await send({"type": "http.response.body", "body": b""})
    finally:
        os.close(handle)


async def _read(handle: int, place: int, send: Send) -> int:
    chunk = await run_sync(os.pread, handle, CHUNK, place)
    if not chunk:  # the length promised cannot be kept
        raise OSError("The file became shorter.")
    await send({"type": "http.response.body", "body": chunk, "more_body": True})
    return len(chunk)


def _at_hand(handle: int, place: int, count: int) -> bool:
    """Does the system have it in memory, as far as its first and last byte tell? Else a disk would have to turn."""
    try:
        return all(os.preadv(handle, [bytearray(1)], at, os.RWF_NOWAIT) for at in (place, place + count - 1))
    except OSError:  # not in memory, or a file system that cannot tell
        return False
