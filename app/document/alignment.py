"""Which block of one text is which of another: by id, then by equal content, then by likeness. Pure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from prosemirror.model import Node
from rapidfuzz.distance import LCSseq

from app.document.inline import fingerprint, words_in

LIKE = 0.5  # share of words in common from which two blocks count as one that was rewritten
NEAR = 12  # how far ahead a rewritten block is looked for
_ALIKE = (frozenset({"bullet_list", "ordered_list"}), frozenset({"table_cell", "table_header"}))


@dataclass(frozen=True, slots=True)
class Pair:
    """Places in the two lists; None where the block is in one of them only.

    `moved`: it passed others, -1 upwards, 1 downwards.
    """

    old: int | None
    new: int | None
    moved: int = 0


def align(old: Sequence[Node], new: Sequence[Node]) -> list[Pair]:
    """Every block of both lists once, in the order of the new one, what is gone standing where it stood."""
    found = _by_id(old, new)
    steady = _longest_rising(sorted((new_at, old_at) for old_at, new_at in found.items()))
    partners = {new_at: old_at for old_at, new_at in found.items()}
    for old_gap, new_gap in _gaps(old, new, found, steady):
        kept = _by_content(old, new, old_gap, new_gap)
        partners |= kept
        steady |= set(kept)
    return _in_order(len(old), len(new), partners, steady)


def compatible(old: Node, new: Node) -> bool:
    """Can one be read as a changed form of the other?"""
    if old.type == new.type or (old.inline_content and new.inline_content):
        return True
    return any({old.type.name, new.type.name} <= group for group in _ALIKE)


def _by_id(old: Sequence[Node], new: Sequence[Node]) -> dict[int, int]:
    places = {node.attrs.get("id"): at for at, node in enumerate(new)}
    found = {}
    for at, node in enumerate(old):
        other = places.get(node.attrs.get("id")) if node.attrs.get("id") else None
        if other is not None and compatible(node, new[other]):
            found[at] = other
    return found


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Of (new, old) pairs in the order of the new list: the new places of the most that kept their order."""
    ends: list[int] = []  # the least old place that a run of each length ends with
    last: list[int] = []  # and which pair that is
    before: list[int] = []
    for at, (_new, old_at) in enumerate(pairs):
        length = bisect_left(ends, old_at)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [old_at]
        last[length : length + 1] = [at]
    kept, at = set(), last[-1] if last else -1
    while at >= 0:
        kept.add(pairs[at][0])
        at = before[at]
    return kept


def _gaps(
    old: Sequence[Node], new: Sequence[Node], found: dict[int, int], steady: set[int]
) -> list[tuple[list[int], list[int]]]:
    """Between neighbours that kept their order: the places of both lists that have no partner yet."""
    anchors = sorted((old_at, new_at) for old_at, new_at in found.items() if new_at in steady)
    gaps, matched = [], set(found.values())
    old_from = new_from = 0
    for old_to, new_to in [*anchors, (len(old), len(new))]:
        old_gap = [at for at in range(old_from, old_to) if at not in found]
        new_gap = [at for at in range(new_from, new_to) if at not in matched]
        if old_gap and new_gap:
            gaps.append((old_gap, new_gap))
        old_from, new_from = old_to + 1, new_to + 1
    return gaps


def _by_content(
    old: Sequence[Node], new: Sequence[Node], old_gap: Sequence[int], new_gap: Sequence[int]
) -> dict[int, int]:
    """New place → old place, in order: equal ones, and between them rewritten ones."""
    kept: dict[int, int] = {}
    prints = [fingerprint(old[at]) for at in old_gap], [fingerprint(new[at]) for at in new_gap]
    for operation in LCSseq.opcodes(*prints):
        old_part = old_gap[operation.src_start : operation.src_end]
        new_part = new_gap[operation.dest_start : operation.dest_end]
        if operation.tag == "equal":
            kept |= dict(zip(new_part, old_part, strict=True))
    old_from = new_from = 0
    for new_to, old_to in [*sorted(kept.items()), (len(new), len(old))]:
        old_rest = [at for at in old_gap if old_from <= at < old_to]
        new_rest = [at for at in new_gap if new_from <= at < new_to]
        kept |= _rewritten(old, new, old_rest, new_rest)
        old_from, new_from = old_to + 1, new_to + 1
    return kept


def _rewritten(
    old: Sequence[Node], new: Sequence[Node], old_rest: Sequence[int], new_rest: Sequence[int]
) -> dict[int, int]:
    """Parts of a list or a table, as many as before, are the same ones; anything else must be alike."""
    nameless = not any(node.attrs.get("id") for node in [*(old[at] for at in old_rest), *(new[at] for at in new_rest)])
    if nameless and len(old_rest) == len(new_rest):
        pairs = zip(new_rest, old_rest, strict=True)
        return {new_at: old_at for new_at, old_at in pairs if compatible(old[old_at], new[new_at])}
    kept: dict[int, int] = {}
    words = {at: words_in(new[at]) for at in new_rest}
    first = 0
    for old_at in old_rest:
        own = words_in(old[old_at])
        for ahead, new_at in enumerate(new_rest[first : first + NEAR]):
            if compatible(old[old_at], new[new_at]) and LCSseq.normalized_similarity(own, words[new_at]) >= LIKE:
                kept[new_at] = old_at
                first += ahead + 1
                break
    return kept


def _in_order(old_count: int, new_count: int, partners: dict[int, int], steady: set[int]) -> list[Pair]:
    pairs: list[Pair] = []
    taken = set(partners.values())
    at = 0
    for new_at in range(new_count):
        old_at = partners.get(new_at)
        if old_at is not None and new_at in steady:
            pairs += [Pair(gone, None) for gone in range(at, old_at) if gone not in taken]
            at = old_at + 1
        moved = 0 if old_at is None or new_at in steady else -1 if old_at >= at else 1
        pairs.append(Pair(old_at, new_at, moved))
    return pairs + [Pair(gone, None) for gone in range(at, old_count) if gone not in taken]
