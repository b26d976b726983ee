"""The cited figures of a text: the page, deciding on sentences, and what the editor asks while one writes.

Beside the text HTMX gets the page back and takes its panel; otherwise one returns to the page.
"""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from sqlmodel import Session
from starlette.responses import Response

from app.db import SessionDep
from app.figures import service
from app.figures.choosing import found_json, series_json
from app.figures.deps import IndicatorQuery, OnReadText, OnWrittenText, RegionQuery, WordsQuery
from app.figures.errors import NoReason, SentenceChanged
from app.figures.pages import figures_page, marks_json
from app.figures.text_access import FiguresOfText
from app.i18n import gettext, ngettext
from app.sections.errors import SectionFrozen, StepsRejected
from app.web.htmx import is_htmx, redirect
from app.web.params import HashInPath, IdInPath
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}/figures")

_TOLD = (SentenceChanged, NoReason, SectionFrozen, StepsRejected)


class Reason(BaseModel):
    reason: Annotated[str, Field(max_length=2000)] = ""


@router.get("")
def figures(request: Request, on: OnReadText, session: SessionDep) -> Response:
    """What changed at the sources, and claims that the figures speak against."""
    return render(request, figures_page(session, on, beside=is_htmx(request)))


@router.get("/marks")
def marks(on: OnReadText, session: SessionDep) -> dict[str, Any]:
    """What the editor marks in the text."""
    return marks_json(session, on)


@router.get("/found")
def found(on: OnReadText, session: SessionDep, words: WordsQuery = "") -> dict[str, Any]:
    """Indicators by words, for citing."""
    return found_json(session, on, words)


@router.get("/series")
def series(on: OnReadText, session: SessionDep, indicator: IndicatorQuery, region: RegionQuery = "") -> dict[str, Any]:
    """The figures of one indicator, for choosing or looking at one."""
    return series_json(session, on, indicator, region)


@router.post("/acceptance")
def accept_all(request: Request, on: OnWrittenText, session: SessionDep) -> Response:
    """Print what the sources say now, in all sentences."""

    def verb() -> str:
        count = service.accept_all(session, on)
        return ngettext("%(num)s sentence has the new figure.", "%(num)s sentences have the new figures.", count)

    return _decided(request, session, on, verb)


@router.post("/sentences/{sha256}/acceptance")
def accept(request: Request, on: OnWrittenText, session: SessionDep, sha256: HashInPath) -> Response:
    """Print what the source says now in one sentence."""

    def verb() -> str:
        service.accept(session, on, sha256)
        return gettext("The sentence has the new figure. Read whether its words still fit.")

    return _decided(request, session, on, verb)


@router.post("/sentences/{sha256}/keeping")
def keep(
    request: Request, on: OnWrittenText, session: SessionDep, sha256: HashInPath, form: Annotated[Reason, Form()]
) -> Response:
    """Let a printed figure stand."""

    def verb() -> str:
        service.keep(session, on, sha256, form.reason)
        return gettext("The figure stays as it is until its source changes it again.")

    return _decided(request, session, on, verb, form.reason)


@router.post("/sentences/{sha256}/waiver")
def waive(
    request: Request, on: OnWrittenText, session: SessionDep, sha256: HashInPath, form: Annotated[Reason, Form()]
) -> Response:
    """Let a claim stand."""

    def verb() -> str:
        service.waive(session, on, sha256, form.reason)
        return gettext("The sentence stands as it is until its words or figures change.")

    return _decided(request, session, on, verb, form.reason)


@router.post("/waivers/{waiver_id}/withdrawal")
def withdraw(request: Request, on: OnWrittenText, session: SessionDep, waiver_id: IdInPath) -> Response:
    """Mark a sentence again that was let stand."""

    def verb() -> str:
        service.withdraw(session, on, waiver_id)
        return gettext("The sentence is looked at again.")

    return _decided(request, session, on, verb)


def _decided(
    request: Request, session: Session, on: FiguresOfText, verb: Callable[[], str], typed: str = ""
) -> Response:
    """Do it, and show how it is now. What could not be done is told on the page, with the words that were typed."""
    beside, status = is_htmx(request), 200
    try:
        message, is_problem = verb(), False
    except _TOLD as error:
        session.rollback()
        message, is_problem = error.text, True
        status = 200 if beside else error.status  # HTMX would call another status a failure of the server
    if not beside and not is_problem:
        return redirect(request, on.href)
    page = figures_page(
        session, on, beside=beside, message=message, is_problem=is_problem, typed=typed if is_problem else ""
    )
    return render(request, page, status=status)
