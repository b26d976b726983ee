"""Where feedback is answered and the accessibility statement is kept: for those who have the right."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import SessionDep
from app.errors import BadInput
from app.feedback import service
from app.feedback.deps import AnsweringOrganisation, FoundFeedback
from app.feedback.forms import AnswerForm, StatementForm
from app.feedback.pages import feedback_page, message_page, statement_form_page
from app.web.htmx import redirect
from app.web.templating import render

router = APIRouter(prefix="/{organisation}")


@router.get("/feedback")
def show_feedback(request: Request, access: AnsweringOrganisation, session: SessionDep) -> Response:
    """What readers have told, with the days that are left to answer."""
    return render(request, feedback_page(session, access))


@router.get("/feedback/{feedback_id}")
def show_message(
    request: Request, access: AnsweringOrganisation, message: FoundFeedback, session: SessionDep
) -> Response:
    """One message and its answer."""
    return render(request, message_page(session, access, message))


@router.post("/feedback/{feedback_id}/answer")
def keep_answer(
    request: Request,
    access: AnsweringOrganisation,
    message: FoundFeedback,
    session: SessionDep,
    form: Annotated[AnswerForm, Form()],
) -> Response:
    """Keep the answer's words; sending is done with the person's own e-mail."""
    try:
        service.keep_answer(session, access.person.id, message, form)
    except BadInput as error:
        page = message_page(session, access, message, form.answer, **error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, f"/{access.organisation.slug}/feedback/{message.id}")


@router.post("/feedback/{feedback_id}/answered")
def mark_answered(
    request: Request, access: AnsweringOrganisation, message: FoundFeedback, session: SessionDep
) -> Response:
    """The reader has their answer."""
    service.mark_answered(session, access.person.id, message)
    return redirect(request, f"/{access.organisation.slug}/feedback")


@router.post("/feedback/{feedback_id}/removal")
def remove(request: Request, access: AnsweringOrganisation, message: FoundFeedback, session: SessionDep) -> Response:
    """Take away what is no feedback."""
    service.remove(session, access.person.id, message)
    return redirect(request, f"/{access.organisation.slug}/feedback")


@router.get("/accessibility-statement")
def show_statement(request: Request, access: AnsweringOrganisation, session: SessionDep) -> Response:
    """The accessibility statement to be said."""
    return render(request, statement_form_page(session, access))


@router.post("/accessibility-statement")
def state_accessibility(
    request: Request,
    access: AnsweringOrganisation,
    session: SessionDep,
    form: Annotated[StatementForm, Form()],
) -> Response:
    """Say it; the public page follows."""
    try:
        service.state_accessibility(session, access.person.id, access.organisation, form)
    except BadInput as error:
        page = statement_form_page(session, access, form, **error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, f"/{access.organisation.slug}/feedback")
