"""What is handed out of an edition: its stored JSON, its approval, the files made of it."""

from pathlib import Path

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app.editions.content import images_in
from app.editions.models import Edition
from app.editions.queries import file_of
from app.errors import NotFound
from app.exports.certificates import certificate_answer
from app.exports.downloads import DRAFT_CACHING, file_answer
from app.exports.errors import FileNotReady
from app.exports.formats import FORMATS
from app.images.answers import image_answer
from app.organisations.models import Organisation
from app.reports.models import Report
from app.web.downloads import disposition

FOR_EVER = "public, max-age=31536000, immutable"  # the bytes of a published edition never change
CONTENT = "json"


def edition_answer(
    request: Request,
    session: Session,
    data_dir: Path,
    edition: Edition,
    name: str,
    *,
    language: str,
    format_key: str,
    caching: str = DRAFT_CACHING,
) -> Response:
    """The file of this language and format. Raises FileNotReady while it is being made, NotFound if there is none.

    JSON is the stored content, byte for byte: its SHA-256 is the edition's hash.
    """
    if format_key == CONTENT:
        return _text_answer(request, edition.content, edition.sha256, f"{name}.json", caching)
    assert edition.id is not None
    file = file_of(session, edition.id, language, format_key)
    if file is None:
        raise NotFound
    if not file.is_ready:
        raise FileNotReady
    form = FORMATS[format_key]
    return file_answer(
        request,
        data_dir,
        file.sha256,
        media_type=form.media_type,
        name=f"{name}-{language}.{form.extension}",
        caching=caching,
    )


def edition_certificate_answer(
    session: Session, edition: Edition, name: str, *, language: str, format_key: str, caching: str = DRAFT_CACHING
) -> Response:
    """What reading the file of this language and format back showed, as JSON. NotFound where it was not compared."""
    assert edition.id is not None
    file = file_of(session, edition.id, language, format_key)
    if file is None or file.certificate is None:
        raise NotFound
    return certificate_answer(file.certificate, f"{name}-{language}-{format_key}", caching=caching)


def approval_answer(request: Request, edition: Edition, name: str, *, caching: str = DRAFT_CACHING) -> Response:
    """The decisions bound to the edition, byte for byte; NotFound before the approval."""
    if edition.approval is None or edition.approval_sha256 is None:
        raise NotFound
    return _text_answer(request, edition.approval, edition.approval_sha256, f"{name}-hyväksyntä.json", caching)


def edition_image_answer(request: Request, data_dir: Path, edition: Edition, sha256: str, *, caching: str) -> Response:
    """An image of the edition. Raises NotFound for every other image that we have."""
    media_type = images_in(edition.content).get(sha256)
    if media_type is None:
        raise NotFound
    return image_answer(request, data_dir, sha256, media_type, caching)


def file_name(organisation: Organisation, report: Report, edition: Edition) -> str:
    """What an edition's files are called, before language and ending."""
    return f"{organisation.slug}-{report.slug}-versio-{edition.number}"


def _text_answer(request: Request, text: str, sha256: str, name: str, caching: str) -> Response:
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": caching,
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": disposition(name),
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(text.encode(), media_type=FORMATS[CONTENT].media_type, headers=headers)
