"""The accessibility statement, and feedback from whoever reads: no account, nothing typed is lost."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.db import SessionDep
from app.errors import BadInput, TooManyAttempts
from app.feedback import service
from app.feedback.forms import FeedbackForm
from app.feedback.throttle import SendersDep
from app.i18n import gettext
from app.reading.answers import NOT_KEPT, page_answer
from app.reading.deps import AboutPage, FoundOrganisation, Visiting
from app.reading.feedback_pages import feedback_form_page, statement_page, thanks_page
from app.reading.queries import address_of
from app.web.guards import PUBLIC
from app.web.htmx import redirect
from app.web.templating import render

router = APIRouter(prefix="/{organisation}")


@router.get("/accessibility", dependencies=[PUBLIC])
def show_statement(request: Request, visit: Visiting, session: SessionDep, organisation: FoundOrganisation) -> Response:
    """The accessibility statement of the organisation's public pages and files."""
    return page_answer(request, statement_page(session, visit, organisation))


@router.get("/feedback", dependencies=[PUBLIC])
def show_form(request: Request, visit: Visiting, organisation: FoundOrganisation, about: AboutPage = "") -> Response:
    """The form; `about` is the page that the reader came from."""
    return page_answer(request, feedback_form_page(visit, organisation, FeedbackForm(about=about)), NOT_KEPT)


@router.post("/feedback", dependencies=[PUBLIC])
def send_feedback(
    request: Request,
    visit: Visiting,
    session: SessionDep,
    organisation: FoundOrganisation,
    senders: SendersDep,
    form: Annotated[FeedbackForm, Form()],
) -> Response:
    """Keep the message, and say what happens with it."""
    try:
        senders.begin(request.client.host if request.client else "", organisation.slug)
        service.receive(session, organisation, form, visit.language)
    except TooManyAttempts as error:
        trouble = gettext(
            "Many messages came from here in a short time. Yours was not sent yet: send it in ten minutes."
        )
        return render(request, feedback_form_page(visit, organisation, form, trouble), status=error.status)
    except BadInput as error:
        page = feedback_form_page(visit, organisation, form, errors=error.field_errors)
        return render(request, page, status=error.status)
    return redirect(request, visit.to(f"{address_of(organisation)}/feedback/thanks"))


@router.get("/feedback/thanks", dependencies=[PUBLIC])
def show_thanks(request: Request, visit: Visiting, organisation: FoundOrganisation) -> Response:
    """The message has been kept."""
    return page_answer(request, thanks_page(visit, organisation))
