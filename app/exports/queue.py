"""The job table as a queue, on SQLite and PostgreSQL alike: claim with a lease, finish only while it is held.

Any number of machines may serve it. What has the same content is never worked on by two at once: the second waits,
and shares what the first has made.
"""

import threading
from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, ScalarSelect, and_, exists, or_, select, update
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from app.clock import now
from app.exports.models import ExportJob, JobState
from app.i18n import N_

MOST_TRIES = 3
GAVE_UP = N_("Making the file was interrupted several times and was given up. Ask for it again.")

arrived = threading.Event()
"""Set when a job has been committed, so that a worker of this process need not wait for its next look."""


def has_work(session: Session) -> bool:
    """Is there a job that nobody is working on? Reads only."""
    return session.execute(select(col(ExportJob.id)).where(_free()).limit(1)).first() is not None


def claim(session: Session, worker: str, lease_seconds: int) -> int | None:
    """Take the next job for `worker` in one statement and return its id. Failed tries go to the back."""
    statement = (
        update(ExportJob)
        .where(col(ExportJob.id) == _next_id())
        .values(
            state=JobState.RUNNING,
            leased_by=worker,
            leased_until=now() + timedelta(seconds=lease_seconds),
            tries=ExportJob.tries + 1,
            progress=0,
            doing="",
        )
        .returning(col(ExportJob.id))
        .execution_options(synchronize_session=False)
    )
    return session.execute(statement).scalar_one_or_none()


def _next_id() -> ScalarSelect[int | None]:
    return (
        select(col(ExportJob.id))
        .where(_free(), col(ExportJob.tries) < MOST_TRIES, ~_twin_at_work())
        .order_by(col(ExportJob.tries), col(ExportJob.id))
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )


def _free() -> ColumnElement[bool]:
    """Waiting, or left behind by a worker whose lease has run out."""
    expired = and_(col(ExportJob.state) == JobState.RUNNING, col(ExportJob.leased_until) < now())
    return or_(col(ExportJob.state) == JobState.QUEUED, expired)


def give_up(session: Session) -> None:
    """Fail the jobs whose last try was cut short too: they would wait for ever."""
    session.execute(
        update(ExportJob)
        .where(_free(), col(ExportJob.tries) >= MOST_TRIES)
        .values(state=JobState.FAILED, failure=GAVE_UP, finished_at=now(), leased_until=None)
        .execution_options(synchronize_session=False)
    )


def held_by(worker: str, job_id: int) -> ColumnElement[bool]:
    return and_(
        col(ExportJob.id) == job_id, col(ExportJob.leased_by) == worker, col(ExportJob.state) == JobState.RUNNING
    )


def _twin_at_work(*, before: bool = False) -> ColumnElement[bool]:
    """Is another job with the same content being worked on? With `before` only those asked for earlier count."""
    twin = aliased(ExportJob)
    same = [
        col(twin.id) < col(ExportJob.id) if before else col(twin.id) != col(ExportJob.id),
        col(twin.content_sha256) == col(ExportJob.content_sha256),
        col(twin.content_sha256) != "",
        col(twin.format) == col(ExportJob.format),
        col(twin.state) == JobState.RUNNING,
        col(twin.leased_until) >= now(),
    ]
    return exists().where(*same)


def yields(session: Session, job_id: int) -> bool:
    """Two workers claimed twins in the same instant: the later one is to wait. Asked after the claim is committed."""
    statement = select(col(ExportJob.id)).where(col(ExportJob.id) == job_id, _twin_at_work(before=True))
    return session.execute(statement).first() is not None


def twin_made(session: Session, job: ExportJob) -> ExportJob | None:
    """A job that has made, and proved, the same content for whomsoever."""
    statement = select(ExportJob).where(
        col(ExportJob.content_sha256) == job.content_sha256,
        col(ExportJob.content_sha256) != "",
        col(ExportJob.format) == job.format,
        col(ExportJob.state) == JobState.DONE,
        col(ExportJob.file_sha256).is_not(None),
        col(ExportJob.certificate).is_not(None),
    )
    return session.execute(statement.order_by(col(ExportJob.id).desc()).limit(1)).scalar_one_or_none()


def is_held(session: Session, worker: str, job_id: int) -> bool:
    """Is the job still this worker's? Not when it was cancelled, or its lease was lost. Reads only."""
    return session.execute(select(col(ExportJob.id)).where(held_by(worker, job_id))).first() is not None


def renew(session: Session, worker: str, job_id: int, lease_seconds: int, percent: int, doing: str) -> bool:
    """Hold the job longer, and say how far it is. False when it is not this worker's any more."""
    held: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(ExportJob)
        .where(held_by(worker, job_id))
        .values(
            leased_until=now() + timedelta(seconds=lease_seconds), progress=min(max(percent, 0), 100), doing=doing[:200]
        )
    )
    return held.rowcount == 1


def cancel(session: Session, job_id: int) -> bool:
    """Nobody wants it any more; whoever works on it sees so within a second. False when it is over already."""
    open_states = (JobState.QUEUED, JobState.RUNNING)
    stopped: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(ExportJob)
        .where(col(ExportJob.id) == job_id, col(ExportJob.state).in_(open_states))
        .values(state=JobState.CANCELLED, source=None, finished_at=now(), leased_by="", leased_until=None, doing="")
    )
    return stopped.rowcount == 1


def finish(session: Session, worker: str, job_id: int, sha256: str, certificate: dict[str, Any] | None = None) -> bool:
    """The file is made. False when the lease was lost and somebody else has the job."""
    done: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(ExportJob)
        .where(held_by(worker, job_id))
        .values(
            state=JobState.DONE,
            file_sha256=sha256,
            certificate=certificate,
            progress=100,
            doing="",
            source=None,
            failure="",
            finished_at=now(),
            leased_until=None,
        )
    )
    return done.rowcount == 1


def fail(session: Session, worker: str, job_id: int, message: str, *, again: bool) -> None:
    """A try failed: back to the queue while tries are left and `again`, else failed for good with `message`."""
    back = and_(held_by(worker, job_id), col(ExportJob.tries) < MOST_TRIES) if again else None
    if back is not None:
        requeued: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
            update(ExportJob).where(back).values(state=JobState.QUEUED, leased_by="", leased_until=None)
        )
        if requeued.rowcount == 1:
            return
    session.execute(
        update(ExportJob)
        .where(held_by(worker, job_id))
        .values(state=JobState.FAILED, failure=message, finished_at=now(), leased_until=None)
    )


def release(session: Session, worker: str, job_id: int) -> None:
    """Stopped in the middle through no fault of the job: back to the queue, the try not counted."""
    session.execute(
        update(ExportJob)
        .where(held_by(worker, job_id))
        .values(state=JobState.QUEUED, leased_by="", leased_until=None, tries=ExportJob.tries - 1)
    )
