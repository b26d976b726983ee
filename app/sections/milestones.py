"""Versions of texts that stand out: named by somebody, frozen, restored, imported."""

from sqlmodel import Session, col, select

from app.clock import now
from app.sections.models import Milestone, MilestoneKind, Section, SectionText, TextSnapshot


def add_milestone(
    session: Session, text_id: int, version: int, kind: MilestoneKind, *, by: int | None, name: str = ""
) -> Milestone:
    """Remember that this version is one to come back to."""
    milestone = Milestone(text_id=text_id, version=version, kind=kind, name=name, by=by, at=now())
    session.add(milestone)
    session.flush()
    return milestone


def mark_frozen(session: Session, report_id: int, actor_id: int | None) -> None:
    """A milestone of every text of the report that somebody has written."""
    statement = select(SectionText.id, SectionText.version).join(Section, col(Section.id) == SectionText.section_id)
    for text_id, version in session.exec(statement.where(Section.report_id == report_id, SectionText.version > 0)):
        if text_id is not None:
            add_milestone(session, text_id, version, MilestoneKind.FROZEN, by=actor_id)


def first_snapshot(session: Session, text: SectionText) -> None:
    """What the text begins with, so that every later version can be reached from it."""
    assert text.id is not None
    session.add(TextSnapshot(text_id=text.id, version=text.version, document=text.document, at=text.updated_at))
