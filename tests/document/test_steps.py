"""Steps: what they make, and that nothing odd gets through."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prosemirror.model import Node
from prosemirror.transform import Mapping, Step, StepMap

from app.document import StepsRejected, apply_steps, check_document, empty_document, plain_text
from app.document.markdown import from_markdown
from app.document.schema import SCHEMA
from app.document.steps import STEP_TYPES, MarkSetStep
from tests.factories.texts import typing

TEXT = from_markdown(
    "# Otsikko\n\nYksi [kaksi](https://a.fi) kolme.\n\n::: indicator_table package=working_age\n\nLoppu."
)
STRONG = {"type": "strong"}


def mark(kind: str, start: int, end: int, what: dict[str, Any] = STRONG) -> dict[str, Any]:
    return {"stepType": kind, "from": start, "to": end, "mark": what}


def test_steps_are_applied_in_order_and_the_given_document_stays():
    before = empty_document()
    after = apply_steps(before, [typing("Hei"), typing("!", at=4), mark("addMark", 1, 4)])
    assert plain_text(after) == "Hei!"
    assert after["content"][0]["content"][0] == {"type": "text", "text": "Hei", "marks": [STRONG]}
    assert before == empty_document()


def test_a_mark_set_replaces_a_link_as_undoing_does():
    old, new = ({"type": "link", "attrs": {"href": f"https://{name}.fi"}} for name in "ab")
    step = {"stepType": "markSet", "steps": [mark("removeMark", 15, 20, old), mark("addMark", 15, 20, new)]}
    changed = apply_steps(TEXT, [step])
    assert [node["marks"] for node in changed["content"][1]["content"] if "marks" in node] == [[new]]


def test_a_mark_set_maps_inverts_and_writes_itself():
    step = Step.from_json(SCHEMA, {"stepType": "markSet", "steps": [mark("addMark", 11, 14)]})
    assert isinstance(step, MarkSetStep)
    node = Node.from_json(SCHEMA, TEXT)
    marked = step.apply(node).doc
    assert marked is not None
    undone = step.invert(node).apply(marked).doc
    assert undone is not None
    assert undone.eq(node)
    moved = step.map(Mapping([StepMap([0, 0, 2])]))
    assert moved is not None
    assert moved.to_json()["steps"][0]["from"] == 13
    assert step.map(Mapping([StepMap([0, 30, 0])])) is None


REJECTED: dict[str, list[dict[str, Any]]] = {
    "an unknown kind": [{"stepType": "eval"}],
    "an attribute of the document": [{"stepType": "docAttr", "attr": "a", "value": 1}],
    "no kind": [{}],
    "beyond the end": [typing("a", at=999)],
    "before the start": [typing("a", at=-1)],
    "between two positions": [{**typing("a"), "from": 1.5, "to": 1.5}],
    "backwards": [mark("addMark", 5, 1)],
    "backwards inside a set": [{"stepType": "markSet", "steps": [mark("addMark", 5, 1)]}],
    "a set of other steps": [{"stepType": "markSet", "steps": [typing("a")]}],
    "an unknown attribute": [{"stepType": "attr", "pos": 0, "attr": "onclick", "value": "x"}],
    "no node there": [{"stepType": "attr", "pos": 3, "attr": "level", "value": 1}],
    "a level out of bounds": [{"stepType": "attr", "pos": 0, "attr": "level", "value": 7}],
    "an unsafe link": [mark("addMark", 11, 14, {"type": "link", "attrs": {"href": "javascript:x"}})],
    "an unknown attribute of a mark": [mark("addMark", 11, 14, {"type": "strong", "attrs": {"onclick": "x"}})],
    "an unknown attribute in a slice": [
        {**typing("a"), "slice": {"content": [{"type": "paragraph", "attrs": {"style": "x"}}]}}
    ],
    "half an emoji": [typing("\ude00", at=11)],
    "everything gone": [{"stepType": "replace", "from": 0, "to": 9}, {"stepType": "replace", "from": 0, "to": 99}],
}


@pytest.mark.parametrize("name", REJECTED)
def test_odd_steps_are_rejected(name: str):
    with pytest.raises(StepsRejected):
        apply_steps(TEXT, REJECTED[name])


POSITIONS = st.one_of(st.integers(-2, 60), st.floats(), st.none(), st.text(max_size=3))
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
CONTENT = st.fixed_dictionaries(
    {"type": st.sampled_from([*SCHEMA.nodes, "nonsense"])},
    optional={"text": st.text(max_size=4), "attrs": ANYTHING, "content": st.lists(ANYTHING, max_size=2)},
)
STEPS = st.fixed_dictionaries(
    {"stepType": st.sampled_from([*sorted(STEP_TYPES), "docAttr"])},
    optional={
        **dict.fromkeys(("from", "to", "gapFrom", "gapTo", "insert", "pos"), POSITIONS),
        "slice": st.fixed_dictionaries(
            {"content": st.lists(CONTENT, max_size=2)}, optional={"openStart": POSITIONS, "openEnd": POSITIONS}
        ),
        "mark": st.fixed_dictionaries({"type": st.sampled_from([*SCHEMA.marks, "x"])}, optional={"attrs": ANYTHING}),
        "attr": st.sampled_from(["level", "id", "package", "x"]),
        "value": ANYTHING,
        "steps": st.lists(ANYTHING, max_size=2),
        "structure": ANYTHING,
    },
)


@settings(max_examples=300, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=3))
def test_hostile_steps_leave_a_valid_document_or_are_rejected(steps: list[dict[str, Any]]):
    try:
        changed = apply_steps(TEXT, steps)
    except StepsRejected:
        return
    check_document(changed)
