"""How long a PDF takes in its own process, as the server makes it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import select

from app.config import Settings
from app.db import Database
from app.demo.build import load_demo
from app.editions.documents import documents_in
from app.editions.models import Edition
from app.exports.child import render
from app.exports.formats import FORMATS
from app.rendering import tree
from app.schema import migrate
from bench.measure import Measure, timed
from tests.factories.documents import synthetic_document

PAGES = 100


def run() -> Iterator[Measure]:
    """The demo's published report, and a report of about 100 pages."""
    yield Measure("pdf_demo", seconds_of(demo_document(), {}), "s", "the demo's published report, own process")
    document, images = synthetic_document(PAGES)
    tables = sum(isinstance(block, tree.Table) for section in document.sections() for block in section.blocks)
    context = f"{tables} tables, {len(images)} figures, one WeasyPrint process"
    yield Measure("pdf_100_pages", seconds_of(document, images), "s", context)


def demo_document() -> tree.Document:
    """The Finnish Document of the demo's first edition."""
    with tempfile.TemporaryDirectory(prefix="hvk-bench-") as folder:
        database = Database(f"sqlite:///{Path(folder)}/hvk.sqlite3")
        migrate(database)
        load_demo(database)
        with database.read() as session:
            edition = session.exec(select(Edition).order_by("id")).first()
        database.close()
    assert edition is not None
    return documents_in(edition.content)["fi"]


def seconds_of(document: tree.Document, images: dict[str, bytes]) -> float:
    """Wall time from values to bytes, the start of the process included."""
    limits = Settings()
    with timed() as watch:
        render(
            FORMATS["pdf"],
            tree.to_json(document),
            images,
            seconds=limits.export_seconds,
            memory_mb=limits.export_memory_mb,
        )
    return watch.seconds
