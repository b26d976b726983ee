"""A difference as a page shows it: every change with its sign, its word and the people who made it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from app.document.diff import Change, NodeDiff, Piece
from app.document.schema import BLOCK_KINDS
from app.history.settings_words import kind_word, package_word, setting_words
from app.i18n import N_, gettext

MAX_NAMED = 3
FOLD_FROM = 3  # unchanged blocks in a row that are folded away
_WORD = re.compile(r"\w\S*")
_COMMON = frozenset({"paragraph"})  # needs no word for what it is
_ATOMS = BLOCK_KINDS | {"figure"}
_STYLES = {"strong": N_("bold"), "emphasis": N_("italic"), "link": N_("link")}


class Side(StrEnum):
    """Which text is shown: both in one, or one of them."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


_LEFT_OUT = {Side.BOTH: None, Side.OLD: Change.ADDED, Side.NEW: Change.REMOVED}


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """Words in a row. `before` and `behind` are what a screen reader says around them."""

    change: Change
    text: str
    is_strong: bool
    is_emphasis: bool
    is_link: bool
    before: str
    behind: str
    initials: str


@dataclass(frozen=True, slots=True)
class ShownSetting:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownNode:
    """A node on one side. `tag` says in words what became of a block; `name` is what stands for one without text."""

    kind: str
    change: Change
    pieces: tuple[ShownPiece, ...]
    children: tuple["ShownNode", ...]
    settings: tuple[ShownSetting, ...]
    colspan: int
    rowspan: int
    start: int
    name: str
    tag: str
    sign: str
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A block, on both sides or on one."""

    both: ShownNode | None
    old: ShownNode | None
    new: ShownNode | None
    is_same: bool  # but perhaps in another place


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that follow one another; `is_folded`: none of them has changed."""

    rows: tuple[Row, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How much differs, in words and in blocks."""

    words_added: int
    words_removed: int
    changed: int
    added: int
    removed: int
    moved: int

    @property
    def blocks(self) -> int:
        return self.changed + self.added + self.removed + self.moved


def stretches(diffs: Sequence[NodeDiff], names: Mapping[int, str], *, side_by_side: bool) -> tuple[Stretch, ...]:
    """The whole difference. `names` are those of its authors."""
    found = []
    for is_same, group in groupby(diffs, key=lambda item: item.is_same):
        rows = tuple(_row(item, names, side_by_side=side_by_side) for item in group)
        found.append(Stretch(rows, is_same and len(rows) >= FOLD_FROM))
    return tuple(found)


def counts_of(diffs: Sequence[NodeDiff]) -> Counts:
    """How much differs."""
    fates = [item.change for item in diffs]
    return Counts(
        words_added=_words(diffs, Change.ADDED),
        words_removed=_words(diffs, Change.REMOVED),
        changed=fates.count(Change.CHANGED),
        added=fates.count(Change.ADDED),
        removed=fates.count(Change.REMOVED),
        moved=sum(item.moved != 0 and item.change is Change.SAME for item in diffs),
    )


def people_in(diffs: Iterable[NodeDiff]) -> set[int]:
    """Everybody who made any of it."""
    found: set[int] = set()
    for item in diffs:
        found |= {*item.authors, *(author for piece in item.pieces for author in piece.authors)}
        found |= people_in(item.children)
    return found


def joined(names: Sequence[str]) -> str:
    """ "Aino", "Aino and Jukka", "Aino, Jukka and Veera", "Aino, Jukka and 2 others"."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) <= MAX_NAMED:
        return gettext("%(one)s and %(other)s", one=", ".join(names[:-1]), other=names[-1])
    return gettext("%(one)s, %(other)s and %(num)s others", one=names[0], other=names[1], num=len(names) - 2)


def _words(diffs: Iterable[NodeDiff], change: Change) -> int:
    return sum(
        sum(len(_WORD.findall(piece.text)) for piece in item.pieces if piece.change is change)
        + _words(item.children, change)
        for item in diffs
    )


def _row(item: NodeDiff, names: Mapping[int, str], *, side_by_side: bool) -> Row:
    if not side_by_side:
        return Row(_node(item, Side.BOTH, names, is_block=True), None, None, item.change is Change.SAME)
    old = None if item.change is Change.ADDED else _node(item, Side.OLD, names, is_block=True)
    new = None if item.change is Change.REMOVED else _node(item, Side.NEW, names, is_block=True)
    return Row(None, old, new, item.change is Change.SAME)


def _node(item: NodeDiff, side: Side, names: Mapping[int, str], *, is_block: bool = False) -> ShownNode:
    left_out = _LEFT_OUT[side]
    authors = sorted(people_in([item]) & set(names), key=lambda author: names[author])
    told = item.change is Change.CHANGED and len(authors) > 1
    called = [f"{names[author]} ({_initials(names[author])})" if told else names[author] for author in authors]
    attrs = item.attrs
    return ShownNode(
        kind=item.kind,
        change=item.change,
        pieces=_pieces([piece for piece in item.pieces if piece.change is not left_out], names, signed=told),
        children=tuple(_node(child, side, names) for child in item.children if child.change is not left_out),
        settings=_settings(item),
        colspan=int(attrs.get("colspan", 1)),
        rowspan=int(attrs.get("rowspan", 1)),
        start=int(attrs.get("start", 1)),
        name=_name(item.kind, attrs) if item.kind in _ATOMS else "",
        tag=_tag(item, joined(called)) if is_block and not item.is_same else "",
        sign=_SIGNS.get(item.change, "") or "↕",
        is_moved=item.moved != 0,
    )


_SIGNS = {Change.ADDED: "+", Change.REMOVED: "\u2212", Change.CHANGED: "±"}
_TAGS = {Change.ADDED: N_("Added"), Change.REMOVED: N_("Removed"), Change.CHANGED: N_("Changed")}
_MOVES = {-1: N_("Moved up"), 1: N_("Moved down")}


def _tag(item: NodeDiff, who: str) -> str:
    words = [_TAGS.get(item.change), _MOVES.get(item.moved)]
    kind = "" if item.kind in _COMMON else kind_word(item.kind)
    return " · ".join(filter(None, [kind, *(gettext(word) for word in words if word), who]))


def _name(kind: str, attrs: Mapping[str, Any]) -> str:
    title = str(attrs.get("title") or attrs.get("alt") or package_word(attrs.get("package", "")))
    return f"{kind_word(kind)}: {title}" if title else kind_word(kind)


def _settings(item: NodeDiff) -> tuple[ShownSetting, ...]:
    told = [ShownSetting(*setting_words(setting)) for setting in item.settings]
    if item.was:
        told.insert(0, ShownSetting(gettext("Style"), kind_word(item.was), kind_word(item.kind)))
    return tuple(told)


def _pieces(pieces: Sequence[Piece], names: Mapping[int, str], *, signed: bool) -> tuple[ShownPiece, ...]:
    """The words; `signed`: the last of what one person changed in one place carries their initials."""
    shown = []
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        ends = following is None or following.change is Change.SAME or following.authors != piece.authors
        shown.append(_piece(piece, names, signed=signed and ends))
    return tuple(shown)


def _piece(piece: Piece, names: Mapping[int, str], *, signed: bool) -> ShownPiece:
    people = [names[author] for author in piece.authors if author in names]
    before, behind = _spoken(piece, joined(people))
    kinds = {style.split(":")[0] for style in piece.style}
    return ShownPiece(
        change=piece.change,
        text=piece.text,
        is_strong="strong" in kinds,
        is_emphasis="emphasis" in kinds,
        is_link="link" in kinds,
        before=before,
        behind=behind,
        initials=", ".join(map(_initials, people)) if signed else "",
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


def _spoken(piece: Piece, who: str) -> tuple[str, str]:
    if piece.change is Change.ADDED:
        said = gettext("Added by %(who)s:", who=who) if who else gettext("Added:")
        return said, gettext("end of addition")
    if piece.change is Change.REMOVED:
        said = gettext("Removed by %(who)s:", who=who) if who else gettext("Removed:")
        return said, gettext("end of removal")
    if piece.change is Change.CHANGED:
        return gettext("Formatting changed (%(how)s):", how=_restyled(piece)), gettext("end of change")
    return "", ""


def _restyled(piece: Piece) -> str:
    """ "bold added, link removed"; what has no word of its own is left out."""
    kinds = [{style.split(":")[0] for style in styles} for styles in (piece.before, piece.style)]
    changed = {style.split(":")[0] for style in {*piece.before} ^ {*piece.style}}
    told = []
    for kind in sorted(changed & set(_STYLES)):
        was, is_now = kind in kinds[0], kind in kinds[1]
        words = (
            N_("%(style)s changed") if was and is_now else N_("%(style)s added") if is_now else N_("%(style)s removed")
        )
        told.append(gettext(words, style=gettext(_STYLES[kind])))
    return ", ".join(told) or gettext("reference changed")
