"""The thread that turns waiting jobs into files, one at a time, each in a process of its own."""

import subprocess
import threading
import uuid
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.config import Settings
from app.db import Database
from app.exports import queue
from app.exports.child import render
from app.exports.errors import RenderingFailed, RenderingTooSlow
from app.exports.formats import FORMATS
from app.exports.models import ExportJob
from app.exports.storage import keep_row
from app.files import read_file, write_file
from app.rendering import tree

IDLE_SECONDS = 5.0  # between looks for jobs that other machines queued or lost
LEASE_MARGIN = 30  # seconds beyond the time limit of the rendering process

log = structlog.get_logger()


class Worker:
    """Start it once a server; several servers may share one PostgreSQL. `stop` ends the running process."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.settings = settings
        self.name = uuid.uuid4().hex
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="exports", daemon=True)
        self._process_lock = threading.Lock()
        self._kill_process: Callable[[], None] = lambda: None

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return once the thread has ended. An unfinished job goes back to the queue."""
        self._stopping.set()
        queue.arrived.set()
        with self._process_lock:
            self._kill_process()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stopping.is_set():
            queue.arrived.clear()
            try:
                if self.work_once():
                    continue
            except SQLAlchemyError as error:  # the database is away or not migrated yet: look again later
                log.warning("export queue cannot be read", error=str(error)[:200])
            queue.arrived.wait(IDLE_SECONDS)

    def work_once(self) -> bool:
        """Do one job, if there is one. Anything that goes wrong with it stays with it."""
        with self.database.read() as session:
            if not queue.has_work(session):
                return False
        with self.database.write() as session:
            queue.give_up(session)
            job_id = queue.claim(session, self.name, self.settings.export_seconds + LEASE_MARGIN)
        if job_id is None:
            return False
        with self.database.read() as session:
            job = session.get_one(ExportJob, job_id)
        try:
            self._make(job)
        except RenderingFailed as error:
            self._failed(job_id, error, again=not isinstance(error, RenderingTooSlow))
        except Exception as error:  # a job that breaks us must not stop the others
            log.error("export failed", job=job_id, exc_info=error)
            self._failed(job_id, RenderingFailed(), again=True)
        return True

    def _make(self, job: ExportJob) -> None:
        assert job.id is not None
        if job.source is None:
            raise RenderingFailed
        form = FORMATS[job.format]
        content = render(
            form,
            job.source,
            self._assets(tree.from_json(job.source)),
            seconds=self.settings.export_seconds,
            memory_mb=self.settings.export_memory_mb,
            progress=lambda percent: self._tell(job.id or 0, percent),
            started=self._remember,
        )
        sha256 = write_file(self.settings.data_dir, content)
        with self.database.write() as session:
            keep_row(session, sha256, len(content), form.media_type)
            queue.finish(session, self.name, job.id, sha256)

    def _assets(self, document: tree.Document) -> dict[str, bytes]:
        """The images of the Document that are in the store."""
        names = {
            block.asset for section in document.sections() for block in section.blocks if isinstance(block, tree.Figure)
        }
        found = {name: read_file(self.settings.data_dir, name) for name in names}
        return {name: content for name, content in found.items() if content is not None}

    def _remember(self, process: subprocess.Popen[bytes]) -> None:
        with self._process_lock:
            self._kill_process = process.kill
            if self._stopping.is_set():
                process.kill()

    def _tell(self, job_id: int, percent: int) -> None:
        with self.database.write() as session:
            queue.tell_progress(session, self.name, job_id, percent)

    def _failed(self, job_id: int, error: RenderingFailed, *, again: bool) -> None:
        with self.database.write() as session:
            if self._stopping.is_set():
                queue.release(session, self.name, job_id)
            else:
                queue.fail(session, self.name, job_id, error.message, again=again)
