"""Calling people by name: only those of the report, kept as ids, told once, never oneself."""

from sqlmodel import select

from app.accounts.models import Grant, User
from app.clock import now
from app.comments import service
from app.comments.mentions import Piece, keep_mentions, pieces_of, typed_again
from app.permissions import Role
from app.reports.readers import readers
from tests.comments.conftest import Talk
from tests.factories.people import make_organisation, make_person
from tests.factories.reports import make_report

PEOPLE = {1: "Aino Kirjoittaja", 2: "Aino", 3: "Åke Östman", 4: "Åke Östman"}


def test_the_longest_name_is_meant_and_namesakes_are_all_called():
    assert keep_mentions("@Aino Kirjoittaja ja @aino, @Åke Östman!", PEOPLE) == ("@{1} ja @{2}, @{3}!", [1, 2, 3, 4])


def test_what_only_looks_like_a_name_calls_nobody():
    for typed in ("aino@Aino.fi", "@Ainon", "@@Aino", "@{1}", "@Tuntematon"):
        assert keep_mentions(typed, PEOPLE) == (typed, [])
    assert keep_mentions("@Aino", {}) == ("@Aino", [])


def test_names_are_shown_as_they_are_now_and_typed_marks_stay_text():
    assert pieces_of("@{1}: @{9}", [1], {1: "Aino Uusi", 9: "Vieras"}) == (
        Piece("@Aino Uusi", is_name=True),
        Piece(": @{9}"),
    )
    assert typed_again("Hei @{1}", [1], {1: "Aino Uusi"}) == "Hei @Aino Uusi"


def test_those_who_may_read_the_report_can_be_called(talk: Talk):
    database, kokkola = talk.database, make_organisation(talk.database)
    elsewhere = make_organisation(database, "kaustinen", "KU236")
    report_id = talk.text.report.id
    make_person(database, "Lauri Lukija", Role.READER, organisation=kokkola)
    make_person(database, "Kaisa Kaustinen", Role.COORDINATOR, organisation=elsewhere)
    make_person(database, "Osa Kirjoittaja", Role.AUTHOR, organisation=kokkola, report_id=report_id)
    other = make_report(database, kokkola, slug="muu")
    make_person(database, "Muu Kirjoittaja", Role.AUTHOR, organisation=kokkola, report_id=other.id)
    closed = make_person(database, "Poissa Oleva", Role.AUTHOR, organisation=kokkola)
    with database.write() as session:
        session.get_one(User, closed.id).disabled_at = now()
    with database.read() as session:
        found = readers(session, kokkola, talk.text.report)
    assert list(found.values()) == ["Aino Kirjoittaja", "Jukka Niemelä", "Osa Kirjoittaja"]


def test_the_called_and_those_who_take_part_are_told_once_and_nobody_of_themselves(talk: Talk):
    thread = talk.start(talk.jukka, "@Aino Kirjoittaja ja @Jukka Niemelä, katsokaa")
    subject = "1 Tausta: @Aino Kirjoittaja ja @Jukka Niemelä, katsokaa"
    assert (talk.heard(talk.aino), talk.heard(talk.jukka)) == ([("mention", subject)], [])
    talk.say(talk.aino, service.reply, thread.key, "Kyllä, @Jukka Niemelä")
    assert talk.heard(talk.jukka) == [("mention", "1 Tausta: Kyllä, @Jukka Niemelä")]
    talk.say(talk.aino, service.reply, thread.key, "Vielä")
    assert [kind for kind, _ in talk.heard(talk.jukka)] == ["mention", "reply"]
    assert len(talk.heard(talk.aino)) == 1


def test_the_sections_owner_hears_of_a_new_conversation(talk: Talk):
    with talk.database.write() as session:
        talk.on(session, talk.aino).access.section.owner_id = talk.aino.id
    talk.start(talk.jukka, "Milloin?")
    assert talk.heard(talk.aino) == [("comment", "1 Tausta: Milloin?")]


def test_a_changed_comment_tells_only_those_newly_called(talk: Talk):
    thread = talk.start(talk.jukka, "Hei")
    (comment,) = talk.comments()
    for _ in range(2):
        talk.say(talk.jukka, service.edit_comment, thread.key, comment.id, "Hei @Aino Kirjoittaja")
    assert [kind for kind, _ in talk.heard(talk.aino)] == ["mention"]
    assert [shown.key for shown in talk.page(talk.aino, "mentions").threads] == [thread.key]
    assert talk.page(talk.jukka, "mentions").threads == ()


def test_whoever_may_no_longer_read_hears_no_more(talk: Talk):
    thread = talk.start(talk.jukka, "Milloin?")
    with talk.database.write() as session:
        for grant in session.exec(select(Grant).where(Grant.user_id == talk.jukka.id)).all():
            session.delete(grant)
    talk.say(talk.aino, service.reply, thread.key, "Salassa @Jukka Niemelä")
    assert talk.heard(talk.jukka) == []
