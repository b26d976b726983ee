"""Own indicators and their figures over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import SessionDep
from app.errors import BadInput, NotFound
from app.i18n import gettext
from app.own_figures import service
from app.own_figures.deps import (
    ClearingOrganisation,
    FiguresOrganisation,
    OwnPair,
    RegionsQuery,
    SurveyQuery,
    YearQuery,
    organisation_id,
)
from app.own_figures.forms import ClearingForm, GridForm, IndicatorForm
from app.own_figures.grid_page import Grid, Shape
from app.own_figures.indicator_pages import filled_form, indicator_form_page, indicator_page
from app.own_figures.models import Survey
from app.own_figures.queries import indicator_key, number_of, own_indicator, survey_of
from app.own_figures.saving import clear_figure
from app.web.htmx import is_htmx, redirect
from app.web.params import IdInPath
from app.web.templating import render

MOST_FIELDS = 5 * 3000 + 10  # of the largest form of figures

router = APIRouter(prefix="/{organisation}/own-figures/indicators", form_limits={"max_fields": MOST_FIELDS})


def _survey(session: SessionDep, access: FiguresOrganisation, survey_id: int | None) -> Survey | None:
    if survey_id is None:
        return None
    found = survey_of(session, organisation_id(access), survey_id)
    if found is None:
        raise NotFound
    return found


def _path(access: FiguresOrganisation, number: int) -> str:
    return f"/{access.organisation.slug}/own-figures/indicators/{number}"


@router.get("/new")
def new(request: Request, access: FiguresOrganisation, session: SessionDep, survey: SurveyQuery = None) -> Response:
    """Say what is counted and how."""
    form = IndicatorForm(masks_small=survey is None)  # most of what services count are people
    return render(request, indicator_form_page(access, form, survey=_survey(session, access, survey)))


@router.post("")
def create(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    form: Annotated[IndicatorForm, Form()],
    survey: SurveyQuery = None,
) -> Response:
    """Make it, and go on to its figures."""
    found = _survey(session, access, survey)
    try:
        made = service.create_indicator(session, access.person.id, access.organisation, form, found)
    except BadInput as error:
        page = indicator_form_page(access, form, survey=found, errors=error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, f"{_path(access, number_of(made.key))}/figures")


@router.get("/{number}")
def show(request: Request, access: FiguresOrganisation, session: SessionDep, pair: OwnPair) -> Response:
    """Every figure unmasked, and who entered it."""
    return render(request, indicator_page(session, access, pair, {}))


@router.get("/{number}/definition")
def show_definition(
    request: Request, number: IdInPath, access: FiguresOrganisation, session: SessionDep, pair: OwnPair
) -> Response:
    """The form of how it is made."""
    survey = _survey(session, access, pair[0].survey_id)
    return render(request, indicator_form_page(access, filled_form(*pair), number=number, survey=survey))


@router.post("/{number}/definition")
def change_definition(
    request: Request,
    number: IdInPath,
    access: FiguresOrganisation,
    session: SessionDep,
    pair: OwnPair,
    form: Annotated[IndicatorForm, Form()],
) -> Response:
    """Say anew how it is made."""
    try:
        service.change_indicator(session, access.person.id, *pair, form)
    except BadInput as error:
        survey = _survey(session, access, pair[0].survey_id)
        page = indicator_form_page(access, form, number=number, survey=survey, errors=error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, _path(access, number))


@router.post("/{number}/retirement")
def retire(
    request: Request, number: IdInPath, access: FiguresOrganisation, session: SessionDep, pair: OwnPair
) -> Response:
    """Take in no more figures; what is published stays."""
    service.retire_indicator(session, access.person.id, pair[0], retired=True)
    return redirect(request, _path(access, number))


@router.post("/{number}/retirement/removal")
def bring_back(
    request: Request, number: IdInPath, access: FiguresOrganisation, session: SessionDep, pair: OwnPair
) -> Response:
    """Take in figures again."""
    service.retire_indicator(session, access.person.id, pair[0], retired=False)
    return redirect(request, _path(access, number))


@router.get("/{number}/figures")
def show_grid(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    pair: OwnPair,
    first: YearQuery = None,
    last: YearQuery = None,
    region: RegionsQuery = [],  # noqa: B006 (FastAPI reads it as a default)
    by_sex: bool = False,  # noqa: FBT001
) -> Response:
    """The form in which figures are typed."""
    shape = Shape(first, last, tuple(region), by_sex)
    return render(request, Grid(session, access, *pair).opened(shape))


@router.post("/{number}/figures")
def save_grid(
    request: Request,
    number: IdInPath,
    access: FiguresOrganisation,
    session: SessionDep,
    pair: OwnPair,
    form: Annotated[GridForm, Form()],
) -> Response:
    """Save what was changed, or give everything back with what stands against it."""
    page = Grid(session, access, *pair).save(form)
    return render(request, page, status=422) if page else redirect(request, _path(access, number))


@router.post("/{number}/figures/check")
def check_grid(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    pair: OwnPair,
    form: Annotated[GridForm, Form()],
) -> Response:
    """What would be hidden in public; nothing is saved."""
    grid = Grid(session, access, *pair)
    return render(request, grid.warnings(form) if is_htmx(request) else grid.looked_at(form))


@router.post("/{number}/clearings")
def clear(
    request: Request,
    number: IdInPath,
    access: ClearingOrganisation,
    session: SessionDep,
    form: Annotated[ClearingForm, Form()],
) -> Response:
    """Let a small number be published with a reason, or hide it again."""
    pair = own_indicator(session, organisation_id(access), indicator_key(organisation_id(access), number))
    if pair is None:
        raise NotFound
    if form.clears and not form.reason:
        reason = gettext("Say why this number may be published: who decided it, and why nobody can be known from it.")
        name = f"reason-{form.region}-{form.period_sort}-{form.group}"
        return render(request, indicator_page(session, access, pair, {name: reason}), status=422)
    place = (form.region, form.period_sort, form.group)
    clear_figure(session, access.person.id, access.organisation, number, place, form.reason if form.clears else "")
    return redirect(request, f"{_path(access, number)}#small")
