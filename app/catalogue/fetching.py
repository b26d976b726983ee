"""Fetching one indicator, for whoever may refresh: begun here, carried out by the server's own thread."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.catalogue.deps import RefreshingOrganisation, indicator_path
from app.catalogue.indicator import indicator_page
from app.catalogue.queries import indicator
from app.db import SessionDep, after_commit
from app.errors import DomainError, NotFound
from app.indicators import schedule
from app.indicators.runs import Trigger, start_run
from app.indicators.sources import LIVE
from app.web.htmx import redirect
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/indicators")


@router.post("/fetches")
def fetch_indicator(
    request: Request, access: RefreshingOrganisation, session: SessionDep, key: Annotated[str, Form(max_length=60)] = ""
) -> Response:
    """Begin a refresh of this one; while another is under way, the page says so."""
    found = indicator(session, key, access.organisation.id)
    if found is None or found.source not in LIVE:
        raise NotFound
    try:
        start_run(session, [key], Trigger.PERSON, actor_id=access.person.id)
    except DomainError as error:
        return render(request, indicator_page(session, access, key, problem=error.text), status=error.status)
    after_commit(session, schedule.wanted.set)
    return redirect(request, f"{indicator_path(access.organisation.slug, key)}?fetching=true")
