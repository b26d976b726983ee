"""A tagged PDF as a test reads it: its elements, what content each owns, and the words of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2


@dataclass(frozen=True)
class Owned:
    """Marked content of a page that an element claims."""

    page: int
    mcid: int
    element: Any


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """The tag tree's elements in reading order."""
    return list(_below(pdf.Root.StructTreeRoot.K))


def _below(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for item in node:
            yield from _below(item)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _below(node.get("/K", pikepdf.Array()))


def roles(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S).removeprefix("/") for element in elements(pdf)]


def owned(pdf: pikepdf.Pdf) -> Iterator[Owned]:
    """All content that the tree claims, in reading order."""
    number = {page.objgen: index for index, page in enumerate(pdf.pages)}
    for element in elements(pdf):
        for kid in element.get("/K", ()):
            if isinstance(kid, int):
                yield Owned(number[element.Pg.objgen], kid, element)
            elif kid.get("/Type") == "/MCR":
                yield Owned(number[kid.Pg.objgen], int(kid.MCID), element)


def drawn(page: pikepdf.Page) -> set[int]:
    """The MCIDs in a page's content."""
    steps = pikepdf.parse_content_stream(page, "BDC")
    return {int(step.operands[1].MCID) for step in steps if "/MCID" in step.operands[1]}


def number_tree(pdf: pikepdf.Pdf) -> dict[int, Any]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page, from 1, of each named place."""
    number = {page.objgen: index for index, page in enumerate(pdf.pages, start=1)}
    names = list(pdf.Root.Names.Dests.Names)
    return {str(name): number[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Depth, title and page of each, in order."""
    number = {page.objgen: index for index, page in enumerate(pdf.pages, start=1)}

    def below(parent: Any, depth: int) -> Iterator[tuple[int, str, int]]:
        item = parent.get("/First")
        while item is not None:
            yield depth, str(item.Title), number[item.Dest[0].objgen]
            yield from below(item, depth + 1)
            item = item.get("/Next")

    return list(below(pdf.Root.Outlines, 1))


def page_texts(content: bytes) -> list[str]:
    """The words of each page, on one line; words that a line's end divides are whole."""
    with pypdfium2.PdfDocument(content) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return [" ".join(text.replace("\ufffe", "").replace("\r\n", " ").split()) for text in texts]
