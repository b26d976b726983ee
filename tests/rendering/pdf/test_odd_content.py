"""One odd block never costs the rest: it is set in plain words and named. Every letter can be read again."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.layout import LayoutContext, inline, table

from app.proofs import prove
from app.rendering import tree
from app.rendering.parts import part_of
from app.rendering.writers import widths
from app.rendering.writers.pdf import pdf_bytes
from app.rendering.writers.pdf.isolation import MOST_TRIES, LostTextError, Search, lost_blocks, set_in_plain_words
from tests.factories.documents import synthetic_document
from tests.rendering.pdf.conftest import long_table
from tests.support.pdf_fonts import font_faults
from tests.support.pdf_rules import rule_faults
from tests.support.pdf_tags import page_texts, roles

pytestmark = pytest.mark.slow


def report(*blocks: tree.Block, **more: Any) -> tree.Document:
    """A report of one section."""
    section = tree.Section(key="luku_1", number="1", title="Nuoret", blocks=(*blocks, text("Viimeinen kappale.")))
    document, _assets = synthetic_document(4)
    return replace(document, parts=(tree.Part(title="", sections=(section,)),), facts=(), **more)


def text(words: str) -> tree.Paragraph:
    return tree.Paragraph(inlines=(tree.Text(text=words),))


def made(document: tree.Document) -> tuple[str, list[tuple[str, str]], bytes]:
    noted: list[tuple[str, str]] = []
    content = pdf_bytes(document, {}, noted=noted)
    assert rule_faults(content) == []
    assert font_faults(content) == []
    return " ".join(page_texts(content)), noted, content


def test_a_block_that_breaks_the_engine_stands_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_values: Any, **_more: Any) -> None:
        raise ZeroDivisionError("widths")

    monkeypatch.setattr(table, "fixed_table_layout", broken)
    monkeypatch.setattr(table, "auto_table_layout", broken)
    words, noted, content = made(report(text("Ensimmäinen kappale."), long_table("t", rows=3)))
    assert [place for place, _reason in noted] == ["1 Nuoret, Taulukko 1.9. Pitkä taulukko"]
    assert "ZeroDivisionError" in noted[0][1]
    assert "Ensimmäinen kappale. Tätä kohtaa ei voitu latoa" in words
    assert words.index("Alue 2 2,5 2,7") < words.index("Viimeinen kappale.")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "Table" not in roles(pdf)


def test_words_that_break_the_engine_are_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    split = inline.split_text_box

    def broken(context: Any, box: Any, *values: Any, **more: Any) -> Any:
        if "myrkky" in box.text:
            raise ValueError("poison")
        return split(context, box, *values, **more)

    monkeypatch.setattr(inline, "split_text_box", broken)
    words, noted, _content = made(report(text("Ensimmäinen kappale."), text("Tässä on myrkky.")))
    assert [place for place, _reason in noted] == ["1 Nuoret, “Tässä on myrkky.…”"]
    assert "Viimeinen kappale." in words


def test_a_head_higher_than_pages_is_broken_over_them() -> None:
    tall = long_table("t", rows=2)
    high = tree.Cell(lines=(tree.Line(inlines=(tree.Text(text="sana " * 2000),)),), scope="col")
    document = report(replace(tall, head=((high, *tall.head[0][1:]),)))
    words, noted, content = made(document)
    assert noted == []
    assert words.count("sana") == 2000
    assert [fault.fault for fault in prove(document, "pdf", content).faults] == []


def high_rows() -> tree.Table:
    """A table of which the first three rows are too high to stand on one page with their head."""
    table = long_table("t", rows=5)
    high = tree.Cell(lines=(tree.Line(inlines=(tree.Text(text="sana " * 340),)),))
    return replace(table, rows=(*((row[0], high, row[2]) for row in table.rows[:3]), *table.rows[3:]))


def test_the_head_of_a_table_with_high_rows_stands_above_them() -> None:
    words, noted, _content = made(report(high_rows()))
    assert noted == []
    assert words.index("Vuodet") < words.index("Alue 0") < words.index("Alue 2")


def test_a_head_that_the_engine_draws_late_is_still_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint leaves the head out of a page that has no room for it above rows that stay together."""
    monkeypatch.setattr(widths, "LINES_KEPT", 10_000)
    document = report(high_rows())
    words, _noted, content = made(document)
    assert words.index("Alue 0") < words.index("Vuodet")
    assert prove(document, "pdf", content).faults == ()


def test_a_head_without_rows_is_a_row() -> None:
    document = report(replace(long_table("t"), rows=()))
    _words, _noted, content = made(document)
    assert prove(document, "pdf", content).faults == ()


def test_text_that_the_engine_drops_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint leaves out the head of a table when it is higher than a page."""
    monkeypatch.setattr(widths, "LINES_OF_A_HEAD", 10_000)  # so that it is not made ready to be broken
    tall = long_table("t", rows=2)
    high = tree.Cell(lines=(tree.Line(inlines=(tree.Text(text="sana " * 3000),)),), scope="col")
    words, noted, _content = made(report(replace(tall, head=((high, *tall.head[0][1:]),))))
    assert [place for place, _reason in noted] == ["1 Nuoret, Taulukko 1.9. Pitkä taulukko"]
    assert words.count("sana") == 3000


def test_a_layout_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    split = inline.split_text_box

    def endless(context: Any, box: Any, *values: Any, **more: Any) -> Any:
        while "ikuinen" in box.text and box.element.tag == "td":
            inline.split_text_box(context, box.copy_with_text("sana"), *values, **more)
        return split(context, box, *values, **more)

    monkeypatch.setattr(inline, "split_text_box", endless)
    table = long_table("t", rows=3)
    eternal = tree.Cell(lines=(tree.Line(inlines=(tree.Text(text="ikuinen"),)),))
    rows = ((*table.rows[0][:-1], eternal), *table.rows[1:])
    words, noted, _content = made(report(text("Ensimmäinen kappale."), replace(table, rows=rows)))
    assert [place for place, _reason in noted] == ["1 Nuoret, Taulukko 1.9. Pitkä taulukko"]
    assert "RunawayError" in noted[0][1]
    assert "ikuinen" in words
    assert "Viimeinen kappale." in words


def test_many_broken_blocks_are_found_in_a_bounded_number_of_tries() -> None:
    tried = []

    def attempt(page: Any) -> bytes:
        tried.append(page)
        if any("paha" in (block.text or "") for block in page.etree_element.iter("p")):
            raise ValueError("bad")
        return b"set"

    def parse() -> Any:
        return HTML(string="<section>" + "<p>hyvä</p><p>paha</p>" * 100 + "</section>")

    search = Search(parse, attempt)
    broken = search.broken_blocks()
    assert len(tried) == MOST_TRIES
    assert set(range(1, 200, 2)) <= broken.keys()
    assert set(broken.values()) == {"ValueError: bad"}


def test_text_lost_from_other_blocks_once_some_stand_in_words_is_seen_too() -> None:
    tried = []

    def attempt(page: Any) -> bytes:
        tried.append([block.get("class") for block in page.etree_element.iter("p")])
        if len(tried) == 1:
            blocks = list(page.etree_element.iter("p"))
            raise LostTextError(lost_blocks(page.etree_element, {id(block): 9 for block in blocks[:-1]}))
        return b"set"

    def parse() -> Any:
        return HTML(string="<section><p>yksi</p><p>kaksi</p><p>kolme</p></section>")

    assert set_in_plain_words(parse, attempt, LostTextError({0: "text was left out"})) == b"set"
    assert tried == [
        ["doc-notice", "plain-words", None, None],
        ["doc-notice", "plain-words", None, "doc-notice", "plain-words"],
    ]


def test_lost_footnotes_stand_in_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = LayoutContext.layout_footnote
    monkeypatch.setattr(LayoutContext, "layout_footnote", lambda _self, _footnote: False)
    called = tree.Paragraph(inlines=(tree.Text(text="Teksti"), tree.FootnoteCall(number=1), tree.Text(text=" jatkuu.")))
    note = tree.Footnote(number=1, inlines=(tree.Text(text="Viitteen sanat."),))
    document = report(called)
    section = replace(document.parts[0].sections[0], footnotes=(note,))
    document = replace(document, parts=(tree.Part(title="", sections=(section,)),))
    words, noted, content = made(document)
    assert noted == [
        (
            "1 Nuoret, “TekstiViitteen sanat. jatkuu.…”",
            "Kohdan alaviitteet ovat sen tekstin joukossa, koska ne eivät mahtuneet sivunsa alareunaan.",
        )
    ]
    assert "Viitteen sanat." in words
    assert [fault.fault for fault in prove(document, "pdf", content).faults] == []
    monkeypatch.setattr(LayoutContext, "layout_footnote", lost)
    assert made(document)[1] == []


def test_letters_that_no_font_has_are_read_as_they_are_and_named() -> None:
    document = report(text("Hymy \U0001f600 ja 你好."), text("Tässä ei."))
    section = replace(document.parts[0].sections[0], title="Nuoret \u0627")
    document = replace(document, title="Kertomus 好", parts=(tree.Part(title="", sections=(section,)),))
    words, noted, content = made(document)
    assert "Hymy \U0001f600 ja 你好." in words
    sign = "Näitä merkkejä ei ole missään kirjasimessa, ja niiden paikalla on korvaava merkki: "
    assert noted == [
        ("Kertomus 好", f"{sign}好"),
        ("1 Nuoret \u0627, “Hymy \U0001f600 ja 你好.…”", f"{sign}\U0001f600 你 好"),
        ("1 Nuoret \u0627", f"{sign}\u0627"),
    ]
    assert [fault.fault for fault in prove(document, "pdf", content, plain=noted).faults] == []


def test_nothing_in_the_tag_tree_is_empty() -> None:
    """`made` asks for it: a paragraph without words, a table without rows, a list's empty item."""
    table = replace(long_table("t", rows=1), rows=(), source="", notes=())
    empty = tree.ItemList(items=(tree.ListItem(blocks=(tree.Paragraph(inlines=()),)),))
    document = report(tree.Paragraph(inlines=()), table, empty)
    _words, noted, content = made(document)
    assert noted == []
    assert [fault.fault for fault in prove(document, "pdf", content).faults] == []


def test_underlined_words_have_one_owner() -> None:
    added = tree.Proposed(change="added", author="Aino", inlines=(tree.Text(text="lisätty"),))
    words, _noted, _content = made(report(tree.Paragraph(inlines=(tree.Text(text="On "), added)), draft=True))
    assert "On lisätty" in words


def test_a_part_stands_alone() -> None:
    document, assets = synthetic_document(8)
    part = part_of(document, "section:osio_2")
    content = pdf_bytes(part, assets)
    pages = page_texts(content)
    assert rule_faults(content) == []
    assert part.part in pages[0]
    assert document.title in pages[0]
    assert "Sisällys" not in " ".join(pages)
    assert f"1 / {len(pages)}" in pages[0]
    with pikepdf.open(BytesIO(content)) as pdf:
        assert roles(pdf).count("H1") == 1
        assert str(pdf.docinfo["/Title"]).endswith(part.part)
