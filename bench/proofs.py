"""Reading files back: how long it takes, and how many files show a fault, to us or to a checker that is not ours."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median

from openxml_audit import OpenXmlValidator

from app.exports.ordering import attachments_of
from app.proofs import prove
from app.rendering import tree
from app.rendering.writers import canonical, html
from app.rendering.writers.docx import docx_bytes
from app.rendering.writers.pdf import pdf_bytes
from bench.measure import Measure, timed
from bench.papers import Paper, demo_papers, long_papers, random_papers
from tests.factories.documents import synthetic_document
from tests.factories.random_reports import random_report
from tests.support.pdf_fonts import font_faults
from tests.support.pdf_rules import rule_faults
from tests.support.verapdf import verapdf_faults

PAGES = 100
ROUNDS = 3
REPORTS = 200

Writer = Callable[[tree.Document, Mapping[str, bytes]], bytes]
WRITERS: dict[str, Writer] = {"json": canonical.write, "html": html.write, "docx": docx_bytes, "pdf": pdf_bytes}


def run() -> Iterator[Measure]:
    """Seconds for about 100 pages, median of three; then faults: of random reports, of long ones and of the demo."""
    document, images = synthetic_document(PAGES)
    for file_format, write in WRITERS.items():
        content = write(document, images)
        seconds = median(_seconds(document, file_format, content) for _ in range(ROUNDS))
        context = f"about {PAGES} pages, median of {ROUNDS}; target 1.5"
        yield Measure(f"proof_{file_format}_100_pages", seconds, "s", context)
    yield from _on_screen("json")
    yield from _on_screen("html")
    yield from _on_screen("docx")
    for kind, papers in (
        ("random", random_papers(REPORTS)),
        ("long", long_papers()),
        ("demo", demo_papers()),
    ):
        yield from _on_paper(kind, papers)


def _seconds(document: tree.Document, file_format: str, content: bytes) -> float:
    with timed() as watch:
        prove(document, file_format, content)
    return watch.seconds


def _on_screen(file_format: str) -> Iterator[Measure]:
    """Random reports in a format other than PDF; Word files are looked at by Microsoft's rules too."""
    lost, invalid = {}, {}
    for seed in range(REPORTS):
        document, images = random_report(seed)
        content = WRITERS[file_format](document, images)
        lost[f"random {seed}"] = [one.fault for one in prove(document, file_format, content).faults]
        invalid[f"random {seed}"] = _docx_faults(content) if file_format == "docx" else []
    yield _faulty(f"proof_{file_format}_faulty", lost)
    if file_format == "docx":
        yield _faulty("valid_docx_faulty", invalid)


def _docx_faults(content: bytes) -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(content)
        file.flush()
        return [str(error) for error in OpenXmlValidator().validate(file.name).errors]


def _on_paper(kind: str, papers: Iterable[Paper]) -> Iterator[Measure]:
    """PDFs with their data inside, compared with their Documents, held against our rules and shown to veraPDF."""
    lost, broken = {}, {}
    with tempfile.TemporaryDirectory(prefix="hvk-bench-") as folder:
        for number, (name, document, images) in enumerate(papers):
            attachments = attachments_of(document)
            content = pdf_bytes(document, images, attachments)
            lost[name] = [one.fault for one in prove(document, "pdf", content, attachments=attachments).faults]
            broken[name] = rule_faults(content) + font_faults(content)
            (Path(folder) / f"{number:04}.pdf").write_bytes(content)
        judged = verapdf_faults(sorted(Path(folder).iterdir()))
    yield _faulty(f"proof_pdf_{kind}_faulty", lost)
    yield _faulty(f"rules_pdf_{kind}_faulty", broken)
    yield _faulty(f"verapdf_{kind}_faulty", dict(zip(lost, judged.values(), strict=True)))


def _faulty(name: str, faults: Mapping[str, list[str]]) -> Measure:
    """How many have a fault; the first few are told."""
    faulty = [f"{file}: {found[0]}" for file, found in faults.items() if found]
    return Measure(name, len(faulty), "files", "; ".join([f"of {len(faults)}; target 0", *faulty[:4]]))
