"""How long a Word file takes."""

from collections.abc import Iterator
from statistics import median

from app.rendering.writers.docx import docx_bytes
from bench.measure import Measure, timed
from tests.factories.documents import synthetic_document

PAGES = 100
ROUNDS = 3


def run() -> Iterator[Measure]:
    """A report of about 100 pages, values to bytes, median of three."""
    document, images = synthetic_document(PAGES)
    rounds = []
    for _ in range(ROUNDS):
        with timed() as watch:
            docx_bytes(document, images)
        rounds.append(watch.seconds)
    yield Measure("docx_100_pages", median(rounds), "s", f"values to bytes, median of {ROUNDS}; target 1.5")
