"""Page numbers: on every page, in the contents, after references, in links and bookmarks."""

import re

import pikepdf
import pytest

from app.rendering import tree
from app.rendering.outline import outline
from tests.rendering.pdf.conftest import Printed
from tests.support.pdf_tags import bookmarks, destinations

pytestmark = pytest.mark.slow


def test_every_page_but_the_cover_is_numbered(printed: Printed) -> None:
    total = len(printed.pages)
    numbers = [re.findall(r"(\d+) / (\d+)", page) for page in printed.pages]
    assert numbers[0] == []
    assert numbers[1:] == [[(str(page), str(total))] for page in range(2, total + 1)]


def test_places_are_on_the_pages_that_show_them(pdf: pikepdf.Pdf, printed: Printed) -> None:
    places = destinations(pdf)
    for section in printed.document.sections():
        assert section.title in printed.pages[places[section.anchor] - 1]
        for block in section.blocks:
            if isinstance(block, tree.Table) and block.number:
                assert f"Taulukko {block.number}." in printed.pages[places[block.anchor] - 1]


def test_bookmarks_are_the_headings(pdf: pikepdf.Pdf, printed: Printed) -> None:
    found = bookmarks(pdf)
    for _depth, title, page in found:
        assert title.split()[-1] in printed.pages[page - 1], title
    titles = [title for _depth, title, _page in found]
    for item in outline(printed.document):
        assert f"{item.section.number} {item.section.title}".strip() in titles
    assert {depth for depth, _title, _page in found} >= {1, 2, 3}


def test_the_contents_have_the_right_numbers(pdf: pikepdf.Pdf, printed: Printed) -> None:
    places = destinations(pdf)
    contents = " ".join(printed.pages[1:5])
    for section in printed.document.sections():
        assert f"{section.title} {places[section.anchor]} " in contents


def test_a_reference_names_its_page_in_text_that_is_read(pdf: pikepdf.Pdf, printed: Printed) -> None:
    summary = next(page for page in printed.pages if "Ks. Taulukko 1.1" in page)
    places = destinations(pdf)
    assert f"Taulukko 1.1, s. {places['osio-1-taulukko']}" in summary
    assert f"ja luku 1, s. {places['osio-1']}." in summary


def test_links_say_where_they_lead(pdf: pikepdf.Pdf, printed: Printed) -> None:
    places = destinations(pdf)
    links = [link for page in pdf.pages for link in page.get("/Annots", ()) if "/Dest" in link]
    assert {str(link.Dest) for link in links} <= places.keys()
    first = next(section for section in printed.document.sections() if section.number == "1")
    said = {str(link.Dest): str(link.Contents) for link in links}
    assert said["osio-1"] == f"1 {first.title}, sivu {places['osio-1']}"
