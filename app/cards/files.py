"""A card as a file, made while somebody waits: it is one page, and what was made before is in the press's cache."""

import hashlib
from pathlib import Path
from typing import Any

import rfc8785
import structlog
from starlette.requests import Request
from starlette.responses import Response

from app.config import Settings
from app.exports.downloads import DRAFT_CACHING
from app.exports.formats import FORMATS
from app.exports.ordering import order
from app.exports.service import renderer_version
from app.press.client import Press
from app.rendering import tree
from app.web.downloads import disposition

MOST_SECONDS = 30

log = structlog.get_logger()


def card_answer(request: Request, document: tree.Document, format_key: str, name: str) -> Response:
    """The file, or 304 for who has it. Raises RenderingFailed or one of its kinds."""
    form = FORMATS[format_key]
    etag = f'"{_fingerprint(document, format_key)[:32]}"'
    headers = {"ETag": etag, "Cache-Control": DRAFT_CACHING}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    settings: Settings = request.app.state.settings
    content = _made(request.app.state.press, settings, document, format_key, settings.data_dir)
    headers["Content-Disposition"] = disposition(f"{name}.{form.extension}")
    return Response(content, media_type=form.media_type, headers=headers)


def _made(press: Press, settings: Settings, document: tree.Document, format_key: str, data_dir: Path) -> bytes:
    made = press.make(
        order(FORMATS[format_key], document, data_dir),
        seconds=min(settings.export_seconds, MOST_SECONDS),
        memory_mb=settings.export_memory_mb,
    )
    if not made.certificate.is_whole:
        log.error("a card lost something", place=made.certificate.faults[0].place)
    return made.content


def _fingerprint(document: tree.Document, format_key: str) -> str:
    values: dict[str, Any] = {"document": tree.to_json(document), "renderer": renderer_version(), "format": format_key}
    return hashlib.sha256(rfc8785.dumps(values)).hexdigest()
