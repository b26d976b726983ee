"""The difference of two texts: nothing of either is lost, and what it says is what a person would say."""

import random
import time
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prosemirror.model import Node

from app.document.blame import taken_away, untouched, write_over
from app.document.checking import parse_document
from app.document.diff import Authors, Change, NodeDiff, diff
from app.document.inline import Placed, tokens
from app.document.steps import step_through
from tests.factories.documents import WORDS

J = dict[str, Any]


def text(words: str, *marks: str) -> J:
    return {"type": "text", "text": words, "marks": [{"type": mark} for mark in marks]}


def note(words: str) -> J:
    return {"type": "footnote", "content": [text(words)]}


def paragraph(*inside: J | str, name: str = "") -> J:
    content = [text(item) if isinstance(item, str) else item for item in inside if item]
    return {"type": "paragraph", "attrs": {"id": name}, "content": content}


def heading(words: str, level: int = 1, name: str = "") -> J:
    return {"type": "heading", "attrs": {"id": name, "level": level}, "content": [text(words)]}


def bullets(*items: str, name: str = "") -> J:
    content = [{"type": "list_item", "content": [paragraph(item)]} for item in items]
    return {"type": "bullet_list", "attrs": {"id": name}, "content": content}


def table(*rows: Sequence[str], name: str = "") -> J:
    def cells(row: Sequence[str]) -> J:
        return {"type": "table_row", "content": [{"type": "table_cell", "content": [paragraph(cell)]} for cell in row]}

    caption = {"type": "table_caption", "content": [text("Luvut")]}
    content = [caption, {"type": "table", "content": [cells(row) for row in rows]}]
    return {"type": "table_figure", "attrs": {"id": name}, "content": content}


def document(*blocks: J) -> Node:
    return parse_document({"type": "doc", "content": list(blocks) or [paragraph()]})


def plain(node: Node) -> str:
    """Every paragraph and footnote of a text on its line, in brackets the nodes around them."""
    return "".join(_plain(child) for child in Placed(node, -1).children)


def _plain(item: Placed) -> str:
    inline = item.node.inline_content
    own = "".join(token.text for token in tokens(item)) if inline else ""
    return f"({own}{''.join(map(_plain, item.notes if inline else item.children))})"


def read_back(diffs: Sequence[NodeDiff], without: Change) -> str:
    """The same of one side of a difference."""
    there = [item for item in diffs if (item.new if without is Change.REMOVED else item.old) is not None]
    if without is Change.ADDED:
        there.sort(key=lambda item: item.old or 0)
    return "".join(f"({_own(item, without)}{read_back(item.children, without)})" for item in there)


def _own(item: NodeDiff, without: Change) -> str:
    return "".join(piece.text for piece in item.pieces if piece.change is not without)


words = st.lists(st.sampled_from(["kunta", "asuu", "12,5", "%", " ", "  ", ",", "🌲", "Åbo", "ei"]), max_size=6).map(
    "".join
)
names = st.sampled_from(["", "a", "b", "c", "d", "e"])
block = st.one_of(
    st.builds(paragraph, words, name=names),
    st.builds(paragraph, words, words.filter(bool).map(note), words, name=names),
    st.builds(paragraph, words.filter(bool).map(lambda said: text(said, "strong")), words, name=names),
    st.builds(heading, words.filter(bool), st.integers(1, 3), name=names),
    st.builds(bullets, words, words, name=names),
    st.builds(bullets, words, name=names),
    st.builds(lambda a, b, c, name: table((a, b), (c, a), name=name), words, words, words, names),
    st.builds(lambda title, name: {"type": "indicator_table", "attrs": {"id": name, "title": title}}, words, names),
)


def texts() -> st.SearchStrategy[Node]:
    def whole(blocks: list[J]) -> Node:
        seen: set[str] = set()
        for one in blocks:
            one["attrs"] = {**one["attrs"], "id": "" if one["attrs"]["id"] in seen else one["attrs"]["id"]}
            seen.add(one["attrs"]["id"])
        return document(*blocks)

    return st.lists(block, min_size=1, max_size=7).map(whole)


@settings(max_examples=200, deadline=None)
@given(texts(), texts())
def test_both_texts_can_be_read_back(old: Node, new: Node) -> None:
    found = diff(old, new)
    assert read_back(found, Change.ADDED) == plain(old)
    assert read_back(found, Change.REMOVED) == plain(new)


@settings(max_examples=50, deadline=None)
@given(texts())
def test_a_text_does_not_differ_from_itself(whole: Node) -> None:
    assert all(item.is_same for item in diff(whole, whole))


def said(item: NodeDiff) -> str:
    """The words with their signs: [-gone-] {+come+} ~restyled~."""
    signs = {
        Change.SAME: "{}",
        Change.REMOVED: "[-{}-]",
        Change.ADDED: "{{+{}+}}",
        Change.CHANGED: "~{}~",
    }
    own = "".join(signs[piece.change].format(piece.text) for piece in item.pieces)
    return " | ".join(filter(None, [own, *map(said, item.children)]))


CASES = [
    (
        paragraph("Kunta kasvaa hitaasti."),
        paragraph("Kunta kasvaa nopeasti."),
        "Kunta kasvaa [-hitaasti-]{+nopeasti+}.",
    ),
    (paragraph("yksi kaksi"), paragraph("kolme neljä"), "[-yksi kaksi-]{+kolme neljä+}"),
    (paragraph("a b"), paragraph("a ", text("b", "strong")), "a ~b~"),
    (paragraph("a", note("eka")), paragraph("a", note("toka")), "a† | [-eka-]{+toka+}"),
    (bullets("yksi", "kaksi"), bullets("yksi", "puoli", "kaksi"), "yksi | {+puoli+} | kaksi"),
    (table("ab", "cd"), table("ab", "cx"), "Luvut | a | b | c | [-d-]{+x+}"),
    (table("ab", "cd"), table("ab"), "Luvut | a | b | [-c-] | [-d-]"),
    (table("ab", "cd"), table("axb", "cyd"), "Luvut | a | {+x+} | b | c | {+y+} | d"),
]


@pytest.mark.parametrize(("old", "new", "shown"), CASES)
def test_words_cells_and_notes(old: J, new: J, shown: str) -> None:
    (item,) = diff(document({**old, "attrs": {"id": "x"}}), document({**new, "attrs": {"id": "x"}}))
    assert said(item) == shown


def test_blocks_are_known_by_their_ids_however_much_they_changed() -> None:
    found = diff(document(paragraph("aivan muuta", name="a")), document(paragraph("uusi alku", name="a")))
    assert [(item.change, item.old, item.new) for item in found] == [(Change.CHANGED, 0, 0)]


def test_a_moved_block_is_said_to_be_moved() -> None:
    blocks = [paragraph(f"kappale {name}", name=name) for name in "abcd"]
    up = diff(document(*blocks), document(blocks[3], *blocks[:3]))
    assert [(item.old, item.moved) for item in up] == [(3, -1), (0, 0), (1, 0), (2, 0)]
    down = diff(document(*blocks), document(*blocks[1:], blocks[0]))
    assert [(item.old, item.moved) for item in down] == [(1, 0), (2, 0), (3, 0), (0, 1)]
    assert all(item.change is Change.SAME for item in [*up, *down])


def test_without_ids_a_rewritten_paragraph_is_found_between_its_neighbours() -> None:
    same = [paragraph("Alku pysyy."), paragraph("Loppu pysyy.")]
    old = document(same[0], paragraph("Työttömyys laski vuonna 2023 selvästi."), same[1])
    new = document(same[0], paragraph("Uusi kappale."), paragraph("Työttömyys laski vuonna 2024 selvästi."), same[1])
    changes = [item.change for item in diff(old, new)]
    assert changes == [Change.SAME, Change.ADDED, Change.CHANGED, Change.SAME]


def test_settings_are_compared_one_by_one() -> None:
    old = {"type": "indicator_table", "attrs": {"id": "t", "package": "youth", "title": "Nuoret"}}
    new = {"type": "indicator_table", "attrs": {"id": "t", "package": "older", "title": "Nuoret"}}
    (item,) = diff(document(old), document(new))
    assert [(one.name, one.old, one.new) for one in item.settings] == [("package", "youth", "older")]


def test_a_paragraph_made_a_heading_keeps_its_words() -> None:
    (item,) = diff(document(paragraph("Nuoret", name="a")), document(heading("Nuoret", name="a")))
    assert (item.kind, item.was, said(item)) == ("heading", "paragraph", "Nuoret")


def test_remarks_are_not_changes() -> None:
    remark = {"type": "comment", "attrs": {"thread": "t"}}
    remarked = [text("Kun"), text("ta ka") | {"marks": [remark]}, text("svaa")]
    (item,) = diff(document(paragraph("Kunta kasvaa")), document(paragraph(*remarked)))
    assert item.is_same


def test_who_added_and_who_removed() -> None:
    old = document(paragraph("yksi kaksi kolme", name="a"))
    steps: list[J] = [
        {"stepType": "replace", "from": 6, "to": 11},
        {"stepType": "replace", "from": 12, "to": 12, "slice": {"content": [text(" neljä")]}},
    ]
    new, understood = step_through(old, steps)
    numbered = list(enumerate(understood, start=8))
    written = untouched(old.content.size)
    write_over(written, numbered)
    lost = taken_away(len(written), numbered)
    (item,) = diff(old, new, Authors(written, lost, {8: 100, 9: 200}))
    shown = {(piece.change, piece.text.strip()): piece.authors for piece in item.pieces if piece.change != Change.SAME}
    assert shown == {(Change.REMOVED, "kaksi"): (100,), (Change.ADDED, "neljä"): (200,)}


def test_a_word_changed_in_its_middle_is_by_the_one_who_changed_it() -> None:
    old = document(paragraph("kasvaa", name="a"))
    new, understood = step_through(
        old, [{"stepType": "replace", "from": 6, "to": 7, "slice": {"content": [text("oi")]}}]
    )
    numbered = list(enumerate(understood, start=1))
    written = untouched(old.content.size)
    write_over(written, numbered)
    lost = taken_away(len(written), numbered)
    (item,) = diff(old, new, Authors(written, lost, {1: 7}))
    assert [(piece.text, piece.authors) for piece in item.pieces] == [("kasvaa", (7,)), ("kasvaoi", (7,))]


def test_a_hundred_kilobytes_are_compared_at_once() -> None:
    dice = random.Random(1)

    def blocks(seed: int) -> list[J]:
        chosen = random.Random(seed)
        return [paragraph(" ".join(chosen.choices(WORDS, k=60)), name=f"b{at}") for at in range(220)]

    old, new = blocks(1), blocks(1)
    for at in dice.sample(range(220), 60):
        new[at] = paragraph(" ".join(dice.choices(WORDS, k=60)), name=f"b{at}")
    before_, after_ = document(*old), document(*new)
    assert before_.content.size > 100_000
    started = time.process_time()
    found = diff(before_, after_)
    assert time.process_time() - started < 0.3
    assert sum(item.change is Change.CHANGED for item in found) == 60
