"""The tag tree: one element for each thing in the Document, on however many pages, and every content in one element."""

from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from app.proofs.pdf_words import PdfWords
from app.rendering import tree
from app.rendering.outline import outline
from app.rendering.writers.pdf.faces import SOFT_HYPHEN
from tests.rendering.pdf.conftest import Printed
from tests.support.pdf_tags import drawn, elements, number_tree, owned, roles

pytestmark = pytest.mark.slow


def blocks(document: tree.Document, kind: type) -> list[Any]:
    return [block for section in document.sections() for block in section.blocks if isinstance(block, kind)]


def test_there_is_one_element_for_each_block(pdf: pikepdf.Pdf, printed: Printed) -> None:
    document, found = printed.document, Counter(roles(pdf))
    tables, lists = blocks(document, tree.Table), blocks(document, tree.ItemList)
    rows = [row for table in tables for row in table.head + table.rows]
    assert found["Table"] == len(tables)
    assert found["TR"] == len(rows)
    assert found["TH"] == sum(cell.scope is not None for row in rows for cell in row)
    assert found["TD"] == sum(cell.scope is None for row in rows for cell in row)
    assert found["L"] == len(lists)
    assert found["LI"] == found["Lbl"] - found["Note"] == sum(len(items.items) for items in lists)
    assert found["Figure"] == len(blocks(document, tree.Figure))
    assert found["Note"] == sum(len(section.footnotes) for section in document.sections())
    assert found["BlockQuote"] == len(blocks(document, tree.Quotation))
    assert found["Caption"] == len(tables) + len(blocks(document, tree.Figure))


def test_headings_are_those_of_the_outline(pdf: pikepdf.Pdf, printed: Printed) -> None:
    levels = [int(role[1]) for role in roles(pdf) if len(role) == 2 and role[0] == "H"]
    wanted = [1, 2, 2, 2]  # the title, and the titles of the three lists
    for item in outline(printed.document):
        wanted += ([2] if item.opens_part else []) + [item.level, *item.headings.values()]
    assert levels == wanted
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_line_of_the_contents_is_an_entry_with_a_link(pdf: pikepdf.Pdf, printed: Printed) -> None:
    entries = [element for element in elements(pdf) if element.S == "/TOCI"]
    numbered = blocks(printed.document, tree.Table | tree.Figure)  # type: ignore[arg-type]
    sections = list(outline(printed.document))
    parts = sum(item.opens_part is not None for item in sections)
    assert len(entries) == len(sections) + parts + sum(bool(block.number) for block in numbered)
    assert {str(entry.K[0].S) for entry in entries} == {"/Reference"}
    assert {str(entry.K[0].K[0].S) for entry in entries} == {"/Link"}


def test_words_are_parted_for_who_does_not_look_where_they_stand(pdf: pikepdf.Pdf, printed: Printed) -> None:
    words = PdfWords()
    marked = [words.page(page).marked for page in pdf.pages]
    told: defaultdict[tuple[int, int], str] = defaultdict(str)
    for one in owned(pdf):
        told[one.element.objgen] += "".join(piece.text for piece in marked[one.page].get(one.mcid, ()))
    read = " ".join(" ".join(told.values()).replace(SOFT_HYPHEN, "").split())
    paragraphs = blocks(printed.document, tree.Paragraph)
    runs = [run.text.strip() for block in paragraphs for run in block.inlines if isinstance(run, tree.Text)]
    assert sum(len(text) > 200 for text in runs) > 10
    assert [text for text in runs if text not in read] == []


def test_every_element_knows_what_holds_it(pdf: pikepdf.Pdf) -> None:
    wrong = [
        kid.S
        for element in elements(pdf)
        for kid in element.get("/K", ())
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid and kid.P.objgen != element.objgen
    ]
    assert wrong == []


def test_content_is_claimed_once_and_leads_back(pdf: pikepdf.Pdf) -> None:
    claims = list(owned(pdf))
    assert len({(claim.page, claim.mcid) for claim in claims}) == len(claims) > 1000
    numbers = number_tree(pdf)
    for claim in claims:
        owners = numbers[int(pdf.pages[claim.page].StructParents)]
        assert owners[claim.mcid].objgen == claim.element.objgen
    for index, page in enumerate(pdf.pages):
        claimed = {claim.mcid for claim in claims if claim.page == index}
        assert drawn(page) == claimed, f"page {index + 1}"


def test_every_link_leads_back_to_its_element(pdf: pikepdf.Pdf) -> None:
    numbers = number_tree(pdf)
    claimed = {
        kid.Obj.objgen: element
        for element in elements(pdf)
        for kid in element.get("/K", ())
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    links = [link for page in pdf.pages for link in page.get("/Annots", ())]
    assert len(links) == len(claimed) > 20
    for link in links:
        element = claimed[link.objgen]
        assert element.S == "/Link"
        assert numbers[int(link.StructParent)].objgen == element.objgen
        assert link.F == 4


def test_identities_are_unique(pdf: pikepdf.Pdf) -> None:
    names = [str(element.ID) for element in elements(pdf) if "/ID" in element]
    assert len(names) == len(set(names)) >= 2
    assert [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]] == sorted(names)


def test_a_table_over_pages_is_one_with_one_head(pdf: pikepdf.Pdf) -> None:
    table = max((element for element in elements(pdf) if element.S == "/Table"), key=lambda item: len(item.K[2].K))
    assert [str(kid.S) for kid in table.K] == ["/Caption", "/THead", "/TBody"]
    assert len(table.K[2].K) == 70
    assert len({row.Pg.objgen for row in table.K[2].K}) > 1
    assert table.K[1].K[0].K[1].A.ColSpan == 2


def test_a_note_is_read_where_it_is_called(pdf: pikepdf.Pdf) -> None:
    for element in elements(pdf):
        kids = [str(kid.S) for kid in element.get("/K", ()) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        for before, after in pairwise(kids):
            assert after != "/Note" or before == "/Reference"
        if element.S == "/Note":
            assert kids[0] == "/Lbl"


def test_another_language_is_told(pdf: pikepdf.Pdf) -> None:
    assert [str(element.Lang) for element in elements(pdf) if "/Lang" in element] == ["fi", "sv"]
