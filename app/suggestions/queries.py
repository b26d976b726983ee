"""Reading suggestions."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from app.accounts.models import User
from app.sections.models import Section, SectionText
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


def open_in_report(session: Session, report_id: int) -> dict[tuple[str, str], list[tuple[Suggestion, str]]]:
    """The open suggestions of a report with their authors' names, by section key and language of the text."""
    statement = (
        select(Section.key, SectionText.language, Suggestion, User.name)
        .join(SectionText, col(SectionText.id) == col(Suggestion.text_id))
        .join(Section, col(Section.id) == col(Suggestion.section_id))
        .join(User, col(User.id) == col(Suggestion.author_id))
        .where(Suggestion.report_id == report_id, Suggestion.state == SuggestionState.OPEN)
        .order_by(col(Suggestion.id))
    )
    found: dict[tuple[str, str], list[tuple[Suggestion, str]]] = {}
    for key, language, suggestion, author in session.exec(statement):
        found.setdefault((key, language), []).append((suggestion, author))
    return found


_OPEN_COUNTS = (  # asked by every dashboard and every desk
    select(Section.key, func.count())
    .join(Suggestion, col(Suggestion.section_id) == col(Section.id))
    .where(col(Suggestion.report_id) == bindparam("report_id"), col(Suggestion.state) == SuggestionState.OPEN)
    .group_by(col(Section.key))
)


def open_counts(session: Session, report_id: int) -> dict[str, int]:
    """How many suggestions are open in each section of a report, by its key; sections without any are left out."""
    return {row[0]: row[1] for row in session.execute(_OPEN_COUNTS, {"report_id": report_id})}
