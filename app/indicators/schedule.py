"""The thread that refreshes: what somebody began on the page, what a killed process left, and what the clock says."""

import threading
from collections.abc import Callable
from datetime import time
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.clock import in_finland, now
from app.config import Settings
from app.db import Database
from app.errors import DomainError
from app.indicators import lease
from app.indicators.models import RefreshRun
from app.indicators.refresh import carry_out
from app.indicators.runs import Trigger, last_scheduled, open_run, start_run
from app.indicators.selection import chosen_keys

LOOK_EVERY = 20.0  # seconds between looks for what other processes began or left

log = structlog.get_logger()

wanted: Final = threading.Event()  # somebody began a refresh in this process


class Refresher:
    """Start it once a server; of several servers one refreshes at a time. `stop` leaves the rest to the next one.

    `look` is called between refreshes, whoever made them: for what should follow new figures.
    """

    def __init__(self, database: Database, settings: Settings, look: Callable[[], None] = lambda: None) -> None:
        self.look = look
        self.database = database
        self.settings = settings
        self.holder = lease.new_holder()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="refresh", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return once the thread has ended, or at least has been told."""
        self._stopping.set()
        wanted.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stopping.is_set():
            wanted.clear()
            try:
                self.work_once()
                self.look()
            except SQLAlchemyError as error:  # the database is away or not migrated yet: look again later
                log.warning("refreshes cannot be read", error=str(error)[:200])
            except Exception as error:  # the next look may go better; the server goes on
                log.error("refresh failed", exc_info=error)
            wanted.wait(LOOK_EVERY)

    def work_once(self) -> bool:
        """Carry one refresh out, if there is one and nobody else is at it."""
        with self.database.read() as session:
            if not self._is_due(session) and not _is_ours(open_run(session)):
                return False
        with self.database.write() as session:
            run_id = self._claim(session)
        if run_id is None:
            return False
        carry_out(self.database, run_id, self.holder, goes_on=lambda: not self._stopping.is_set())
        return True

    def _claim(self, session: Session) -> int | None:
        """The refresh that this process alone may carry out now."""
        if not lease.take(session, self.holder):
            return None
        run = open_run(session)
        if not _is_ours(run):
            run = self._start(session) if self._is_due(session) else None
        if run is None:
            lease.release(session, self.holder)
        return run.id if run else None

    def _start(self, session: Session) -> RefreshRun | None:
        try:
            return start_run(session, chosen_keys(session), Trigger.SCHEDULE, holder=self.holder)
        except DomainError as error:
            log.warning("nothing to refresh", reason=str(error))
            return None

    def _is_due(self, session: Session) -> bool:
        """Has the hour come, and was there no refresh by the clock since?"""
        hour = self.settings.refresh_hour
        here = in_finland(now())
        if hour is None or here.time() < time(hour):
            return False
        last = last_scheduled(session)
        return last is None or in_finland(last).date() < here.date()


def _is_ours(run: RefreshRun | None) -> bool:
    """What a command began, a command goes on with: somebody may have ended it on purpose."""
    return run is not None and run.trigger != Trigger.COMMAND
