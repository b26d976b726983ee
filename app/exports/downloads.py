"""A stored file as an answer: its name, its type, and how long it may be kept."""

from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from app.exports.errors import FileNotReady
from app.exports.formats import FORMATS
from app.exports.queries import JobRow
from app.web.downloads import disposition
from app.web.stored import stored_answer

DRAFT_CACHING = "private, no-cache"
PUBLIC_CACHING = "public, max-age=300"


def file_answer(
    request: Request, data_dir: Path, sha256: str, *, media_type: str, name: str, caching: str = DRAFT_CACHING
) -> Response:
    """The file for download as `name`; 304 when the reader has it. Raises FileNotReady when it is not on disk."""
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": caching,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": disposition(name),
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    answer = stored_answer(data_dir, sha256, media_type, headers)
    if answer is None:
        raise FileNotReady
    return answer


def draft_name(organisation: str, report: str, job: JobRow) -> str:
    """What a draft's file is called: whose and which report, that it is a draft, its part, language and ending."""
    part = job.part.rpartition(":")[2].replace("_", "-")
    words = (organisation, report, "luonnos", part, job.language)
    return f"{'-'.join(word for word in words if word)}.{FORMATS[job.format].extension}"
