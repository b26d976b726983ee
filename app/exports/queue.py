"""The job table as a queue, on SQLite and PostgreSQL alike: claim with a lease, finish only while it is held."""

import threading
from datetime import timedelta

from sqlalchemy import CursorResult, ScalarSelect, and_, or_, select, update
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
        )
        .returning(col(ExportJob.id))
        .execution_options(synchronize_session=False)
    )
    return session.execute(statement).scalar_one_or_none()


def _next_id() -> ScalarSelect[int | None]:
    return (
        select(col(ExportJob.id))
        .where(_free(), col(ExportJob.tries) < MOST_TRIES)
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


def tell_progress(session: Session, worker: str, job_id: int, percent: int) -> None:
    session.execute(update(ExportJob).where(held_by(worker, job_id)).values(progress=min(max(percent, 0), 100)))


def finish(session: Session, worker: str, job_id: int, sha256: str) -> bool:
    """The file is made. False when the lease was lost and somebody else has the job."""
    done: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(ExportJob)
        .where(held_by(worker, job_id))
        .values(
            state=JobState.DONE,
            file_sha256=sha256,
            progress=100,
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
