"""Holds a job while it is worked on, says how far it is, and stops the work when it is nobody's any more."""

import threading
import time
from types import TracebackType

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.db import Database
from app.exports import queue
from app.press.client import Stop
from app.press.orders import Progress

LEASE_SECONDS = 60
RENEWED_EVERY = 15.0  # seconds; three may fail before anybody else takes the job
LOOKS_EVERY = 1.0

log = structlog.get_logger()


class Watch:
    """`with Watch(…) as watch:` around the work. `heard` and `started` are what the press calls."""

    def __init__(self, database: Database, worker: str, job_id: int) -> None:
        self.database = database
        self.worker = worker
        self.job_id = job_id
        self._progress = self._told = Progress(0)
        self._renewed = time.monotonic()
        self._stop: Stop = lambda: None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="export-watch", daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def heard(self, progress: Progress) -> None:
        """Kept until the next look: the database need not hear of every piece."""
        self._progress = Progress(progress.percent, progress.doing or self._progress.doing)

    def started(self, stop: Stop) -> None:
        """How to stop the work, if it comes to that."""
        self._stop = stop

    def _run(self) -> None:
        while not self._ended.wait(LOOKS_EVERY):
            try:
                held = self._look()
            except SQLAlchemyError as error:  # the lease outlasts a short absence of the database
                log.warning("export cannot be watched", job=self.job_id, error=str(error)[:200])
                continue
            if not held:
                self._stop()
                return

    def _look(self) -> bool:
        progress = self._progress
        with self.database.read() as session:
            if not queue.is_held(session, self.worker, self.job_id):
                return False
        if progress == self._told and time.monotonic() - self._renewed < RENEWED_EVERY:
            return True
        with self.database.write() as session:
            held = queue.renew(session, self.worker, self.job_id, LEASE_SECONDS, progress.percent, progress.doing)
        self._told, self._renewed = progress, time.monotonic()
        return held
