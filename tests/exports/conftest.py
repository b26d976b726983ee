"""A report to export, small Documents, and a worker that is driven by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.config import Settings
from app.db import Database
from app.exports import queue
from app.exports.models import ExportJob
from app.exports.service import request_export
from app.exports.worker import Worker
from app.rendering import tree
from app.reports.models import Report
from tests.factories.documents import synthetic_document
from tests.factories.reports import make_report
from tests.support.press import shared_press

Ask = Callable[..., ExportJob]


@pytest.fixture
def report(database: Database) -> Report:
    return make_report(database)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", export_seconds=30, export_memory_mb=1024)


@pytest.fixture
def worker(database: Database, settings: Settings) -> Worker:
    return Worker(database, settings, shared_press())


def small_document(title: str = "Kertomus", *, figures: bool = False) -> tree.Document:
    """A few pages; without figures nothing needs the file store."""
    document = replace(synthetic_document(4)[0], title=title)
    if figures:
        return document
    return replace(document, parts=(document.parts[0],))


@pytest.fixture
def ask(database: Database, report: Report) -> Ask:
    """Asks for a file of a draft and commits."""

    def ask(document: tree.Document | None = None, form: str = "json", **more: Any) -> ExportJob:
        with database.write() as session:
            return request_export(
                session,
                document=document or small_document(),
                report_id=more.pop("report_id", report.id or 0),
                edition_id=None,
                language="fi",
                format=form,
                **({"requested_by": None} | more),
            )

    queue.arrived.clear()
    return ask
