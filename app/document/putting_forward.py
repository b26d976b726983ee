"""Puts steps that were made on an older version onto the newest document, as the editor that made them would."""

from collections.abc import Mapping as JsonObject
from collections.abc import Sequence
from typing import Any

from prosemirror.model import Node
from prosemirror.transform import Mapping, Step

from app.document.schema import SCHEMA
from app.document.steps import StepsRejected, mapping_of

Bodies = Sequence[JsonObject[str, Any]]


def put_forward(document: Node, steps: Bodies, over: Bodies) -> list[dict[str, Any]]:
    """`steps` as they are on `document`, when the steps `over` happened since they were made.

    All or none: raises StepsRejected when one has lost its place, or is more than typing, which the editor may map
    differently. What they make of the document is not checked.
    """
    if not all(map(_is_typing, steps)):
        raise StepsRejected("more than typing")
    try:
        return [
            dict(step.to_json())
            for step in _mapped(document, [Step.from_json(SCHEMA, dict(body)) for body in steps], over)
        ]
    except Exception as error:  # hostile steps make the library raise all kinds of errors
        raise StepsRejected(str(error)) from error


def _is_typing(step: JsonObject[str, Any]) -> bool:
    """Does it only put words between others? Such a step goes to the same place however it is carried there."""
    if step.get("stepType") != "replace" or step.get("from") != step.get("to") or step.get("structure"):
        return False
    slice_ = step.get("slice") or {}
    nodes = slice_.get("content") or ()
    return not (slice_.get("openStart") or slice_.get("openEnd")) and all(node.get("type") == "text" for node in nodes)


def _mapped(document: Node, steps: list[Step], over: Bodies) -> list[Step]:
    """Each step goes back over those before it, forward over what happened, and over those before it again."""
    mapping = Mapping([step.get_map().invert() for step in reversed(steps)])
    for happened in mapping_of(over).maps:
        mapping.append_map(happened)
    placed = []
    for index, step in enumerate(steps):
        undone = len(steps) - 1 - index
        mapped = step.map(mapping.slice(undone + 1))
        outcome = mapped.apply(document) if mapped else None
        if mapped is None or outcome is None or outcome.doc is None:
            raise StepsRejected("a step has lost its place")
        document = outcome.doc
        mapping.append_map(mapped.get_map(), undone)
        placed.append(mapped)
    return placed
