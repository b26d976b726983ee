"""Feedback without an account, its answer on the desk, the accessibility statement."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.models import Notification, User
from app.clock import at, now, today
from app.db import Database
from app.feedback.models import Feedback
from app.organisations.models import Organisation
from app.permissions import Role
from tests.factories.people import make_organisation, make_person, signed_in, signed_out
from tests.support.browse import Browser

FORM = "/julkaisut/kokkola/feedback"
MESSAGE = {
    "message": "Taulukko 4.2 ei aukea.\nRuudunlukija: NVDA.",
    "email": "lukija@example.fi",
    "about": "/julkaisut/kokkola",
}
STATED = {
    "conformance": "partial",
    "shortcomings_fi": "Kartta ei avaudu.\n\nLiite on kuva.",
    "shortcomings_sv": "",
    "contact_email": "saavutettavuus@kokkola.example",
    "contact_phone": "06 123",
}


@pytest.fixture
def kokkola(database: Database) -> Organisation:
    return make_organisation(database)


@pytest.fixture
def coordinator(database: Database, kokkola: Organisation) -> User:
    return make_person(database, "Outi Koordinaattori", Role.COORDINATOR, organisation=kokkola)


def messages(database: Database) -> list[Feedback]:
    with database.read() as session:
        return list(session.exec(select(Feedback)))


def test_a_message_is_kept_with_its_day_and_told_of(client: TestClient, coordinator: User, database: Database) -> None:
    answer = client.post(FORM, data=MESSAGE, follow_redirects=False)
    assert answer.headers["location"] == f"{FORM}/thanks"
    assert "14 päivän" in client.get(f"{FORM}/thanks").text
    [kept] = messages(database)
    assert (kept.message, kept.email, kept.address) == tuple(MESSAGE[name] for name in ("message", "email", "about"))
    assert kept.due_on == today() + timedelta(days=14)
    with database.read() as session:
        [told] = session.exec(select(Notification))
    assert (told.user_id, told.href) == (coordinator.id, f"/kokkola/feedback/{kept.id}")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"message": "  "}, "Kirjoita, mitä haluat kertoa."),
        ({"email": "lukija"}, "Tarkista sähköpostiosoite"),
        ({"message": "a" * 5001}, "5000"),
    ],
)
def test_what_was_typed_is_given_back(
    client: TestClient, coordinator: User, database: Database, changes: dict[str, str], said: str
) -> None:
    typed = MESSAGE | changes
    answer = client.post(FORM, data=typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert typed["email"] in answer.text
    assert typed["message"].strip()[:40] in answer.text
    assert messages(database) == []


def test_a_program_is_thanked_and_not_kept(client: TestClient, coordinator: User, database: Database) -> None:
    answer = client.post(FORM, data=MESSAGE | {"website": "https://spam.example"}, follow_redirects=False)
    assert answer.status_code == 303
    assert messages(database) == []


def test_many_messages_from_one_place_wait_but_are_not_lost(client: TestClient, coordinator: User) -> None:
    answers = [client.post(FORM, data=MESSAGE, follow_redirects=False) for _ in range(21)]
    assert {answer.status_code for answer in answers[:20]} == {303}
    assert answers[20].status_code == 429
    assert "Ruudunlukija: NVDA." in answers[20].text
    assert "kymmenen minuutin" in answers[20].text


@pytest.mark.parametrize("about", ["https://evil.example", "//evil.example", "/sign-in", "/julkaisut/\x07"])
def test_only_our_own_pages_are_named(client: TestClient, coordinator: User, database: Database, about: str) -> None:
    client.post(FORM, data=MESSAGE | {"about": about})
    assert [message.address for message in messages(database)] in ([""], [])


def test_feedback_is_answered_and_the_address_erased(client: TestClient, coordinator: User, database: Database) -> None:
    client.post(FORM, data=MESSAGE)
    signed_in(client, coordinator)
    assert "14 päivää jäljellä" in client.get("/kokkola/feedback").text
    place = f"/kokkola/feedback/{messages(database)[0].id}"
    client.post(f"{place}/answer", data={"answer": "Korjasimme taulukon."})
    page = client.get(place).text
    assert "mailto:lukija%40example.fi?subject=" in page
    assert "body=Korjasimme%20taulukon." in page
    client.post(f"{place}/answered")
    [kept] = messages(database)
    assert (kept.email, kept.answer, kept.answered_by) == ("", "Korjasimme taulukon.", coordinator.id)
    assert "Korjasimme taulukon." in client.get(place).text
    assert client.post(f"{place}/answer", data={"answer": "Toisin"}).status_code == 409
    assert client.post(f"{place}/removal", follow_redirects=False).status_code == 303
    assert messages(database) == []


def test_late_answers_are_marked(client: TestClient, coordinator: User, browse: Browser, database: Database) -> None:
    with at(now() - timedelta(days=17)):
        client.post(FORM, data=MESSAGE)
    with database.write() as session:
        message = session.exec(select(Feedback)).one()
        message.due_on = today() - timedelta(days=3)
        session.add(message)
    signed_in(client, coordinator)
    assert "myöhässä 3" in browse("/kokkola/feedback").text
    assert "Olisi pitänyt vastata viimeistään" in browse(f"/kokkola/feedback/{message.id}").text


def test_what_was_answered_long_ago_goes(client: TestClient, coordinator: User, database: Database) -> None:
    client.post(FORM, data=MESSAGE)
    with database.write() as session:
        message = session.exec(select(Feedback)).one()
        message.answered_at = now() - timedelta(days=731)
        session.add(message)
    client.post(FORM, data=MESSAGE | {"message": "Uusi"})
    assert [kept.message for kept in messages(database)] == ["Uusi"]


def test_other_organisations_messages_are_not_found(client: TestClient, coordinator: User, database: Database) -> None:
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    client.post(FORM, data=MESSAGE)
    signed_in(client, make_person(database, "Toinen", Role.COORDINATOR, organisation=kaustinen))
    assert client.get(f"/kaustinen/feedback/{messages(database)[0].id}").status_code == 404


def test_until_it_is_stated_the_service_speaks(browse: Browser, kokkola: Organisation) -> None:
    page = browse("/julkaisut/kokkola/accessibility")
    assert page.heading == "Saavutettavuusseloste"
    for said in ("osittain", "306/2019", "14 päivässä", "Traficom", "palvelun tekijöiden oma arvio"):
        assert said in page.text
    assert any(link.startswith(FORM) for link in page.links)


def test_the_organisation_states_it_itself(client: TestClient, coordinator: User, browse: Browser) -> None:
    signed_in(client, coordinator)
    assert "Kaaviot ja kartat ovat piirroksia" in client.get("/kokkola/accessibility-statement").text
    client.post("/kokkola/accessibility-statement", data=STATED)
    signed_out(client)
    page = browse("/julkaisut/kokkola/accessibility")
    for said in ("Kartta ei avaudu.", "Liite on kuva.", "06 123", "on tarkistanut selosteen"):
        assert said in page.text
    assert "mailto:saavutettavuus@kokkola.example" in page.links


@pytest.mark.parametrize("changes", [{"shortcomings_fi": ""}, {"contact_email": "ei"}, {"shortcomings_sv": "a" * 8001}])
def test_a_statement_that_falls_short_is_given_back(
    client: TestClient, coordinator: User, changes: dict[str, str]
) -> None:
    signed_in(client, coordinator)
    answer = client.post("/kokkola/accessibility-statement", data=STATED | changes)
    assert answer.status_code == 422
    assert "06 123" in answer.text
    assert client.post("/kokkola/accessibility-statement", data=STATED | {"conformance": "x"}).status_code == 422
