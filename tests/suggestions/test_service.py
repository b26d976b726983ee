"""Suggesting and deciding: the right place, the right author, never a word that was not agreed to."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from app.audit.models import AuditEntry
from app.sections.errors import SectionFrozen
from app.sections.models import Section, SectionState
from app.sections.queries import steps_since
from app.sections.service import freeze_sections
from app.suggestions import service
from app.suggestions.choosing import Wish
from app.suggestions.errors import (
    AlreadyDecided,
    ChangedSince,
    NotTheSuggester,
    NotUndoable,
    NotYours,
)
from app.suggestions.models import Suggestion, SuggestionState
from tests.factories.people import make_organisation, make_person
from tests.factories.suggestions import WORDS, Desk, paragraph

NUORET = (8, 14)  # "nuoret" in WORDS
HYVIN = (22, 27)


def test_a_suggestion_changes_no_word_until_it_is_accepted(desk: Desk):
    one = desk.suggest(*NUORET, "lapset ja nuoret")
    assert (desk.words, desk.marks) == (WORDS, 1)
    desk.accept(one)
    assert (desk.words, desk.marks) == ("Kunnan lapset ja nuoret voivat hyvin.", 0)
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
    assert (desk.words, desk.marks, desk.stored(one).state) == (WORDS, 0, SuggestionState.REJECTED)


def test_a_removal_of_words(desk: Desk):
    desk.accept(desk.suggest(14, 21))
    assert desk.words == "Kunnan nuoret hyvin."


def test_changed_text_is_never_replaced_silently(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    desk.type("ä", 10)
    with pytest.raises(ChangedSince):
        desk.accept(one)
    assert (desk.words, desk.stored(one).state) == ("Kunnan nuäoret voivat hyvin.", SuggestionState.OPEN)
    desk.accept(one, anyway=True)
    assert desk.words == "Kunnan lapset voivat hyvin."


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
    desk.type("X", 3)
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


@pytest.mark.parametrize("wish", [Wish.CHANGE, Wish.REMOVE, Wish.CHANGE_BLOCK, Wish.REMOVE_BLOCK, Wish.ADD_BLOCK])
def test_an_acceptance_can_be_taken_back_and_given_again(desk: Desk, wish: Wish):
    desk.write(paragraph(WORDS), paragraph("Muuta", id_="p2"))
    if wish in (Wish.CHANGE, Wish.REMOVE):
        one = desk.suggest(*NUORET, "lapset" if wish is Wish.CHANGE else "", wish=wish)
    else:
        one = desk.suggest_block("p1", wish, "Uusi teksti")
    desk.accept(one)
    accepted = desk.words
    desk.type("Lisäys: ", 1)
    desk.undo(one)
    assert (desk.stored(one).state, desk.stored(one).decided_by) == (SuggestionState.OPEN, None)
    assert desk.words in (f"Lisäys: {WORDS}\nMuuta", f"{WORDS}\nLisäys: Muuta")
    if desk.words.startswith("Lisäys") and wish is not Wish.CHANGE_BLOCK:
        desk.accept(one)
        assert desk.words == f"Lisäys: {accepted}"


def test_what_was_written_on_is_not_taken_back(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    desk.accept(one)
    desk.type("x", 10)
    with pytest.raises(NotUndoable):
        desk.undo(one)


def test_taking_back_what_was_accepted_anyway_restores_what_stood_there_then(desk: Desk):
    one = desk.suggest(*NUORET, "lapset")
    desk.type("ä", 10)
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
