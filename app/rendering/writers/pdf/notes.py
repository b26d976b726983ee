"""What a piece tells whoever joins it with others: where its anchors and bookmarks are, and what was left open.

The notes travel in the piece's PDF as a stream of JSON in the catalogue.
"""

import json
from dataclasses import dataclass
from typing import Any

import pydyf

from app.rendering.writers.pdf.fonts import stamp_glyphs
from app.rendering.writers.pdf.isolation import PLAIN, blocks_of, place_of
from app.rendering.writers.pdf.walk import PIXEL, TagWalk

KEY = "HvkPiece"

Place = tuple[int, float, float]
"""Page of the piece, and the point on it that a reader is led to."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    level: int
    title: str
    place: Place


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """Where a number is to be set: which of the page's content streams, and how its operations begin."""

    page: int
    stream: int
    before: str
    x: float
    y: float
    width: float
    is_right: bool
    font: str
    size: float
    target: str


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """A block that is not as it should be: anchors of its section and of itself, first words, and what went wrong.

    `letters` are those of its text that no font has; a sign stands for each.
    """

    section: str
    anchor: str
    words: str
    error: str
    letters: str = ""


@dataclass(frozen=True, slots=True)
class PieceNotes:
    """`glyphs` are, by font, the code and width of each character that a number is set of."""

    anchors: dict[str, Place]
    bookmarks: tuple[Bookmark, ...]
    slots: tuple[OpenSlot, ...]
    glyphs: dict[str, dict[str, tuple[int, float]]]
    plain: tuple[PlainBlock, ...] = ()


def write_notes(pdf: Any, document: Any, walk: TagWalk) -> None:
    """Puts the notes into the PDF that WeasyPrint is making."""
    values = {
        "anchors": dict(_anchors(document.pages)),
        "bookmarks": [(level, title, place) for level, title, place in _bookmarks(document.pages)],
        "slots": list(_slots(walk)),
        "plain": [
            *_plain(document._html.etree_element, walk),
            *_letterless(document._html.etree_element, "".join(font.lacks for font in document.fonts.values())),
        ],
        "glyphs": {font.hash: stamp_glyphs(font) for font in document.fonts.values()},
    }
    stream = pydyf.Stream([json.dumps(values).encode()])
    pdf.add_object(stream)
    pdf.catalog[KEY] = stream.reference


def read_notes(content: bytes) -> PieceNotes:
    """The notes from the bytes of their stream."""
    values = json.loads(content)
    return PieceNotes(
        anchors={name: tuple(place) for name, place in values["anchors"].items()},
        bookmarks=tuple(Bookmark(level, title, tuple(place)) for level, title, place in values["bookmarks"]),
        slots=tuple(OpenSlot(*slot) for slot in values["slots"]),
        glyphs=values["glyphs"],
        plain=tuple(PlainBlock(*block) for block in values["plain"]),
    )


def _anchors(pages: list[Any]) -> Any:
    known: set[str] = set()
    for number, page in enumerate(pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in known:
                known.add(name)
                yield name, _place(number, page, x, y)


def _bookmarks(pages: list[Any]) -> Any:
    for number, page in enumerate(pages):
        for level, title, (x, y), _state in page.bookmarks:
            yield level, title, _place(number, page, x, y)


def _place(number: int, page: Any, x: float, y: float) -> Place:
    return (number, round(x * PIXEL, 2), round((page.height - y) * PIXEL, 2))


def _plain(root: Any, walk: TagWalk) -> list[Any]:
    """Blocks that were replaced, and those whose image could not be drawn: these have no error of their own."""
    images = [
        (*place_of(*place), "") for image in walk.broken for place in blocks_of(root) if image in place[-1].iter()
    ]
    return [*json.loads(root.get(PLAIN, "[]")), *images]


def _letterless(root: Any, lacking: str) -> Any:
    """Where the letters stand that no font has: in blocks, titles of sections, or on the cover."""
    places = [(place_of(*place), place[-1]) for place in blocks_of(root)]
    places += [
        ((section.get("id", ""), "", ""), title) for section in root.iter("section") for title in _titles(section)
    ]
    places += [(("", "", ""), header) for header in root.iter("header")]
    for place, element in places if lacking else ():
        text = "".join(element.itertext())
        if letters := "".join(letter for letter in dict.fromkeys(text) if letter in lacking):
            yield (*place, "", letters)


def _titles(section: Any) -> Any:
    return (element for element in section.iter() if "section__title" in element.get("class", "").split())


def _slots(walk: TagWalk) -> Any:
    """In the order of the pages' streams, each slot being every other one of them."""
    for number in sorted({slot.page for slot in walk.slots}):
        here = sorted((slot for slot in walk.slots if slot.page == number), key=lambda slot: slot.gap.position)
        for index, slot in enumerate(here):
            gap = slot.gap
            before = gap.before.decode("ascii")
            yield (
                number,
                2 * index + 1,
                before,
                gap.x,
                gap.y,
                slot.width,
                slot.is_right,
                gap.font,
                gap.size,
                slot.target,
            )
