"""What a person chose in the text, on the newest version of it, and what they want instead."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Any
from uuid import uuid4

from prosemirror.model import Node, ResolvedPos
from sqlmodel import Session

from app.errors import NotFound
from app.sections.errors import PlaceGone
from app.sections.parsed import parsed_text
from app.sections.queries import maps_since, text_head
from app.sections.server_steps import place_now
from app.suggestions.errors import NothingThere, SeveralParagraphs
from app.suggestions.models import SuggestionKind
from app.suggestions.places import block_place, nodes_between
from app.suggestions.rewording import as_typed, reworded, with_words
from app.suggestions.units import Unit, nodes_of, plain, tokens_of, units_of

ENDINGS = ".,;:!?)"
CONTEXT = 40  # characters shown around an insertion


class Wish(StrEnum):
    """What somebody may want of what they chose."""

    CHANGE = "change"  # other words, or more of them
    REMOVE = "remove"  # the chosen words away
    CHANGE_BLOCK = "change-block"
    REMOVE_BLOCK = "remove-block"
    ADD_BLOCK = "add-block"


@dataclass(frozen=True, slots=True)
class Choice:
    """Words between two places (none of them: the point where words are to be added), or a whole block.

    `anchor` is the range to mark and `base` what stands there; for a block its text, or nothing where it has none.
    `gone` is the range that goes when the words are to go: with one of the spaces between which they stand.
    """

    version: int
    block_id: str
    block_kind: str  # the node's name
    start: int = 0
    end: int = 0
    anchor: tuple[int, int] = (0, 0)
    base: tuple[dict[str, Any], ...] = ()
    gone: tuple[int, int] = (0, 0)
    gone_base: tuple[dict[str, Any], ...] = ()
    block: dict[str, Any] | None = None

    @property
    def is_block(self) -> bool:
        return self.anchor == (0, 0)

    @property
    def is_point(self) -> bool:
        return not self.is_block and self.start == self.end

    @property
    def seen(self) -> str:
        """The words that the person has before them."""
        return as_typed(self.base)

    @property
    def around(self) -> tuple[str, str]:
        """The words before and after the point."""
        before, after = _divided(units_of(self.base), self.start - self.anchor[0])
        return as_typed(nodes_of(before))[-CONTEXT:], as_typed(nodes_of(after))[:CONTEXT]

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """What can be wanted of it."""
        of_block = (Wish.REMOVE_BLOCK, Wish.ADD_BLOCK) if self.block_id else ()
        if self.is_block:
            return ((Wish.CHANGE_BLOCK,) if self.has_text else ()) + of_block
        return ((Wish.CHANGE,) if self.is_point else (Wish.CHANGE, Wish.REMOVE)) + of_block

    @property
    def has_text(self) -> bool:
        """Is the block itself a paragraph or heading?"""
        return self.block_kind in ("paragraph", "heading")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a suggestion stores, and the range to mark."""

    kind: SuggestionKind
    block_id: str
    base: list[dict[str, Any]]
    proposed: list[dict[str, Any]]
    anchor: tuple[int, int] = (0, 0)


def choose_words(session: Session, text_id: int, version: int, start: int, end: int) -> Choice:
    """The words that an editor saw between two places at `version`, as they are now.

    Raises PlaceGone, SeveralParagraphs, NothingThere, HistoryUnknown.
    """
    head = text_head(session, text_id, lock=False)
    if head is None:
        raise NotFound
    if start == end:
        start = end = maps_since(session, text_id, version).map(start, -1)
    else:
        start, end = place_now(session, text_id, version, start, end)
    document = parsed_text(session, text_id, head.version)
    at = _resolved(document, start, end)
    gone = (start, end)
    if start < end:
        start, end, gone = _whole_words(document, at, start, end)
    anchor = (start, end) if start < end else _beside(document, at)
    block = at.node(1)
    return Choice(
        version=head.version,
        block_id=str(block.attrs.get("id", "")),
        block_kind=block.type.name,
        start=start,
        end=end,
        anchor=anchor,
        base=tuple(plain(nodes_between(document, *anchor))),
        gone=gone,
        gone_base=tuple(plain(nodes_between(document, *gone))),
        block=dict(block.to_json()),
    )


def choose_block(session: Session, text_id: int, block_id: str) -> Choice:
    """A block by its id. Raises PlaceGone."""
    head = text_head(session, text_id)
    if head is None:
        raise NotFound
    place = block_place(parsed_text(session, text_id, head.version), block_id)
    if place is None:
        raise PlaceGone
    block = place[1]
    text = tuple(plain(nodes_between(block, 0, block.content.size))) if block.is_textblock else ()
    return Choice(head.version, block_id, block.type.name, base=text, block=dict(block.to_json()))


def proposal(choice: Choice, wish: Wish, words: str) -> Proposal:
    """What becomes of the choice. Raises rewording.Misplaced."""
    block = [] if choice.block is None else plain([choice.block])
    if wish is Wish.REMOVE_BLOCK:
        return Proposal(SuggestionKind.REMOVAL, choice.block_id, block, [])
    if wish is Wish.ADD_BLOCK:
        return Proposal(SuggestionKind.ADDITION, choice.block_id, block, _paragraphs(words))
    if wish is Wish.CHANGE_BLOCK:
        return Proposal(SuggestionKind.TEXT, choice.block_id, list(choice.base), reworded(choice.base, words))
    if wish is Wish.REMOVE:
        return Proposal(SuggestionKind.WORDS, "", list(choice.gone_base), [], choice.gone)
    before, after = _divided(units_of(choice.base), choice.start - choice.anchor[0])
    proposed = with_words(before, words, after) if choice.is_point else reworded(choice.base, words)
    return Proposal(SuggestionKind.WORDS, "", list(choice.base), proposed, choice.anchor)


def _paragraphs(words: str) -> list[dict[str, Any]]:
    """One for each line that was typed."""
    return [
        {"type": "paragraph", "attrs": {"id": uuid4().hex[:12]}, "content": reworded((), line.strip())}
        for line in words.splitlines()
        if line.strip()
    ]


def _divided(units: list[Unit], size: int) -> tuple[list[Unit], list[Unit]]:
    """The units before and after a place, counted in places of the document."""
    reached = 0
    for index, unit in enumerate(units):
        if reached >= size:
            return units[:index], units[index:]
        reached += unit.size
    return units, []


def _resolved(document: Node, start: int, end: int) -> ResolvedPos:
    """The first of two places in one parent that holds words. Raises PlaceGone or SeveralParagraphs."""
    if not 0 <= start <= end <= document.content.size:
        raise PlaceGone
    at, to = document.resolve(start), document.resolve(end)
    if not at.same_parent(to) or not at.parent.is_textblock:
        raise SeveralParagraphs
    if not {at.parent_offset, to.parent_offset} <= set(_ends(_content(document, at))):
        raise PlaceGone
    return at


def _whole_words(document: Node, at: ResolvedPos, start: int, end: int) -> tuple[int, int, tuple[int, int]]:
    """The range with words that it cuts taken whole, and the range to take away, so that one space is left of two."""
    units = _content(document, at)
    ends = _ends(units)
    first, last = ends.index(start - at.start()), ends.index(end - at.start())
    cut = [token for token in tokens_of(units) if token.start < last and first < token.stop]
    words = [token for token in cut if not units[token.start].text.isspace()]
    first = min([first, *(word.start for word in words)])
    last = max([last, *(word.stop for word in words)])
    before, after = units[first - 1 : first] if first else [], units[last : last + 1]
    gone = (first, last)
    if words and _is_blank(after) and after and (not before or _is_blank(before)):
        gone = (first, last + 1)
    elif words and before and _is_blank(before) and (not after or after[0].text in ENDINGS):
        gone = (first - 1, last)
    places = [at.start() + ends[place] for place in (first, last, *gone)]
    return places[0], places[1], (places[2], places[3])


def _is_blank(units: list[Unit]) -> bool:
    return all(unit.text == " " for unit in units)


def _beside(document: Node, at: ResolvedPos) -> tuple[int, int]:
    """From the nearest word before a point to the point, or to the end of the word that it is in.

    At the beginning of a paragraph the first word. Raises NothingThere.
    """
    units = _content(document, at)
    ends = _ends(units)
    point = ends.index(at.parent_offset)
    words = [token for token in tokens_of(units) if not units[token.start].text.isspace()]
    beside = max((word for word in words if word.start < point), key=lambda word: word.start, default=None)
    beside = beside or next(iter(words), None)
    if beside is None:
        raise NothingThere
    first, last = min(beside.start, point), max(beside.stop, point)
    return at.start() + ends[first], at.start() + ends[last]


def _content(document: Node, at: ResolvedPos) -> list[Unit]:
    """Everything in the paragraph that a place is in."""
    return units_of(nodes_between(document, at.start(), at.end()))


def _ends(units: list[Unit]) -> list[int]:
    """Where units meet, in places of the document from the beginning of their paragraph."""
    return [0, *accumulate(unit.size for unit in units)]
