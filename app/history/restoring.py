"""Making a text what it was, by few changes: what is the same stays, with its writers and its remarks."""

from collections.abc import Iterator

from prosemirror.model import Fragment, Node, Slice
from prosemirror.transform import ReplaceStep, Step

from app.document.alignment import align
from app.document.inline import REMARKS, fingerprint


def steps_back(now: Node, then: Node) -> list[Step]:
    """Steps that make `now` read as `then`, the last place first. Remarks that no longer hang are not hung again."""
    hanging = _remarks(now)
    return [
        ReplaceStep(start, end, Slice(Fragment.from_([_without(node, hanging) for node in blocks]), 0, 0))
        for start, end, blocks in reversed(list(_gaps(now, then)))
    ]


def _gaps(now: Node, then: Node) -> Iterator[tuple[int, int, list[Node]]]:
    """Between blocks that stay: from where to where of `now`, and the blocks of `then` that belong there."""
    olds, news = now.content.content, then.content.content
    starts = [0]
    for block in olds:
        starts.append(starts[-1] + block.node_size)
    old_from = new_from = 0
    for old_to, new_to in [*_staying(olds, news), (len(olds), len(news))]:
        if old_from < old_to or new_from < new_to:
            yield starts[old_from], starts[old_to], list(news[new_from:new_to])
        old_from, new_from = old_to + 1, new_to + 1


def _staying(olds: list[Node], news: list[Node]) -> list[tuple[int, int]]:
    pairs = [(pair.old, pair.new) for pair in align(olds, news) if not pair.moved]
    both = [(old, new) for old, new in pairs if old is not None and new is not None]
    return [(old, new) for old, new in both if _is_same(olds[old], news[new])]


def _is_same(old: Node, new: Node) -> bool:
    return old.attrs.get("id") == new.attrs.get("id") and fingerprint(old) == fingerprint(new)


def _remarks(document: Node) -> set[str]:
    found: set[str] = set()

    def look(node: Node, *_: object) -> None:
        found.update(str(mark.to_json()) for mark in node.marks if mark.type.name in REMARKS)

    document.descendants(look)
    return found


def _without(node: Node, hanging: set[str]) -> Node:
    """The block without remarks but those that are there now."""
    marks = [mark for mark in node.marks if mark.type.name not in REMARKS or str(mark.to_json()) in hanging]
    if node.is_text:
        return node.mark(marks)
    inside = Fragment.from_array([_without(child, hanging) for child in node.content.content])
    return node.copy(inside).mark(marks)
