"""The PDF: tagged as PDF/UA asks, complete, in order, the same bytes each time, and closed to the outside."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from app.rendering import tree
from app.rendering.approval import Approval, DecisionRecord, with_approval
from app.rendering.prose_inlines import plain_text
from app.rendering.writers.pdf import ClosedFetcher, RefusedAddressError, pdf_bytes
from tests.factories.documents import synthetic_document

pytestmark = pytest.mark.slow

DECISION = DecisionRecord(body="Kaupunginvaltuusto", date="14.12.2026", paragraph="98", outcome="hyväksytty")
APPROVAL = Approval(edition_number=4, edition_sha256="f8" * 32, decisions=(DECISION,))


@pytest.fixture(scope="module")
def document() -> tree.Document:
    return with_approval(synthetic_document(10)[0], APPROVAL)


@pytest.fixture(scope="module")
def content(document: tree.Document) -> bytes:
    return pdf_bytes(document, synthetic_document(10)[1])


@pytest.fixture(scope="module")
def pdf(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(content)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def text(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> str:
    return _text(content, tmp_path_factory.mktemp("pdf"))


def _text(content: bytes, folder: Path) -> str:
    path = folder / "report.pdf"
    path.write_bytes(content)
    words = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return " ".join(words.split())


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """The tag tree's elements in reading order."""
    found: list[Any] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for item in node:
                walk(item)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            walk(node.get("/K", pikepdf.Array()))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def roles(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


def test_the_checker_finds_no_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    report = pdfua.validate(path)
    assert [finding.message for finding in report.findings] == []


def test_language_title_and_display(pdf: pikepdf.Pdf, document: tree.Document) -> None:
    assert str(pdf.Root.Lang) == "fi"
    assert str(pdf.docinfo["/Title"]) == f"Kokkola: {document.title}"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)


def test_headings_begin_at_one_and_skip_nothing(pdf: pikepdf.Pdf) -> None:
    levels = [int(role[2]) for role in roles(pdf) if len(role) == 3 and role.startswith("/H") and role[2].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_header_cell_is_a_header_with_its_scope(pdf: pikepdf.Pdf, document: tree.Document) -> None:
    headers = [element for element in elements(pdf) if element.S == "/TH"]
    assert {str(header.A.Scope) for header in headers} == {"/Column", "/Row"}
    rows = [row for s in document.sections() for b in s.blocks if isinstance(b, tree.Table) for row in b.head + b.rows]
    wanted = sum(cell.scope is not None for row in rows for cell in row)
    assert len(headers) == wanted  # a head that repeats on the next page is there once


def test_every_figure_has_its_alternative_text(pdf: pikepdf.Pdf, document: tree.Document) -> None:
    alternatives = [str(element.Alt) for element in elements(pdf) if element.S == "/Figure"]
    figures = [block.alt for s in document.sections() for block in s.blocks if isinstance(block, tree.Figure)]
    assert alternatives == figures != []


def test_all_text_is_there_in_reading_order(text: str, document: tree.Document) -> None:
    at = text.index("Tiivistelmä", text.index("Sisällys") + 400)
    for section in document.sections():
        at = text.index(section.title, at)
        for block in section.blocks:
            if isinstance(block, tree.Paragraph):
                start = " ".join(plain_text(block.inlines[:1]).split()[:6]).split("[")[0]
                at = text.index(start, at)


def test_the_approval_is_printed(text: str) -> None:
    assert "Kaupunginvaltuusto" in text
    assert "§ 98" in text
    assert APPROVAL.edition_sha256 in text.replace(" ", "")


def test_only_our_own_fonts_are_used(pdf: pikepdf.Pdf) -> None:
    fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    assert len(fonts) >= 3
    assert all("+SourceSans3-" in name for name in fonts)


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    document, assets = synthetic_document(6, draft=True)
    content = pdf_bytes(document, assets)
    assert content == pdf_bytes(document, assets), "the same Document gives the same bytes"
    path = tmp_path / "draft.pdf"
    path.write_bytes(content)
    pages = (
        subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode().split("\f")[:-1]
    )
    assert len(pages) > 5
    assert [number for number, page in enumerate(pages) if "luonnos" not in page.lower()] == []
    assert [number for number, page in enumerate(pages) if "Esimerkki" not in page] == []


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/x.png", "file:///etc/passwd", "data:image/png;base64,AAAA", "font:../tree.py", "asset:other"],
)
def test_nothing_from_outside_is_fetched(address: str) -> None:
    with pytest.raises(RefusedAddressError):
        ClosedFetcher({"known": b"x"}).fetch(address)


def test_decoration_is_drawn_but_not_told_about(document: tree.Document, pdf: pikepdf.Pdf, tmp_path: Path) -> None:
    path = tmp_path / "decorated.pdf"
    path.write_bytes(pdf_bytes(_decorated(document), synthetic_document(10)[1]))
    with pikepdf.open(path) as decorated:
        assert roles(pdf).count("/Figure") > roles(decorated).count("/Figure") == 0
        assert _drawings(decorated) == _drawings(pdf) > 0
    assert pdfua.validate(path).findings == ()


def _decorated(document: tree.Document) -> tree.Document:
    """The Document with every image declared decoration."""

    def hidden(section: tree.Section) -> tree.Section:
        blocks = (replace(block, alt="") if isinstance(block, tree.Figure) else block for block in section.blocks)
        return replace(section, blocks=tuple(blocks))

    parts = (replace(part, sections=tuple(map(hidden, part.sections))) for part in document.parts)
    return replace(document, parts=tuple(parts))


def _drawings(pdf: pikepdf.Pdf) -> int:
    """How often pages draw an image."""
    operators = (str(step.operator) for page in pdf.pages for step in pikepdf.parse_content_stream(page))
    return sum(operator == "Do" for operator in operators)


def test_a_figure_without_its_image_stops_the_file() -> None:
    document, assets = synthetic_document(6)
    with pytest.raises(RefusedAddressError):
        pdf_bytes(replace(document, notice=""), dict(list(assets.items())[1:]))
