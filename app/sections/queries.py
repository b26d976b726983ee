"""Reading sections, texts and steps. Lists never load the texts' bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prosemirror.transform import Mapping
from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from app.document import Document
from app.document.steps import apply_steps, mapping_of
from app.sections.errors import HistoryUnknown
from app.sections.models import Section, SectionState, SectionText, Step, TextSnapshot


@dataclass(frozen=True, slots=True)
class TextHead:
    """Everything about a text but the text."""

    text_id: int
    version: int
    section_id: int
    report_id: int
    state: SectionState
    frozen_at: datetime | None


_BY_KEY = select(Section).where(  # asked by every section page
    col(Section.report_id) == bindparam("report_id"), col(Section.key) == bindparam("key")
)
_TEXT = select(SectionText).where(
    col(SectionText.section_id) == bindparam("section_id"), col(SectionText.language) == bindparam("language")
)


def section_by_key(session: Session, report_id: int, key: str) -> Section | None:
    """The report's section of this key; None where the template has no such section."""
    return session.exec(_BY_KEY, params={"report_id": report_id, "key": key}).first()


def sections_of(session: Session, report_id: int) -> Sequence[Section]:
    """All sections of a report in their order."""
    return session.exec(select(Section).where(Section.report_id == report_id).order_by(col(Section.position))).all()


def text_of(session: Session, section_id: int, language: str) -> SectionText | None:
    """The text of a section in one language, its body included."""
    return session.exec(_TEXT, params={"section_id": section_id, "language": language}).first()


# Asked at every keystroke, so these two statements are put together once, and load columns, not rows as objects.
_HEAD = (
    select(  # type: ignore[call-overload]
        SectionText.version, Section.id, Section.report_id, Section.state, Section.frozen_at
    )
    .join(Section, col(Section.id) == col(SectionText.section_id))
    .where(col(SectionText.id) == bindparam("text_id"))
)
_LOCKED_HEAD = _HEAD.with_for_update(of=(SectionText, Section))
_BATCH_VERSION = select(func.max(Step.version)).where(
    col(Step.text_id) == bindparam("text_id"), col(Step.batch) == bindparam("batch")
)


_SNAPSHOT = (
    select(TextSnapshot)
    .where(col(TextSnapshot.text_id) == bindparam("text_id"), col(TextSnapshot.version) <= bindparam("version"))
    .order_by(col(TextSnapshot.version).desc())
    .limit(1)
)


def text_head(session: Session, text_id: int, *, lock: bool = False) -> TextHead | None:
    """A text's version and its section's state; with `lock` neither changes before this transaction ends."""
    row = session.execute(_LOCKED_HEAD if lock else _HEAD, {"text_id": text_id}).first()
    if row is None:
        return None
    version, section_id, report_id, state, frozen_at = row
    return TextHead(text_id, version, section_id, report_id, SectionState(state), frozen_at)


def text_body(session: Session, text_id: int) -> Document:
    """The newest document of a text that exists."""
    return dict(session.exec(select(SectionText.document).where(SectionText.id == text_id)).one())


def steps_since(session: Session, text_id: int, version: int, limit: int | None = None) -> Sequence[Step]:
    """The steps that came after `version`, in order."""
    statement = select(Step).where(Step.text_id == text_id, Step.version > version).order_by(col(Step.version))
    return session.exec(statement.limit(limit) if limit else statement).all()


def document_at(session: Session, text_id: int, version: int) -> Document:
    """The text as it was at `version`: the last snapshot before it and the steps since. Raises HistoryUnknown."""
    snapshot = session.exec(_SNAPSHOT, params={"text_id": text_id, "version": version}).first()
    if snapshot is None:
        raise HistoryUnknown
    statement = select(Step.body).where(
        Step.text_id == text_id, Step.version > snapshot.version, Step.version <= version
    )
    steps = session.exec(statement.order_by(col(Step.version))).all()
    if snapshot.version + len(steps) != version:
        raise HistoryUnknown
    return apply_steps(snapshot.document, steps)


def maps_since(session: Session, text_id: int, version: int) -> Mapping:
    """Where places of the text at `version` are now."""
    statement = select(Step.body).where(Step.text_id == text_id, Step.version > version)
    return mapping_of(session.exec(statement.order_by(col(Step.version))).all())


def batch_version(session: Session, text_id: int, batch: str) -> int | None:
    """The version after the last step of a batch that was accepted before; None for a new batch."""
    version: int | None = session.execute(_BATCH_VERSION, {"text_id": text_id, "batch": batch}).scalar_one()
    return version


def step_message(step: Step) -> dict[str, Any]:
    """A step as the live channel writes it: who made it, in which batch, and the step itself."""
    return {"client": step.client, "batch": step.batch, "author": step.author_id, "step": step.body}
