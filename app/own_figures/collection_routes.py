"""Collections over HTTP: for the one who asks, and for those who are asked."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from starlette.responses import Response

from app.db import SessionDep, roll_back
from app.errors import BadInput, DomainError, NotFound
from app.i18n import gettext
from app.own_figures import collecting
from app.own_figures.answer_pages import answers_in, answers_page, typed_rows
from app.own_figures.collection_pages import collection_form_page, collection_page, filled_form
from app.own_figures.deps import AskingCollection, CollectingOrganisation, FiguresOrganisation, FoundCollection
from app.own_figures.forms import AnswersForm, CollectionForm
from app.own_figures.models import Collection
from app.web.htmx import redirect
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/own-figures")

RegionInPath = Annotated[str, Path(pattern=r"^[A-Z]{2,3}[0-9]{0,3}$|^[0-9]+$", max_length=8)]


@router.get("/collections/new")
def new(request: Request, access: CollectingOrganisation, session: SessionDep) -> Response:
    """Say what is asked of whom."""
    return render(request, collection_form_page(session, access, CollectionForm()))


@router.post("/collections")
def create(
    request: Request, access: CollectingOrganisation, session: SessionDep, form: Annotated[CollectionForm, Form()]
) -> Response:
    """Ask: the municipalities that use the service find it among their own figures."""
    try:
        made = collecting.create_collection(session, access.person.id, access.organisation, form)
    except BadInput as error:
        page = collection_form_page(session, access, form, errors=error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, _path(access, made))


@router.get("/collections/{collection_id}")
def show(
    request: Request, access: CollectingOrganisation, session: SessionDep, collection: FoundCollection
) -> Response:
    """Who has answered what."""
    return render(request, collection_page(session, access, collection))


@router.get("/collections/{collection_id}/questions")
def show_questions(
    request: Request, access: CollectingOrganisation, session: SessionDep, collection: FoundCollection
) -> Response:
    """The form of what is asked."""
    return render(request, collection_form_page(session, access, filled_form(collection), collection=collection))


@router.post("/collections/{collection_id}/questions")
def change_questions(
    request: Request,
    access: CollectingOrganisation,
    session: SessionDep,
    collection: FoundCollection,
    form: Annotated[CollectionForm, Form()],
) -> Response:
    """Ask otherwise; answers stay."""
    try:
        collecting.change_collection(session, access.person.id, access.organisation, collection, form)
    except BadInput as error:
        page = collection_form_page(session, access, form, collection=collection, errors=error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, _path(access, collection))


@router.post("/collections/{collection_id}/closing")
def close(
    request: Request, access: CollectingOrganisation, session: SessionDep, collection: FoundCollection
) -> Response:
    """End the asking; the answers become published figures, small numbers hidden."""
    try:
        collecting.close_collection(session, access.person.id, access.organisation, collection)
    except DomainError as refusal:
        roll_back(session)
        problems = refusal.field_errors.values() if isinstance(refusal, BadInput) else [refusal.text]
        return render(request, collection_page(session, access, collection, problems), status=refusal.status)
    return redirect(request, _path(access, collection))


@router.post("/collections/{collection_id}/closing/removal")
def reopen(
    request: Request, access: CollectingOrganisation, session: SessionDep, collection: FoundCollection
) -> Response:
    """Take in answers again."""
    collecting.reopen_collection(session, access.person.id, collection)
    return redirect(request, _path(access, collection))


@router.get("/collections/{collection_id}/answers/{region}")
def show_on_behalf(
    request: Request,
    region: RegionInPath,
    access: CollectingOrganisation,
    session: SessionDep,
    collection: FoundCollection,
) -> Response:
    """A municipality's answers as the one who asks may type them."""
    return render(request, answers_page(session, access, collection, _asked(collection, region)))


@router.post("/collections/{collection_id}/answers/{region}")
def answer_on_behalf(
    request: Request,
    region: RegionInPath,
    access: CollectingOrganisation,
    session: SessionDep,
    collection: FoundCollection,
    form: Annotated[AnswersForm, Form()],
) -> Response:
    """Keep what a municipality told otherwise."""
    return _keep(request, access, session, collection, _asked(collection, region), form, _path(access, collection))


@router.get("/asked/{collection_id}")
def show_asked(
    request: Request, access: FiguresOrganisation, session: SessionDep, collection: AskingCollection
) -> Response:
    """What another organisation asks of this one."""
    return render(request, answers_page(session, access, collection, access.organisation.region_code))


@router.post("/asked/{collection_id}")
def answer(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    collection: AskingCollection,
    form: Annotated[AnswersForm, Form()],
) -> Response:
    """Keep the organisation's own answers."""
    back = f"/{access.organisation.slug}/own-figures"
    return _keep(request, access, session, collection, access.organisation.region_code, form, back)


def _keep(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    collection: Collection,
    region: str,
    form: AnswersForm,
    back: str,
) -> Response:
    rows = typed_rows(session, collection, region, form)
    problem = ""
    if any(row.theirs for row in rows):
        problem = gettext("Nothing is saved yet: somebody changed the same answers meanwhile.")
    elif any(row.error for row in rows):
        problem = gettext("Check the marked figures. Nothing is saved yet.")
    try:
        if problem:
            raise BadInput
        collecting.answer(session, access.person.id, collection, region, answers_in(rows))
    except DomainError as refusal:
        page = answers_page(session, access, collection, region, rows=rows, problem=problem or refusal.text)
        return render(request, page, status=refusal.status)
    return redirect(request, back)


def _asked(collection: Collection, region: str) -> str:
    if region not in collection.regions:
        raise NotFound
    return region


def _path(access: CollectingOrganisation, collection: Collection) -> str:
    return f"/{access.organisation.slug}/own-figures/collections/{collection.id}"
