"""Charts where people meet them: on a page, on paper, in Word."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import docx
import html5lib
import openpyxl
import pdfua
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image

from app.rendering import tree
from app.rendering.writers.docx import docx_bytes
from app.rendering.writers.html import blocks_html, document_html
from app.rendering.writers.pdf import pdf_bytes
from tests.factories.charts import ALT, HIDDEN, OWN, bars, chart, charted_document, lines, series

CHART = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


@pytest.fixture(scope="module")
def document() -> tree.Document:
    return charted_document()


@pytest.fixture(scope="module")
def word(document: tree.Document) -> bytes:
    return docx_bytes(document)


def parsed(markup: str) -> Element:
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup)
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    return root


def test_a_page_has_both_widths_and_the_figures_one_click_away(document: tree.Document) -> None:
    root = parsed(document_html(document, for_print=False))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    figures = [figure for figure in root.iter("figure") if "chartblock" in figure.get("class", "")]
    assert len(figures) == 4
    for figure in figures:
        assert figure.find("figcaption") is not None
        drawings = [svg for svg in figure.iter("svg") if "chart" in svg.get("class", "").split()]
        assert [svg.get("class") for svg in drawings] == ["chart chart--wide", "chart chart--narrow"]
        assert all(set(svg.get("aria-labelledby", "").split()) <= set(ids) for svg in drawings)
        details = figure.find("details")
        assert details.findtext("summary") == "Näytä taulukkona"
        assert "".join(details.find(".//caption").itertext()).startswith("Kuvio 1.")
        assert HIDDEN in "".join(details.itertext())
    sources = ["".join(source.itertext()) for source in root.iter("p") if source.get("class") == "source"]
    assert sources[0].startswith("Asteikko alkaa luvusta 9 %. Tietosuojattu: ")
    assert not [element for element in root.iter() if "style" in element.attrib]


def test_paper_prints_the_table_only_where_asked(document: tree.Document) -> None:
    root = parsed(document_html(document, for_print=True))
    assert not list(root.iter("details"))
    assert len(list(root.iter("table"))) == 1
    assert len([svg for svg in root.iter("svg") if svg.get("class") == "chart"]) == 4


def test_the_key_figure_is_large_with_its_words_and_marks(document: tree.Document) -> None:
    block = document.parts[0].sections[0].blocks[-1]
    root = parsed(f"<!doctype html><title>x</title>{blocks_html((block,), 'fi')}")
    (figure,) = root.iter("figure")
    said = " ".join("".join(figure.itertext()).split())
    assert said == "Keksitty osuus, Kokkola 2023 11,6 % nousi: 0,3 %-yks. heikentynyt Lähde: keksitty."
    assert [use.get("href") for use in figure.iter("use")] == ["#m-up", "#m-worse"]


def test_what_people_wrote_is_never_markup_in_a_drawing() -> None:
    evil = '<script>alert(1)</script>\x00&"'
    block = chart(lines(series(evil, lines().series[0].role, [9.0, 10.0], 2022)), anchor="a")
    markup = blocks_html((block,), "fi")
    assert "<script" not in markup
    parsed(f"<!doctype html><title>x</title>{markup}")


@pytest.fixture(scope="module")
def pdf(document: tree.Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "charts.pdf"
    path.write_bytes(pdf_bytes(document))
    return path


@pytest.fixture
def opened(pdf: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(pdf) as content:
        yield content


@pytest.mark.slow
def test_paper_tells_each_drawing_once(pdf: Path, opened: pikepdf.Pdf) -> None:
    assert [finding.message for finding in pdfua.validate(pdf).findings] == []
    figures = [element for element in opened.objects if _is_tag(element, "/Figure")]
    assert [str(figure.Alt) for figure in figures] == [ALT] * 4
    assert [len(_contents(figure)) for figure in figures] == [1] * 4  # the drawing as a whole; no word of it apart
    assert not [figure for figure in figures for item in _contents(figure) if isinstance(item, pikepdf.Dictionary)]


def _is_tag(item: object, role: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == role and "/P" in item


def _contents(element: pikepdf.Dictionary) -> list[object]:
    return list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]


@pytest.mark.slow
def test_on_paper_a_drawing_stays_with_its_caption_and_fills_the_width(pdf: Path, opened: pikepdf.Pdf) -> None:
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    pages = text.split("\f")
    for number, sign in (("1.1", "Keski-Pohjanmaa"), ("1.2", "Lestijärvi"), ("1.3", "Koko väestö"), ("1.4", "Kunta 0")):
        page = next(page for page in pages if f"Kuvio {number}." in page)
        assert sign in page.partition(f"Kuvio {number}.")[2]
    boxes = [[float(side) for side in item.A.BBox] for item in opened.objects if _is_tag(item, "/Figure")]
    millimetres = [(right - left) / 72 * 25.4 for left, _, right, _ in boxes]
    assert millimetres == pytest.approx([168] * 4, abs=1)


def test_word_accepts_the_file_and_it_is_the_same_each_time(
    word: bytes, document: tree.Document, tmp_path: Path
) -> None:
    path = tmp_path / "charts.docx"
    path.write_bytes(word)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    assert docx_bytes(document) == word


def test_lines_and_bars_are_words_own_charts_with_their_figures(word: bytes) -> None:
    with ZipFile(BytesIO(word)) as package:
        charts = [etree.fromstring(package.read(f"word/charts/chart{number}.xml")) for number in (1, 2)]
        books = [BytesIO(package.read(f"word/embeddings/figures{number}.xlsx")) for number in (1, 2)]
    rows = [list(openpyxl.load_workbook(book)["Data"].iter_rows(values_only=True)) for book in books]
    assert rows[0][0] == (None, "Kokkola", "Keski-Pohjanmaa", "Koko maa")
    assert [row[1] for row in rows[0][1:]] == OWN
    assert [row[0] for row in rows[0][1:3]] == ["2014", "2015"]
    names = [row[0] for row in rows[1][1:]]
    assert names == [*(bar.label for bar in bars().bars[:-1]), f"Kaustinen: {HIDDEN}", "Koko maa"]
    assert rows[1][-2][1] is None
    cached = [value.text for value in charts[0].findall(".//c:ser[1]/c:val//c:v", CHART)]
    assert [float(value) for value in cached] == OWN
    assert charts[0].find(".//c:valAx/c:scaling/c:min", CHART).get("val") == "9"
    dashes = [node.get("val") for node in charts[0].iter(qn("a:prstDash"))]
    assert dashes == ["solid", "solid", "dash"]
    assert charts[0].find(".//c:dispBlanksAs", CHART).get("val") == "gap"


def test_what_word_has_no_chart_for_is_a_picture_and_all_have_their_words(word: bytes) -> None:
    opened = docx.Document(BytesIO(word))
    assert [node.get("descr") for node in opened.element.body.iter(qn("wp:docPr"))] == [ALT] * 4
    images = [part for part in opened.part.package.iter_parts() if part.partname.endswith(".png")]
    assert len(images) == 2
    assert all(Image.open(BytesIO(image.blob)).width == 1360 for image in images)
    captions = [p.text for p in opened.paragraphs if p.style.name == "Caption"]
    assert [caption[:11] for caption in captions] == [f"Kuvio 1.{number}. " for number in range(1, 5)]
    counted = [node.text for node in opened.element.body.iter(qn("w:instrText")) if "SEQ Kuvio" in node.text]
    assert len(counted) == 4
    assert len(opened.tables) == 1
    assert "11,6 %" in [p.text for p in opened.paragraphs]
