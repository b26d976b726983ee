"""The HTML of a Document: well formed, headings without gaps, nothing that a person wrote is markup."""

from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest

from app.rendering import tree
from app.rendering.approval import Approval, with_approval
from app.rendering.writers.html import blocks_html, document_html
from tests.factories.charts import chart, lines
from tests.factories.documents import synthetic_document

EVIL = "<script>alert('x')</script>\" onload='x'"


def parsed(markup: str) -> Element:
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup)
    return root


@pytest.fixture(scope="module")
def document() -> tree.Document:
    document, _ = synthetic_document(10)
    return document


@pytest.mark.parametrize("for_print", [True, False])
def test_it_is_well_formed_and_its_ids_are_unique(document: tree.Document, *, for_print: bool) -> None:
    root = parsed(document_html(document, for_print=for_print))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = {href[1:] for link in root.iter("a") if (href := link.get("href", "")).startswith("#")}
    assert targets <= set(ids)
    assert not [element for element in root.iter() if "style" in element.attrib]


@pytest.mark.parametrize("for_print", [True, False])
def test_headings_have_no_gaps(document: tree.Document, *, for_print: bool) -> None:
    root = parsed(document_html(document, for_print=for_print))
    levels = [int(element.tag[1]) for element in root.iter() if element.tag in {f"h{n}" for n in range(1, 7)}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert max(levels) >= 4


def test_every_header_cell_says_which_way_it_points(document: tree.Document) -> None:
    root = parsed(document_html(document, for_print=True))
    tables = list(root.iter("table"))
    assert len(tables) > 3
    assert all(header.get("scope") for header in root.iter("th"))
    assert all(table.find("caption") is not None for table in tables)


def test_the_indicator_table_has_the_markup_of_the_stylesheet(document: tree.Document) -> None:
    block = next(b for s in document.sections() for b in s.blocks if isinstance(b, tree.Table))
    root = parsed(f"<!doctype html><title>x</title>{blocks_html((block,), 'fi')}")
    (table,) = root.iter("table")
    row = next(iter(next(iter(table.iter("tbody"))).iter("tr")))
    classes = [cell.get("class", "") for cell in row]
    assert classes[1:5] == ["yr", "own", "chg", "cmp"]
    assert row[2].get("data-year") == "2024, vrt. 2021"
    assert row[4].get("data-label") == "Keski-Pohjanmaa"
    assert {use.get("href") for use in root.iter("use")} <= {
        f"#m-{name}" for name in ("up", "down", "better", "worse", "same")
    }


def test_a_period_on_the_cover_stays_on_one_line(document: tree.Document) -> None:
    (title,) = parsed(document_html(document, for_print=True)).iter("h1")
    assert [span.text for span in title.iter("span") if span.get("class") == "period"] == ["2021–2025"]


def test_footnotes_lead_there_and_back_on_screen_and_stand_in_place_on_paper(document: tree.Document) -> None:
    section = next(section for section in document.sections() if section.footnotes)
    root = parsed(document_html(document, for_print=False))
    links = {link.get("id"): link.get("href") for link in root.iter("a") if link.get("id")}
    assert links[f"{section.anchor}-call-1"] == f"#{section.anchor}-note-1"
    assert len(links) == sum(len(section.footnotes) for section in document.sections())
    paper = parsed(document_html(document, for_print=True))
    notes = [span for span in paper.iter("span") if span.get("class") == "footnote"]
    assert len(notes) == sum(len(section.footnotes) for section in document.sections())
    assert notes[0].get("data-number") == "1"


def evil_section() -> tree.Section:
    """Markup wherever a person can write."""
    runs = (tree.Text(text=EVIL), tree.Text(text=EVIL, link=f"https://x.fi/{EVIL}"))
    cells = (tree.Cell(lines=(tree.Line(inlines=runs),), scope="col", label=EVIL),)
    return tree.Section(
        key="k",
        number=EVIL,
        title=EVIL,
        blocks=(
            tree.Paragraph(inlines=runs),
            tree.Notice(text=EVIL),
            tree.Heading(anchor="a", depth=1, inlines=runs),
            tree.Table(anchor="t", number=EVIL, caption=runs, head=(cells,), rows=(cells,), source=EVIL, notes=(EVIL,)),
            tree.Figure(
                anchor="f",
                number="1",
                caption=runs,
                asset=EVIL,
                media_type="x",
                width=1,
                height=1,
                alt=EVIL,
                source=EVIL,
            ),
        ),
    )


def test_nothing_a_person_wrote_is_markup() -> None:
    document = tree.Document(
        language="fi",
        organisation=EVIL,
        title=EVIL,
        subtitle=EVIL,
        facts=(tree.Fact(label=EVIL, text=EVIL),),
        parts=(tree.Part(title=EVIL, sections=(evil_section(),)),),
        draft=True,
        status=EVIL,
        notice=EVIL,
        brand_colour="red;} * { background: url(https://x.fi/)",
        created_on="2026-11-21",
    )
    for for_print in (True, False):
        root = parsed(document_html(document, for_print=for_print))
        assert not list(root.iter("script"))
        assert not [element for element in root.iter() if "onload" in element.attrib]
        assert "x.fi" not in "".join(style.text or "" for style in root.iter("style"))


def test_the_edition_is_sealed_where_decisions_stand(document: tree.Document) -> None:
    approval = Approval(edition_number=3, edition_sha256="ab" * 32, decisions=())
    markup = document_html(with_approval(document, approval), for_print=False)
    assert markup.count("ab" * 32) == 1
    assert "sealbox" not in document_html(replace(document, edition_sha256=""), for_print=False).split("</style>")[1]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        (
            "https://example.fi/äö?a[]=1|2&b=5%25#luku#2",
            "https://example.fi/%C3%A4%C3%B6?a%5B%5D=1%7C2&b=5%25#luku%232",
        ),
        ("http://example.fi/<x>/50%", "http://example.fi/%3Cx%3E/50%25"),
        ("mailto:aino@kokkola.example", "mailto:aino@kokkola.example"),
    ],
)
def test_an_address_holds_only_what_may_stand_in_one(typed: str, held: str) -> None:
    said = tree.Paragraph(inlines=(tree.Text(text="Lue", link=typed),))
    links = parsed(f"<!doctype html><title>x</title>{blocks_html((said,), 'fi')}").iter("a")
    assert [link.get("href") for link in links] == [held]


@pytest.mark.parametrize(("key", "width"), [("municipal-card", 312), ("youth", 680)])
def test_a_cards_chart_on_paper_is_drawn_for_half_the_width(key: str, width: int) -> None:
    drawn = chart(lines())
    section = tree.Section(key=key, number="", title="Luvut", blocks=(drawn,))
    document = replace(synthetic_document(1)[0], parts=(tree.Part(title="", sections=(section,)),))
    figure = next(item for item in parsed(document_html(document, for_print=True)).iter("figure"))
    (drawing,) = figure.iter("{http://www.w3.org/2000/svg}svg")
    assert drawing.get("viewBox", "").split()[2] == str(width)
