"""Blocks of two texts side by side: which counterpart each has, and how current it is."""

from typing import Any

import pytest
from prosemirror.model import Node

from app.document.checking import parse_document
from app.document.schema import SCHEMA, Document
from app.translation.alignment import BlockState, Source, align, standing
from app.translation.comparing import copy_of, essence, followed, has_words
from app.translation.steps import copying_steps, following_steps, pairing_steps

S = BlockState


def text(*blocks: Document) -> Document:
    return {"type": "doc", "content": list(blocks)}


def p(identifier: str, words: str = "", **more: Any) -> Document:
    content = [{"type": "text", "text": words, **more}] if words else []
    return {"type": "paragraph", "attrs": {"id": identifier}, "content": content}


def table(identifier: str, **attrs: Any) -> Document:
    return {"type": "indicator_table", "attrs": {"id": identifier, **attrs}}


def states(original: Document, translated: Document, **sources: Source) -> dict[str, BlockState]:
    return {row.id: row.state for row in align(original, translated, sources)}


def source(words: str, *, checked: bool = False) -> Source:
    return Source(essence(p("", words)), checked)


@pytest.mark.parametrize(
    ("original", "translated", "known", "state"),
    [
        ("Hei", "Hej", source("Hei"), S.CURRENT),
        ("Hei taas", "Hej", source("Hei"), S.BEHIND),
        ("Hei", "Hei", source("Hei"), S.COPIED),
        ("Hei taas", "Hei", source("Hei"), S.COPIED),
        ("Covid", "Covid", source("Covid", checked=True), S.CURRENT),
        ("Hei", "Hej", None, S.BEHIND),
        ("123", "123", source("123"), S.CURRENT),
        ("124", "123", source("123"), S.BEHIND),
        ("Hei", "", source("Hei"), S.MISSING),
    ],
)
def test_a_block_is_as_current_as_what_was_translated(
    original: str, translated: str, known: Source | None, state: BlockState
) -> None:
    sources = {"a": known} if known else {}
    assert [row.state for row in align(text(p("a", original)), text(p("a", translated)), sources)] == [state]


def test_ids_and_remarks_change_nothing() -> None:
    remark = {"type": "comment", "attrs": {"thread": "t1"}}
    parts = [{"type": "text", "text": "He"}, {"type": "text", "text": "i", "marks": [remark]}]
    marked = {"type": "paragraph", "attrs": {"id": "a"}, "content": parts}
    assert states(text(marked), text(p("a", "Hej")), a=source("Hei")) == {"a": S.CURRENT}


def test_what_one_side_lacks_is_missing_or_extra_and_empty_places_are_nothing() -> None:
    original = text(p("a", "yksi"), p(""), p("b", "kaksi"), p("e"))
    translated = text(p("x", "först"), p("b", "två"), p(""), p("y", "sist"))
    rows = align(original, translated, {"b": source("kaksi")})
    assert [(row.id, row.state) for row in rows] == [
        ("x", S.EXTRA),
        ("a", S.MISSING),
        ("b", S.CURRENT),
        ("y", S.EXTRA),
    ]
    assert standing(rows).missing == 1


def test_an_indicator_table_follows_while_its_settings_are_the_same() -> None:
    own = table("t", package="working_age", comparison=["KU272"])
    assert states(text(own), text(table("t", package="working_age", comparison=["KU272"]))) == {"t": S.CURRENT}
    rows = align(text(own), text(table("t", package="working_age", comparison=None)), {})
    assert [(row.state, row.is_stale_in_settings) for row in rows] == [(S.BEHIND, True)]


def test_a_table_with_a_reason_in_words_has_something_to_translate() -> None:
    judged = table("t", overrides={"sotkanet:1": {"judgement": "better", "reason": "Tilasto muuttui"}})
    assert has_words(judged)
    assert states(text(judged), text(judged)) == {"t": S.COPIED}
    swedish = table("t", overrides={"sotkanet:1": {"judgement": "better", "reason": "Statistiken ändrades"}})
    assert states(text(judged), text(swedish), t=Source(essence(judged))) == {"t": S.CURRENT}
    worse = table("t", overrides={"sotkanet:1": {"judgement": "worse", "reason": "Uusi syy"}})
    assert followed(worse, swedish) == {
        "overrides": {"sotkanet:1": {"judgement": "worse", "reason": "Statistiken ändrades"}}
    }


def test_a_copy_leaves_a_packages_title_to_the_package() -> None:
    assert copy_of(table("t", package="working_age", title="Työikäiset"))["attrs"]["title"] == ""
    assert copy_of(table("t", indicators=["sotkanet:1"], title="Omat"))["attrs"]["title"] == "Omat"


def node(document: Document) -> Node:
    return parse_document(document)


def after(document: Document, steps: list[Any]) -> list[tuple[str, str]]:
    now = node(document)
    for step in steps:
        result = step.apply(now)
        assert result.doc is not None, result.failed
        now = result.doc
    now.check()
    parse_document(dict(now.to_json()))
    return [(str(block.attrs["id"]), block.text_content) for block in now.content.content]


def test_missing_blocks_come_behind_the_translation_of_the_one_before_and_overwrite_nothing() -> None:
    original = text(p("a", "yksi"), p("b", "kaksi"), p("c", "kolme"), p("d", "neljä"))
    translated = text(p("x", "eget"), p("b", "två"), p(""), p("d"))
    steps, copied = copying_steps(node(translated), original)
    assert copied == ["a", "c", "d"]
    assert after(translated, steps) == [("a", "yksi"), ("x", "eget"), ("b", "två"), ("c", "kolme"), ("d", "neljä")]


def test_an_empty_translation_becomes_a_copy_and_a_whole_one_stays() -> None:
    original = text(p("a", "yksi"), p(""), p("b", "kaksi"))
    steps, _ = copying_steps(node(text(p(""))), original)
    assert after(text(p("")), steps) == [("a", "yksi"), ("b", "kaksi")]
    assert copying_steps(node(text(p("b", "två"), p("a", "ett"))), original) == ([], [])


def test_an_empty_counterpart_elsewhere_gives_way() -> None:
    original = text(p("a", "yksi"), p("b", "kaksi"))
    translated = text(p("b"), p("x", "eget"), p("a", "ett"))
    steps, copied = copying_steps(node(translated), original)
    assert copied == ["b"]
    assert after(translated, steps) == [("x", "eget"), ("a", "ett"), ("b", "kaksi")]


def test_pairing_gives_the_id_and_never_to_two() -> None:
    translated = text(p("x", "ett"), p("a"), p("b", "två"))
    assert after(translated, pairing_steps(node(translated), "x", "a")) == [("a", "ett"), ("", ""), ("b", "två")]
    assert pairing_steps(node(translated), "x", "b") == []
    assert pairing_steps(node(translated), "gone", "a") == []


def test_settings_are_followed_and_own_words_kept() -> None:
    translated = text(table("t", package="youth", title="Unga"), p("a", "ett"))
    steps = following_steps(node(translated), [table("t", package="older", title="Ikäihmiset")])
    now = node(translated)
    for step in steps:
        now = step.apply(now).doc or now
    changed = now.child(0).attrs
    assert (changed["package"], changed["title"]) == ("older", "Unga")
    assert SCHEMA.nodes["indicator_table"] is now.child(0).type
