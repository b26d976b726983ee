"""An image as an answer: its own type, never guessed; kept for ever, since another image has another address."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.web.stored import stored_answer

FOR_THIS_PERSON = "private, max-age=31536000, immutable"
FOR_EVERYBODY = "public, max-age=31536000, immutable"


def image_answer(request: Request, data_dir: Path, sha256: str, media_type: str, caching: str) -> Response:
    """The image's bytes to be shown in a page; 304 when the reader has them. Raises NotFound when they are gone."""
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": caching,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    answer = stored_answer(data_dir, sha256, media_type, headers)
    if answer is None:
        raise NotFound
    return answer
