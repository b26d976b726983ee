"""Where a suggestion hangs, and finding it again however the text around it changes."""

import pytest
from sqlmodel import select

from app.document import plain_text
from app.sections.errors import PlaceGone
from app.sections.saving import save_steps
from app.suggestions.choosing import Wish, choose_words
from app.suggestions.errors import (
    NothingThere,
    SeveralParagraphs,
    TextGone,
)
from app.suggestions.models import Suggestion
from tests.factories.suggestions import WORDS, Desk, footnote, paragraph, strong

NUORET = (8, 14)  # "nuoret" in WORDS
HYVIN = (22, 27)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ((8, 14), "Kunnan voivat hyvin."),
        ((1, 7), "nuoret voivat hyvin."),
        ((22, 27), "Kunnan nuoret voivat."),
        ((10, 12), "Kunnan voivat hyvin."),
        ((7, 8), "Kunnannuoret voivat hyvin."),
    ],
)
def test_words_go_whole_and_leave_one_space(desk: Desk, chosen: tuple[int, int], left: str):
    one = desk.suggest(*chosen)
    desk.accept(one)
    assert desk.words == left
    desk.undo(one)
    assert desk.words == WORDS


def test_words_at_a_point_hang_on_the_word_before_them(desk: Desk):
    one = desk.suggest(14, 14, " ja lapset")
    assert plain_text({"type": "doc", "content": [paragraph(*one.base)]}) == "nuoret"
    desk.accept(one)
    assert desk.words == "Kunnan nuoret ja lapset voivat hyvin."


def test_words_at_the_beginning_hang_on_the_first_word(desk: Desk):
    desk.accept(desk.suggest(1, 1, "Kaikki "))
    assert desk.words == f"Kaikki {WORDS}"


def test_an_empty_paragraph_has_nothing_to_hang_on(desk: Desk):
    desk.write(paragraph(id_="p1"))
    with pytest.raises(NothingThere):
        desk.suggest(1, 1, "Alku")


def test_a_range_over_two_paragraphs_is_refused(desk: Desk):
    desk.write(paragraph("Yksi", id_="a"), paragraph("Kaksi", id_="b"))
    with pytest.raises(SeveralParagraphs):
        desk.suggest(2, 9, "x")


def test_looks_footnotes_and_comments_around_the_change_stay(desk: Desk):
    comment = {"type": "text", "text": "voivat", "marks": [{"type": "comment", "attrs": {"thread": "t"}}]}
    desk.write(paragraph("Kunnan ", strong("nuoret"), footnote("THL"), " ", comment, " hyvin."))
    one = desk.suggest(1, 33, "Alueen nuoret⟦1: THL⟧ voivat paremmin.")
    desk.accept(one)
    content = desk.document["content"][0]["content"]
    assert [node.get("text", node["type"]) for node in content] == [
        "Alueen ", "nuoret", "footnote", " ", "voivat", " paremmin."
    ]  # fmt: skip
    assert content[4]["marks"] == comment["marks"]


def test_a_place_that_moved_is_found_again(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    desk.type("Katsaus: ", 1)
    desk.accept(one)
    assert desk.words == "Katsaus: Kunnan lapset voivat hyvin."


def test_positions_of_an_older_version_are_followed(desk: Desk):
    seen = desk.version
    desk.type("Katsaus: ", 1)
    with desk.database.read() as session:
        assert choose_words(session, desk.text.text_id, seen, *NUORET).seen == "nuoret"


def test_a_comment_on_the_words_is_no_change_of_them(desk: Desk):
    one = desk.suggest(*NUORET, "nuoret aikuiset")
    mark = {"type": "comment", "attrs": {"thread": "t"}}
    step = {"stepType": "addMark", "from": 10, "to": 12, "mark": mark}
    with desk.database.write() as session:
        save_steps(
            session, desk.text.author_id, desk.text.text_id, version=desk.version, batch="c", client="t", steps=[step]
        )
    desk.accept(one)
    assert desk.words == "Kunnan nuoret aikuiset voivat hyvin."
    assert str(desk.document).count("'comment'") == 1


def test_a_deleted_text_can_only_be_rejected(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    desk.delete(7, 15)
    for anyway in (False, True):
        with pytest.raises(TextGone):
            desk.accept(one, anyway=anyway)
    desk.reject(one)
    assert desk.words == "Kunnanvoivat hyvin."


def test_a_copy_of_the_mark_is_not_taken_for_the_place(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    block = desk.document["content"][0]
    desk.write(block, paragraph("Välissä", id_="p2"), {**block, "attrs": {"id": "p3"}})
    desk.accept(one)
    assert desk.words == f"Kunnan lapset voivat hyvin.\nVälissä\n{WORDS}"
    assert desk.marks == 0


def test_a_divided_text_can_only_be_rejected(desk: Desk):
    one = desk.suggest(1, 14, "Lapset")
    split = {
        "stepType": "replace",
        "from": 7,
        "to": 8,
        "slice": {"content": [paragraph(id_="p1"), paragraph(id_="p2")]},
    }
    split["slice"] |= {"openStart": 1, "openEnd": 1}  # type: ignore[operator]
    with desk.database.write() as session:
        save_steps(
            session, desk.text.author_id, desk.text.text_id, version=desk.version, batch="s", client="t", steps=[split]
        )
    with pytest.raises(TextGone):
        desk.accept(one, anyway=True)


def test_blocks_change_go_and_come(desk: Desk):
    desk.write(paragraph("Yksi", id_="a"), paragraph("Kaksi", id_="b"), paragraph("Kolme", id_="c"))
    desk.accept(desk.suggest_block("a", Wish.CHANGE_BLOCK, "Ensimmäinen"))
    desk.accept(desk.suggest_block("b", Wish.REMOVE_BLOCK))
    desk.accept(desk.suggest_block("c", Wish.ADD_BLOCK, "Neljä\n\nViisi"))
    assert desk.words == "Ensimmäinen\nKolme\nNeljä\nViisi"


def test_a_paragraph_is_added_after_a_block_however_that_has_changed(desk: Desk):
    one = desk.suggest_block("p1", Wish.ADD_BLOCK, "Toinen")
    desk.type("!", 28)
    desk.accept(one)
    assert desk.words == f"{WORDS}!\nToinen"


def test_the_last_block_leaves_an_empty_paragraph(desk: Desk):
    one = desk.suggest_block("p1", Wish.REMOVE_BLOCK)
    desk.accept(one)
    assert desk.words == ""
    desk.undo(one)
    assert desk.words == WORDS


def test_places_outside_the_text_are_gone(desk: Desk):
    for place in ((500, 500), (500, 510)):
        with pytest.raises(PlaceGone):
            desk.suggest(*place, "x")
    desk.write(paragraph("😀 on"))
    with pytest.raises(PlaceGone):
        desk.suggest(2, 4, "x")  # in the middle of a sign
    with desk.database.read() as session:
        assert session.exec(select(Suggestion)).all() == []
