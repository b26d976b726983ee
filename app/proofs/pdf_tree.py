"""A PDF opened for reading: its pages' words, its named places, and the bare structure of its tag tree."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf

from app.proofs.pdf_words import PageWords, PdfWords

Element = Any  # pikepdf's objects are of any kind
Spot = tuple[int, int]
"""A page, counted from 0, and the number of a marked content on it."""


class PdfFile:
    """The file with what its pages say; a page is read when it is first asked for."""

    def __init__(self, content: bytes) -> None:
        self.pdf: Any = pikepdf.open(BytesIO(content))
        self._reader = PdfWords()
        self.page_numbers: dict[tuple[int, int], int] = {
            page.obj.objgen: number for number, page in enumerate(self.pdf.pages)
        }

    @cached_property
    def pages(self) -> list[PageWords]:
        return [self._reader.page(page) for page in self.pdf.pages]

    @cached_property
    def destinations(self) -> dict[str, int]:
        """The page of every named place."""
        names: Any = self.pdf.Root.get("/Names", {})
        names = names.get("/Dests")
        found = pikepdf.NameTree(names) if names is not None else {}
        return {str(name): self.page_numbers.get(place[0].objgen, -1) for name, place in found.items()}


@dataclass
class Tags:
    """What has been met of the tag tree. `spots` counts how often each marked content is named in it."""

    file: PdfFile
    spots: Counter[Spot] = field(default_factory=Counter)
    tags: list[tuple[str, Element]] = field(default_factory=list)

    def page(self, element: Element, page: int | None) -> int | None:
        """The page that an element says its content is on, else that of the element around it."""
        own = element.get("/Pg")
        return self.file.page_numbers.get(own.objgen, page) if own is not None else page


def leads(element: Element) -> tuple[str, str]:
    """Where a link leads: a name within the file, or an address."""
    for kid in kids(element):
        annotation = kid.get("/Obj") if isinstance(kid, pikepdf.Dictionary) else None
        if annotation is not None:
            action: Any = annotation.get("/A", {})
            return str(annotation.get("/Dest", action.get("/D", ""))), str(action.get("/URI", ""))
    return "", ""


def holds_link(element: Element) -> bool:
    """Whether a link stands in it."""
    return any(role_of(kid) == "/Link" for kid in kids(element))


def kids(element: Element) -> Iterator[Element]:
    """What stands in an element: elements, marked content, links to objects."""
    found = element.get("/K") if isinstance(element, pikepdf.Dictionary) else None
    if isinstance(found, pikepdf.Array):
        yield from found
    elif found is not None:
        yield found


def role_of(element: Element) -> str:
    """The role of a structure element; empty for content and links to objects."""
    return str(element.get("/S", "")) if isinstance(element, pikepdf.Dictionary) else ""
