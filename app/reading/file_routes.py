"""Files and images of published editions: their bytes never change. And the look of an organisation's pages."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.branding.answers import arms_answer
from app.db import SessionDep
from app.editions.content import canonical
from app.editions.deps import BlockAnchor, DataFileFormat, FileFormat, TextLanguage
from app.editions.downloads import FOR_EVER, approval_answer, edition_answer, edition_image_answer, file_name
from app.editions.figures import edition_figures, figures_answer
from app.editions.queries import file_of
from app.errors import NotFound
from app.files import DataDir
from app.images.answers import FOR_EVERYBODY
from app.proofs.certificate import to_json
from app.reading.answers import ASKED_AGAIN, CSS, content_answer
from app.reading.deps import ColourInPath, FoundOrganisation, FoundPublication, PublishedEdition
from app.reading.errors import NotPublished
from app.web.downloads import disposition
from app.web.guards import PUBLIC
from app.web.params import HashInPath

router = APIRouter()


@router.get("/colour/{colour}.css", dependencies=[PUBLIC])
def show_colour(request: Request, colour: ColourInPath) -> Response:
    """An organisation's colour for the style sheets: pages may hold no styles of their own."""
    sheet = f":root {{ --brand: #{colour}; }}\n"
    return content_answer(request, sheet.encode(), CSS, {"Cache-Control": FOR_EVER})


@router.get("/{organisation}/arms/{sha256}", dependencies=[PUBLIC])
def show_arms(request: Request, organisation: FoundOrganisation, data_dir: DataDir, sha256: HashInPath) -> Response:
    """The organisation's arms as they are now; no other image is found."""
    if sha256 != organisation.arms_sha256:
        raise NotFound
    return arms_answer(request, data_dir, organisation)


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


@router.get("/{organisation}/{report}/{number}/{language}.{format_key}/certificate.json", dependencies=[PUBLIC])
def download_certificate(
    request: Request,
    session: SessionDep,
    publication: FoundPublication,
    edition: PublishedEdition,
    language: TextLanguage,
    format_key: FileFormat,
) -> Response:
    """What was found when the file was read back and compared with the text."""
    assert edition.id is not None
    file = file_of(session, edition.id, language, format_key)
    if file is None or file.certificate is None:
        raise NotPublished(publication.organisation)
    name = f"{file_name(publication.organisation, publication.report, edition)}-{language}-{format_key}.json"
    headers = {"Cache-Control": ASKED_AGAIN, "Content-Disposition": disposition(name)}
    return content_answer(request, canonical(to_json(file.certificate)).encode(), "application/json", headers)


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
