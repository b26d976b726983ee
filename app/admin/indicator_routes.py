"""Refreshing the indicators from the browser, and deciding about figures that are hard to believe."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.admin.deps import REFRESHING, RefreshingPerson
from app.admin.forms import DoubtForm, RefreshForm
from app.admin.indicators import Undecided, indicators_page, refresh_part, run_page
from app.db import SessionDep, after_commit
from app.errors import BadInput, DomainError
from app.indicators import schedule
from app.indicators.runs import Trigger, start_run, stop_run
from app.indicators.selection import chosen_keys
from app.indicators.trust import DECISIONS
from app.web.htmx import is_htmx, redirect
from app.web.params import IdInPath
from app.web.templating import render

router = APIRouter()
PAGE = "/admin/indicators"


@router.get(PAGE)
def show_indicators(request: Request, person: RefreshingPerson, session: SessionDep) -> Response:
    return render(request, indicators_page(session, person))


@router.get(f"{PAGE}/refresh", dependencies=[REFRESHING])
def show_refresh(request: Request, session: SessionDep) -> Response:
    request.state.asked_by_itself = True
    part = refresh_part(session)
    if not is_htmx(request) or part.running is None:  # what it brought stands all over the page
        return redirect(request, PAGE)
    return render(request, part)


@router.post(f"{PAGE}/refresh")
def begin_refresh(
    request: Request, person: RefreshingPerson, form: Annotated[RefreshForm, Form()], session: SessionDep
) -> Response:
    try:
        start_run(session, chosen_keys(session, form.package), Trigger.PERSON, actor_id=person.id)
    except DomainError as error:
        return render(request, indicators_page(session, person, error=error.text), status=error.status)
    after_commit(session, schedule.wanted.set)
    return redirect(request, PAGE)


@router.get(f"{PAGE}/refresh/{{run_id}}", dependencies=[REFRESHING])
def show_run(request: Request, run_id: IdInPath, session: SessionDep) -> Response:
    return render(request, run_page(session, run_id))


@router.post(f"{PAGE}/refresh/{{run_id}}/stop")
def stop_refresh(request: Request, run_id: IdInPath, person: RefreshingPerson, session: SessionDep) -> Response:
    stop_run(session, person.id, run_id)
    return redirect(request, PAGE)


@router.post(f"{PAGE}/doubts")
def decide_doubts(
    request: Request, person: RefreshingPerson, form: Annotated[DoubtForm, Form()], session: SessionDep
) -> Response:
    try:
        DECISIONS[form.decision](session, person.id, form.doubts, form.note)
    except BadInput as error:
        undecided = Undecided(form.meant, form.note, *error.field_errors.values())
        return render(request, indicators_page(session, person, undecided), status=422)
    except DomainError as error:
        return render(request, indicators_page(session, person, error=error.text), status=error.status)
    return redirect(request, PAGE)
