"""Reading suggestions."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, func, select

from app.suggestions.models import Suggestion, SuggestionState

LAST_DECIDED = 20


def suggestion_of(session: Session, section_id: int, suggestion_id: int) -> Suggestion | None:
    """The suggestion, when it is this section's; always as the database has it now."""
    statement = select(Suggestion).where(Suggestion.id == suggestion_id, Suggestion.section_id == section_id)
    return session.exec(statement.execution_options(populate_existing=True)).first()


def open_suggestions(session: Session, text_id: int) -> Sequence[Suggestion]:
    """What waits for a decision in one text, in the order it was suggested."""
    statement = select(Suggestion).where(Suggestion.text_id == text_id, Suggestion.state == SuggestionState.OPEN)
    return session.exec(statement.order_by(col(Suggestion.id)).execution_options(populate_existing=True)).all()


def decided_suggestions(session: Session, text_id: int) -> Sequence[Suggestion]:
    """The last decided ones of a text, the newest decision first."""
    statement = (
        select(Suggestion)
        .where(Suggestion.text_id == text_id, Suggestion.state != SuggestionState.OPEN)
        .order_by(col(Suggestion.decided_at).desc(), col(Suggestion.id).desc())
        .limit(LAST_DECIDED)
    )
    return session.exec(statement).all()


def open_by_text(session: Session, text_ids: Iterable[int]) -> dict[int, list[Suggestion]]:
    """The open suggestions of many texts, by text, in one query."""
    statement = select(Suggestion).where(
        col(Suggestion.text_id).in_(set(text_ids)), Suggestion.state == SuggestionState.OPEN
    )
    found: dict[int, list[Suggestion]] = {}
    for suggestion in session.exec(statement.order_by(col(Suggestion.id))):
        found.setdefault(suggestion.text_id, []).append(suggestion)
    return found


def open_counts(session: Session, report_id: int) -> dict[int, int]:
    """How many suggestions are open in each section of a report; sections without any are left out."""
    statement = (
        select(Suggestion.section_id, func.count())
        .where(Suggestion.report_id == report_id, Suggestion.state == SuggestionState.OPEN)
        .group_by(col(Suggestion.section_id))
    )
    return dict(session.exec(statement).all())
