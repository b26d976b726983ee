"""Files as answers: named for people, kept by caches, not sent again to whoever has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

FOR_EVER = "public, max-age=31536000, immutable"
PRIVATE = "private, no-cache"


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out: bytes, or where they lie. `sha256` is theirs; `name` may hold any letters."""

    content: bytes | Path
    media_type: str
    name: str
    ascii_name: str
    sha256: str


def download_response(request: Request, download: Download, *, cache: str = PRIVATE) -> Response:
    """The file, or 304 when the reader's copy is still right."""
    headers = {
        "ETag": f'"{download.sha256}"',
        "Cache-Control": cache,
        "Content-Disposition": disposition(download.name, download.ascii_name),
    }
    if has_copy(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if isinstance(download.content, bytes):
        return Response(download.content, media_type=download.media_type, headers=headers)
    return FileResponse(download.content, media_type=download.media_type, headers=headers)


def disposition(name: str, ascii_name: str) -> str:
    """RFC 6266 with the name in RFC 8187's form; control characters are left out."""
    clean = "".join(letter for letter in name if letter.isprintable())
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(clean, safe='')}"


def has_copy(request: Request, etag: str) -> bool:
    """Does the reader already have what `etag` names?"""
    known = (part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(","))
    return etag in known


def page_response(request: Request, response: Response, etag: str, more: Mapping[str, str]) -> Response:
    """A page with its `etag` and `more` headers, or 304 when the reader's copy is still right."""
    headers = {"ETag": etag, **more}
    if has_copy(request, etag):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
