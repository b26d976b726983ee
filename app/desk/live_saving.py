"""Saving what an editor sends over the live channel, and the answer to it. All of this runs in threads."""

from typing import Any
from weakref import WeakValueDictionary

import anyio

from app.db import Database
from app.desk.live_access import Visit
from app.desk.live_protocol import MAX_MISSING, Batch
from app.i18n import gettext
from app.permissions import DENIALS, Permission
from app.reports.service import save_section_steps
from app.sections.errors import SectionFrozen, StaleVersion, StepsRejected
from app.sections.queries import step_message, steps_since

Answer = dict[str, Any]

_WHY: dict[type[Exception], str] = {SectionFrozen: "frozen", StepsRejected: "unfit"}
_turns: WeakValueDictionary[tuple[Database, int], anyio.Lock] = WeakValueDictionary()


def turn_at(visit: Visit) -> anyio.Lock:
    """The lock by which this process's editors take turns at a text; there as long as one of them is."""
    return _turns.setdefault((visit.database, visit.text_id), anyio.Lock())


def missing_steps(visit: Visit, version: int) -> list[Answer]:
    """The steps since `version` as the channel writes them; one more than may be told when there are too many."""
    with visit.database.read() as session:
        return [step_message(step) for step in steps_since(session, visit.text_id, version, MAX_MISSING + 1)]


def save_batch(visit: Visit, client: str, batch: Batch) -> Answer:
    """Save a batch and say how it went. Rights are asked anew; freezing and version by the service."""
    person_id = visit.writer()
    if person_id is None:
        return _refused(batch, "forbidden", batch.version, DENIALS[Permission.SECTION_WRITE])
    try:
        with visit.database.write() as session:
            saved = save_section_steps(
                session,
                person_id,
                visit.text_id,
                version=batch.version,
                batch=batch.batch,
                client=client,
                steps=batch.steps,
                organisation_id=visit.scope.organisation_id,
            )
    except StaleVersion as error:
        return _refused(batch, "stale", error.version, error.message)
    except (SectionFrozen, StepsRejected) as error:
        return _refused(batch, _WHY[type(error)], batch.version, error.message)
    return {"type": "accepted", "batch": batch.batch, "version": saved.version}


def _refused(batch: Batch, why: str, version: int, message: str) -> Answer:
    answer = {"type": "refused", "batch": batch.batch, "why": why, "version": version}
    return {**answer, "message": gettext(message)}
