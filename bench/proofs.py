"""Reading files back: how long it takes, and how many faults random reports show in each format."""

from collections.abc import Callable, Iterator, Mapping
from statistics import median

from app.proofs import prove
from app.rendering import tree
from app.rendering.writers import canonical, html
from app.rendering.writers.docx import docx_bytes
from app.rendering.writers.pdf import pdf_bytes
from bench.measure import Measure, timed
from tests.factories.documents import synthetic_document
from tests.factories.random_reports import random_report

PAGES = 100
ROUNDS = 3
REPORTS = 200

Writer = Callable[[tree.Document, Mapping[str, bytes]], bytes]
WRITERS: dict[str, Writer] = {"json": canonical.write, "html": html.write, "docx": docx_bytes, "pdf": pdf_bytes}


def run() -> Iterator[Measure]:
    """Seconds for about 100 pages, median of three; then faults over random reports."""
    document, images = synthetic_document(PAGES)
    for file_format, write in WRITERS.items():
        content = write(document, images)
        seconds = median(_seconds(document, file_format, content) for _ in range(ROUNDS))
        context = f"about {PAGES} pages, median of {ROUNDS}; target 1.5"
        yield Measure(f"proof_{file_format}_100_pages", seconds, "s", context)
    for file_format, write in WRITERS.items():
        yield _faults(file_format, write)


def _seconds(document: tree.Document, file_format: str, content: bytes) -> float:
    with timed() as watch:
        prove(document, file_format, content)
    return watch.seconds


def _faults(file_format: str, write: Writer) -> Measure:
    """Files with a fault; on paper the reports are short, since setting them takes so long."""
    faulty = []
    for seed in range(REPORTS):
        document, images = random_report(seed, is_short=file_format == "pdf")
        if not prove(document, file_format, write(document, images)).is_whole:
            faulty.append(seed)
    context = f"of {REPORTS} random reports; seeds {faulty[:8]}" if faulty else f"of {REPORTS} random reports"
    return Measure(f"proof_{file_format}_faulty", len(faulty), "files", f"{context}; target 0")
