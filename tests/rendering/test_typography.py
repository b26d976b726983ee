"""What of good setting can be told from the file: nothing stands alone, outside its page or in a foreign typeface."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from app.rendering import tree
from app.rendering.typefaces import TYPEFACES
from app.rendering.writers.pdf import fitting, pdf_bytes
from tests.factories.typeset import PERIOD, text, typeset_document


@pytest.fixture(scope="module")
def document() -> tree.Document:
    return typeset_document()[0]


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf_bytes(*typeset_document())


@pytest.fixture(scope="module")
def pages(content: bytes) -> Iterator[list[pypdfium2.PdfPage]]:
    pdf = pypdfium2.PdfDocument(content)
    loaded = [pdf[index] for index in range(len(pdf))]
    yield loaded
    for page in loaded:
        page.close()
    pdf.close()


@pytest.fixture(scope="module")
def texts(pages: list[pypdfium2.PdfPage]) -> list[str]:
    """The words of each page, those of the contents left out: they name everything once more."""
    plain = []
    for page in pages:
        words = page.get_textpage()
        plain.append(re.sub(r"\s+", " ", words.get_text_range()))
        words.close()
    return ["" if "Taulukot" in text or "Sisällys" in text else text for text in plain]


def blocks(document: tree.Document) -> list[tree.Block]:
    return [block for section in document.sections() for block in section.blocks]


def page_of(words: str, texts: list[str]) -> int:
    return next(index for index, text in enumerate(texts) if words in text)


def test_a_caption_stands_on_the_page_of_its_table(document: tree.Document, texts: list[str]) -> None:
    for table in (block for block in blocks(document) if isinstance(block, tree.Table)):
        first = table.rows[0][0].lines[0].inlines[0]
        assert isinstance(first, tree.Text)
        assert page_of(f"{table.anchor} {PERIOD}", texts) == page_of(first.text.split()[0], texts)


def test_no_heading_is_the_last_on_its_page(document: tree.Document, texts: list[str]) -> None:
    every = blocks(document)
    for heading, after in pairwise(every):
        if isinstance(heading, tree.Heading) and isinstance(after, tree.Paragraph):
            words = after.inlines[0]
            assert isinstance(words, tree.Text)
            assert page_of(heading.anchor, texts) == page_of(words.text.split()[0], texts)


def test_every_row_is_printed_once_and_heads_are_repeated(document: tree.Document, texts: list[str]) -> None:
    whole = " ".join(texts)
    tables = [block for block in blocks(document) if isinstance(block, tree.Table)]
    for name in (row[0].lines[0].inlines[0] for table in tables for row in table.rows):
        assert isinstance(name, tree.Text)
        assert whole.count(name.text.split()[0]) == 1
    long = max(tables, key=lambda table: len(table.rows))
    first, last = (long.rows[index][0].lines[0].inlines[0] for index in (0, -1))
    assert isinstance(first, tree.Text)
    assert isinstance(last, tree.Text)
    begun, ended = (page_of(words.text.split()[0], texts) for words in (first, last))
    assert ended > begun
    assert all("2014 2015 2016 2017" in texts[page] for page in range(begun, ended + 1))


def test_no_text_stands_outside_its_page(pages: list[pypdfium2.PdfPage]) -> None:
    for page in pages:
        width, height = page.get_size()
        words = page.get_textpage()
        boxes = [words.get_rect(index) for index in range(words.count_rects())]
        words.close()
        assert all(left >= 0 and bottom >= 0 and right <= width and top <= height for left, bottom, right, top in boxes)


def test_periods_stay_whole(texts: list[str], pages: list[pypdfium2.PdfPage]) -> None:
    for page in pages:
        words = page.get_textpage()
        assert not re.search(r"–[\r\n]+\d", words.get_text_range())
        words.close()
    assert sum(text.count(PERIOD) for text in texts) > 30


def test_only_our_typefaces_are_used_and_all_are_within(content: bytes) -> None:
    families = {face.family.replace(" ", "") for face in TYPEFACES.values()}
    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing]
        assert fonts
        for font in fonts:
            assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())
            name = str(font.BaseFont).partition("+")[2].replace("-", "")
            assert any(name.startswith(family) for family in families), name


def test_wide_tables_lie_on_wide_pages(
    document: tree.Document, pages: list[pypdfium2.PdfPage], texts: list[str]
) -> None:
    table = next(block for block in blocks(document) if isinstance(block, tree.Table) and block.landscape)
    width, height = pages[page_of(f"{table.anchor} {PERIOD}", texts)].get_size()
    assert width > height


def test_a_summary_takes_at_most_two_pages(texts: list[str]) -> None:
    assert page_of("Osa I.", texts) - page_of("Tiivistelmä", texts) <= 2


def pages_of(count: int) -> int:
    """How many pages a chapter of this many paragraphs takes."""
    paragraphs = tuple(text(f"{index} " + "sana ja toinen pitempi " * 16) for index in range(count))
    section = tree.Section(key="luku", number="1", title="Luku", blocks=paragraphs)
    document = replace(typeset_document()[0], part="1 Luku", parts=(tree.Part(title="", sections=(section,)),))
    with pikepdf.open(BytesIO(pdf_bytes(document))) as pdf:
        return len(pdf.pages)


def test_no_page_is_printed_for_a_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (pages_of(7), pages_of(8)) == (1, 2)
    monkeypatch.setattr(fitting, "LEAST_FILLED", 0)
    assert pages_of(7) == 2
