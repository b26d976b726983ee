"""Jobs become files in a process of their own; whatever happens to it stays with its job."""

import json
import subprocess
import time
from dataclasses import replace

import pytest

from app.config import Settings
from app.db import Database
from app.exports import child
from app.exports.child import render
from app.exports.errors import RenderingFailed, RenderingTooSlow
from app.exports.formats import FORMATS
from app.exports.models import ExportJob, JobState
from app.exports.service import job
from app.exports.worker import Worker
from app.files import read_file
from app.rendering import tree
from tests.exports.conftest import Ask, small_document

pytestmark = pytest.mark.slow

SOURCE = tree.to_json(small_document())


def state(database: Database, job_id: int | None) -> ExportJob:
    with database.read() as session:
        return job(session, job_id or 0)


@pytest.mark.parametrize(("key", "start"), [("json", b"{"), ("html", b"<!doctype html>"), ("docx", b"PK")])
def test_every_format_comes_out_of_the_process(key: str, start: bytes) -> None:
    heard: list[int] = []
    content = render(FORMATS[key], SOURCE, {}, seconds=30, memory_mb=512, progress=heard.append)
    assert content.startswith(start)
    assert heard == sorted(heard)
    assert heard[-1] == 95


@pytest.mark.slow
def test_a_pdf_comes_out_of_the_process_within_its_limits() -> None:
    assert render(FORMATS["pdf"], SOURCE, {}, seconds=60, memory_mb=1024).startswith(b"%PDF-1.7")


def test_json_is_the_document() -> None:
    content = render(FORMATS["json"], SOURCE, {}, seconds=30, memory_mb=512)
    assert tree.from_json(json.loads(content)) == small_document()


def test_what_is_no_document_fails_with_words() -> None:
    with pytest.raises(RenderingFailed):
        render(FORMATS["json"], {"title": "x"}, {}, seconds=30, memory_mb=512)


def test_too_long_is_stopped_and_told() -> None:
    before = time.monotonic()
    with pytest.raises(RenderingTooSlow):
        render(replace(FORMATS["json"], writer="pdf"), SOURCE, {}, seconds=0, memory_mb=512)
    assert time.monotonic() - before < 5


def test_the_process_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HVK_DATABASE_URL", "postgresql://secret@host/db")
    seen: list[dict[str, str]] = []
    real = subprocess.Popen

    def watched(*arguments: object, **more: object) -> object:
        seen.append(more["env"])  # type: ignore[arg-type]
        return real(*arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(child.subprocess, "Popen", watched)
    render(FORMATS["json"], SOURCE, {}, seconds=30, memory_mb=512)
    assert not [name for name in seen[0] if name.startswith("HVK")]


def test_a_job_becomes_a_file(database: Database, settings: Settings, worker: Worker, ask: Ask) -> None:
    asked = ask()
    assert worker.work_once()
    assert not worker.work_once()
    done = state(database, asked.id)
    assert done.state == JobState.DONE
    content = read_file(settings.data_dir, done.file_sha256 or "")
    assert tree.from_json(json.loads(content or b"")) == small_document()


def test_a_killed_process_is_tried_again(
    database: Database, worker: Worker, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask()
    with monkeypatch.context() as patch:
        patch.setattr(worker, "_remember", lambda process: process.kill())
        assert worker.work_once()
    assert (state(database, asked.id).state, state(database, asked.id).tries) == (JobState.QUEUED, 1)
    assert worker.work_once()
    assert state(database, asked.id).state == JobState.DONE


def test_a_poison_document_fails_with_words_and_the_others_are_made(
    database: Database, worker: Worker, ask: Ask
) -> None:
    poison = ask(small_document(figures=True), form="docx")  # its images are in no store
    innocent = ask()
    assert worker.work_once()
    assert worker.work_once()
    assert state(database, innocent.id).state == JobState.DONE
    while worker.work_once():
        pass
    failed = state(database, poison.id)
    assert (failed.state, failed.tries) == (JobState.FAILED, 3)
    assert failed.failure == RenderingFailed.message


def test_the_thread_hears_of_jobs_and_stops_at_once(
    database: Database, settings: Settings, ask: Ask, worker: Worker
) -> None:
    worker.start()
    asked = ask()
    deadline = time.monotonic() + 15
    while state(database, asked.id).state != JobState.DONE and time.monotonic() < deadline:
        time.sleep(0.05)
    assert state(database, asked.id).state == JobState.DONE
    before = time.monotonic()
    worker.stop()
    assert time.monotonic() - before < 2
