"""Values → JSON answers: their hash, how long they may be kept, who may read them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict, TypeVar
from urllib.parse import urlencode

from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

LIST_CACHING = "public, no-cache"  # kept, but asked about: a new edition shows at once
EDITION_CACHING = "public, max-age=300"  # its content never changes, the way it is told may
DRAFT_CACHING = "private, no-cache"
FOR_ANY_SITE = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is asked for."""

    limit: int
    offset: int

    def of(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """That part."""
        return tuple(items[self.offset : self.offset + self.limit])


class Bounds(TypedDict):
    """What every part of a list says of the whole."""

    total: int
    limit: int
    offset: int
    next: str | None


def bounds(paging: Paging, total: int, address: str) -> Bounds:
    """`address` is that of the list."""
    after = paging.offset + paging.limit
    more = f"{address}?{urlencode({'limit': paging.limit, 'offset': after})}" if after < total else None
    return Bounds(total=total, limit=paging.limit, offset=paging.offset, next=more)


def answer(request: Request, value: object, caching: str) -> Response:
    """The value as JSON, or 304 for who has it. What is public may be read by any site's script."""
    content = to_json(value)
    return bytes_answer(request, content, caching, media_type="application/json")


def bytes_answer(request: Request, content: bytes, caching: str, *, media_type: str) -> Response:
    """The same of bytes."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers: Mapping[str, str] = {"ETag": etag, "Cache-Control": caching}
    headers = {**headers, "Vary": "Authorization"} if caching == DRAFT_CACHING else {**headers, **FOR_ANY_SITE}
    if matches(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def matches(asked: str, etag: str) -> bool:
    """Is it among the hashes of If-None-Match? Weakly compared, as RFC 9110 wants it there."""
    return any(one.strip().removeprefix("W/") in (etag, "*") for one in asked.split(","))
