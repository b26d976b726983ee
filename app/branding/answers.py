"""An organisation's arms as an answer: their own type, never guessed; a drawing that may do nothing but be seen.

The drawing was made safe when it was taken in. These headers are the second wall: opened by itself, not within a
page, it runs nothing, fetches nothing and stands in no origin.
"""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.files import read_file
from app.images.answers import FOR_EVERYBODY
from app.organisations.models import Organisation

ALONE = "default-src 'none'; style-src 'none'; sandbox; frame-ancestors 'none'"


def arms_answer(request: Request, data_dir: Path, organisation: Organisation, caching: str = FOR_EVERYBODY) -> Response:
    """The organisation's arms as they are now; 304 when the reader has them.

    `caching` lets them be kept for ever: the address that asks for them must hold their hash. Raises NotFound when
    there are none.
    """
    return drawing_answer(request, data_dir, organisation.arms_sha256, organisation.arms_media_type, caching)


def drawing_answer(request: Request, data_dir: Path, sha256: str, media_type: str, caching: str) -> Response:
    """Arms that are or were an organisation's."""
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": caching,
        "Content-Security-Policy": ALONE,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline",
    }
    if sha256 and headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    content = read_file(data_dir, sha256) if sha256 else None
    if content is None:
        raise NotFound
    return Response(content, media_type=media_type, headers=headers)
