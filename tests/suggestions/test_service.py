"""Suggesting and deciding: the right place, the right author, never a word that was not agreed to."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from app.audit.models import AuditEntry
from app.document import plain_text
from app.sections.errors import PlaceGone, SectionFrozen
from app.sections.models import Section, SectionState
from app.sections.queries import steps_since
from app.sections.saving import save_steps
from app.sections.service import freeze_sections
from app.suggestions import service
from app.suggestions.choosing import Wish, choose_words
from app.suggestions.errors import (
    AlreadyDecided,
    ChangedSince,
    NothingThere,
    NotTheSuggester,
    NotUndoable,
    NotYours,
    SeveralParagraphs,
    TextGone,
)
from app.suggestions.models import Suggestion, SuggestionState
from tests.factories.people import make_organisation, make_person
from tests.factories.suggestions import WORDS, Desk, footnote, paragraph, strong
from tests.factories.texts import typing

NUORET = (8, 14)  # "nuoret" in WORDS
HYVIN = (22, 27)


def type_in(desk: Desk, text: str, at: int) -> None:
    with desk.database.write() as session:
        save_steps(
            session,
            desk.text.author_id,
            desk.text.text_id,
            version=desk.version,
            batch=f"{desk.version}",
            client="tab",
            steps=[typing(text, at)],
        )


def delete(desk: Desk, start: int, end: int) -> None:
    step = {"stepType": "replace", "from": start, "to": end}
    with desk.database.write() as session:
        save_steps(
            session, desk.text.author_id, desk.text.text_id, version=desk.version, batch="d", client="tab", steps=[step]
        )


def marks_in(desk: Desk) -> int:
    return str(desk.document).count("'suggestion'")


def test_a_suggestion_changes_no_word_until_it_is_accepted(desk: Desk):
    one = desk.suggest(*NUORET, "lapset ja nuoret")
    assert (desk.words, marks_in(desk)) == (WORDS, 1)
    desk.accept(one)
    assert (desk.words, marks_in(desk)) == ("Kunnan lapset ja nuoret voivat hyvin.", 0)
    stored = desk.stored(one)
    assert (stored.state, stored.decided_by) == (SuggestionState.ACCEPTED, desk.text.author_id)


def test_what_was_accepted_is_its_suggesters_work_and_only_that(desk: Desk):
    one = desk.suggest(*NUORET, "lapset ja nuoret")
    before = desk.version
    desk.accept(one)
    with desk.database.read() as session:
        steps = steps_since(session, desk.text.text_id, before)
        audit = session.exec(select(AuditEntry).where(AuditEntry.action == "suggestion:accept")).one()
    assert {step.author_id for step in steps} == {desk.expert.id}
    written = [step.body["slice"]["content"][0]["text"] for step in steps if "slice" in step.body]
    assert written == ["lapset ja "]
    assert (audit.actor_id, audit.subject_id) == (desk.text.author_id, str(one.id))


def test_rejecting_leaves_the_text_as_it_is(desk: Desk):
    one = desk.suggest(*NUORET)
    desk.reject(one)
    assert (desk.words, marks_in(desk), desk.stored(one).state) == (WORDS, 0, SuggestionState.REJECTED)


def test_a_removal_of_words(desk: Desk):
    desk.accept(desk.suggest(14, 21))
    assert desk.words == "Kunnan nuoret hyvin."


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
    type_in(desk, "Katsaus: ", 1)
    desk.accept(one)
    assert desk.words == "Katsaus: Kunnan lapset voivat hyvin."


def test_positions_of_an_older_version_are_followed(desk: Desk):
    seen = desk.version
    type_in(desk, "Katsaus: ", 1)
    with desk.database.read() as session:
        assert choose_words(session, desk.text.text_id, seen, *NUORET).seen == "nuoret"


def test_changed_text_is_never_replaced_silently(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    type_in(desk, "ä", 10)
    with pytest.raises(ChangedSince):
        desk.accept(one)
    assert (desk.words, desk.stored(one).state) == ("Kunnan nuäoret voivat hyvin.", SuggestionState.OPEN)
    desk.accept(one, anyway=True)
    assert desk.words == "Kunnan lapset voivat hyvin."


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
    delete(desk, 7, 15)
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
    assert marks_in(desk) == 0


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


def test_accepting_one_of_two_that_overlap_leaves_the_other_changed(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    other = desk.suggest(8, 21, "lapset jaksavat", by=desk.other)
    desk.accept(one)
    with pytest.raises(ChangedSince):
        desk.accept(other)
    assert desk.words == "Kunnan lapset voivat hyvin."


def test_all_that_fit_are_accepted_and_the_others_counted(desk: Desk):
    desk.suggest(*HYVIN, "hyvin yhä", by=desk.other)
    desk.suggest(*NUORET, "lapset")
    changed = desk.suggest(1, 7, "Alueen")
    type_in(desk, "X", 3)
    with desk.database.write() as session:
        outcome = service.accept_all(session, desk.access(session, desk.text.author), desk.text.text_id)
    assert (outcome.accepted, outcome.left) == (2, 1)
    assert desk.words == "KuXnnan lapset voivat hyvin yhä."
    assert desk.stored(changed).state == SuggestionState.OPEN


def test_all_are_rejected(desk: Desk):
    made = [desk.suggest(*NUORET), desk.suggest_block("p1", Wish.REMOVE_BLOCK)]
    with desk.database.write() as session:
        assert service.reject_all(session, desk.access(session, desk.text.author), desk.text.text_id) == 2
    assert {desk.stored(one).state for one in made} == {SuggestionState.REJECTED}
    assert desk.words == WORDS


def test_blocks_change_go_and_come(desk: Desk):
    desk.write(paragraph("Yksi", id_="a"), paragraph("Kaksi", id_="b"), paragraph("Kolme", id_="c"))
    desk.accept(desk.suggest_block("a", Wish.CHANGE_BLOCK, "Ensimmäinen"))
    desk.accept(desk.suggest_block("b", Wish.REMOVE_BLOCK))
    desk.accept(desk.suggest_block("c", Wish.ADD_BLOCK, "Neljä\n\nViisi"))
    assert desk.words == "Ensimmäinen\nKolme\nNeljä\nViisi"


def test_a_paragraph_is_added_after_a_block_however_that_has_changed(desk: Desk):
    one = desk.suggest_block("p1", Wish.ADD_BLOCK, "Toinen")
    type_in(desk, "!", 28)
    desk.accept(one)
    assert desk.words == f"{WORDS}!\nToinen"


def test_the_last_block_leaves_an_empty_paragraph(desk: Desk):
    one = desk.suggest_block("p1", Wish.REMOVE_BLOCK)
    desk.accept(one)
    assert desk.words == ""
    desk.undo(one)
    assert desk.words == WORDS


@pytest.mark.parametrize("wish", [Wish.CHANGE, Wish.REMOVE, Wish.CHANGE_BLOCK, Wish.REMOVE_BLOCK, Wish.ADD_BLOCK])
def test_an_acceptance_can_be_taken_back_and_given_again(desk: Desk, wish: Wish):
    desk.write(paragraph(WORDS), paragraph("Muuta", id_="p2"))
    if wish in (Wish.CHANGE, Wish.REMOVE):
        one = desk.suggest(*NUORET, "lapset" if wish is Wish.CHANGE else "", wish=wish)
    else:
        one = desk.suggest_block("p1", wish, "Uusi teksti")
    desk.accept(one)
    accepted = desk.words
    type_in(desk, "Lisäys: ", 1)
    desk.undo(one)
    assert (desk.stored(one).state, desk.stored(one).decided_by) == (SuggestionState.OPEN, None)
    assert desk.words in (f"Lisäys: {WORDS}\nMuuta", f"{WORDS}\nLisäys: Muuta")
    if desk.words.startswith("Lisäys") and wish is not Wish.CHANGE_BLOCK:
        desk.accept(one)
        assert desk.words == f"Lisäys: {accepted}"


def test_what_was_written_on_is_not_taken_back(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    desk.accept(one)
    type_in(desk, "x", 10)
    with pytest.raises(NotUndoable):
        desk.undo(one)


def test_taking_back_what_was_accepted_anyway_restores_what_stood_there_then(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    type_in(desk, "ä", 10)
    desk.accept(one, anyway=True)
    desk.undo(one)
    assert desk.words == "Kunnan nuäoret voivat hyvin."


def test_nothing_is_decided_twice(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    desk.accept(one)
    for again in (desk.accept, desk.reject):
        with pytest.raises(AlreadyDecided):
            again(one)


def test_a_frozen_section_takes_no_suggestion_and_no_acceptance_but_a_rejection(desk: Desk):
    one, other = desk.suggest(*NUORET, "lapset"), desk.suggest(*HYVIN, "huonosti")
    with desk.database.write() as session:
        freeze_sections(session, desk.text.section.report_id)
    version = desk.version
    for refused in (lambda: desk.suggest(1, 7, "Alueen"), lambda: desk.accept(one)):
        with pytest.raises(SectionFrozen):
            refused()
    desk.reject(one)
    with desk.database.write() as session:
        service.withdraw(session, desk.access(session, desk.expert), other.id or 0)
    assert desk.stored(other).state == SuggestionState.WITHDRAWN
    assert (desk.words, desk.version) == (WORDS, version)


def test_the_owner_and_the_coordinator_decide_and_nobody_else(desk: Desk):
    organisation = make_organisation(desk.database)
    owner = make_person(desk.database, "Oona Omistaja", "author", organisation=organisation)
    coordinator = make_person(desk.database, "Kaisa Koordinaattori", "coordinator", organisation=organisation)
    first, second = desk.suggest(*NUORET, "lapset"), desk.suggest(*HYVIN, "huonosti")
    with desk.database.write() as session:
        session.get_one(Section, desk.text.section.id).owner_id = owner.id
    for stranger in (desk.text.author, desk.expert):
        with pytest.raises(NotYours):
            desk.accept(first, by=stranger)
        with pytest.raises(NotYours):
            desk.reject(first, by=stranger)
    desk.accept(first, by=owner)
    desk.accept(second, by=coordinator)
    assert desk.words == "Kunnan lapset voivat huonosti."


def test_only_the_suggester_withdraws(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    for other in (desk.other, desk.text.author):
        with pytest.raises(NotTheSuggester), desk.database.write() as session:
            service.withdraw(session, desk.access(session, other), one.id or 0)
    with desk.database.write() as session:
        service.withdraw(session, desk.access(session, desk.expert), one.id or 0)
    assert desk.stored(one).state == SuggestionState.WITHDRAWN


def test_a_suggestion_leaves_what_is_ready_ready_and_an_acceptance_opens_it(desk: Desk):
    with desk.database.write() as session:
        session.get_one(Section, desk.text.section.id).state = SectionState.READY
    one = desk.suggest(*NUORET, "lapset")
    with desk.database.read() as session:
        assert session.get_one(Section, desk.text.section.id).state == SectionState.READY
    desk.accept(one)
    with desk.database.read() as session:
        assert session.get_one(Section, desk.text.section.id).state == SectionState.WRITING


def test_places_outside_the_text_are_gone(desk: Desk):
    for place in ((500, 500), (500, 510)):
        with pytest.raises(PlaceGone):
            desk.suggest(*place, "x")
    desk.write(paragraph("😀 on"))
    with pytest.raises(PlaceGone):
        desk.suggest(2, 4, "x")  # in the middle of a sign
    with desk.database.read() as session:
        assert session.exec(select(Suggestion)).all() == []


def test_of_two_who_decide_at_once_one_is_told_that_it_is_decided(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    together, outcomes = Barrier(2), []

    def decide(verb: Callable[[Suggestion], None]) -> None:
        together.wait()
        try:
            verb(one)
        except AlreadyDecided:
            outcomes.append("late")
        else:
            outcomes.append("decided")

    threads = [Thread(target=decide, args=(verb,)) for verb in (desk.accept, desk.reject)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["decided", "late"]
    accepted = desk.stored(one).state == SuggestionState.ACCEPTED
    assert desk.words == ("Kunnan lapset voivat hyvin." if accepted else WORDS)
