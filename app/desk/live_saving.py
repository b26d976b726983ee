"""Saving what an editor sends over the live channel, and the answer to it. All of this runs in threads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import anyio
from anyio.to_thread import run_sync
from sqlmodel import Session

from app.db import Database
from app.desk.live_access import Visit
from app.desk.live_protocol import MAX_MISSING, Batch, Ended
from app.i18n import gettext
from app.permissions import DENIALS, Permission
from app.reports.service import save_section_steps
from app.sections.errors import SectionFrozen, StaleVersion, StepsRejected
from app.sections.queries import step_message, steps_since

Answer = dict[str, Any]

MOST_TOGETHER = 50  # batches in one transaction

_WHY: dict[type[Exception], str] = {SectionFrozen: "frozen", StepsRejected: "unfit"}
_turns: WeakValueDictionary[tuple[Database, int], "Turns"] = WeakValueDictionary()


@dataclass(eq=False, slots=True)
class Waiting:
    """A batch that waits to be saved, and what came of it: an answer, or the error that ends its conversation."""

    visit: Visit
    client: str
    batch: Batch
    outcome: Answer | Exception | None = None


class Turns:
    """The batches of one text, saved as they come. Those that come while others are being saved share a transaction:
    twenty people who type at once wait for one commit, not for twenty.
    """

    def __init__(self) -> None:
        self._lock = anyio.Lock()
        self._waiting: list[Waiting] = []

    async def save(self, visit: Visit, client: str, batch: Batch) -> Answer:
        """Whoever comes to its turn first saves for all who wait. Raises Ended, or what went wrong."""
        mine = Waiting(visit, client, batch)
        self._waiting.append(mine)
        async with self._lock:
            while mine in self._waiting:
                together, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
                await run_sync(save_together, together)
        if isinstance(mine.outcome, Exception):
            raise mine.outcome
        assert mine.outcome is not None
        return mine.outcome


def turns_at(visit: Visit) -> Turns:
    """Where this process's editors of a text take turns; there as long as one of them is."""
    return _turns.setdefault((visit.database, visit.text_id), Turns())


def missing_steps(visit: Visit, version: int) -> list[Answer]:
    """The steps since `version` as the channel writes them; one more than may be told when there are too many."""
    with visit.database.read() as session:
        return [step_message(step) for step in steps_since(session, visit.text_id, version, MAX_MISSING + 1)]


def save_together(waiting: Sequence[Waiting]) -> None:
    """Save batches of one text in one transaction, in their order; each gets its own outcome, after the commit."""
    try:
        writers = [(one, writer) for one in waiting if (writer := _writer_of(one)) is not None]
        if writers:
            with writers[0][0].visit.database.write() as session:
                answers = [(one, save_batch(session, writer, one)) for one, writer in writers]
            for one, answer in answers:
                one.outcome = answer
    except Exception as error:
        for one in waiting:
            one.outcome = one.outcome or error


def _writer_of(one: Waiting) -> int | None:
    """Who writes; None when they may not, which is their outcome. Rights are asked anew for each batch."""
    try:
        person_id = one.visit.writer()
    except Ended as ended:
        one.outcome = ended
        return None
    if person_id is None:
        one.outcome = _refused(one.batch, "forbidden", one.batch.version, DENIALS[Permission.SECTION_WRITE])
    return person_id


def save_batch(session: Session, person_id: int, one: Waiting) -> Answer:
    """Save a batch and say how it went; what is refused leaves nothing behind. Freezing and version: the service."""
    batch = one.batch
    try:
        with session.begin_nested():
            saved = save_section_steps(
                session,
                person_id,
                one.visit.text_id,
                version=batch.version,
                batch=batch.batch,
                client=one.client,
                steps=batch.steps,
                organisation_id=one.visit.scope.organisation_id,
            )
    except StaleVersion as error:
        return _refused(batch, "stale", error.version, error.message)
    except (SectionFrozen, StepsRejected) as error:
        return _refused(batch, _WHY[type(error)], batch.version, error.message)
    return {"type": "accepted", "batch": batch.batch, "version": saved.version}


def _refused(batch: Batch, why: str, version: int, message: str) -> Answer:
    answer = {"type": "refused", "batch": batch.batch, "why": why, "version": version}
    return {**answer, "message": gettext(message)}
