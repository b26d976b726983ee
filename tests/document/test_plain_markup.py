"""Blocks as plain text: what is written is read back as the same block."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.checking import parse_document
from app.document.plain_inline import MarkupInvalid, atoms_of
from app.document.plain_markup import read_blocks, stripped, write_block

WORDS = st.text(st.sampled_from("abc åÄ.,-–#>*_[](){}^\\1234567890!`~|:&<"), min_size=1, max_size=12)
MARKS = st.sets(st.sampled_from(["strong", "emphasis", "link"])).map(
    lambda names: [
        {"type": name, **({"attrs": {"href": "https://stat.fi/a_(b)?c=1"}} if name == "link" else {})}
        for name in ("link", "strong", "emphasis")
        if name in names
    ]
)


def marked(node: dict[str, Any], marks: list[dict[str, Any]]) -> dict[str, Any]:
    return {**node, "marks": marks} if marks else node


def atom(number: int) -> dict[str, Any]:
    attrs = {"indicator": "sotkanet:127", "region": "KU272", "period": str(number), "value": 1.5, "text": f"{number}"}
    return {"type": "figure_token", "attrs": attrs}


NODES = st.one_of(
    WORDS.map(lambda words: {"type": "text", "text": words}),
    WORDS.map(lambda words: {"type": "footnote", "content": [{"type": "text", "text": words}]}),
    st.just({"type": "hard_break"}),
    st.integers(1, 3).map(atom),
)
INLINE = st.lists(st.builds(marked, NODES, MARKS), max_size=6)
PARAGRAPH = INLINE.map(lambda content: {"type": "paragraph", "content": content})


def lists(flow: Any) -> Any:
    item = st.builds(
        lambda first, rest: {"type": "list_item", "content": [first, *rest]}, PARAGRAPH, st.lists(flow, max_size=2)
    )
    bullets = st.lists(item, min_size=1, max_size=3).map(lambda items: {"type": "bullet_list", "content": items})
    numbered = st.builds(
        lambda start, items: {"type": "ordered_list", "attrs": {"start": start}, "content": items},
        st.integers(1, 120),
        st.lists(item, min_size=1, max_size=3),
    )
    return bullets | numbered


FLOW = st.recursive(PARAGRAPH, lists, max_leaves=6)
BLOCKS = st.one_of(
    FLOW,
    st.builds(
        lambda level, content: {"type": "heading", "attrs": {"level": level}, "content": content},
        st.integers(1, 3),
        INLINE,
    ),
    st.lists(FLOW, min_size=1, max_size=3).map(lambda content: {"type": "blockquote", "content": content}),
)


def stored(block: dict[str, Any]) -> dict[str, Any]:
    """The block as a text holds it."""
    document: Any = parse_document({"type": "doc", "content": [block]}).to_json()
    return dict(document["content"][0])


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_what_is_written_is_read_back_as_the_same_block(block: dict[str, Any]) -> None:
    kept = stored(block)
    text = write_block(kept)
    if text is None:
        return
    plain = stripped(kept)
    (read,) = read_blocks(text, atoms_of(plain))
    assert stored(read) == stored(stripped(kept))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.builds(marked, NODES.filter(lambda node: node["type"] != "hard_break"), MARKS), max_size=6))
def test_plain_words_can_be_written_wherever_they_stand(content: list[dict[str, Any]]) -> None:
    words = [{"type": "text", "text": "Alku "}, *content, {"type": "text", "text": " loppu"}]
    paragraph = {"type": "paragraph", "content": words}
    items = [{"type": "list_item", "content": [paragraph, paragraph]}, {"type": "list_item", "content": [paragraph]}]
    nested = {
        "type": "bullet_list",
        "content": [*items, {"type": "list_item", "content": [paragraph, {"type": "bullet_list", "content": items}]}],
    }
    for block in (
        paragraph,
        {"type": "heading", "attrs": {"level": 2}, "content": words},
        {"type": "blockquote", "content": [paragraph, nested]},
        nested,
        {"type": "ordered_list", "attrs": {"start": 9}, "content": items},
    ):
        assert write_block(stored(block)) is not None


@settings(max_examples=100, deadline=None)
@given(st.text("ab*[]{}()^\\#->1. \n", max_size=40))
def test_anything_typed_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        blocks = read_blocks(text)
    except MarkupInvalid:
        return
    parse_document({"type": "doc", "content": blocks})


def test_how_each_kind_is_written() -> None:
    words = "Moi **vahva** *ja* [linkki](https://stat.fi)^[Lähde.]\nuusi rivi"
    text = f"# Otsikko\n\n{words}\n\n- yksi\n  - sisä\n- kaksi\n\n> sanottu"
    blocks = read_blocks(text)
    assert [block["type"] for block in blocks] == ["heading", "paragraph", "bullet_list", "blockquote"]
    assert "\n\n".join(write_block(stored(block)) or "" for block in blocks) == text


def test_a_figure_stays_as_its_number() -> None:
    block = stored({"type": "paragraph", "content": [{"type": "text", "text": "Väkeä "}, atom(7)]})
    assert write_block(block) == "Väkeä {1}"
    atoms = atoms_of(block)
    assert read_blocks("Vuonna {1} henkeä", atoms)[0]["content"][1]["attrs"]["period"] == "7"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lihava **ei lopu", "Write \\*\\*"),
        ("kursiivi *ei lopu", "does not end"),
        ("[linkki](ftp://a.fi)", "ftp://a.fi"),
        ("[linkki](", "A link is written as"),
        ("ei mitään", "Keep {1}"),
        ("{1} ja {1}", "only once"),
        ("{1} {2}", "nothing with the number {2}"),
        ("^[{1}]", "words alone"),
    ],
)
def test_why_something_is_refused(text: str, words: str) -> None:
    with pytest.raises(MarkupInvalid) as refused:
        read_blocks(text, [atom(1)] if "{" in text or "ei mitään" in text else [])
    assert words in refused.value.message % refused.value.params


def test_what_plain_text_cannot_hold_is_not_written() -> None:
    assert write_block({"type": "indicator_table", "attrs": {"id": "a", "package": "youth"}}) is None
