"""A field of plain words, and the least change of the text that says the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.suggestions.rewording import Misplaced, as_typed, reworded
from app.suggestions.units import changes_between, nodes_of, plain, units_of
from tests.factories.suggestions import footnote, strong

TEXT = [{"type": "text", "text": "Kunnan "}, strong("nuoret"), {"type": "text", "text": " voivat hyvin."}]
LINK = {"type": "link", "attrs": {"href": "https://thl.fi"}}
REMARK = {"type": "comment", "attrs": {"thread": "t1"}}


def run(text: str, *marks: dict[str, object]) -> dict[str, object]:
    return {"type": "text", "text": text, "marks": list(marks)} if marks else {"type": "text", "text": text}


def test_what_is_not_touched_keeps_its_look():
    assert reworded(TEXT, "Alueen nuoret voivat melko hyvin.") == [
        run("Alueen "),
        strong("nuoret"),
        run(" voivat melko hyvin."),
    ]


def test_a_new_word_looks_as_the_word_that_it_replaces():
    assert reworded(TEXT, "Kunnan lapset voivat hyvin.")[1] == strong("lapset")


def test_words_after_a_link_do_not_belong_to_it():
    nodes = [run("Lue lisää", LINK), run(" sivulta.")]
    assert reworded(nodes, "Lue lisää heti sivulta.") == [run("Lue lisää", LINK), run(" heti sivulta.")]


def test_a_word_in_two_looks_is_kept_whole():
    nodes = [strong("nuor"), run("ten hyvinvointi")]
    assert reworded(nodes, "nuorten terveys") == [strong("nuor"), run("ten terveys")]


def test_a_footnote_stays_while_its_sign_does_and_goes_with_it():
    nodes = [run("Luku nousi"), footnote("Lähde: THL."), run(" selvästi.")]
    typed = as_typed(nodes)
    assert typed == "Luku nousi⟦1: Lähde: THL.⟧ selvästi."
    kept = reworded(nodes, typed.replace("selvästi", "hieman"))
    assert [node["type"] for node in kept] == ["text", "footnote", "text"]
    assert plain([kept[1]]) == plain([nodes[1]])
    assert reworded(nodes, "Luku nousi selvästi.") == [run("Luku nousi selvästi.")]


def test_a_spoilt_sign_is_refused():
    nodes = [run("Luku"), footnote("THL"), run(".")]
    with pytest.raises(Misplaced):
        reworded(nodes, "Luku⟦1: TH⟧.")


def test_lines_are_line_breaks():
    nodes = [run("Yksi"), {"type": "hard_break"}, run("kaksi")]
    assert as_typed(nodes) == "Yksi\nkaksi"
    assert reworded(nodes, as_typed(nodes)) == nodes
    assert [node["type"] for node in reworded([run("Yksi kaksi")], "Yksi\nkaksi")] == ["text", "hard_break", "text"]


def test_remarks_are_no_part_of_a_text():
    assert plain([run("Kunnan ", REMARK), run("nuoret")]) == [run("Kunnan nuoret")]


def test_a_word_that_only_grew_keeps_its_letters():
    changes = changes_between(units_of([run("talo on")]), units_of([run("talossa on")]))
    assert [(change.same, change.new) for change in changes] == [
        (True, slice(0, 4)),
        (False, slice(4, 7)),
        (True, slice(7, 10)),
    ]


LOOKS = st.sampled_from([(), ({"type": "strong"},), (LINK,), (REMARK,), ({"type": "strong"}, REMARK)])
RUNS = st.builds(lambda text, look: run(text, *look), st.text("ab 😀.\n", min_size=1, max_size=6), LOOKS)
INLINE = st.lists(st.one_of(RUNS, st.builds(footnote, st.text("ab", min_size=1, max_size=3))), max_size=6)


@given(INLINE)
def test_a_field_left_alone_changes_nothing(nodes: list[dict[str, object]]):
    assert reworded(plain(nodes), as_typed(plain(nodes))) == plain(nodes)


@given(INLINE, st.text("abc 😀.\n", max_size=20))
def test_what_was_typed_is_what_the_text_says(nodes: list[dict[str, object]], typed: str):
    assert as_typed(reworded(plain(nodes), typed)) == typed


@given(INLINE, INLINE)
def test_changes_lead_from_the_one_to_the_other(old: list[dict[str, object]], new: list[dict[str, object]]):
    before, after = units_of(old), units_of(new)
    made = [
        unit
        for change in changes_between(before, after)
        for unit in (before[change.old] if change.same else after[change.new])
    ]
    assert plain(nodes_of(made)) == plain(nodes_of(after))
