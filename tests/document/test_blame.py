"""Blame: as long as the text, equal to what the library's own maps say, the same forwards and backwards."""

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from prosemirror.model import Node
from prosemirror.transform import Step

from app.document.blame import taken_away, untouched, utf16_length, write_over
from app.document.checking import parse_document
from app.document.schema import SCHEMA
from app.document.steps import StepsRejected, step_through

START = {
    "type": "doc",
    "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "Ensin oli 🌲 sana."}]},
        {"type": "heading", "attrs": {"id": "h", "level": 1}, "content": [{"type": "text", "text": "Otsikko"}]},
        {"type": "paragraph", "content": [{"type": "text", "text": "Lopuksi."}]},
    ],
}
PIECES: tuple[list[dict[str, Any]], ...] = (
    [],
    [{"type": "text", "text": "uusi"}],
    [{"type": "text", "text": "hyvä 👍"}],
    [{"type": "hard_break"}],
    [{"type": "footnote", "content": [{"type": "text", "text": "viite"}]}],
)
BLOCKS: tuple[dict[str, Any], ...] = (
    {"type": "paragraph", "content": [{"type": "text", "text": "väliin"}]},
    {"type": "indicator_table"},
    {"type": "bullet_list", "content": [{"type": "list_item", "content": [{"type": "paragraph"}]}]},
)
place = st.integers(min_value=0, max_value=60)


@st.composite
def a_step(draw: st.DrawFn) -> dict[str, Any]:
    """A step that may fit: typing, deleting, splitting, wrapping, settings, marks."""
    start, end = sorted((draw(place), draw(place)))
    return draw(
        st.one_of(
            st.sampled_from(PIECES).map(
                lambda content: {"stepType": "replace", "from": start, "to": end, "slice": {"content": content}}
            ),
            st.sampled_from(BLOCKS).map(
                lambda node: {"stepType": "replace", "from": start, "to": start, "slice": {"content": [node]}}
            ),
            st.just(_split(start)),
            st.just(_wrap(start, end)),
            st.just({"stepType": "attr", "pos": start, "attr": "level", "value": 2}),
            st.just({"stepType": "attr", "pos": start, "attr": "id", "value": "x"}),
            st.just({"stepType": "addMark", "from": start, "to": end, "mark": {"type": "strong"}}),
        )
    )


def _split(at: int) -> dict[str, Any]:
    content = [{"type": "paragraph"}, {"type": "paragraph"}]
    return {"stepType": "replace", "from": at, "to": at, "slice": {"content": content, "openStart": 1, "openEnd": 1}}


def _wrap(start: int, end: int) -> dict[str, Any]:
    around = {"from": start, "to": end, "gapFrom": start, "gapTo": end, "insert": 1}
    return {"stepType": "replaceAround", **around, "slice": {"content": [{"type": "blockquote"}]}}


def played(steps: list[dict[str, Any]]) -> tuple[list[Node], list[tuple[int, dict[str, Any]]]]:
    """The texts one after another, and the steps that fitted, as they are stored."""
    texts, kept = [parse_document(START)], []
    for step in steps:
        try:
            text, understood = step_through(texts[-1], [step])
        except StepsRejected:
            continue
        texts.append(text)
        kept.append((len(texts) - 1, understood[0]))
    return texts, kept


def naively(texts: list[Node], steps: list[tuple[int, dict[str, Any]]]) -> list[int]:
    """Every place of the last text: followed one by one through the library's maps."""
    written = [0] * texts[0].content.size
    for version, body in steps:
        change = Step.from_json(SCHEMA, body).get_map()
        after = [version] * texts[version].content.size
        replaced: set[int] = set()
        change.for_each(lambda start, end, _start, _end, replaced=replaced: replaced.update(range(start, end)))
        for at, writer in enumerate(written):
            if at not in replaced:
                after[change.map(at, 1)] = writer
        if body["stepType"] == "attr" and body["attr"] != "id":
            after[body["pos"]] = version
        written = after
    return written


@settings(max_examples=150, deadline=None)
@given(st.lists(a_step(), max_size=12))
@example([{"stepType": "replace", "from": 1, "to": 2, "slice": {"content": [{"type": "hard_break"}]}}])
def test_replay_says_what_the_maps_say(steps: list[dict[str, Any]]) -> None:
    texts, kept = played(steps)
    written = untouched(texts[0].content.size)
    for version, step in kept:
        write_over(written, [(version, step)])
        assert len(written) == texts[version].content.size
    assert list(written) == naively(texts, kept)


@settings(max_examples=150, deadline=None)
@given(st.lists(a_step(), max_size=12))
def test_what_was_not_taken_away_is_what_was_not_written(steps: list[dict[str, Any]]) -> None:
    texts, kept = played(steps)
    lost = taken_away(texts[-1].content.size, kept)
    written = untouched(texts[0].content.size)
    write_over(written, kept)
    assert len(lost) == texts[0].content.size
    assert list(lost).count(0) == list(written).count(0)


def test_who_wrote_and_who_took_away() -> None:
    steps = [
        (1, {"stepType": "replace", "from": 1, "to": 1, "slice": {"content": [{"type": "text", "text": "abc"}]}}),
        (2, {"stepType": "replace", "from": 2, "to": 5}),
    ]
    text = parse_document(START)
    written = untouched(text.content.size)
    write_over(written, steps)
    assert list(written[:4]) == [0, 1, 0, 0]
    assert list(taken_away(len(written), steps)[:5]) == [0, 2, 0, 0, 0]


def test_an_emoji_takes_two_places() -> None:
    assert (utf16_length("a🌲b"), utf16_length("ä")) == (4, 1)
