"""Changes to blocks: joined with others' changes, and made by steps that touch nothing else."""

from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from prosemirror.model import Node

from app.document.block_edits import Edit, merge, steps_of
from app.document.checking import parse_document
from app.document.plain_markup import read_blocks, stripped
from app.document.schema import Document
from app.document.steps import step_through

REMARK = {"type": "comment", "attrs": {"thread": "t1"}}


def p(identifier: str, *words: str, remark: int = -1) -> Document:
    content = [
        {"type": "text", "text": word, **({"marks": [REMARK]} if at == remark else {})} for at, word in enumerate(words)
    ]
    return {"type": "paragraph", "attrs": {"id": identifier}, "content": content}


def edit(text: str) -> Edit:
    return Edit(tuple(read_blocks(text)))


def saved(base: list[Document], newest: list[Document], edits: dict[int, Edit]) -> tuple[Node, list[Any]]:
    """The text after the changes, checked as the server checks it, and the steps."""
    document = parse_document({"type": "doc", "content": newest})
    numbers = count(1)
    steps = steps_of(document, merge(base, newest, edits), lambda: f"new{next(numbers)}")
    return step_through(document, [dict(step.to_json()) for step in steps])


def told(document: Node) -> list[tuple[str, str]]:
    return [(str(node.attrs["id"]), node.text_content) for node in document.content.content]


def test_only_the_changed_block_is_touched_and_keeps_its_id_and_its_remarks() -> None:
    blocks = [p("a", "eka"), p("b", "Kunnassa ", "asuu", " väkeä", remark=1), p("c", "kolmas")]
    document, steps = saved(blocks, blocks, {1: edit("Kunnassa asuu paljon väkeä")})
    assert told(document) == [("a", "eka"), ("b", "Kunnassa asuu paljon väkeä"), ("c", "kolmas")]
    assert len(steps) == 1
    assert [child.marks[0].attrs["thread"] for child in document.child(1).content.content if child.marks] == ["t1"]


def test_a_block_may_become_several_another_kind_or_nothing() -> None:
    blocks = [p("a", "eka"), p("b", "toka"), p("c", "kolmas")]
    edits = {0: edit("# eka"), 1: Edit(()), 2: edit("kolmas\n\n- yksi\n- kaksi")}
    document, _ = saved(blocks, blocks, edits)
    assert [(node.type.name, node.attrs["id"]) for node in document.content.content] == [
        ("heading", "a"),
        ("paragraph", "c"),
        ("bullet_list", "new1"),
    ]


def test_a_level_is_an_attribute() -> None:
    blocks = read_blocks("# Otsikko")
    blocks = [{**blocks[0], "attrs": {"level": 1, "id": "h"}}]
    document, steps = saved(blocks, blocks, {0: edit("## Otsikko")})
    assert [step["stepType"] for step in steps] == ["attr"]
    assert document.child(0).attrs["level"] == 2


def test_additions_stand_where_they_were_written_and_an_emptied_text_is_a_paragraph() -> None:
    blocks = [p("a", "eka"), p("b", "toka")]
    new = tuple(read_blocks("uusi"))
    document, _ = saved(blocks, blocks, {-1: Edit(after=new), 0: Edit(None, new), 1: Edit((), new)})
    assert [words for _, words in told(document)] == ["uusi", "eka", "uusi", "uusi"]
    document, _ = saved(blocks, blocks, {0: Edit(()), 1: Edit(())})
    assert [words for _, words in told(document)] == [""]


def test_what_only_one_side_changed_is_taken_from_that_side() -> None:
    base = [p("a", "eka"), p("b", "toka"), p("", "nimetön"), p("c", "kolmas")]
    newest = [p("x", "heidän uusi"), p("a", "eka, heidän"), p("b", "toka"), p("n", "nimetön"), p("c", "kolmas")]
    places = merge(base, newest, {1: edit("toka, minun"), 2: Edit(after=tuple(read_blocks("väliin"))), 3: Edit(())})
    assert not any(place.conflicts for place in places)
    document, _ = saved(
        base, newest, {1: edit("toka, minun"), 2: Edit(after=tuple(read_blocks("väliin"))), 3: Edit(())}
    )
    assert [words for _, words in told(document)] == ["heidän uusi", "eka, heidän", "toka, minun", "nimetön", "väliin"]


def test_what_both_changed_is_a_conflict_unless_they_agree() -> None:
    base = [p("a", "eka"), p("b", "toka"), p("c", "kolmas"), p("d", "neljäs")]
    newest = [p("a", "heidän"), p("b", "sama"), p("d", "neljäs, heidän")]
    edits = {0: edit("minun"), 1: edit("sama"), 2: edit("kolmas, minun"), 3: Edit(())}
    places = merge(base, newest, edits)
    assert [(place.base, place.conflicts) for place in places] == [
        (None, False),
        (0, True),
        (1, False),
        (2, True),
        (3, True),
    ]
    assert places[3].block is None


WORDS = st.text("ab åä", min_size=1, max_size=8).map(lambda words: f"x{words}y")
EDITS = st.one_of(
    st.builds(lambda words: edit(words), WORDS),
    st.builds(lambda one, two: edit(f"{one}\n\n- {two}"), WORDS, WORDS),
    st.just(Edit(())),
    st.builds(lambda words: Edit(None, tuple(read_blocks(words))), WORDS),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.dictionaries(st.integers(0, 4), EDITS, max_size=4))
def test_the_steps_make_the_text_that_was_meant(words: list[str], edits: dict[int, Edit]) -> None:
    base = [p(f"b{index}", text) for index, text in enumerate(words)]
    edits = {index: change for index, change in edits.items() if index < len(base)}
    document, _ = saved(base, base, edits)
    meant: list[Document] = []
    for index, block in enumerate(base):
        change = edits.get(index, Edit())
        meant += [block] if change.blocks is None else change.blocks
        meant += change.after
    expected = parse_document({"type": "doc", "content": meant or [{"type": "paragraph"}]})
    assert stripped(document.to_json()) == stripped(expected.to_json())
