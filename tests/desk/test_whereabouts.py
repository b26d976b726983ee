"""The list of sections shows who is where, and the page that asks for it again does not keep anybody signed in."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.models import SignIn
from app.clock import now
from app.db import Database
from app.live.presence import Presence, people
from app.permissions import Role
from tests.factories.people import make_organisation, make_person, signed_in
from tests.factories.texts import KEY, OpenText, make_text
from tests.support.browse import Browser


@pytest.fixture
def text(database: Database, client: TestClient) -> OpenText:
    text = make_text(database)
    signed_in(client, text.author)
    return text


def at_text(text: OpenText, person: int, name: str) -> Presence:
    assert text.report.id is not None
    return Presence(f"p{person}", f"c{person}", person, name, "JN", True, text.text_id, KEY, text.report.id)


def test_rows_and_tree_show_the_others_and_not_oneself(browse: Browser, text: OpenText):
    report = f"/kokkola/{text.report.slug}"
    with people.present(at_text(text, 9999, "Jukka Niemelä")), people.present(at_text(text, text.author_id, "Aino")):
        for path in (report, f"{report}/sections/{KEY}", f"{report}/sections/summary"):
            (here,) = [item for item in browse(path).root.iter("span") if item.get("id") == f"here-{KEY}"]
            assert "".join(here.itertext()).split("Paikalla nyt:")[1].strip() == "Jukka Niemelä", path
    assert "Jukka" not in browse(report).text


def test_the_fragment_names_every_section_so_that_who_left_goes_away(client: TestClient, text: OpenText):
    path = f"/kokkola/{text.report.slug}/people"
    with people.present(at_text(text, 9999, "Jukka Niemelä")):
        there = client.get(path).text
    gone = client.get(path).text
    assert "Jukka Niemelä" in there
    assert "Jukka Niemelä" not in gone
    assert there.count('hx-target="#here-') == gone.count('hx-target="#here-') == 5


def test_a_stranger_learns_nothing(client: TestClient, database: Database, text: OpenText):
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    signed_in(client, make_person(database, "Outi Outo", Role.COORDINATOR, organisation=kaustinen))
    assert client.get(f"/kokkola/{text.report.slug}/people").status_code == 404


def test_asking_by_itself_is_no_use_of_the_sign_in(client: TestClient, database: Database, text: OpenText):
    def seen_after(path: str) -> timedelta:
        with database.write() as session:
            sign_in = session.exec(select(SignIn)).one()
            sign_in.last_seen_at = now() - timedelta(minutes=10)
            session.add(sign_in)
        assert client.get(path).status_code == 200
        with database.read() as session:
            return now() - session.exec(select(SignIn)).one().last_seen_at

    report = f"/kokkola/{text.report.slug}"
    assert seen_after(f"{report}/people") > timedelta(minutes=9)
    assert seen_after(report) < timedelta(minutes=1)
