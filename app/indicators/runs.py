"""Refreshes of many indicators: begun by a person, a command or the clock, ended, and gone on with after a kill."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session, col, func, select, update

from app.audit.service import record
from app.clock import now
from app.config import get_settings
from app.errors import NotFound
from app.indicators import lease
from app.indicators.errors import AlreadyRefreshing, ExampleStaysHere, NothingToRefresh
from app.indicators.models import Fetch, RefreshRun
from app.organisations.models import Organisation

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Trigger(StrEnum):
    PERSON = "person"
    COMMAND = "command"
    SCHEDULE = "schedule"


def start_run(
    session: Session, keys: Sequence[str], trigger: Trigger, *, actor_id: int | None = None, holder: str = ""
) -> RefreshRun:
    """Write down that these indicators are to be refreshed.

    Raises AlreadyRefreshing, NothingToRefresh; ExampleStaysHere in the demo, unless the sources are on this machine.

    The `holder` of the lease, a command or the clock, ends what was left unfinished; a person is told of it.
    """
    if not keys:
        raise NothingToRefresh
    _stay_here_in_the_example(session)
    unfinished = open_run(session)
    if unfinished is not None:
        if not holder:
            raise AlreadyRefreshing
        unfinished.stopped, unfinished.finished_at = True, now()
    run = RefreshRun(trigger=trigger, started_by=actor_id, keys=list(dict.fromkeys(keys)), started_at=now())
    session.add(run)
    session.flush()
    _record(session, "indicator-refresh:start", actor_id, run, indicators=len(run.keys), trigger=str(trigger))
    return run


def _stay_here_in_the_example(session: Session) -> None:
    settings = get_settings()
    hosts = {urlsplit(address).hostname for address in (settings.sotkanet_url, settings.statfin_url)}
    is_example = session.exec(select(Organisation.id).where(col(Organisation.is_example))).first() is not None
    if is_example and not hosts <= LOOPBACK:
        raise ExampleStaysHere


def stop_run(session: Session, actor_id: int, run_id: int) -> None:
    """Ask a refresh to end after what it is fetching now. What it brought stays."""
    run = run_by_id(session, run_id)
    if run.finished_at is not None:
        return
    run.stopped = True
    if lease.held_until(session) is None:
        run.finished_at = now()
    _record(session, "indicator-refresh:stop", actor_id, run)


def end_run(session: Session, run_id: int) -> None:
    """Write down that a refresh came to its end."""
    ended = update(RefreshRun).where(col(RefreshRun.id) == run_id, col(RefreshRun.finished_at).is_(None))
    session.execute(ended.values(finished_at=now()))


def count_done(session: Session, run_id: int) -> bool:
    """One indicator more is dealt with. False: somebody asked the refresh to stop."""
    own = update(RefreshRun).where(col(RefreshRun.id) == run_id)
    session.execute(own.values(done=col(RefreshRun.done) + 1), execution_options={"synchronize_session": False})
    return not session.exec(select(RefreshRun.stopped).where(col(RefreshRun.id) == run_id)).one()


def open_run(session: Session) -> RefreshRun | None:
    """The newest refresh that has not ended, whether or not anybody is at work on it."""
    statement = select(RefreshRun).where(col(RefreshRun.finished_at).is_(None)).order_by(col(RefreshRun.id).desc())
    return session.exec(statement).first()


def run_by_id(session: Session, run_id: int) -> RefreshRun:
    """One refresh. Raises NotFound."""
    run = session.get(RefreshRun, run_id)
    if run is None:
        raise NotFound
    return run


def is_stopped(session: Session, run_id: int) -> bool:
    """Did somebody ask it to end?"""
    return bool(session.exec(select(RefreshRun.stopped).where(col(RefreshRun.id) == run_id)).one())


def keys_left(session: Session, run: RefreshRun) -> list[str]:
    """What the refresh has not asked for yet."""
    asked = frozenset(session.exec(select(Fetch.indicator_key).where(Fetch.run_id == run.id)))
    return [key for key in run.keys if key not in asked]


def last_scheduled(session: Session) -> datetime | None:
    """When the clock last began a refresh."""
    return session.exec(select(func.max(RefreshRun.started_at)).where(RefreshRun.trigger == Trigger.SCHEDULE)).one()


def newest_runs(session: Session, count: int) -> Sequence[RefreshRun]:
    """The newest refreshes first."""
    return session.exec(select(RefreshRun).order_by(col(RefreshRun.id).desc()).limit(count)).all()


def _record(session: Session, action: str, actor_id: int | None, run: RefreshRun, **detail: Any) -> None:
    assert run.id is not None
    record(session, action, actor_id=actor_id, subject_type="refresh_run", subject_id=run.id, **detail)
