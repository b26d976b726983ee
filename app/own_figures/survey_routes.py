"""Surveys over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import SessionDep
from app.errors import BadInput
from app.own_figures import service
from app.own_figures.deps import FiguresOrganisation, FoundSurvey
from app.own_figures.forms import SurveyForm
from app.own_figures.survey_pages import filled_form, survey_form_page, survey_page
from app.web.htmx import redirect
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/own-figures/surveys")


@router.get("/new")
def new(request: Request, access: FiguresOrganisation) -> Response:
    """Say who asked whom."""
    return render(request, survey_form_page(access, SurveyForm()))


@router.post("")
def create(
    request: Request, access: FiguresOrganisation, session: SessionDep, form: Annotated[SurveyForm, Form()]
) -> Response:
    """Keep it, and go on to its questions."""
    try:
        made = service.create_survey(session, access.person.id, access.organisation, form)
    except BadInput as error:
        return render(request, survey_form_page(access, form, errors=error.field_errors), status=error.status)
    return redirect(request, f"/{access.organisation.slug}/own-figures/surveys/{made.id}")


@router.get("/{survey_id}")
def show(request: Request, access: FiguresOrganisation, session: SessionDep, survey: FoundSurvey) -> Response:
    """Its facts and its questions."""
    return render(request, survey_page(session, access, survey))


@router.get("/{survey_id}/facts")
def show_facts(request: Request, access: FiguresOrganisation, survey: FoundSurvey) -> Response:
    """The form of how it was made."""
    return render(request, survey_form_page(access, filled_form(survey), survey=survey))


@router.post("/{survey_id}/facts")
def change_facts(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    survey: FoundSurvey,
    form: Annotated[SurveyForm, Form()],
) -> Response:
    """Say anew how it was made."""
    try:
        service.change_survey(session, access.person.id, survey, form)
    except BadInput as error:
        page = survey_form_page(access, form, survey=survey, errors=error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, f"/{access.organisation.slug}/own-figures/surveys/{survey.id}")
