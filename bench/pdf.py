"""PDFs as the press makes them, against plain WeasyPrint in one process on the same HTML in the same run."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from sqlmodel import select

from app.config import Settings
from app.editions.documents import documents_in
from app.editions.models import Edition
from app.files import read_file
from app.press.client import Press
from app.press.making import WRITTEN
from app.press.orders import Order, Progress
from app.rendering import tree
from app.rendering.parts import part_of
from bench.demo import demo
from bench.measure import Measure, timed
from bench.memory import peak_of_tree
from bench.plain_pdf import plain_html
from tests.factories.documents import synthetic_document

PAGES = 100
ROUNDS = 3
EDITED = "Nämä kymmenen sanaa on juuri äsken muutettu tässä yhdessä kappaleessa. "

Images = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds until the file was written, and until it was read back and compared too."""

    written: float
    proved: float


def run() -> Iterator[Measure]:
    """The demo's published report, and reports of about 100 and 200 pages."""
    with _press() as (press, cache):
        _make(press, _short(), {})  # starts it
        yield Measure("pdf_demo", _make(press, *demo_document()).proved, "s", "the demo's report, cold and proved")
        yield from _hundred_pages(press, cache)
        yield from _section(press, cache)


def _hundred_pages(press: Press, cache: Path) -> Iterator[Measure]:
    document, images = synthetic_document(PAGES)
    twice, more_images = synthetic_document(2 * PAGES)
    plain, cold, edited, moved, same, double = [], [], [], [], [], []
    for _ in range(ROUNDS):
        plain.append(seconds_of_plain(document, images))
        _clear(cache)
        cold.append(_make(press, document, images))
        edited.append(_make(press, with_words(document, EDITED), images))
        moved.append(_make(press, with_words(document, EDITED * 60), images))
        same.append(_make(press, document, images))
        _clear(cache)
        double.append(_make(press, twice, more_images))
    _clear(cache)
    with peak_of_tree(press.process_id or 0) as peak:  # watching costs time: not in the rounds above
        _make(press, document, images)
    base = median(plain)
    yield Measure("pdf_100_plain", base, "s", f"one fresh process, same HTML; median of {ROUNDS}, as all below")
    for name, times, target in (
        ("pdf_100_ratio_plain", cold, 0.5),
        ("pdf_100_after_edit_ratio", edited, 0.15),
        ("pdf_100_moved_ratio", moved, 0.20),
        ("pdf_100_unchanged_ratio", same, 0.03),
    ):
        seconds = median(found.written for found in times)
        proved = median(found.proved for found in times)
        yield Measure(name, seconds / base, "x", f"{seconds:.2f} s, proved {proved:.2f} s; target {target:g}")
    over = median(found.written for found in double) / median(found.written for found in cold)
    yield Measure("pdf_200_over_100", over, "x", "cold, both; target 2.2")
    proof = median(found.proved - found.written for found in cold)
    yield Measure("pdf_100_proof", proof, "s", "the file read back and compared with the Document")
    yield Measure("pdf_peak", peak.megabytes, "MB", "PSS of the press and all it forks, cold; target 300")


def _section(press: Press, cache: Path) -> Iterator[Measure]:
    """One section, asked of a warm press that has not seen it."""
    document, images = synthetic_document(PAGES)
    sections = [section.key for section in document.sections() if section.role == "text"][:ROUNDS]
    times = []
    for key in sections:
        _clear(cache)
        times.append(_make(press, part_of(document, f"section:{key}"), images))
    seconds = median(found.written for found in times)
    proved = median(found.proved for found in times)
    yield Measure("pdf_section", seconds, "s", f"one of {len(sections)} sections, proved {proved:.2f} s; target 0.6")


def _press() -> "_Running":
    return _Running()


class _Running:
    """A press with a cache of its own, in a folder that goes with it."""

    def __enter__(self) -> tuple[Press, Path]:
        self.folder = tempfile.TemporaryDirectory(prefix="hvk-bench-")
        self.press = Press(Path(self.folder.name) / "pieces")
        return self.press, Path(self.folder.name) / "pieces"

    def __exit__(self, *_error: object) -> None:
        self.press.close()
        self.folder.cleanup()


def _clear(cache: Path) -> None:
    for piece in cache.iterdir():
        piece.unlink()


def _make(press: Press, document: tree.Document, images: Images) -> Times:
    limits = Settings()
    written: list[float] = []
    started = time.perf_counter()

    def hear(progress: Progress) -> None:
        if progress.percent >= WRITTEN and not written:
            written.append(time.perf_counter() - started)

    order = Order(writer="pdf", document=tree.to_json(document), assets=images)
    made = press.make(order, seconds=limits.export_seconds, memory_mb=limits.export_memory_mb, progress=hear)
    assert made.certificate.is_whole, made.certificate.faults[:3]
    return Times(written[0], time.perf_counter() - started)


def seconds_of_plain(document: tree.Document, images: Images) -> float:
    """Wall time of plain WeasyPrint in a fresh process, its start included, on the HTML that the press sets."""
    with tempfile.TemporaryDirectory(prefix="hvk-bench-") as folder:
        Path(folder, "report.html").write_text(plain_html(document, images))
        for name, content in images.items():
            Path(folder, name).write_bytes(content)
        with timed() as watch:
            subprocess.run([sys.executable, "-m", "bench.plain_pdf", folder], check=True)
    return watch.seconds


def with_words(document: tree.Document, words: str) -> tree.Document:
    """The Document with `words` in place of as many at the start of a section in its middle, or before all."""
    sections = [section for section in document.sections() if section.role == "text"]
    chosen = sections[len(sections) // 2].key
    return _with_section(document, chosen, lambda section: replace(section, blocks=_begun(section.blocks, words)))


def _begun(blocks: tuple[tree.Block, ...], words: str) -> tuple[tree.Block, ...]:
    first, *rest = blocks
    assert isinstance(first, tree.Paragraph)
    said, *more = first.inlines
    assert isinstance(said, tree.Text)
    kept = said.text[len(words) :].partition(" ")[2] if len(words) < len(said.text) else said.text
    return (replace(first, inlines=(replace(said, text=f"{words}{kept}"), *more)), *rest)


def _with_section(document: tree.Document, key: str, change: Callable[[tree.Section], tree.Section]) -> tree.Document:
    parts = tuple(
        replace(part, sections=tuple(change(found) if found.key == key else found for found in part.sections))
        for part in document.parts
    )
    return replace(document, parts=parts)


def _short() -> tree.Document:
    document, _ = synthetic_document(4)
    return part_of(document, "summary")


def demo_document() -> tuple[tree.Document, Images]:
    """The Finnish Document of the demo's first edition, and the images in it."""
    with demo() as (session, folder):
        edition = session.exec(select(Edition).order_by("id")).first()
        assert edition is not None
        document = documents_in(edition.content)["fi"]
        return document, {name: read_file(folder, name) or b"" for name in document.assets()}
