"""Jobs become proved files; whatever happens to one stays with it, and nothing is made twice."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from app.clock import now
from app.config import Settings
from app.db import Database
from app.exports import queue, watch
from app.exports.models import ExportJob, JobState
from app.exports.service import cancel_export, job
from app.exports.worker import Worker
from app.files import forget_file, read_file
from app.press.client import Press
from app.press.errors import RenderingFailed, RenderingStopped, RenderingTooSlow
from app.press.orders import Made, Order, Progress
from app.proofs import certificate
from app.proofs.certificate import Certificate
from app.rendering import tree
from app.reports.models import Report
from tests.exports.conftest import Ask, small_document
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report
from tests.support.press import shared_press

pytestmark = pytest.mark.slow


def state(database: Database, job_id: int | None) -> ExportJob:
    with database.read() as session:
        return job(session, job_id or 0)


class FakePress:
    """Answers at once, or does what it is told to."""

    def __init__(self, act: Callable[..., None] = lambda **_: None) -> None:
        self.orders: list[Order] = []
        self.act = act

    def make(self, order: Order, **listeners: Any) -> Made:
        self.orders.append(order)
        self.act(**listeners)
        return Made(b"made", Certificate(file_sha256="", file_format="json", compared={"paragraph": 1}))

    def close(self) -> None:
        return


def worker_with(database: Database, settings: Settings, press: FakePress) -> Worker:
    return Worker(database, settings, press)  # type: ignore[arg-type]


@pytest.mark.parametrize(("form", "start"), [("json", b"{"), ("docx", b"PK"), ("pdf", b"%PDF-1.7")])
def test_a_job_becomes_a_file_with_its_certificate(
    database: Database, settings: Settings, worker: Worker, ask: Ask, form: str, start: bytes
) -> None:
    asked = ask(form=form)
    assert worker.work_once()
    assert not worker.work_once()
    done = state(database, asked.id)
    assert (done.state, done.progress, done.failure) == (JobState.DONE, 100, "")
    content = read_file(settings.data_dir, done.file_sha256 or "")
    assert content is not None
    assert content.startswith(start)
    proved = certificate.from_json(done.certificate or {})
    assert proved.file_sha256 == done.file_sha256
    if form == "json":
        assert tree.from_json(json.loads(content)) == small_document()
        assert proved.is_whole


def test_the_same_content_is_made_once_whosoever_asks(database: Database, settings: Settings, ask: Ask) -> None:
    other = make_report(database, make_organisation(database, "kaustinen", "KU236"))
    first, second = ask(), ask(report_id=other.id)
    assert first.id != second.id
    press = FakePress()
    worker = worker_with(database, settings, press)
    assert worker.work_once()
    assert worker.work_once()
    assert len(press.orders) == 1
    one, two = state(database, first.id), state(database, second.id)
    assert (one.file_sha256, one.certificate) == (two.file_sha256, two.certificate)
    assert two.state == JobState.DONE


def test_a_file_that_is_gone_is_made_again(database: Database, settings: Settings, ask: Ask) -> None:
    press = FakePress()
    worker = worker_with(database, settings, press)
    first = ask()
    worker.work_once()
    forget_file(settings.data_dir, state(database, first.id).file_sha256 or "")
    with database.write() as session:
        session.execute(update(ExportJob).values(source_sha256="x"))
    ask()
    worker.work_once()
    assert len(press.orders) == 2


def test_a_pdf_carries_the_report_and_its_figures(database: Database, settings: Settings, ask: Ask) -> None:
    press = FakePress()
    document = small_document(figures=True)
    ask(document, form="pdf")
    worker_with(database, settings, press).work_once()
    attached = {item.relationship: item for item in press.orders[0].attachments}
    assert tree.from_json(json.loads(attached["Source"].content)) == document
    assert attached["Source"].name == "kertomus.json"


def test_a_failed_try_is_tried_again_and_then_told(database: Database, settings: Settings, ask: Ask) -> None:
    def fail(**_listeners: Any) -> None:
        raise RenderingFailed

    worker = worker_with(database, settings, FakePress(fail))
    poison, innocent = ask(), ask(form="html")
    while worker.work_once():
        pass
    for asked in (poison, innocent):
        found = state(database, asked.id)
        assert (found.state, found.tries, found.failure) == (JobState.FAILED, 3, RenderingFailed.message)


def test_what_takes_too_long_is_not_tried_again(database: Database, settings: Settings, ask: Ask) -> None:
    def late(**_listeners: Any) -> None:
        raise RenderingTooSlow

    asked = ask()
    worker_with(database, settings, FakePress(late)).work_once()
    assert (state(database, asked.id).state, state(database, asked.id).tries) == (JobState.FAILED, 1)


def test_what_is_no_document_fails_and_the_others_are_made(database: Database, worker: Worker, ask: Ask) -> None:
    poison, innocent = ask(), ask(form="html")
    with database.write() as session:
        session.execute(
            update(ExportJob).where(ExportJob.id == poison.id).values(source={"document": {}, "template": ""})  # type: ignore[arg-type]
        )
    assert worker.work_once()
    assert worker.work_once()
    assert state(database, innocent.id).state == JobState.DONE
    while worker.work_once():
        pass
    assert state(database, poison.id).state == JobState.FAILED


class Waits:
    """What a press does that works until it is stopped; lets tests act meanwhile."""

    def __init__(self) -> None:
        self.begun, self.stopped = threading.Event(), threading.Event()

    def __call__(self, *, started: Callable[..., None], progress: Callable[..., None], **_limits: Any) -> None:
        started(self.stopped.set)
        progress(Progress(40, "4.2 Nuoret"))
        self.begun.set()
        assert self.stopped.wait(10)
        raise RenderingStopped


def until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


def test_progress_is_told_and_a_cancelled_job_is_stopped_from_anywhere(
    database: Database, settings: Settings, ask: Ask, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOKS_EVERY", 0.05)
    person = make_person(database)
    waits = Waits()
    worker = worker_with(database, settings, FakePress(waits))
    asked = ask()
    thread = threading.Thread(target=worker.work_once)
    thread.start()
    assert until(lambda: state(database, asked.id).doing == "4.2 Nuoret")
    assert state(database, asked.id).progress == 40
    with database.write() as session:
        assert cancel_export(session, person.id or 0, job(session, asked.id or 0))
    thread.join(timeout=10)
    assert waits.stopped.is_set()
    assert state(database, asked.id).state == JobState.CANCELLED
    with database.write() as session:
        assert not cancel_export(session, person.id or 0, job(session, asked.id or 0)), "it is over"
    assert ask().id == asked.id
    assert state(database, asked.id).state == JobState.QUEUED, "asked for again"


def test_whoever_lost_the_lease_stops_and_changes_nothing(
    database: Database, settings: Settings, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOKS_EVERY", 0.05)
    waits = Waits()
    worker = worker_with(database, settings, FakePress(waits))
    asked = ask()
    thread = threading.Thread(target=worker.work_once)
    thread.start()
    assert waits.begun.wait(10)
    with database.write() as session:
        session.execute(update(ExportJob).values(leased_by="another", leased_until=now()))
    thread.join(timeout=10)
    found = state(database, asked.id)
    assert (found.state, found.leased_by, found.tries) == (JobState.RUNNING, "another", 1)


def test_a_stopped_server_gives_its_job_back(database: Database, settings: Settings, ask: Ask) -> None:
    waits = Waits()
    worker = worker_with(database, settings, FakePress(waits))
    asked = ask()
    worker.start()
    assert waits.begun.wait(10)
    worker.stop()
    assert (state(database, asked.id).state, state(database, asked.id).tries) == (JobState.QUEUED, 0)


def test_the_lease_is_renewed_while_the_work_goes_on(
    database: Database, settings: Settings, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOKS_EVERY", 0.02)
    monkeypatch.setattr(watch, "RENEWED_EVERY", 0.02)
    monkeypatch.setattr(watch, "LEASE_SECONDS", 60)
    monkeypatch.setattr("app.exports.worker.LEASE_SECONDS", 1)
    waits = Waits()
    worker = worker_with(database, settings, FakePress(waits))
    asked = ask()
    thread = threading.Thread(target=worker.work_once)
    thread.start()

    def is_held_long() -> bool:
        until_then = state(database, asked.id).leased_until
        return until_then is not None and (until_then - now()).total_seconds() > 30

    assert until(is_held_long)
    waits.stopped.set()
    thread.join(timeout=10)


def test_several_are_made_at_once(database: Database, settings: Settings, ask: Ask) -> None:
    meeting = threading.Barrier(2, timeout=10)
    settings.export_workers = 2
    worker = worker_with(database, settings, FakePress(lambda **_: meeting.wait() and None))
    asked = [ask(), ask(form="html")]
    worker.start()
    assert until(lambda: all(state(database, one.id).state == JobState.DONE for one in asked))
    worker.stop()


def test_the_thread_hears_of_jobs_and_stops_at_once(database: Database, ask: Ask, worker: Worker) -> None:
    worker.start()
    asked = ask()
    assert until(lambda: state(database, asked.id).state == JobState.DONE)
    before = time.monotonic()
    worker.stop()
    assert time.monotonic() - before < 2


def test_a_server_that_makes_nothing_leaves_it_to_others(database: Database, settings: Settings, ask: Ask) -> None:
    settings.export_workers = 0
    ask()
    worker = worker_with(database, settings, FakePress())
    worker.start()
    worker.stop()
    with database.read() as session:
        assert queue.has_work(session)


def test_the_press_is_the_workers_own_unless_it_is_given(database: Database, settings: Settings) -> None:
    assert isinstance(Worker(database, settings).press, Press)
    assert Worker(database, settings, shared_press()).press is shared_press()
