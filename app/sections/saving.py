"""Saving a text by steps: checked, applied, stored as rows, and told to those who have the text open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from prosemirror.model import Node
from sqlalchemy import bindparam, insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.audit.service import record
from app.clock import now
from app.db import Table
from app.document import StepsRejected as Unfit
from app.document import word_count
from app.document.putting_forward import put_forward
from app.document.steps import step_through
from app.errors import NotFound
from app.sections.announcements import announce_section, announce_steps
from app.sections.errors import SectionFrozen, StaleVersion, StepsRejected
from app.sections.models import SectionState
from app.sections.parsed import parsed_text, remember
from app.sections.queries import TextHead, batch_version, steps_since, text_head

MAX_STEPS = 5000
SNAPSHOT_EVERY = 200  # steps
MAX_MISSED = 500  # steps that a late batch is put over

# What writing into a section means for its state: the action recorded, where the state changes at all.
_ACTIONS = {
    SectionState.NOT_STARTED: "section:start",
    SectionState.RETURNED: "section:resume",
    SectionState.READY: "section:reopen:by-writing",
    SectionState.ACCEPTED: "section:reopen:by-writing",
}

# Run at every keystroke, so they are put together once, on tables instead of on objects.
_TEXTS, _SECTIONS, _STEPS = (Table.metadata.tables[name] for name in ("section_text", "section", "step"))
_INSERT_STEPS = insert(_STEPS)
_INSERT_SNAPSHOT = insert(Table.metadata.tables["text_snapshot"])
_STORE_TEXT = (
    update(_TEXTS)
    .where(_TEXTS.c.id == bindparam("text"))
    .values(document=bindparam("body"), word_count=bindparam("words"), version=bindparam("new_version"))
)
_STORE_WRITTEN_TEXT = _STORE_TEXT.values(updated_at=bindparam("at"), updated_by=bindparam("by"))
_ONE_SECTION = update(_SECTIONS).where(_SECTIONS.c.id == bindparam("section"))
_TOUCH_SECTION = _ONE_SECTION.values(updated_at=bindparam("at"), updated_by=bindparam("by"))
_OPEN_SECTION = _ONE_SECTION.values(state=SectionState.WRITING.value)


@dataclass(frozen=True, slots=True)
class Saved:
    """The text's version after the batch. A repeated batch changed nothing now."""

    version: int
    report_id: int
    state_changed: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Steps that a client made on a version."""

    version: int
    client: str
    steps: Sequence[dict[str, Any]]


def save_steps(
    session: Session,
    actor_id: int,
    text_id: int,
    *,
    version: int,
    batch: str,
    client: str,
    steps: Sequence[dict[str, Any]],
    organisation_id: int | None = None,
    is_remark: bool = False,
    may_be_late: bool = False,
) -> Saved:
    """Apply a batch of steps that starts from `version`, all or none.

    `batch` is the client's key for it: the same batch again is acknowledged, not applied. A remark marks the
    text without changing it, so that what was ready stays ready. With `may_be_late` steps from an older version are
    put forward over what others did since. Raises StaleVersion, SectionFrozen or StepsRejected.
    """
    head = text_head(session, text_id, lock=True)
    if head is None:
        raise NotFound
    if (accepted := batch_version(session, text_id, batch)) is not None:
        return Saved(accepted, head.report_id, repeated=True)
    if head.frozen_at is not None:
        raise SectionFrozen
    is_late = version != head.version
    if is_late and not may_be_late:
        raise StaleVersion(head.version)
    apply = _apply_late if is_late else _apply
    document, understood = apply(session, head, Batch(version, client, steps))
    at = now()
    _insert(session, head, [_row(step, actor_id, batch, client, at) for step in understood])
    new = head.version + len(understood)
    _store(session, head, document, new, at, None if is_remark else actor_id)
    state_changed = not is_remark and _begin_writing(session, head, actor_id, organisation_id)
    remember(session, text_id, new, document, instead_of=head.version)
    messages = tuple({"client": client, "batch": batch, "author": actor_id, "step": step} for step in understood)
    announce_steps(session, text_id, head.version, messages)
    return Saved(new, head.report_id, state_changed)


def _apply(session: Session, head: TextHead, batch: Batch) -> tuple[Node, list[dict[str, Any]]]:
    if not 0 < len(batch.steps) <= MAX_STEPS:
        raise StepsRejected
    try:
        return step_through(parsed_text(session, head.text_id, head.version), batch.steps)
    except Unfit as error:
        raise StepsRejected from error


def _apply_late(session: Session, head: TextHead, batch: Batch) -> tuple[Node, list[dict[str, Any]]]:
    """What is not sure is left to the editor; own steps among the missed ones may be these very steps."""
    missed = steps_since(session, head.text_id, batch.version, MAX_MISSED + 1)
    if not 0 < len(missed) <= MAX_MISSED or any(step.client == batch.client for step in missed):
        raise StaleVersion(head.version)
    try:
        document = parsed_text(session, head.text_id, head.version)
        return step_through(document, put_forward(document, batch.steps, [step.body for step in missed]))
    except Unfit as error:
        raise StaleVersion(head.version) from error


def _row(step: dict[str, Any], actor_id: int, batch: str, client: str, at: datetime) -> dict[str, Any]:
    return {"body": step, "author_id": actor_id, "batch": batch, "client": client, "at": at}


def _insert(session: Session, head: TextHead, rows: list[dict[str, Any]]) -> None:
    """The primary key decides when two processes save at once: the second one starts from an old version."""
    for number, row in enumerate(rows, start=head.version + 1):
        row |= {"text_id": head.text_id, "version": number}
    try:
        session.execute(_INSERT_STEPS, rows)
    except IntegrityError as error:
        raise StaleVersion(head.version + 1) from error


def _store(session: Session, head: TextHead, document: Node, new: int, at: datetime, writer_id: int | None) -> None:
    """The text as it is now. Without `writer_id` nobody has written: it was only marked."""
    body = document.to_json()
    text = {"text": head.text_id, "body": body, "words": word_count(body), "new_version": new}
    if writer_id is None:
        session.execute(_STORE_TEXT, text)
    else:
        stamp = {"at": at, "by": writer_id}
        session.execute(_STORE_WRITTEN_TEXT, text | stamp)
        session.execute(_TOUCH_SECTION, {"section": head.section_id} | stamp)
    if new // SNAPSHOT_EVERY > head.version // SNAPSHOT_EVERY:
        session.execute(_INSERT_SNAPSHOT, {"text_id": head.text_id, "version": new, "document": body, "at": at})


def _begin_writing(session: Session, head: TextHead, actor_id: int, organisation_id: int | None) -> bool:
    """Whoever writes opens the section: what was marked ready or accepted is no longer that text."""
    action = _ACTIONS.get(head.state)
    if action is None:
        return False
    session.execute(_OPEN_SECTION, {"section": head.section_id})
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="section",
        subject_id=head.section_id,
        organisation_id=organisation_id,
        before=head.state,
    )
    announce_section(session, head.report_id, head.section_id)
    return True
