"""A suggestion as steps: the least change of the text, and its way back. Pure."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from prosemirror.model import Fragment, Node, Slice
from prosemirror.transform import AddMarkStep, RemoveMarkStep, ReplaceStep, Step

from app.document.schema import SCHEMA
from app.suggestions.models import Suggestion, SuggestionKind
from app.suggestions.places import MARK, Found, nodes_between
from app.suggestions.units import Unit, changes_between, inherited, nodes_of, plain, units_of


def steps_to_accept(document: Node, suggestion: Suggestion, found: Found) -> list[Step]:
    """What puts the proposal in the place of what stands at `found`, and takes the mark off."""
    unmarking = RemoveMarkStep(0, document.content.size, _mark(suggestion)) if not suggestion.block_id else None
    return [
        *([unmarking] if unmarking else []),
        *_ACCEPTING[SuggestionKind(suggestion.kind)](document, suggestion, found),
    ]


def applied_end(suggestion: Suggestion, start: int) -> int:
    """Where the proposal ends that was put at `start`."""
    return start + _fragment(suggestion.proposed).size


def steps_to_undo(document: Node, suggestion: Suggestion, start: int, end: int) -> list[Step] | None:
    """The way back from the proposal between two places; None when that is not what stands there."""
    at, to = document.resolve(start), document.resolve(end)
    if not at.same_parent(to) or at.parent.inline_content != (suggestion.kind in _INLINE):
        return None
    if plain(nodes_between(document, start, end)) != plain(suggestion.proposed):
        return None
    if suggestion.kind not in _INLINE:
        before = suggestion.base if suggestion.kind in _REMOVING else ()
        return [ReplaceStep(start, end, Slice(_fragment(before), 0, 0))]
    steps = rewriting(start, nodes_between(document, start, end), suggestion.base)
    if not suggestion.block_id:
        steps.append(AddMarkStep(start, start + _fragment(suggestion.base).size, _mark(suggestion)))
    return steps


def rewriting(start: int, now: Iterable[dict[str, Any]], wanted: Iterable[dict[str, Any]]) -> list[Step]:
    """Steps that make `wanted` of the inline nodes `now` at `start`, one for each changed stretch, from the last on.

    Remarks stay on what stays, and on what takes the place of words that had them; `wanted` may bring its own.
    """
    old, new = units_of(now), units_of(wanted)
    steps: list[Step] = []
    for run in reversed(changes_between(old, new)):
        if not run.same:
            remarks = inherited(old, run.old, "remarks")
            content = _fragment(nodes_of(_carrying(unit, remarks) for unit in new[run.new]))
            places = (start + _size(old[: run.old.start]), start + _size(old[: run.old.stop]))
            steps.append(ReplaceStep(*places, Slice(content, 0, 0)))
    return steps


def _rewrite(_document: Node, suggestion: Suggestion, found: Found) -> list[Step]:
    own = [_without(node, suggestion.key) for node in found.now]
    return rewriting(found.start, own, suggestion.proposed)


def _remove(document: Node, _suggestion: Suggestion, found: Found) -> list[Step]:
    """A text is never without a paragraph."""
    left = [SCHEMA.nodes["paragraph"].create()] if document.child_count == 1 else []
    return [ReplaceStep(found.start, found.end, Slice(Fragment.from_array(left), 0, 0))]


def _add(_document: Node, suggestion: Suggestion, found: Found) -> list[Step]:
    return [ReplaceStep(found.start, found.end, Slice(_fragment(suggestion.proposed), 0, 0))]


def _carrying(unit: Unit, remarks: str) -> Unit:
    return unit if json.loads(unit.remarks) else replace(unit, remarks=remarks)


def _without(node: dict[str, Any], key: str) -> dict[str, Any]:
    """The node without the suggestion's own mark: what takes its place does not get it."""
    own = {"type": MARK, "attrs": {"key": key}}
    return {**node, "marks": [mark for mark in node.get("marks", ()) if mark != own]}


def _mark(suggestion: Suggestion) -> Any:
    return SCHEMA.marks[MARK].create({"key": suggestion.key})


def _fragment(nodes: Iterable[Any]) -> Fragment:
    return Fragment.from_array([Node.from_json(SCHEMA, node) for node in nodes])


def _size(units: Sequence[Unit]) -> int:
    return sum(unit.size for unit in units)


_INLINE = frozenset({SuggestionKind.WORDS, SuggestionKind.TEXT})
_REMOVING = frozenset({SuggestionKind.REMOVAL})
_ACCEPTING: dict[SuggestionKind, Callable[[Node, Suggestion, Found], list[Step]]] = {
    SuggestionKind.WORDS: _rewrite,
    SuggestionKind.TEXT: _rewrite,
    SuggestionKind.REMOVAL: _remove,
    SuggestionKind.ADDITION: _add,
}
