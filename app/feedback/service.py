"""Feedback is received, answered and forgotten in time; the accessibility statement is kept."""

from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from app.accounts.notifications import notify
from app.audit.service import record
from app.clock import now, today
from app.errors import BadInput
from app.feedback.errors import AlreadyAnswered
from app.feedback.forms import AnswerForm, FeedbackForm, StatementForm
from app.feedback.models import AccessibilityStatement, Feedback
from app.feedback.queries import people_answering, statement_of
from app.feedback.words import ANSWER_DAYS
from app.i18n import Language
from app.organisations.models import Organisation

KIND = "feedback"
KEPT = timedelta(days=730)  # after the answer; the sender's address goes with the answer


def receive(session: Session, organisation: Organisation, form: FeedbackForm, language: Language) -> None:
    """Keep a reader's message and tell those who answer. Raises BadInput by field.

    What a program put into the trap is thanked for and not kept. Messages answered long ago go.
    """
    _check(form.checked())
    if form.website:
        return
    assert organisation.id is not None
    session.exec(delete(Feedback).where(col(Feedback.answered_at) < now() - KEPT))
    message = Feedback(
        organisation_id=organisation.id,
        address=form.page,
        message=form.message,
        email=form.email,
        language=language,
        sent_at=now(),
        due_on=today() + timedelta(days=ANSWER_DAYS),
    )
    session.add(message)
    session.flush()
    people = people_answering(session, organisation.id)
    href = f"/{organisation.slug}/feedback/{message.id}"
    notify(session, people, actor_id=None, kind=KIND, subject=form.message, href=href)
    _record(session, "feedback:receive", None, message)


def keep_answer(session: Session, actor_id: int, message: Feedback, form: AnswerForm) -> None:
    """Keep the words of an answer that is still to be sent. Raises AlreadyAnswered, BadInput by field."""
    _still_open(message)
    _check(form.checked())
    message.answer = form.answer
    session.add(message)
    _record(session, "feedback:write", actor_id, message)


def mark_answered(session: Session, actor_id: int, message: Feedback) -> None:
    """The reader has their answer: their address is erased. Raises AlreadyAnswered."""
    _still_open(message)
    message.sqlmodel_update({"answered_at": now(), "answered_by": actor_id, "email": ""})
    session.add(message)
    _record(session, "feedback:answer", actor_id, message, late=today() > message.due_on)


def remove(session: Session, actor_id: int, message: Feedback) -> None:
    """Take away what is no feedback, such as an advertisement."""
    _record(session, "feedback:remove", actor_id, message)
    session.delete(message)


def state_accessibility(session: Session, actor_id: int, organisation: Organisation, form: StatementForm) -> None:
    """The organisation's own statement, reviewed today. Raises BadInput by field."""
    _check(form.checked())
    assert organisation.id is not None
    stated = statement_of(session, organisation.id) or AccessibilityStatement(
        organisation_id=organisation.id, conformance=form.conformance, reviewed_on=today(), updated_at=now()
    )
    stated.sqlmodel_update(
        {
            "conformance": form.conformance,
            "shortcomings": {"fi": form.shortcomings_fi, "sv": form.shortcomings_sv},
            "contact_email": form.contact_email,
            "contact_phone": form.contact_phone,
            "reviewed_on": today(),
            "updated_by": actor_id,
            "updated_at": now(),
        }
    )
    session.add(stated)
    record(
        session,
        "accessibility:state",
        actor_id=actor_id,
        subject_type="organisation",
        subject_id=organisation.id,
        organisation_id=organisation.id,
        conformance=form.conformance,
    )


def _still_open(message: Feedback) -> None:
    if message.answered_at is not None:
        raise AlreadyAnswered


def _check(errors: dict[str, str]) -> None:
    if errors:
        raise BadInput(errors)


def _record(session: Session, action: str, actor_id: int | None, message: Feedback, **detail: bool) -> None:
    assert message.id is not None
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="feedback",
        subject_id=message.id,
        organisation_id=message.organisation_id,
        **detail,
    )
