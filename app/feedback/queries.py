"""Reading feedback, statements, and who is to be told."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.accounts.models import Grant
from app.feedback.models import AccessibilityStatement, Feedback
from app.organisations.models import Organisation
from app.permissions import ROLE_PERMISSIONS, Permission

MOST_ANSWERED = 50  # shown
ANSWERING = tuple(role.value for role, held in ROLE_PERMISSIONS.items() if Permission.FEEDBACK_ANSWER in held)


def id_of(organisation: Organisation) -> int:
    """The id of an organisation that is stored."""
    assert organisation.id is not None
    return organisation.id


def statement_of(session: Session, organisation_id: int) -> AccessibilityStatement | None:
    """What the organisation itself has stated."""
    return session.get(AccessibilityStatement, organisation_id)


def open_feedback(session: Session, organisation_id: int) -> Sequence[Feedback]:
    """What waits for an answer, the most pressing first."""
    statement = (
        select(Feedback)
        .where(Feedback.organisation_id == organisation_id, col(Feedback.answered_at).is_(None))
        .order_by(col(Feedback.due_on), col(Feedback.id))
    )
    return session.exec(statement).all()


def answered_feedback(session: Session, organisation_id: int) -> Sequence[Feedback]:
    """What has been answered, the last first."""
    statement = (
        select(Feedback)
        .where(Feedback.organisation_id == organisation_id, col(Feedback.answered_at).is_not(None))
        .order_by(col(Feedback.answered_at).desc())
        .limit(MOST_ANSWERED)
    )
    return session.exec(statement).all()


def feedback_of(session: Session, organisation_id: int, feedback_id: int) -> Feedback | None:
    """One message to the organisation."""
    found = session.get(Feedback, feedback_id)
    return found if found is not None and found.organisation_id == organisation_id else None


def people_answering(session: Session, organisation_id: int) -> list[int]:
    """Whoever may answer readers of the organisation."""
    statement = (
        select(Grant.user_id)
        .where(
            Grant.organisation_id == organisation_id,
            col(Grant.role).in_(ANSWERING),
            col(Grant.report_id).is_(None),
            col(Grant.section_id).is_(None),
        )
        .distinct()
    )
    return list(session.exec(statement))
