"""Turns waiting jobs into files: threads that order them of the press, store them, and then say so."""

import threading
import time
import uuid
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.config import Settings
from app.db import Database
from app.exports import queue
from app.exports.errors import SourceGone
from app.exports.formats import FORMATS
from app.exports.models import ExportJob
from app.exports.ordering import order_of
from app.exports.storage import keep_row, open_storage
from app.exports.watch import LEASE_SECONDS, Watch
from app.files import has_file, write_file
from app.press.client import Press, Stop
from app.press.errors import RenderingFailed, RenderingStopped, RenderingTooSlow
from app.press.orders import Made
from app.proofs import certificate

DAY = 86400.0  # seconds
IDLE_SECONDS = 5.0  # between looks for jobs that other machines queued or lost

log = structlog.get_logger()


class Worker:
    """Start it once a process; any number of machines may serve one PostgreSQL. `stop` ends what is being made.

    `daily` is done once a day, when nothing waits.
    """

    def __init__(
        self,
        database: Database,
        settings: Settings,
        press: Press | None = None,
        daily: Callable[[], object] = lambda: None,
    ) -> None:
        self.database = database
        self.settings = settings
        open_storage(settings)
        self.press = press or press_of(settings)
        self.daily = daily
        self.name = uuid.uuid4().hex
        self._cleaned = time.monotonic()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, name=f"exports-{number}", daemon=True)
            for number in range(settings.export_workers)
        ]
        self._lock = threading.Lock()
        self._stops: dict[int, Stop] = {}  # job → what ends the making of it

    def start(self) -> None:
        """In the background, as many at once as the settings say."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Return once the threads have ended. An unfinished job goes back to the queue."""
        self._stopping.set()
        queue.arrived.set()
        with self._lock:
            for stop in self._stops.values():
                stop()
        self.press.close()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join(timeout=10)

    def serve(self) -> None:
        """Work here and now, until `stop` is called from elsewhere."""
        self.start()
        for thread in self._threads:
            while thread.is_alive():
                thread.join(timeout=1)

    def _run(self) -> None:
        while not self._stopping.is_set():
            queue.arrived.clear()
            try:
                if self.work_once():
                    continue
                self._clean()
            except SQLAlchemyError as error:  # the database is away or not migrated yet: look again later
                log.warning("export queue cannot be read", error=str(error)[:200])
            queue.arrived.wait(IDLE_SECONDS)

    def _clean(self) -> None:
        """Once a day, when there is nothing else to do."""
        with self._lock:
            if time.monotonic() - self._cleaned < DAY:
                return
            self._cleaned = time.monotonic()
        self.daily()

    def work_once(self) -> bool:
        """Take one job and make it. False when there was none."""
        job = self._claimed()
        if job is None:
            return False
        assert job.id is not None
        try:
            with Watch(self.database, self.name, job.id) as watch:
                self._make(job, watch)
        except RenderingFailed as error:
            self._failed(job.id, error)
        except Exception as error:  # a job that breaks us must not stop the others
            log.error("export failed", job=job.id, exc_info=error)
            self._failed(job.id, RenderingFailed())
        finally:
            with self._lock:
                self._stops.pop(job.id, None)
        return True

    def _claimed(self) -> ExportJob | None:
        with self.database.read() as session:
            if not queue.has_work(session):
                return None
        with self.database.write() as session:
            queue.give_up(session)
            job_id = queue.claim(session, self.name, LEASE_SECONDS)
        if job_id is None:
            return None
        with self.database.write() as session:
            if queue.yields(session, job_id):
                queue.release(session, self.name, job_id)
                return None
            return session.get_one(ExportJob, job_id)

    def _make(self, job: ExportJob, watch: Watch) -> None:
        if self._shared(job):
            return
        if job.source is None:
            raise SourceGone
        made = self.press.make(
            order_of(job, self.settings.data_dir),
            seconds=self.settings.export_seconds,
            memory_mb=self.settings.export_memory_mb,
            progress=watch.heard,
            started=lambda stop: self._begun(job, watch, stop),
        )
        self._keep(job, made)

    def _shared(self, job: ExportJob) -> bool:
        """Has somebody made the same content before?"""
        with self.database.read() as session:
            twin = queue.twin_made(session, job)
        if twin is None or twin.file_sha256 is None or not has_file(self.settings.data_dir, twin.file_sha256):
            return False
        with self.database.write() as session:
            queue.finish(session, self.name, job.id or 0, twin.file_sha256, twin.certificate)
        return True

    def _keep(self, job: ExportJob, made: Made) -> None:
        """On disk first, then in the row."""
        sha256 = write_file(self.settings.data_dir, made.content)
        with self.database.write() as session:
            keep_row(session, sha256, len(made.content), FORMATS[job.format].media_type)
            queue.finish(session, self.name, job.id or 0, sha256, certificate.to_json(made.certificate))

    def _begun(self, job: ExportJob, watch: Watch, stop: Stop) -> None:
        watch.started(stop)
        with self._lock:
            self._stops[job.id or 0] = stop
            if self._stopping.is_set():
                stop()

    def _failed(self, job_id: int, error: RenderingFailed) -> None:
        again = not isinstance(error, RenderingTooSlow | SourceGone)
        with self.database.write() as session:
            if self._stopping.is_set() or isinstance(error, RenderingStopped):
                queue.release(session, self.name, job_id)  # changes nothing where it was cancelled
            else:
                queue.fail(session, self.name, job_id, error.message, again=again)


def press_of(settings: Settings) -> Press:
    """The press of this process; it runs only while it has orders, and for a while after."""
    return Press(settings.data_dir / "pieces", idle_seconds=settings.press_idle_minutes * 60)
