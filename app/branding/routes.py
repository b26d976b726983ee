"""The look of an organisation's reports: colour, arms, typeface, Word template."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlmodel import Session
from starlette.responses import FileResponse, Response

from app.accounts.guards import OrganisationAccess, SeenOrganisation
from app.branding import service
from app.branding.answers import arms_answer, drawing_answer
from app.branding.deps import BrandedOrganisation, ColourQuery, FontInPath, SavedQuery, SentFile
from app.branding.errors import ArmsRefused, TemplateRefused
from app.branding.forms import ColourForm, TypefaceForm
from app.branding.pages import colour_check, look_page
from app.branding.queries import earlier_arms
from app.db import SessionDep, pause
from app.errors import BadInput, NotFound
from app.files import DataDir, read_file
from app.images.answers import FOR_THIS_PERSON
from app.organisations.models import Organisation
from app.rendering.typefaces import FONTS_DIR, TYPEFACES
from app.web.downloads import disposition
from app.web.guards import PUBLIC
from app.web.htmx import redirect
from app.web.params import HashInPath
from app.web.templating import render

router = APIRouter()

FORM_AROUND_FILE = 64 * 1024  # bytes
LARGE_BODIES = {
    re.compile(r"/[^/]+/branding/arms"): service.LARGEST_ARMS + FORM_AROUND_FILE,
    re.compile(r"/[^/]+/branding/word-template"): service.LARGEST_TEMPLATE + FORM_AROUND_FILE,
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
WORD_TYPES = {"docx": f"{WORD}document", "dotx": f"{WORD}template"}
LOOK = "/{organisation}/branding"


@router.get("/typefaces/{name}", dependencies=[PUBLIC])
def show_typeface(name: FontInPath) -> Response:
    """A font of the safe list, for samples."""
    if not any(name in face.files for face in TYPEFACES.values()):
        raise NotFound
    return FileResponse(FONTS_DIR / name, media_type="font/ttf", headers={"Cache-Control": "public, max-age=86400"})


@router.get("/{organisation}/arms/{sha256}")
def show_arms_to_all(request: Request, access: SeenOrganisation, data_dir: DataDir, sha256: HashInPath) -> Response:
    """The arms beside the organisation's name, for everybody who works in it."""
    if sha256 != access.organisation.arms_sha256:
        raise NotFound
    return arms_answer(request, data_dir, access.organisation, FOR_THIS_PERSON)


@router.get(LOOK)
def show(
    request: Request, access: BrandedOrganisation, session: SessionDep, data_dir: DataDir, saved: SavedQuery = ""
) -> Response:
    """The look as it is."""
    return render(request, look_page(session, access, data_dir, saved=saved))


@router.get(f"{LOOK}/colour")
def check_colour(request: Request, access: BrandedOrganisation, colour: ColourQuery = "") -> Response:
    """A colour's contrast, while it is typed."""
    return render(request, colour_check(access.organisation, colour))


@router.post(f"{LOOK}/colour")
def change_colour(
    request: Request,
    access: BrandedOrganisation,
    session: SessionDep,
    data_dir: DataDir,
    form: Annotated[ColourForm, Form()],
) -> Response:
    try:
        service.change_colour(session, access.person.id, access.organisation, form.meant)
    except BadInput as error:
        page = look_page(session, access, data_dir, typed=form.meant, errors=error.field_errors)
        return render(request, page, status=error.status)
    return _saved(request, access, "colour")


@router.post(f"{LOOK}/typeface")
def change_typeface(
    request: Request,
    access: BrandedOrganisation,
    session: SessionDep,
    data_dir: DataDir,
    form: Annotated[TypefaceForm, Form()],
) -> Response:
    try:
        service.change_typeface(session, access.person.id, access.organisation, form.typeface)
    except BadInput as error:
        return render(request, look_page(session, access, data_dir, errors=error.field_errors), status=error.status)
    return _saved(request, access, "typeface")


@router.get(f"{LOOK}/arms/earlier")
def show_earlier_arms(
    request: Request, access: BrandedOrganisation, session: SessionDep, data_dir: DataDir
) -> Response:
    """The arms before the last change."""
    arms = earlier_arms(session, access.organisation) or ("", "")
    return drawing_answer(request, data_dir, *arms, FOR_THIS_PERSON)


@router.post(f"{LOOK}/arms")
def send_arms(
    request: Request, access: BrandedOrganisation, session: SessionDep, data_dir: DataDir, file: SentFile
) -> Response:
    """Take new arms in."""
    pause(session)
    try:
        arms = service.store_arms(data_dir, file.file.read(service.LARGEST_ARMS + 1))
    except ArmsRefused as refusal:
        page = look_page(session, access, data_dir, errors={"arms": refusal.text})
        return render(request, page, status=refusal.status)
    service.change_arms(session, access.person.id, _attached(session, access), arms)
    return _saved(request, access, "arms")


@router.post(f"{LOOK}/arms/removal")
def remove_arms(request: Request, access: BrandedOrganisation, session: SessionDep) -> Response:
    service.change_arms(session, access.person.id, access.organisation, service.StoredArms())
    return _saved(request, access, "no-arms")


@router.post(f"{LOOK}/arms/restoration")
def take_back_arms(request: Request, access: BrandedOrganisation, session: SessionDep, data_dir: DataDir) -> Response:
    service.take_back_arms(session, access.person.id, access.organisation, data_dir)
    return _saved(request, access, "arms")


@router.get(f"{LOOK}/word-template")
def download_template(access: BrandedOrganisation, data_dir: DataDir) -> Response:
    """The Word template as it was sent."""
    organisation = access.organisation
    content = read_file(data_dir, organisation.word_template_sha256) if organisation.word_template_sha256 else None
    if content is None:
        raise NotFound
    name = organisation.word_template_name
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "private, no-cache"}
    return Response(content, media_type=WORD_TYPES.get(name.rpartition(".")[2], WORD_TYPES["docx"]), headers=headers)


@router.post(f"{LOOK}/word-template")
def send_template(
    request: Request, access: BrandedOrganisation, session: SessionDep, data_dir: DataDir, file: SentFile
) -> Response:
    """Take a new Word template into use."""
    pause(session)
    try:
        content = file.file.read(service.LARGEST_TEMPLATE + 1)
        template = service.store_template(data_dir, file.filename or "", content)
    except TemplateRefused as refusal:
        page = look_page(session, access, data_dir, errors={"word-template": refusal.text})
        return render(request, page, status=refusal.status)
    service.change_template(session, access.person.id, _attached(session, access), template)
    return _saved(request, access, "word-template")


@router.post(f"{LOOK}/word-template/removal")
def remove_template(request: Request, access: BrandedOrganisation, session: SessionDep) -> Response:
    service.change_template(session, access.person.id, access.organisation, service.StoredTemplate())
    return _saved(request, access, "no-word-template")


@router.post(f"{LOOK}/word-template/restoration")
def take_back_template(
    request: Request, access: BrandedOrganisation, session: SessionDep, data_dir: DataDir
) -> Response:
    service.take_back_template(session, access.person.id, access.organisation, data_dir)
    return _saved(request, access, "word-template")


def _attached(session: Session, access: OrganisationAccess) -> Organisation:
    """The organisation in the transaction that began after the slow work."""
    return session.get_one(Organisation, access.organisation.id)


def _saved(request: Request, access: OrganisationAccess, what: str) -> Response:
    return redirect(request, f"/{access.organisation.slug}/branding?saved={what}")
