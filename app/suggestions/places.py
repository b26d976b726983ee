"""Where a suggestion's text is in a document, and what stands there now. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from prosemirror.model import Node

from app.document.schema import SCHEMA
from app.suggestions.models import Suggestion, SuggestionKind
from app.suggestions.units import plain

MARK = "suggestion"


class Standing(StrEnum):
    FITS = "fits"  # what stands there is what the suggestion was made for
    CHANGED = "changed"
    GONE = "gone"  # deleted
    SCATTERED = "scattered"  # in several pieces: divided, or copied


@dataclass(frozen=True, slots=True)
class Found:
    """`now` are the nodes between `start` and `end`, remarks included; without a place there are none."""

    standing: Standing
    start: int = 0
    end: int = 0
    now: tuple[dict[str, Any], ...] = ()

    @property
    def is_somewhere(self) -> bool:
        return self.standing in (Standing.FITS, Standing.CHANGED)


GONE = Found(Standing.GONE)


def find(document: Node, suggestion: Suggestion) -> Found:
    """Where the suggestion's text is now."""
    return _FINDERS[SuggestionKind(suggestion.kind)](document, suggestion)


def nodes_between(document: Node, start: int, end: int) -> tuple[dict[str, Any], ...]:
    """What stands between two places of one parent."""
    return tuple(dict(node.to_json()) for node in document.slice(start, end).content.content)


def block_place(document: Node, block_id: str) -> tuple[int, Node] | None:
    """A block of the text itself by its id: where it begins, and the block."""
    position = 0
    for block in document.content.content:
        if block_id and block.attrs.get("id") == block_id:
            return position, block
        position += block.node_size
    return None


def _words(document: Node, suggestion: Suggestion) -> Found:
    """The marked words of one paragraph; of copies the one that still is what it was."""
    places = _marked(document, suggestion.key)
    pieces = [Found(Standing.CHANGED, *place, nodes_between(document, *place)) for place in places]
    fitting = [piece for piece in pieces if _is_base(piece.now, suggestion)]
    if fitting:
        return Found(Standing.FITS, fitting[0].start, fitting[0].end, fitting[0].now)
    if len(pieces) > 1:
        return Found(Standing.SCATTERED)
    return pieces[0] if pieces else GONE


def _marked(document: Node, key: str) -> list[tuple[int, int]]:
    """From the first to the last marked place, of each paragraph that has any."""
    wanted = SCHEMA.marks[MARK].create({"key": key})
    places: dict[int, tuple[int, int]] = {}

    def look(node: Node, position: int, parent: Node | None, *_: object) -> None:
        if wanted.is_in_set(node.marks):
            first, _end = places.get(id(parent), (position, 0))
            places[id(parent)] = (first, position + node.node_size)

    document.descendants(look)
    return list(places.values())


def _text(document: Node, suggestion: Suggestion) -> Found:
    place = block_place(document, suggestion.block_id)
    if place is None or not place[1].is_textblock:
        return GONE
    start = place[0] + 1
    end = start + place[1].content.size
    now = nodes_between(document, start, end)
    return Found(Standing.FITS if _is_base(now, suggestion) else Standing.CHANGED, start, end, now)


def _removal(document: Node, suggestion: Suggestion) -> Found:
    place = block_place(document, suggestion.block_id)
    if place is None:
        return GONE
    now = (dict(place[1].to_json()),)
    fits = _is_base(now, suggestion)
    return Found(Standing.FITS if fits else Standing.CHANGED, place[0], place[0] + place[1].node_size, now)


def _addition(document: Node, suggestion: Suggestion) -> Found:
    """After the block, however it has changed."""
    place = block_place(document, suggestion.block_id)
    if place is None:
        return GONE
    end = place[0] + place[1].node_size
    return Found(Standing.FITS, end, end)


def _is_base(now: tuple[dict[str, Any], ...], suggestion: Suggestion) -> bool:
    return plain(now) == plain(suggestion.base)


_FINDERS: dict[SuggestionKind, Callable[[Node, Suggestion], Found]] = {
    SuggestionKind.WORDS: _words,
    SuggestionKind.TEXT: _text,
    SuggestionKind.REMOVAL: _removal,
    SuggestionKind.ADDITION: _addition,
}
