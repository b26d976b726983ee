"""A stored file as an answer: from a folder or a bucket, never wholly in memory.

What everybody may keep for ever is remembered by its address for a minute, so that a council evening's downloads need
no routing and no database. A file that the system has at hand is read without a visit to another thread.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.files import local_path, stream_file

CHUNK = 1 << 18  # bytes sent at once
REMEMBERED_SECONDS, MOST_REMEMBERED = 60.0, 512
_NOT_HANDED_ON = frozenset({b"content-length", b"last-modified"})
_ASKED_SPECIALLY = frozenset({b"range", b"if-none-match"})

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A file in a folder with the headers that it was answered with, and until when that holds."""

    path: str
    headers: Headers
    until: float


class StoredFile(FileResponse):
    """A file of a folder. Parts of it, and heads, are given as starlette gives them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET" or _asks(scope, b"range"):
            await super().__call__(scope, receive, send)
            return
        headers = [(name, value) for name, value in self.raw_headers if name not in _NOT_HANDED_ON]
        if self.headers.get("cache-control", "").endswith("immutable") and "content-disposition" in self.headers:
            until = time.monotonic() + REMEMBERED_SECONDS
            scope.setdefault("state", {})["stored_file"] = Remembered(str(self.path), headers, until)
        await _give(str(self.path), headers, send)


class PublicFiles:
    """Pure ASGI: answers again what was answered a moment ago to anybody, by its address below `site`."""

    def __init__(self, app: ASGIApp, site: str) -> None:
        self.app = app
        self.site = site
        self.known: dict[str, Remembered] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(self.site):
            await self.app(scope, receive, send)
            return
        address = scope["path"]
        known = self.known.get(address)
        if known is not None and known.until > time.monotonic() and not _asks(scope, *_ASKED_SPECIALLY):
            await _give(known.path, known.headers, send)
            return
        state = scope.setdefault("state", {})
        await self.app(scope, receive, send)
        if (answered := state.pop("stored_file", None)) is not None:
            if len(self.known) >= MOST_REMEMBERED:
                self.known.clear()
            self.known[address] = answered


def stored_answer(data_dir: Path, sha256: str, media_type: str, headers: Mapping[str, str]) -> Response | None:
    """None when there is no such file."""
    path = local_path(data_dir, sha256)
    if path is not None:
        return StoredFile(path, media_type=media_type, headers=dict(headers))
    chunks = stream_file(data_dir, sha256)
    return None if chunks is None else StreamingResponse(chunks, media_type=media_type, headers=dict(headers))


def _asks(scope: Scope, *names: bytes) -> bool:
    return any(name in names for name, _value in scope["headers"])


async def _give(path: str, headers: Headers, send: Send) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        left, place = os.fstat(handle).st_size, 0
        length = (b"content-length", str(left).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [*headers, length]})
        while left > 0:
            chunk = _at_hand(handle, place) or await run_sync(partial(os.pread, handle, CHUNK, place))
            if not chunk:  # the file became shorter: the length promised cannot be kept
                raise OSError(f"{path} ended early")
            left, place = left - len(chunk), place + len(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": left > 0})
        if place == 0:
            await send({"type": "http.response.body", "body": b""})
    finally:
        os.close(handle)


def _at_hand(handle: int, place: int) -> bytes | None:
    """The next bytes if the system has them in memory; None when a disk would have to turn."""
    chunk = bytearray(CHUNK)
    try:
        count = os.preadv(handle, [chunk], place, os.RWF_NOWAIT)
    except OSError:  # not in memory, or a file system that cannot tell
        return None
    return bytes(chunk if count == CHUNK else chunk[:count])
