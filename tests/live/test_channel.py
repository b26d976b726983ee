"""The live channel: two editors, one text; every refusal has its words or its close code."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlmodel import delete
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from app.accounts.models import SignIn
from app.db import Database
from app.desk import live
from app.document import plain_text
from app.permissions import Role
from app.sections.looks import last_look
from app.sections.models import SectionState
from app.sections.queries import text_body
from app.sections.service import freeze_sections, unfreeze_sections
from tests.factories.people import make_organisation, make_person, signed_in, signed_out
from tests.factories.reports import section_of
from tests.factories.texts import KEY, OpenText, make_text, typing
from tests.live.conversation import Writer, connect


@pytest.fixture
def text(database: Database, client: TestClient) -> OpenText:
    text = make_text(database)
    signed_in(client, text.author)
    return text


def stored(database: Database, text: OpenText) -> str:
    with database.read() as session:
        return plain_text(text_body(session, text.text_id))


def test_two_editors_hear_the_same_steps_in_the_same_order(client: TestClient, database: Database, text: OpenText):
    with connect(client, text) as one, connect(client, text) as two:
        aino, jukka = Writer(one), Writer(two)
        aino.hello()
        jukka.hello()
        batch = aino.send(typing("Hei"))
        assert aino.hear("accepted") == {"type": "accepted", "batch": batch, "version": 1}
        assert aino.hear_steps() == jukka.hear_steps()
        jukka.send(typing("!", at=4))
        assert [step["client"] for step in aino.hear_steps()] == [jukka.client]
    assert stored(database, text) == "Hei!"


def test_late_steps_are_put_forward_and_refused_where_their_place_is_gone(
    client: TestClient, database: Database, text: OpenText
):
    with connect(client, text) as one, connect(client, text) as two:
        aino, jukka = Writer(one), Writer(two)
        aino.hello()
        jukka.hello()
        aino.send(typing("A"))
        jukka.hear_steps()
        jukka.send(typing("B"), version=0)
        jukka.hear("accepted")
        assert stored(database, text) == "AB"
        aino.send({"stepType": "replace", "from": 1, "to": 3}, version=2)
        aino.hear("accepted")
        jukka.send(typing("C", at=2), version=2)
        refusal = jukka.hear("refused")
        assert (refusal["why"], refusal["version"]) == ("stale", 3)
    assert stored(database, text) == ""


def test_a_batch_sent_twice_is_acknowledged_twice_and_applied_once(
    client: TestClient, database: Database, text: OpenText
):
    with connect(client, text) as socket:
        writer = Writer(socket)
        writer.hello()
        batch = writer.send(typing("kerran"))
        first = writer.hear("accepted")
        writer.send(typing("kerran"), batch=batch, version=0)
        assert writer.hear("accepted") == first
    assert stored(database, text) == "kerran"


def test_an_editor_that_comes_back_is_told_what_it_missed_and_its_own_steps(
    client: TestClient, database: Database, text: OpenText
):
    with connect(client, text) as socket:
        writer = Writer(socket, client="same-editor")
        writer.hello()
        writer.send(typing("ennen"))
        writer.hear("accepted")
    with connect(client, text) as socket:
        writer = Writer(socket, version=0, client="same-editor")
        welcome = writer.hello()
        assert [(made["client"], made["step"]["from"]) for made in welcome["steps"]] == [("same-editor", 1)]
        assert welcome["version"] == 1


def test_first_steps_start_the_section_and_the_counts_follow(client: TestClient, database: Database, text: OpenText):
    with connect(client, text) as socket:
        writer = Writer(socket)
        writer.hello()
        writer.send(typing("Hei"))
        writer.hear("accepted")
        assert writer.hear("state")["writable"] is True
    assert section_of(database, text.report, KEY).state == SectionState.WRITING
    with database.read() as session:
        assert session.get_one(type(text.report), text.report.id).sections_writing == 1


def test_freezing_tells_the_open_editor_and_refuses_its_steps(client: TestClient, database: Database, text: OpenText):
    with connect(client, text) as socket:
        writer = Writer(socket)
        writer.hello()
        with database.write() as session:
            freeze_sections(session, text.report.id)
        told = writer.hear("state")
        assert told["writable"] is False
        assert told["message"]
        writer.send(typing("myöhässä"))
        assert writer.hear("refused")["why"] == "frozen"
        with database.write() as session:
            unfreeze_sections(session, text.report.id)
        assert writer.hear("state")["writable"] is True
    assert stored(database, text) == ""


def test_steps_that_do_not_fit_are_refused(client: TestClient, database: Database, text: OpenText):
    with connect(client, text) as socket:
        writer = Writer(socket)
        writer.hello()
        writer.send(typing("ulkona", at=999))
        assert writer.hear("refused")["why"] == "unfit"
    assert stored(database, text) == ""


def test_a_reader_listens_but_does_not_write(client: TestClient, database: Database, text: OpenText):
    reader = make_person(database, "Riitta Sihteeri", Role.APPROVER, organisation=make_organisation(database))
    signed_in(client, reader)
    with connect(client, text) as socket:
        writer = Writer(socket)
        assert writer.hello()["writable"] is False
        writer.send(typing("ei saa"))
        assert writer.hear("refused")["why"] == "forbidden"
    assert stored(database, text) == ""


def close_code(client: TestClient, text: OpenText, say: Callable[[Writer], object] = lambda _: None) -> int:
    with connect(client, text) as socket:
        say(Writer(socket))
        with pytest.raises(WebSocketDisconnect) as closed:
            hear_to_the_end(socket)
    return closed.value.code


def hear_to_the_end(socket: WebSocketTestSession) -> None:
    while True:
        socket.receive_json()


def test_nobody_and_strangers_are_turned_away_with_codes(client: TestClient, database: Database, text: OpenText):
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    stranger = make_person(database, "Outi Outo", Role.COORDINATOR, organisation=kaustinen)
    member = make_person(database, "Veera Valtuutettu", Role.READER, organisation=make_organisation(database))
    assert close_code(signed_out(client), text) == 4401
    assert close_code(signed_in(client, stranger), text) == 4404
    assert close_code(signed_in(client, member), text) == 4403


def test_another_site_cannot_open_the_channel(client: TestClient, text: OpenText):
    with pytest.raises(WebSocketDisconnect), connect(client, text, origin="https://evil.example"):
        pytest.fail("the socket opened")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("not json", 4400),
        ('{"type":"steps","version":0,"batch":"b","steps":[{}]}', 4400),  # before the hello
        ('{"type":"hello","version":-1,"client":"c","schema":"s"}', 4400),
        ('{"type":"hello","version":0,"client":"c","schema":"older"}', 4409),
        ('{"type":"hello","version":99,"client":"c","schema":"older"}', 4409),
        ("[" * 100_000, 4400),
        ("x" * (1024 * 1024 + 1), 1009),
    ],
)
def test_nonsense_ends_the_connection_with_a_code(client: TestClient, text: OpenText, said: str, code: int):
    assert close_code(client, text, lambda writer: writer.socket.send_text(said)) == code


def test_a_flow_of_bytes_is_not_understood(client: TestClient, text: OpenText):
    assert close_code(client, text, lambda writer: writer.socket.send_bytes(b"\x00")) == 4400


def test_the_connection_ends_when_the_sign_in_does(
    client: TestClient, database: Database, text: OpenText, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "LOOK_SECONDS", 0.05)

    def sign_out(writer: Writer) -> None:
        writer.hello()
        with database.write() as session:
            session.exec(delete(SignIn))

    assert close_code(client, text, sign_out) == 4401


def test_a_batch_after_signing_out_is_not_saved(client: TestClient, database: Database, text: OpenText):
    def sign_out_and_write(writer: Writer) -> None:
        writer.hello()
        with database.write() as session:
            session.exec(delete(SignIn))
        writer.send(typing("enää"))

    assert close_code(client, text, sign_out_and_write) == 4401
    assert stored(database, text) == ""


def test_the_connection_ends_after_its_time(client: TestClient, text: OpenText, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live, "OPEN_SECONDS", 0.2)
    assert close_code(client, text, lambda writer: writer.hello()) == 4408


def test_everybody_at_the_text_is_told_of_everybody(client: TestClient, text: OpenText):
    with connect(client, text) as one:
        aino = Writer(one)
        aino.hello()
        with connect(client, text) as two:
            other_tab = Writer(two)
            other_tab.hello()
            assert {person["client"] for person in aino.hear_people(2)} == {aino.client, other_tab.client}
            other_tab.point(1, 1)
            place = aino.hear("place")
            assert (place["version"], place["anchor"], place["head"]) == (0, 1, 1)
        (left,) = aino.hear_people(1)
        assert (left["client"], left["name"], left["writes"]) == (aino.client, "Aino Kirjoittaja", True)


def test_a_reader_is_there_but_has_no_cursor(client: TestClient, database: Database, text: OpenText):
    reader = make_person(database, "Riitta Sihteeri", Role.APPROVER, organisation=make_organisation(database))
    with connect(client, text) as one:
        aino = Writer(one)
        aino.hello()
        signed_in(client, reader)
        with connect(client, text) as two:
            riitta = Writer(two)
            riitta.hello()
            assert [person["writes"] for person in aino.hear_people(2)] == [True, False]
            riitta.point(1, 1)
            aino.send(typing("Hei"))
            riitta.hear_steps()
        aino.hear_people(1)
    assert [message for message in aino.said if message["type"] == "place"] == []


def test_who_leaves_is_remembered_to_have_seen_what_was_there(client: TestClient, database: Database, text: OpenText):
    with connect(client, text) as socket:
        writer = Writer(socket)
        writer.hello()
        writer.send(typing("Hei"))
        writer.hear_steps()
    with database.read() as session:
        look = last_look(session, text.author_id, text.text_id)
    assert look is not None
    assert look.version == 1
