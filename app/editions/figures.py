"""The figures behind an edition, or behind one block of it, as files. Made of the stored content: always the same."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from app.datafiles.collecting import NamedData, block_at, data_in, merged
from app.datafiles.formats import DATA_FORMATS, DataFormat, block_file
from app.datafiles.writing import About
from app.editions.documents import stored_documents
from app.editions.models import Edition
from app.errors import NotFound
from app.exports.downloads import DRAFT_CACHING
from app.i18n import LANGUAGES
from app.rendering import tree
from app.web.downloads import disposition


def edition_figures(edition: Edition, language: str, form_key: str, anchor: str | None = None) -> bytes:
    """All figures behind the edition, or those of the block at `anchor`. Raises NotFound where there are none."""
    documents = stored_documents(edition.content, edition.approval)
    document = next((found for code, found in documents.items() if code == language), None)
    if document is None:
        raise NotFound
    return document_figures(document, DATA_FORMATS[form_key], anchor)


def document_figures(document: tree.Document, form: DataFormat, anchor: str | None = None) -> bytes:
    """The same of a Document."""
    about = About(document.title, document.organisation, next(code for code in LANGUAGES if code == document.language))
    if anchor is None:
        found: list[NamedData] = list(data_in(document))
        if not found:
            raise NotFound
        return form.write(merged(found), about)
    block = block_at(document, anchor)
    content = block_file(block, form, about) if block is not None else None
    if content is None:
        raise NotFound
    return content


def figures_answer(
    request: Request, content: bytes, name: str, form_key: str, caching: str = DRAFT_CACHING
) -> Response:
    """The file as an answer, or 304 for who has it already."""
    form = DATA_FORMATS[form_key]
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": caching}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = disposition(f"{name}.{form.extension}")
    return Response(content, media_type=form.media_type, headers=headers)
