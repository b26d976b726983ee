"""Notifications: counted on every page, opened one by one, one's own only, gone after a year."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.models import Notification, User
from app.accounts.notifications import KEPT, notifications_of, notify
from app.clock import now
from app.db import Database
from tests.factories.people import make_person, signed_in

pytestmark = pytest.mark.slow


@pytest.fixture
def people(database: Database) -> tuple[User, User]:
    return make_person(database, "Aino Kirjoittaja"), make_person(database, "Jukka Niemelä")


def tell(database: Database, to: User, by: User, subject: str = "1 Tausta: Katso") -> None:
    with database.write() as session:
        notify(session, [to.id, by.id], actor_id=by.id, kind="mention", subject=subject, href="/account")


def stored(database: Database) -> list[Notification]:
    with database.read() as session:
        return list(session.exec(select(Notification).order_by(Notification.id)))


def test_the_bell_counts_what_is_unread_and_opening_reads_it(
    client: TestClient, database: Database, people: tuple[User, User]
) -> None:
    aino, jukka = people
    tell(database, aino, jukka)
    tell(database, aino, jukka, "Toinen")
    signed_in(client, aino)
    page = client.get("/notifications").text
    assert '2<span class="visually-hidden"> lukematta</span>' in page
    assert page.index("Toinen") < page.index("1 Tausta: Katso")
    assert page.count("Jukka Niemelä mainitsi sinut") == 2
    opened = client.post(f"/notifications/{stored(database)[0].id}/opening", follow_redirects=False)
    assert (opened.status_code, opened.headers["location"]) == (303, "/account")
    assert '1<span class="visually-hidden"> lukematta</span>' in client.get("/account").text
    client.post("/notifications/reading")
    page = client.get("/notifications").text
    assert "lukematta" not in page
    assert "Merkitse kaikki luetuiksi" not in page


def test_one_opens_only_ones_own(client: TestClient, database: Database, people: tuple[User, User]) -> None:
    aino, jukka = people
    tell(database, aino, jukka)
    signed_in(client, jukka)
    assert "Ei vielä mitään" in client.get("/notifications").text
    assert client.post(f"/notifications/{stored(database)[0].id}/opening").status_code == 404
    client.post("/notifications/reading")
    assert [item.read_at for item in stored(database)] == [None]


def test_what_was_told_a_year_ago_goes(database: Database, people: tuple[User, User]) -> None:
    aino, jukka = people
    tell(database, aino, jukka, "Vanha")
    with database.write() as session:
        session.merge(stored(database)[0]).at = now() - KEPT - timedelta(days=1)
    with database.read() as session:
        assert notifications_of(session, aino.id or 0) == []
    tell(database, aino, jukka, "Uusi")
    assert [item.subject for item in stored(database)] == ["Uusi"]


def test_a_long_subject_is_cut(database: Database, people: tuple[User, User]) -> None:
    tell(database, *people, "x" * 1000)
    assert len(stored(database)[0].subject) == 300
