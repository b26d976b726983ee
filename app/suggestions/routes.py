"""Suggestions on a text: the page, the form of a new one, deciding, and what the editor shows in place.

Beside the text HTMX gets the page back and takes its panel; otherwise one returns to the page.
"""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.db import SessionDep
from app.errors import BadInput, DomainError
from app.i18n import gettext, ngettext
from app.sections.errors import SectionFrozen, StepsRejected
from app.suggestions import service
from app.suggestions.deps import OnReadText, OnSuggestedText, OnWrittenText
from app.suggestions.errors import AlreadyDecided, ChangedSince, NotUndoable, SeenChanged, TextGone
from app.suggestions.forms import Chosen, SuggestionForm, chosen, read
from app.suggestions.pages import marks_json, new_page, suggestions_page
from app.suggestions.text_access import TextAccess
from app.web.htmx import is_htmx, redirect
from app.web.params import IdInPath
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}/suggestions")

_TOLD = (AlreadyDecided, ChangedSince, NotUndoable, SectionFrozen, StepsRejected, TextGone)


@router.get("")
def suggestions(request: Request, on: OnReadText, session: SessionDep) -> Response:
    """What is suggested for one language's text, and what was decided last."""
    return render(request, suggestions_page(session, on, beside=is_htmx(request)))


@router.get("/open")
def show_open(on: OnReadText, session: SessionDep) -> dict[str, Any]:
    """What the editor shows in the text."""
    return marks_json(session, on)


@router.get("/new")
def new(request: Request, on: OnSuggestedText, session: SessionDep, place: Annotated[Chosen, Query()]) -> Response:
    """The form for what was chosen; in the editor's dialog the form alone."""
    return render(request, new_page(on, chosen(session, on, place), in_dialog=is_htmx(request)))


@router.post("")
def suggest(
    request: Request, on: OnSuggestedText, session: SessionDep, form: Annotated[SuggestionForm, Form()]
) -> Response:
    """Suggest a change."""
    try:
        service.lock_text(session, on.text_id)
        choice = chosen(session, on, form)
        made = service.suggest(session, on.access, on.text_id, choice, read(choice, form), form.reason.strip())
    except DomainError as error:
        session.rollback()
        return _again(request, session, on, form, error)
    return redirect(request, f"{on.href}#suggestion-{made.id}")


@router.post("/acceptance")
def accept_all(request: Request, on: OnWrittenText, session: SessionDep) -> Response:
    """Accept what fits."""

    def verb() -> str:
        outcome = service.accept_all(session, on.access, on.text_id)
        done = ngettext("%(num)s suggestion accepted.", "%(num)s suggestions accepted.", outcome.accepted)
        if not outcome.left:
            return done
        left = ngettext(
            "%(num)s was left: its text has changed.", "%(num)s were left: their texts have changed.", outcome.left
        )
        return f"{done} {left}"

    return _decided(request, session, on, verb)


@router.post("/rejection")
def reject_all(request: Request, on: OnWrittenText, session: SessionDep) -> Response:
    """Leave the text as it is."""

    def verb() -> str:
        count = service.reject_all(session, on.access, on.text_id)
        return ngettext("%(num)s suggestion rejected.", "%(num)s suggestions rejected.", count)

    return _decided(request, session, on, verb)


@router.post("/{suggestion_id}/acceptance")
def accept(
    request: Request,
    on: OnWrittenText,
    session: SessionDep,
    suggestion_id: IdInPath,
    anyway: Annotated[bool, Form()] = False,
) -> Response:
    """Put the proposal into the text."""

    def verb() -> str:
        service.accept(session, on.access, suggestion_id, anyway=anyway)
        return gettext("The suggestion was accepted.")

    return _decided(request, session, on, verb)


@router.post("/{suggestion_id}/rejection")
def reject(request: Request, on: OnWrittenText, session: SessionDep, suggestion_id: IdInPath) -> Response:
    """Leave the text as it is."""

    def verb() -> str:
        service.reject(session, on.access, suggestion_id)
        return gettext("The suggestion was rejected.")

    return _decided(request, session, on, verb)


@router.post("/{suggestion_id}/reopening")
def undo(request: Request, on: OnWrittenText, session: SessionDep, suggestion_id: IdInPath) -> Response:
    """Take an acceptance back."""

    def verb() -> str:
        service.undo(session, on.access, suggestion_id)
        return gettext("The text is as it was, and the suggestion is open again.")

    return _decided(request, session, on, verb)


@router.post("/{suggestion_id}/withdrawal")
def withdraw(request: Request, on: OnSuggestedText, session: SessionDep, suggestion_id: IdInPath) -> Response:
    """Take one's own suggestion back."""

    def verb() -> str:
        service.withdraw(session, on.access, suggestion_id)
        return gettext("You withdrew the suggestion.")

    return _decided(request, session, on, verb)


def _decided(request: Request, session: Session, on: TextAccess, verb: Callable[[], str]) -> Response:
    """Do it, and show how it is now. What could not be done is told on the page, beside the suggestion itself."""
    beside, status = is_htmx(request), 200
    try:
        message, is_problem = verb(), False
    except _TOLD as error:
        session.rollback()
        message, is_problem = error.text, True
        status = 200 if beside else error.status  # HTMX would call another status a failure of the server
    if not beside and not is_problem:
        return redirect(request, on.href)
    page = suggestions_page(session, on, beside=beside, message=message, is_problem=is_problem)
    return render(request, page, status=status)


def _again(request: Request, session: Session, on: TextAccess, form: SuggestionForm, error: DomainError) -> Response:
    """The form as it was typed, on the text as it is now."""
    try:
        choice = chosen(session, on, form)
    except DomainError:
        choice = None
    page = new_page(
        on,
        choice,
        typed=form,
        in_dialog=is_htmx(request),
        message=error.text,
        has_changed=isinstance(error, SeenChanged),
        errors=error.field_errors if isinstance(error, BadInput) else {},
    )
    return render(request, page, status=error.status)
