"""Changes to whole blocks, made away from the text: joined with what others did meanwhile, and turned into steps. Pure.

A change names a block by its place in the text that the person had before them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prosemirror.model import Fragment, Node, Slice
from prosemirror.transform import AttrStep, ReplaceStep, Step

from app.document.plain_markup import stored, stripped
from app.document.schema import SCHEMA, Document

Blocks = tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person made of a block: None left it as it was, no blocks delete it. `after`: new blocks behind it."""

    blocks: Blocks | None = None
    after: Blocks = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A block of the newest text (None: somebody deleted it) and what becomes of it.

    `base` is its place in the text that the person had, None for a new one. `conflicts`: both sides changed it.
    """

    block: Document | None
    base: int | None
    mine: Blocks | None = None
    after: Blocks = ()
    is_theirs: bool = False  # others changed or added it
    conflicts: bool = False


START = -1  # the place before the first block


def merge(base: Sequence[Document], newest: Sequence[Document], edits: Mapping[int, Edit]) -> list[Place]:
    """Every block of the newest text in order, with the person's changes; the first place is the beginning.

    What only one side changed is taken from that side.
    """
    counterparts = _counterparts(base, newest)
    bases = {place: index for index, place in counterparts.items()}
    additions = _additions(len(base), counterparts, edits)
    lost = _lost(base, counterparts, edits)
    places = [Place(None, None, after=additions.get(START, ())), *lost.get(START, ())]
    for index, block in enumerate(newest):
        at = bases.get(index)
        mine = edits[at].blocks if at is not None and at in edits else None
        theirs = at is None or stripped(base[at]) != stripped(block)
        if mine is not None and len(mine) == 1 and stored(mine[0]) == stripped(block):
            mine = None
        conflicts = theirs and mine is not None
        places.append(Place(block, at, mine, additions.get(index, ()), theirs, conflicts))
        places += lost.get(index, ())
    return places


def _counterparts(base: Sequence[Document], newest: Sequence[Document]) -> dict[int, int]:
    """By its place then: where a block is now. By id, and of blocks without one by what they say."""
    ids = {_id(block): index for index, block in enumerate(newest) if _id(block)}
    found = {index: ids[_id(block)] for index, block in enumerate(base) if _id(block) in ids}
    taken = set(found.values())
    for index, block in enumerate(base):
        if index not in found and not _id(block):
            same = (at for at, other in enumerate(newest) if at not in taken and stripped(other) == stripped(block))
            at = next(same, None)
            if at is not None:
                found[index] = at
                taken.add(at)
    return found


def _before(index: int, counterparts: Mapping[int, int]) -> int:
    """The place now of the last block up to `index` that is still there."""
    return next((counterparts[at] for at in range(index, -1, -1) if at in counterparts), START)


def _additions(size: int, counterparts: Mapping[int, int], edits: Mapping[int, Edit]) -> dict[int, Blocks]:
    found: dict[int, Blocks] = {}
    for index in range(START, size):
        if index in edits and edits[index].after:
            place = _before(index, counterparts)
            found[place] = (*found.get(place, ()), *edits[index].after)
    return found


def _lost(
    base: Sequence[Document], counterparts: Mapping[int, int], edits: Mapping[int, Edit]
) -> dict[int, list[Place]]:
    """What the person changed and others deleted, by the place behind which it stood."""
    found: dict[int, list[Place]] = {}
    for index in range(len(base)):
        mine = edits[index].blocks if index in edits else None
        if index not in counterparts and mine:
            found.setdefault(_before(index, counterparts), []).append(
                Place(None, index, mine, is_theirs=True, conflicts=True)
            )
    return found


def steps_of(newest: Node, places: Sequence[Place], fresh: Callable[[], str]) -> list[Step]:
    """The steps that make these places of the newest text true; blocks that nobody changed are not touched.

    `fresh` gives ids for new blocks. From the end to the start, so that every place is still where it was.
    """
    spots = list(_spots(newest))
    blocks = [place for place in places if place.block is not None]
    if all(place.mine == () for place in blocks) and not any(place.after for place in places):
        blocks[-1:] = [Place(blocks[-1].block, None, (), ({"type": "paragraph"},))]
    steps: list[Step] = []
    for (position, node), place in reversed(list(zip(spots, blocks, strict=True))):
        steps += _inserting(position + node.node_size, place.after, fresh)
        if place.mine is not None:
            steps += _changing(newest, position, node, place.mine, fresh)
    return steps + [step for place in places[:1] for step in _inserting(0, place.after, fresh)]


def _spots(document: Node) -> Iterator[tuple[int, Node]]:
    position = 0
    for node in document.content.content:
        yield position, node
        position += node.node_size


def _inserting(position: int, blocks: Blocks, fresh: Callable[[], str]) -> list[Step]:
    return [ReplaceStep(position, position, _slice([_node(block, fresh()) for block in blocks]))] if blocks else []


def _changing(document: Node, position: int, node: Node, mine: Blocks, fresh: Callable[[], str]) -> list[Step]:
    end = position + node.node_size
    if not mine:
        return [ReplaceStep(position, end, Slice.empty)]
    first, *rest = mine
    new = _node(first, str(node.attrs.get("id") or "") or fresh())
    if new.type is not node.type:
        return [*_inserting(end, tuple(rest), fresh), ReplaceStep(position, end, _slice([new]))]
    attrs = [AttrStep(position, name, value) for name, value in new.attrs.items() if node.attrs[name] != value]
    inside = _rewriting(document, position, node, new)
    return [*_inserting(end, tuple(rest), fresh), *inside, *attrs]


def _rewriting(document: Node, position: int, node: Node, new: Node) -> list[Step]:
    """One step over what differs inside a block, so that remarks on the rest of it stay."""
    old = Node.from_json(SCHEMA, stripped(node.to_json()))
    start = old.content.find_diff_start(new.content)
    if start is None:
        return []
    ends = old.content.find_diff_end(new.content)
    assert ends is not None
    overlap = max(0, start - min(ends["a"], ends["b"]))
    old_end, new_end = ends["a"] + overlap, ends["b"] + overlap
    step = ReplaceStep(position + 1 + start, position + 1 + old_end, new.slice(start, new_end))
    done = step.apply(document).doc
    changed = done.node_at(position) if done is not None else None
    if changed is not None and _says(changed) == _says(new):
        return [step]
    return [ReplaceStep(position + 1, position + node.node_size - 1, Slice(new.content, 0, 0))]


def _says(node: Node) -> Any:
    return stripped(node.to_json()).get("content")


def _node(block: Document, identifier: str) -> Node:
    return Node.from_json(SCHEMA, {**block, "attrs": {**(block.get("attrs") or {}), "id": identifier}})


def _slice(nodes: Sequence[Node]) -> Slice:
    return Slice(Fragment.from_(list(nodes)), 0, 0)


def _id(block: Mapping[str, Any]) -> str:
    return str((block.get("attrs") or {}).get("id", ""))
