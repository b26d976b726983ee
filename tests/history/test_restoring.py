"""The steps that bring a text back: they lead there, and hang no remark that does not hang now."""

from typing import Any

from hypothesis import given, settings
from prosemirror.model import Node
from prosemirror.transform import Transform

from app.document.checking import check_node, parse_document
from app.document.inline import fingerprint
from app.history.restoring import steps_back
from tests.document.test_diff import texts


@settings(max_examples=80, deadline=None)
@given(now=texts(), then=texts())
def test_steps_back_lead_to_the_text_that_was(now: Node, then: Node) -> None:
    change = Transform(now)
    for step in steps_back(now, then):
        change.step(step)
    check_node(change.doc)
    assert change.doc.eq(then)


def test_a_changed_block_keeps_only_remarks_that_still_hang() -> None:
    def text(words: str, *threads: str) -> dict[str, Any]:
        marks = [{"type": "comment", "attrs": {"thread": thread}} for thread in threads]
        return {"type": "text", "text": words, "marks": marks}

    def document(*inside: dict[str, Any]) -> Node:
        return parse_document(
            {"type": "doc", "content": [{"type": "paragraph", "attrs": {"id": "a"}, "content": list(inside)}]}
        )

    now = document(text("Uusi "), text("sana", "alive"))
    then = document(text("Vanha ", "decided"), text("sana", "alive"))
    change = Transform(now)
    for step in steps_back(now, then):
        change.step(step)
    assert change.doc.eq(document(text("Vanha "), text("sana", "alive")))
    assert fingerprint(change.doc) == fingerprint(then)
