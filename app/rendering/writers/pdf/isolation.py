"""When WeasyPrint breaks on a piece: which block it is, and that block in plain words, so that the rest stands."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from app.rendering.writers.pdf.roles import SVG, alternative

PLAIN = "data-plain"
"""Attribute of the root: the blocks that stand in plain words, as JSON."""

_BLOCK = "data-block"
"""Attribute of blocks, and of the plain words that stand for one: its index before any was replaced."""
MOST_TRIES = 40
MOST_REPAIRS = 4

_OWN_LINE = frozenset({"p", "tr", "caption", "figcaption", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
_OWN_SPANS = frozenset({"vrt", "borrowed", "nodata", "delta", "judge", "key-figure__line"})
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
    """The piece with its broken blocks in plain words; if the words themselves break it, without them."""
    reasons = dict(error.blocks) if isinstance(error, LostTextError) else Search(parse, attempt).broken_blocks()
    for _ in range(MOST_REPAIRS):
        try:
            return attempt(_replaced(parse(), reasons, with_words=True))
        except LostTextError as lost:  # on their new pages other blocks may lose text
            if lost.blocks.keys() <= reasons.keys():
                break
            reasons = lost.blocks | reasons
        except Exception:
            break
    return attempt(_replaced(parse(), reasons, with_words=False))


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


def _replaced(page: Any, reasons: dict[int, str], *, with_words: bool) -> Any:
    root = page.etree_element
    blocks = blocks_of(root)
    remark = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "plain-words"), "")
    for index, (_section, holder, block) in enumerate(blocks):
        elements = list(_plain(block, remark, with_words=with_words)) if index in reasons else [block]
        place = list(holder).index(block)
        holder.remove(block)
        for offset, element in enumerate(elements):
            element.set(_BLOCK, str(index))
            holder.insert(place + offset, element)
    root.set(PLAIN, json.dumps([(*place_of(*blocks[index]), reason) for index, reason in sorted(reasons.items())]))
    return page


def place_of(section: Any, _holder: Any, block: Any) -> tuple[str, str, str]:
    """How a block can be found again: the anchors of its section and of itself, and its first words."""
    return section.get("id", ""), block.get("id", ""), _text(block)[:_FIRST_WORDS]


def _plain(block: Any, remark: str, *, with_words: bool) -> Iterator[Any]:
    """A remark, which takes the block's anchor; then each line of the block as a paragraph, and the words of images."""
    yield _paragraph(remark, "doc-notice", block.get("id", ""))
    for line in _lines(block) if with_words else ():
        yield _paragraph(line, "plain-words", "")


def _paragraph(text: str, name: str, anchor: str) -> Any:
    paragraph = Element("p", {"class": name, **({"id": anchor} if anchor else {})})
    paragraph.text = text
    return paragraph


def _lines(block: Any) -> Iterator[str]:
    if block.tag in _OWN_LINE:
        lines = [_text(block)]
    else:
        lines = [_text(element) for element in block.iter() if element.tag in _OWN_LINE and not _holds_lines(element)]
        lines += [alternative(image) for image in block.iter() if image.tag in ("img", f"{SVG}svg")]
    yield from (line for line in lines or [_text(block)] if line)


def _holds_lines(element: Any) -> bool:
    return any(inner is not element and inner.tag in _OWN_LINE for inner in element.iter())


def _text(element: Any) -> str:
    """Cells and lines of a block apart by a space."""
    return " ".join("".join(_runs(element)).split())


def _runs(element: Any) -> Iterator[str]:
    if element.tag in ("br", "td", "th") or not _OWN_SPANS.isdisjoint(element.get("class", "").split()):
        yield " "
    yield element.text or ""
    for child in element:
        yield from _runs(child)
        yield child.tail or ""
