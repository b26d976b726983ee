"""When WeasyPrint breaks on a piece: which block it is, and that block in plain words, so that the rest stands."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.rendering.writers.pdf.forms import (
    has_footnote_class,
    in_paragraphs,
    in_words,
    left_out,
    text_of,
    with_notes_within,
)
from app.rendering.writers.pdf.roles import SVG

PLAIN = "data-plain"
"""Attribute of the root: the blocks that stand in plain words, as JSON."""

_BLOCK = "data-block"
"""Attribute of blocks, and of the plain words that stand for one: its index before any was replaced."""
MOST_TRIES, MOST_REPAIRS = 40, 6
FORMS = (with_notes_within, in_paragraphs, in_words, left_out)
NOTES_WITHIN = "footnotes"
"""In place of a reason: the block is as it should be, but its footnotes stand within it."""

_FIRST_WORDS = 60
_NOT_DRAWN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u2010"))  # the last also ends a divided line

Attempt = Callable[[Any], bytes]
Parse = Callable[[], Any]
"""A page as WeasyPrint parsed it, new each time."""


class LostTextError(Exception):
    """WeasyPrint left out text of these blocks, as it does with a table's head that is higher than a page."""

    def __init__(self, blocks: dict[int, str]) -> None:
        super().__init__("text was left out")
        self.blocks = blocks


def set_in_plain_words(parse: Parse, attempt: Attempt, error: Exception) -> bytes:
    """The piece with its broken blocks in the least simple form that stands; the simplest leaves out their words."""
    if isinstance(error, LostTextError):
        broken = {index: (0, reason) for index, reason in error.blocks.items()}
    else:
        broken = {index: (1, reason) for index, reason in Search(parse, attempt).broken_blocks().items()}
    for _ in range(MOST_REPAIRS):
        page = _replaced(parse(), broken)
        try:
            return attempt(page)
        except LostTextError as lost:  # also of other blocks, on their new pages
            broken |= {index: (broken.get(index, (-1, ""))[0] + 1, reason) for index, reason in lost.blocks.items()}
        except Exception:
            broken = {index: (form + 1, reason) for index, (form, reason) in broken.items()}
    return attempt(_replaced(parse(), {index: (len(FORMS), reason) for index, (_form, reason) in broken.items()}))


def blocks_of(root: Any) -> list[tuple[Any, Any, Any]]:
    """Every block of the sections but their titles: its section, what holds it, and itself."""
    return [found for section in root.iter("section") for found in _blocks(section, section)]


def _blocks(section: Any, holder: Any) -> Iterator[tuple[Any, Any, Any]]:
    for child in holder:
        if child.tag == "div":
            yield from _blocks(section, child)
        elif "section__title" not in child.get("class", ""):
            yield section, holder, child


def letters(text: str) -> int:
    """How many there are, but for those that are not drawn."""
    return len("".join(text.split()).translate(_NOT_DRAWN))


def lost_blocks(root: Any, drawn: Mapping[int, int]) -> dict[int, str]:
    """The blocks of which fewer letters were drawn than they have, with the reason; those in plain words as before."""
    lost = {}
    for index, (_section, _holder, block) in enumerate(blocks_of(root)):
        elements = list(_text_elements(block))
        wanted = sum(letters(_own_text(element)) for element in elements)
        if sum(drawn.get(id(element), 0) for element in elements) < wanted:
            lost[int(block.get(_BLOCK, index))] = "text was left out"
    return lost


def _text_elements(element: Any) -> Iterator[Any]:
    if element.tag != f"{SVG}svg":
        yield element
        for child in element:
            yield from _text_elements(child)


def _own_text(element: Any) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


@dataclass
class Search:
    """For the blocks that cannot be set: all are tried together, then by halves, as long as there are tries left."""

    parse: Parse
    attempt: Attempt
    tries: int = MOST_TRIES

    def broken_blocks(self) -> dict[int, str]:
        """By index, with the reason. When tries run out, all that are still suspected."""
        return self._broken(range(len(blocks_of(self.parse().etree_element))))

    def _broken(self, indices: Sequence[int], suspicion: str = "") -> dict[int, str]:
        if not self.tries:
            return dict.fromkeys(indices, suspicion)
        self.tries -= 1
        try:
            self.attempt(self._only(indices))
        except Exception as error:
            if len(indices) == 1:
                return {indices[0]: _reason(error)}
            middle = len(indices) // 2
            halves = (indices[:middle], indices[middle:])
            broken = {index: reason for half in halves for index, reason in self._broken(half, _reason(error)).items()}
            return broken or dict.fromkeys(indices, _reason(error))  # only together do they break it
        return {}

    def _only(self, indices: Sequence[int]) -> Any:
        page = self.parse()
        for index, (_section, holder, block) in enumerate(blocks_of(page.etree_element)):
            if index not in indices:
                holder.remove(block)
        return page


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200].rstrip(": ")


def _replaced(page: Any, broken: Mapping[int, tuple[int, str]]) -> Any:
    """The page with other forms of the broken blocks. `broken` has the number of the form, and why."""
    root = page.etree_element
    remark = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "plain-words"), "")
    told = []
    for index, found in enumerate(blocks_of(root)):
        _section, holder, block = found
        elements = [block]
        if index in broken:
            number, reason = broken[index]
            form = FORMS[min(number, len(FORMS) - 1)]
            if form is with_notes_within and not any(map(has_footnote_class, block.iter())):
                form = in_paragraphs
            told.append((*place_of(*found), NOTES_WITHIN if form is with_notes_within else reason))
            elements = form(block, remark)
        place = list(holder).index(block)
        holder.remove(block)
        for offset, element in enumerate(elements):
            element.set(_BLOCK, str(index))
            holder.insert(place + offset, element)
    root.set(PLAIN, json.dumps(told))
    return page


def place_of(section: Any, _holder: Any, block: Any) -> tuple[str, str, str]:
    """How a block can be found again: the anchors of its section and of itself, and its first words."""
    return section.get("id", ""), block.get("id", ""), text_of(block)[:_FIRST_WORDS]
