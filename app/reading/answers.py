"""Public pages as answers: for everybody the same, and not sent again to who has them."""

import hashlib
from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from app.web.templating import Page, render

ASKED_AGAIN = "public, no-cache"
FOR_A_MOMENT = "public, max-age=2"  # what changes without anything being published, such as files being made
NOT_KEPT = "no-cache, private"
VARIES = {"Vary": "Accept-Language, Accept-Encoding"}
ATOM, XML, CSS = "application/atom+xml", "application/xml", "text/css"


def page_answer(request: Request, page: Page, caching: str = ASKED_AGAIN) -> Response:
    """The page, or 304 when the reader's copy is still right."""
    body = bytes(render(request, page).body)
    return content_answer(request, body, "text/html; charset=utf-8", {"Cache-Control": caching, **VARIES})


def content_answer(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """The content with a tag of its own, or 304."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**headers, "ETag": etag}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)
