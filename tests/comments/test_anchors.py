"""The place of a conversation follows the text through real steps."""

from typing import Any

import pytest
from prosemirror.model import Node
from prosemirror.transform import Transform

from app.comments import service
from app.comments.anchors import blocks_of
from app.document.schema import SCHEMA
from app.sections.errors import PlaceGone, StepsRejected
from app.sections.queries import text_body
from app.sections.server_steps import marked_range
from tests.comments.conftest import WORDS, Talk
from tests.factories.texts import typing


def document(talk: Talk) -> Node:
    with talk.database.read() as session:
        return Node.from_json(SCHEMA, text_body(session, talk.text.text_id))


def marked(talk: Talk, key: str) -> str | None:
    """What the thread's place says now."""
    found = document(talk)
    place = marked_range(found, "comment", {"thread": key})
    return found.text_between(*place, "|") if place else None


def steps_of(transform: Transform) -> list[dict[str, Any]]:
    return [step.to_json() for step in transform.steps]


def test_the_place_is_where_its_words_are_now_though_the_editor_saw_an_older_version(talk: Talk):
    old = talk.version
    talk.step(typing("Siis: "))
    start = WORDS.index("kasvoi") + 1
    thread = talk.say(talk.jukka, service.start_thread, service.Place(old, start, start + 6), "Milloin?")
    assert (thread.quote, marked(talk, thread.key)) == ("kasvoi", "kasvoi")


def test_words_typed_before_inside_and_after_leave_it_in_its_place(talk: Talk):
    thread = talk.start(talk.jukka, "Milloin?")
    talk.step(typing("Siis: "))
    start = WORDS.index("kasvoi") + 7
    talk.step(typing("voimakkaasti ", start + 6))
    assert marked(talk, thread.key) == "kasvoi"
    marks = [{"type": "comment", "attrs": {"thread": thread.key}}]
    inside = {"content": [{"type": "text", "text": "-", "marks": marks}]}
    talk.step({"stepType": "replace", "from": start + 3, "to": start + 3, "slice": inside})
    assert marked(talk, thread.key) == "kas-voi"


def test_splitting_and_moving_the_paragraph_keep_it(talk: Talk):
    thread = talk.start(talk.jukka, "Milloin?")
    change = Transform(document(talk)).split(WORDS.index("kasvoi") + 4)
    talk.step(*steps_of(change))
    assert marked(talk, thread.key) == "kas|voi"
    now = document(talk)
    first = now.child(0)
    moved = Transform(now).delete(0, first.node_size)
    moved.insert(moved.doc.content.size, first)
    talk.step(*steps_of(moved))
    assert marked(talk, thread.key) == "voi ja laski.|Väkiluku kas"
    assert not talk.page(talk.aino).threads[0].is_detached


def test_deleting_its_words_keeps_the_quote_and_undoing_brings_the_place_back(talk: Talk):
    thread = talk.start(talk.jukka, "Milloin?")
    before = document(talk)
    change = Transform(before).delete(1, before.content.size - 1)
    talk.step(*steps_of(change))
    (shown,) = talk.page(talk.jukka).threads
    assert (shown.is_detached, shown.quote) == (True, "kasvoi")
    undo = [step.invert(doc).to_json() for step, doc in zip(change.steps, change.docs, strict=True)]
    talk.step(*reversed(undo))
    assert marked(talk, thread.key) == "kasvoi"
    assert not talk.page(talk.jukka).threads[0].is_detached


def test_two_conversations_overlap(talk: Talk):
    wide, narrow = talk.start(talk.jukka, "Kaikki", "Väkiluku kasvoi ja"), talk.start(talk.aino, "Osa", "kasvoi")
    assert (marked(talk, wide.key), marked(talk, narrow.key)) == ("Väkiluku kasvoi ja", "kasvoi")


def test_a_place_that_was_deleted_meanwhile_takes_no_conversation(talk: Talk):
    old = talk.version
    talk.step({"stepType": "replace", "from": 1, "to": 25})
    with pytest.raises(PlaceGone):
        talk.say(talk.jukka, service.start_thread, service.Place(old, 10, 16), "Milloin?")
    assert talk.comments() == []


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 5), (0, 0), (1, 90_000), (26, 27)])
def test_a_place_that_never_was_takes_no_conversation(talk: Talk, start: int, end: int):
    with pytest.raises((PlaceGone, StepsRejected)):
        talk.say(talk.jukka, service.start_thread, service.Place(talk.version, start, end), "Milloin?")
    assert talk.comments() == []


def test_blocks_are_named_by_what_they_say():
    caption = {"type": "table_caption", "content": [{"type": "text", "text": "Väestö vuosittain"}]}
    found = blocks_of(
        {
            "type": "doc",
            "content": [
                {"type": "paragraph", "attrs": {"id": "a"}, "content": [{"type": "text", "text": "sana " * 40}]},
                {"type": "table_figure", "attrs": {"id": "b"}, "content": [caption, {"type": "table", "content": []}]},
                {"type": "indicator_table", "attrs": {"id": "c", "title": "Talous"}},
                {"type": "paragraph", "attrs": {"id": "d"}},
                {"type": "paragraph", "attrs": {"id": ""}, "content": [{"type": "text", "text": "nimetön"}]},
            ],
        }
    )
    assert [block.id for block in found] == ["a", "b", "c"]
    assert len(found[0].label) <= 70
    assert found[0].label.endswith("…")
    assert found[1].label == "Väestö vuosittain"
    assert found[2].label.endswith(": Talous")
