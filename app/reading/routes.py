"""The public site: nobody signs in, everything can be cached, only published editions exist."""

import hashlib

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.db import SessionDep
from app.editions.deps import BlockAnchor, DataFileFormat, FileFormat, TextLanguage
from app.editions.downloads import FOR_EVER, approval_answer, edition_answer, edition_image_answer, file_name
from app.editions.figures import edition_figures, figures_answer
from app.files import DataDir
from app.i18n import LANGUAGES, Language, current_language, use_language
from app.images.answers import FOR_EVERYBODY
from app.reading.deps import (
    FoundOrganisation,
    FoundPublication,
    PublishedEdition,
    SearchedName,
)
from app.reading.pages import organisation_page, publications_page, report_page
from app.reading.queries import publishing_organisations
from app.web.guards import PUBLIC
from app.web.params import HashInPath, LanguageQuery
from app.web.templating import Page, render

router = APIRouter(prefix="/julkaisut")

PAGE_CACHE = {"Cache-Control": "public, no-cache", "Vary": "Accept-Language, Cookie, HX-Request"}


@router.get("", dependencies=[PUBLIC])
def list_publications(request: Request, session: SessionDep, q: SearchedName = "") -> Response:
    """Municipalities and counties with published reports; `q` searches their names."""
    return _answer(request, publications_page(publishing_organisations(session), q))


@router.get("/{organisation}", dependencies=[PUBLIC])
def list_reports(request: Request, session: SessionDep, organisation: FoundOrganisation) -> Response:
    """The published reports of one organisation."""
    return _answer(request, organisation_page(session, organisation))


@router.get("/{organisation}/{report}", dependencies=[PUBLIC])
def read_report(
    request: Request, session: SessionDep, publication: FoundPublication, language: LanguageQuery = None
) -> Response:
    """The report to read. `language` chooses page and text for a link that stays."""
    with use_language(_language(language)):
        return _answer(request, report_page(session, publication))


@router.get("/{organisation}/{report}/{number}/approval.json", dependencies=[PUBLIC])
def download_approval(request: Request, publication: FoundPublication, edition: PublishedEdition) -> Response:
    """The decisions bound to the edition."""
    name = file_name(publication.organisation, publication.report, edition)
    return approval_answer(request, edition, name, caching=FOR_EVER)


@router.get("/{organisation}/{report}/{number}/{language}.{format_key}", dependencies=[PUBLIC])
def download_file(
    request: Request,
    session: SessionDep,
    publication: FoundPublication,
    edition: PublishedEdition,
    language: TextLanguage,
    format_key: FileFormat,
    data_dir: DataDir,
) -> Response:
    """A file of a published edition: its bytes never change."""
    name = file_name(publication.organisation, publication.report, edition)
    return edition_answer(
        request, session, data_dir, edition, name, language=language, format_key=format_key, caching=FOR_EVER
    )


@router.get("/{organisation}/{report}/{number}/{language}/figures.{data_format}", dependencies=[PUBLIC])
def download_all_figures(
    request: Request,
    publication: FoundPublication,
    edition: PublishedEdition,
    language: TextLanguage,
    data_format: DataFileFormat,
) -> Response:
    """Every figure that the edition shows, with its source and licence."""
    name = f"{file_name(publication.organisation, publication.report, edition)}-{language}"
    return figures_answer(request, edition_figures(edition, language, data_format), name, data_format, FOR_EVER)


@router.get("/{organisation}/{report}/{number}/{language}/figures/{anchor}.{data_format}", dependencies=[PUBLIC])
def download_figures(
    request: Request,
    publication: FoundPublication,
    edition: PublishedEdition,
    language: TextLanguage,
    anchor: BlockAnchor,
    data_format: DataFileFormat,
) -> Response:
    """The figures of one table or chart."""
    name = f"{file_name(publication.organisation, publication.report, edition)}-{anchor}"
    content = edition_figures(edition, language, data_format, anchor)
    return figures_answer(request, content, name, data_format, FOR_EVER)


@router.get("/{organisation}/{report}/{number}/images/{sha256}", dependencies=[PUBLIC])
def show_image(request: Request, edition: PublishedEdition, data_dir: DataDir, sha256: HashInPath) -> Response:
    """An image that the published edition shows; no other is found."""
    return edition_image_answer(request, data_dir, edition, sha256, caching=FOR_EVERYBODY)


def _language(wanted: str | None) -> Language:
    return next((code for code in LANGUAGES if code == wanted), current_language.get())


def _answer(request: Request, page: Page) -> Response:
    """The page, or 304 when the reader's copy is still right."""
    response = render(request, page)
    etag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:32]}"'
    headers = {"ETag": etag, **PAGE_CACHE}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return response
