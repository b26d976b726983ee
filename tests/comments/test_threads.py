"""Conversations: begun, answered, settled, taken up again, changed and deleted by whoever wrote."""

import pytest

from app.comments import service
from app.comments.errors import NotYourComment, ThreadGone, TooManyComments
from app.comments.queries import open_counts
from app.errors import BadInput, NotFound
from app.permissions import Role
from app.sections.errors import PlaceGone, SectionFrozen
from app.sections.models import SectionState
from app.sections.service import freeze_sections, mark_ready
from tests.comments.conftest import Talk
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import section_of
from tests.factories.texts import KEY, typing


def counts(talk: Talk) -> dict[int, int]:
    with talk.database.read() as session:
        return open_counts(session, talk.text.report.id or 0)


def test_a_conversation_from_its_beginning_to_its_end(talk: Talk):
    thread = talk.start(talk.jukka, "Milloin?")
    assert thread.quote == "kasvoi"
    talk.say(talk.aino, service.reply, thread.key, "Vuonna 2020.\nKatso taulukko.")
    assert counts(talk) == {talk.text.section.id: 1}
    talk.say(talk.aino, service.resolve, thread.key)
    talk.say(talk.aino, service.resolve, thread.key)
    assert counts(talk) == {}
    (settled,) = talk.page(talk.jukka, "resolved").threads
    assert (settled.resolved_by, settled.is_detached) == ("Aino Kirjoittaja", False)
    assert [comment.words for comment in settled.comments] == ["Milloin?", "Vuonna 2020.\nKatso taulukko."]
    talk.say(talk.jukka, service.reopen, thread.key)
    assert [shown.key for shown in talk.page(talk.jukka).threads] == [thread.key]
    assert talk.actions() == ["thread:start", "comment:create", "thread:resolve", "thread:reopen"]


def test_commenting_does_not_reopen_what_was_ready(talk: Talk):
    section = section_of(talk.database, talk.text.report, KEY)
    with talk.database.write() as session:
        mark_ready(session, talk.text.author_id, session.merge(section))
    talk.start(talk.jukka, "Hyvä.")
    assert section_of(talk.database, talk.text.report, KEY).state == SectionState.READY


def test_an_expert_who_may_not_write_comments(talk: Talk):
    expert = make_person(talk.database, "Essi Tutkija", Role.EXPERT, organisation=make_organisation(talk.database))
    thread = talk.start(expert, "Lähde puuttuu.")
    assert talk.page(expert, "mine").threads[0].key == thread.key


def test_a_block_can_be_talked_about_as_a_whole(talk: Talk):
    talk.step({"stepType": "attr", "pos": 0, "attr": "id", "value": "p1"})
    talk.say(talk.jukka, service.start_thread, service.Place(block="p1"), "Koko kappale?")
    (shown,) = talk.page(talk.jukka).threads
    assert (shown.quote, shown.is_detached) == ("Väkiluku kasvoi ja laski.", False)
    with pytest.raises(PlaceGone):
        talk.say(talk.jukka, service.start_thread, service.Place(block="p2"), "Mikä tämä on?")


def test_the_first_of_several_comments_stays_as_deleted_and_the_last_takes_the_thread_with_it(talk: Talk):
    thread = talk.start(talk.jukka, "Ensimmäinen")
    answer = talk.say(talk.aino, service.reply, thread.key, "Toinen")
    first = talk.comments()[0]
    with pytest.raises(NotYourComment):
        talk.say(talk.aino, service.delete_comment, thread.key, first.id)
    talk.say(talk.jukka, service.delete_comment, thread.key, first.id)
    assert next(comment.pieces for comment in talk.page(talk.aino).threads[0].comments) == ()
    with pytest.raises(NotFound):
        talk.say(talk.jukka, service.edit_comment, thread.key, first.id, "Takaisin")
    talk.say(talk.aino, service.delete_comment, thread.key, answer.id)
    assert (talk.page(talk.aino).threads, talk.comments()) == ((), [])
    with pytest.raises(ThreadGone):
        talk.say(talk.jukka, service.reply, thread.key, "Onko täällä ketään?")
    with talk.database.read() as session:
        assert "comment" not in str(talk.on(session, talk.aino).text.document)


def test_one_changes_only_ones_own_words(talk: Talk):
    thread = talk.start(talk.jukka, "Vähän")
    (comment,) = talk.comments()
    with pytest.raises(NotYourComment):
        talk.say(talk.aino, service.edit_comment, thread.key, comment.id, "Paljon")
    talk.say(talk.jukka, service.edit_comment, thread.key, comment.id, "Vähän enemmän")
    (shown,) = talk.page(talk.jukka).threads[0].comments
    assert (shown.words, shown.is_edited, shown.is_mine) == ("Vähän enemmän", True, True)


def test_a_frozen_text_takes_no_new_conversation_but_those_it_has_go_on(talk: Talk):
    thread = talk.start(talk.jukka, "Milloin?")
    with talk.database.write() as session:
        freeze_sections(session, talk.text.report.id or 0)
    with pytest.raises(SectionFrozen):
        talk.start(talk.jukka, "Entä tämä?", "laski")
    answer = talk.say(talk.aino, service.reply, thread.key, "Nyt.")
    talk.say(talk.aino, service.resolve, thread.key)
    talk.say(talk.aino, service.delete_comment, thread.key, answer.id)
    (comment,) = talk.comments()
    talk.say(talk.jukka, service.delete_comment, thread.key, comment.id)
    assert talk.comments() == []


@pytest.mark.parametrize("body", ["", " \n ", "x" * (service.MAX_BODY + 1), "\x00\x07"])
def test_what_is_no_comment_is_refused(talk: Talk, body: str):
    with pytest.raises(BadInput):
        talk.start(talk.jukka, body)
    assert talk.comments() == []


def test_a_flood_of_comments_is_refused(talk: Talk):
    thread = talk.start(talk.jukka, "Yksi")
    for _ in range(service.MOST_A_MINUTE - 1):
        talk.say(talk.jukka, service.reply, thread.key, "Lisää")
    with pytest.raises(TooManyComments):
        talk.say(talk.jukka, service.reply, thread.key, "Vielä")


def test_threads_stand_in_the_texts_order_and_those_without_a_place_last(talk: Talk):
    late, gone, early = (talk.start(talk.jukka, body, body) for body in ("laski", "kasvoi", "Väkiluku"))
    talk.step({"stepType": "replace", "from": 10, "to": 16})
    shown = talk.page(talk.aino).threads
    assert [thread.key for thread in shown] == [early.key, late.key, gone.key]
    assert [thread.is_detached for thread in shown] == [False, False, True]
    talk.step(typing("Siis: "))
    assert talk.page(talk.aino).threads == shown
