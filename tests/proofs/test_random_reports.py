"""Random reports lose nothing in any format, and checkers other than ours find no fault in their files."""

from pathlib import Path

import pdfua
import pytest
from lxml import html as lxml_html
from openxml_audit import OpenXmlValidator

from app.proofs import prove
from app.rendering import tree
from app.rendering.writers import canonical, html
from app.rendering.writers.docx import docx_bytes
from app.rendering.writers.pdf import pdf_bytes
from tests.factories.random_drawings import KINDS
from tests.factories.random_reports import random_report

SEEDS = range(8)
SHORT = range(1000, 1003)  # as PDF; `python -m bench --only proofs` tries many more


def faults(document: tree.Document, file_format: str, content: bytes) -> list[str]:
    return [f"{one.place}: {one.fault}" for one in prove(document, file_format, content).faults]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_as_data_page_or_word_file(seed: int, tmp_path: Path) -> None:
    document, images = random_report(seed)
    assert faults(document, "json", canonical.write(document, images)) == []
    page = html.write(document, images)
    assert faults(document, "html", page) == []
    assert lxml_html.document_fromstring(page).get("lang") == document.language
    word = docx_bytes(document, images)
    assert faults(document, "docx", word) == []
    path = tmp_path / "report.docx"
    path.write_bytes(word)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("seed", SHORT)
def test_nothing_is_lost_on_paper(seed: int, tmp_path: Path) -> None:
    document, images = random_report(seed, is_short=True)
    content = pdf_bytes(document, images)
    assert faults(document, "pdf", content) == []
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    assert [finding.message for finding in pdfua.validate(str(path)).findings] == []


def test_the_random_reports_have_everything() -> None:
    documents = [random_report(seed)[0] for seed in SEEDS]
    blocks = [block for document in documents for section in document.sections() for block in section.blocks]
    kinds = {"heading", "paragraph", "list", "quotation", "table", "figure", "chart", "key-figure", "notice"}
    assert {block.kind for block in blocks} == kinds
    assert {block.drawing.kind for block in blocks if isinstance(block, tree.Chart)} == set(KINDS)
    assert {document.language for document in documents} == {"fi", "sv", "en"}
    assert any(document.draft for document in documents)
    assert any(document.edition_sha256 for document in documents)
    assert any(block.landscape for block in blocks if isinstance(block, tree.Table))


def test_the_same_seed_gives_the_same_report() -> None:
    assert random_report(5) == random_report(5)
