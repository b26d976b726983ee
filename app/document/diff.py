"""What differs between two versions of a text: block by block, word by word, setting by setting, and by whom. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from prosemirror.model import Node
from rapidfuzz.distance import LCSseq

from app.document.alignment import align
from app.document.blame import Versions, untouched
from app.document.inline import Placed, Style, Token, fingerprint, settings, stretches, tokens

MAX_CROSSING = 60_000_000  # words of one times words of the other: a single paragraph of a whole report


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"  # of words: formatting alone
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that fared alike. `style` is the newer one, `before` the older one where the two differ."""

    change: Change
    text: str
    style: Style
    before: Style = ()
    authors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """An attribute that is not what it was."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class NodeDiff:
    """A node and what became of it; of a paragraph the words and then its footnotes, of anything else its parts.

    `moved`: -1 upwards, 1 downwards. `old` and `new` are its places among its siblings, None where it was not.
    `was` is its kind before, where that changed. Authors are those of the node's own settings, or of its all.
    """

    kind: str
    change: Change
    attrs: Mapping[str, Any]
    pieces: tuple[Piece, ...] = ()
    children: tuple["NodeDiff", ...] = ()
    settings: tuple[Setting, ...] = ()
    authors: tuple[int, ...] = ()
    moved: int = 0
    was: str = ""
    old: int | None = None
    new: int | None = None

    @property
    def is_same(self) -> bool:
        return self.change is Change.SAME and not self.moved


@dataclass(frozen=True, slots=True)
class Authors:
    """Who wrote the places of the newer text since the older one, and who took those of the older one away.

    Lists of versions as app.document.blame makes them, and who made each version; what nobody did has no author.
    """

    written: Versions = field(default_factory=lambda: untouched(0))
    lost: Versions = field(default_factory=lambda: untouched(0))
    by: Mapping[int, int] = field(default_factory=dict)

    def of(self, versions: Versions, at: int, size: int) -> Counter[int]:
        """People by the number of their places."""
        made = versions[at : at + size]
        return Counter(self.by[version] for version in made if version in self.by) if any(made) else Counter()


def diff(old: Node, new: Node, authors: Authors | None = None) -> tuple[NodeDiff, ...]:
    """The blocks of two documents in the order of the newer one; what is gone stands where it stood."""
    return _Comparison(authors or Authors()).parts(Placed(old, -1), Placed(new, -1))


class _Comparison:
    def __init__(self, authors: Authors) -> None:
        self.authors = authors

    def parts(self, old: Placed, new: Placed) -> tuple[NodeDiff, ...]:
        return self._aligned(old.children, new.children)

    def _aligned(self, olds: Sequence[Placed], news: Sequence[Placed]) -> tuple[NodeDiff, ...]:
        found: list[NodeDiff] = []
        for pair in align([item.node for item in olds], [item.node for item in news]):
            old = None if pair.old is None else olds[pair.old]
            new = None if pair.new is None else news[pair.new]
            if old and new:
                item = self._pair(old, new)
                if pair.moved and item.change is Change.SAME:
                    item = replace(item, authors=self._setters(old, new))
            else:
                item = self._whole(new, Change.ADDED) if new else self._whole(olds[pair.old or 0], Change.REMOVED)
            found.append(replace(item, old=pair.old, new=pair.new, moved=pair.moved))
        return tuple(found)

    def _whole(self, item: Placed, change: Change) -> NodeDiff:
        """A node that fared alike from its first to its last word."""
        inline = item.node.inline_content
        versions = self.authors.lost if change is Change.REMOVED else self.authors.written
        made = Counter[int]() if change is Change.SAME else self.authors.of(versions, item.at, item.node.node_size)
        authors = _ranked(made)
        inside = item.notes if inline else item.children
        return NodeDiff(
            kind=item.kind,
            change=change,
            attrs=item.node.attrs,
            pieces=self._alike(item, change) if inline else (),
            children=tuple(replace(self._whole(child, change), old=at, new=at) for at, child in enumerate(inside)),
            authors=authors,
        )

    def _alike(self, item: Placed, change: Change) -> tuple[Piece, ...]:
        if change is Change.SAME:
            return _grouped([(change, token, (), ()) for token in stretches(item)])
        versions = self.authors.lost if change is Change.REMOVED else self.authors.written
        made = [(token, self.authors.of(versions, token.at, token.size)) for token in stretches(item)]
        return _grouped([(change, token, (), _ranked(people)) for token, people in made])

    def _pair(self, old: Placed, new: Placed) -> NodeDiff:
        if fingerprint(old.node) == fingerprint(new.node):
            return self._whole(new, Change.SAME)
        inline = new.node.inline_content
        changed = _settings(old, new)
        return NodeDiff(
            kind=new.kind,
            change=Change.CHANGED,
            attrs=new.node.attrs,
            pieces=self._words(tokens(old), tokens(new)) if inline else (),
            children=self._aligned(old.notes, new.notes) if inline else self.parts(old, new),
            settings=changed,
            authors=self._setters(old, new) if changed or old.kind != new.kind else (),
            was=old.kind if old.kind != new.kind else "",
        )

    def _setters(self, old: Placed, new: Placed) -> tuple[int, ...]:
        """Who wrote the node's opening anew, which is what changing a setting does."""
        own = self.authors.of(self.authors.written, new.at, 1)
        return _ranked(own or self.authors.of(self.authors.lost, old.at, 1))

    def _words(self, old: Sequence[Token], new: Sequence[Token]) -> tuple[Piece, ...]:
        fates: list[_Fate] = []
        for run in _runs(old, new):
            removed, added = old[run.old.start : run.old.stop], new[run.new.start : run.new.stop]
            if run.is_same:
                fates += [_kept(one, other) for one, other in zip(removed, added, strict=True)]
                continue
            makers = self._count(self.authors.written, added)
            takers = self._count(self.authors.lost, removed)
            fates += [(Change.REMOVED, token, (), _ranked(takers or makers)) for token in removed]
            fates += [(Change.ADDED, token, (), _ranked(makers or takers)) for token in added]
        return _grouped(fates)

    def _count(self, versions: Versions, words: Sequence[Token]) -> Counter[int]:
        counted = Counter[int]()
        for word in words:
            counted += self.authors.of(versions, word.at, word.size)
        return counted


_Fate = tuple[Change, Token, Style, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in a row that are the same in both, or differ."""

    is_same: bool
    old: range
    new: range


def _runs(old: Sequence[Token], new: Sequence[Token]) -> list[_Run]:
    """Same and different in turn. Spaces and signs alone between two differences do not part them."""
    texts, others = [token.text for token in old], [token.text for token in new]
    if len(texts) * len(others) > MAX_CROSSING:
        return [_Run(is_same=False, old=range(len(texts)), new=range(len(others)))]
    runs: list[_Run] = []
    for operation in LCSseq.opcodes(texts, others):
        run = _Run(
            operation.tag == "equal",
            range(operation.src_start, operation.src_end),
            range(operation.dest_start, operation.dest_end),
        )
        if runs and not run.is_same and not runs[-1].is_same:
            run = _joined(runs.pop(), run)
        elif len(runs) > 1 and not run.is_same and not any(texts[at][0].isalnum() for at in runs[-1].old):
            between = runs.pop()
            run = _joined(_joined(runs.pop(), between), run)
        runs.append(run)
    return [part for run in runs for part in _trimmed(run, texts, others)]


def _trimmed(run: _Run, texts: Sequence[str], others: Sequence[str]) -> list[_Run]:
    """A different run without what is equal at its two ends, where joining has put it."""
    if run.is_same:
        return [run]
    old, new = texts[run.old.start : run.old.stop], others[run.new.start : run.new.stop]
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    parts = [
        _Run(is_same=True, old=run.old[:head], new=run.new[:head]),
        _Run(is_same=False, old=run.old[head : len(old) - tail], new=run.new[head : len(new) - tail]),
        _Run(is_same=True, old=run.old[len(old) - tail :], new=run.new[len(new) - tail :]),
    ]
    return [part for part in parts if part.old or part.new]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words the two begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _joined(first: _Run, second: _Run) -> _Run:
    return _Run(is_same=False, old=range(first.old.start, second.old.stop), new=range(first.new.start, second.new.stop))


def _kept(old: Token, new: Token) -> _Fate:
    restyled = old.style != new.style
    return (Change.CHANGED if restyled else Change.SAME, new, old.style if restyled else (), ())


def _grouped(fates: Sequence[_Fate]) -> tuple[Piece, ...]:
    """Neighbours that fared alike as one piece."""
    alike = groupby(fates, key=lambda fate: (fate[0], fate[1].style, fate[2], fate[3]))
    return tuple(
        Piece(change, "".join(fate[1].text for fate in same), style, style_before, authors)
        for (change, style, style_before, authors), same in alike
    )


def _ranked(counted: Counter[int]) -> tuple[int, ...]:
    """Who did most first."""
    return tuple(sorted(counted, key=lambda author: (-counted[author], author)))


def _settings(old: Placed, new: Placed) -> tuple[Setting, ...]:
    """The settings that both kinds of node have and that differ."""
    ours, theirs = settings(old.node), settings(new.node)
    both = [name for name in theirs if name in ours]
    return tuple(Setting(name, ours[name], theirs[name]) for name in both if ours[name] != theirs[name])
