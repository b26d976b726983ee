"""Changes a document by ProseMirror's steps, trusting nothing that a client sends."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as JsonObject
from typing import Any

from prosemirror.model import Node
from prosemirror.transform import Mapping, Step, StepMap, StepResult
from prosemirror.transform.map import Mappable
from prosemirror.transform.step import step_json_id

from app.document.checking import DocumentInvalid, check_json, check_mark_json, check_node, parse_document
from app.document.schema import SCHEMA, SCHEMA_JSON, Document

STEP_TYPES = frozenset(
    {"replace", "replaceAround", "addMark", "removeMark", "markSet", "addNodeMark", "removeNodeMark", "attr"}
)


class StepsRejected(ValueError):  # noqa: N818 - errors are named as facts
    """The steps do not fit the document or would make it invalid."""


class MarkSetStep(Step):
    """Several mark steps as one, as newer browsers' editors write when a mark replaces another."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self.steps = tuple(steps)

    def apply(self, doc: Node) -> StepResult:
        result = StepResult.ok(doc)
        for step in self.steps:
            assert result.doc is not None
            result = step.apply(result.doc)
            if result.failed is not None:
                return result
        return result

    def get_map(self) -> StepMap:
        return StepMap.empty

    def invert(self, doc: Node) -> Step:
        return MarkSetStep([step.invert(doc) for step in self.steps])

    def map(self, mapping: Mappable) -> Step | None:
        mapped = [step for step in (part.map(mapping) for part in self.steps) if step is not None]
        return MarkSetStep(mapped) if mapped else None

    def to_json(self) -> dict[str, Any]:
        return {"stepType": "markSet", "steps": [step.to_json() for step in self.steps]}

    @staticmethod
    def from_json(schema: Any, json_data: Any) -> "MarkSetStep":
        parts = json_data["steps"]
        if any(part["stepType"] not in ("addMark", "removeMark") for part in parts):
            raise ValueError("a mark set holds mark steps only")
        return MarkSetStep([Step.from_json(schema, part) for part in parts])


step_json_id("markSet", MarkSetStep)


def apply_steps(document: Document, steps: Sequence[JsonObject[str, Any]]) -> Document:
    """The document after the steps, checked. Raises StepsRejected; the given document is not changed."""
    return dict(step_through(parse_document(document), steps)[0].to_json())


def mapping_of(steps: Sequence[JsonObject[str, Any]]) -> Mapping:
    """How stored steps moved the places of a document, without applying them."""
    return Mapping([Step.from_json(SCHEMA, dict(body)).get_map() for body in steps])


def step_through(document: Node, steps: Sequence[JsonObject[str, Any]]) -> tuple[Node, list[dict[str, Any]]]:
    """Apply steps to a parsed document and check the outcome. Raises StepsRejected.

    Gives the steps back as they were understood: that, not what the client wrote, is what to store.
    """
    understood = []
    try:
        for body in steps:
            _check_step(body, document)
            step = Step.from_json(SCHEMA, dict(body))
            document = _outcome(step.apply(document))
            understood.append(dict(step.to_json()))
        check_node(document)
    except Exception as error:  # hostile or outdated steps make the library raise all kinds of errors
        raise StepsRejected(str(error)) from error
    return document, understood


def _outcome(result: StepResult) -> Node:
    if result.failed is not None or result.doc is None:
        raise DocumentInvalid(result.failed or "the step failed")
    return result.doc


def _check_step(body: JsonObject[str, Any], document: Node) -> None:
    kind = body["stepType"]
    if kind not in STEP_TYPES:
        raise DocumentInvalid(f"steps of type {kind} are not taken")
    _POSITIONS.get(kind, _check_range)(body, document)
    for node in (body.get("slice") or {}).get("content") or ():
        check_json(node)


def _check_range(body: JsonObject[str, Any], document: Node) -> None:
    _check_ordered(document, body["from"], body["to"])
    if "mark" in body:
        check_mark_json(body["mark"])


def _check_ordered(document: Node, *positions: Any) -> None:
    whole = all(type(position) is int for position in positions)
    if not whole or list(positions) != sorted(positions) or positions[0] < 0 or positions[-1] > document.content.size:
        raise DocumentInvalid("positions outside the document or in the wrong order")


def _check_around(body: JsonObject[str, Any], document: Node) -> None:
    _check_ordered(document, body["from"], body["gapFrom"], body["gapTo"], body["to"])
    if type(body["insert"]) is not int or body["insert"] < 0:
        raise DocumentInvalid("the insertion point must be a whole number")


def _check_place(body: JsonObject[str, Any], document: Node) -> None:
    _check_ordered(document, body["pos"])
    if "mark" in body:
        check_mark_json(body["mark"])


def _check_attr(body: JsonObject[str, Any], document: Node) -> None:
    _check_place(body, document)
    node = document.node_at(body["pos"])
    if node is None or body["attr"] not in SCHEMA_JSON["nodes"][node.type.name].get("attrs", {}):
        raise DocumentInvalid("there is no such attribute")


def _check_parts(body: JsonObject[str, Any], document: Node) -> None:
    for part in body["steps"]:
        _check_range(part, document)


_POSITIONS: dict[str, Callable[[JsonObject[str, Any], Node], None]] = {
    "replaceAround": _check_around,
    "markSet": _check_parts,
    "addNodeMark": _check_place,
    "removeNodeMark": _check_place,
    "attr": _check_attr,
}
