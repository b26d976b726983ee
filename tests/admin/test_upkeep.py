"""System upkeep: organisations, people, indicators, the log; for the system administrator only."""

import pytest
from fastapi.testclient import TestClient

from app.accounts.models import User
from app.audit.service import record
from app.db import Database
from app.organisations.service import load_regions
from app.permissions import Role
from tests.factories.people import make_organisation, make_person, signed_in

PAGES = ["/admin", "/admin/people", "/admin/log"]


@pytest.fixture
def administrator(client: TestClient, database: Database) -> User:
    with database.write() as session:
        load_regions(session)
    person = make_person(database, "Ylläpitäjä", Role.SYSTEM_ADMIN)
    signed_in(client, person)
    return person


@pytest.mark.parametrize("path", PAGES)
def test_pages_open(client: TestClient, database: Database, administrator: User, path: str) -> None:
    make_organisation(database)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_coordinator_is_no_administrator(client: TestClient, database: Database, path: str) -> None:
    signed_in(client, make_person(database, role="coordinator", organisation=make_organisation(database)))
    assert client.get(path).status_code == 403


def test_an_organisation_is_added_once(client: TestClient, administrator: User) -> None:
    added = client.post("/admin/organisations", data={"region": "KU236"}, follow_redirects=False)
    assert added.headers["location"] == "/kaustinen/people"
    assert client.get("/kaustinen/people").status_code == 200
    assert client.post("/admin/organisations", data={"region": "KU236"}).status_code == 409
    assert client.post("/admin/organisations", data={"region": "KU999"}).status_code == 422


def test_accounts_are_closed_but_not_ones_own(client: TestClient, database: Database, administrator: User) -> None:
    aino = make_person(database)
    client.post(f"/admin/people/{aino.id}/account", data={"closed": "true"})
    assert "Tili suljettu" in client.get("/admin/people").text
    assert client.post(f"/admin/people/{administrator.id}/account", data={"closed": "true"}).status_code == 409
    assert client.post("/admin/people/999/account", data={"closed": "true"}).status_code == 404


def test_the_log_is_paged_and_filtered(client: TestClient, database: Database, administrator: User) -> None:
    kokkola = make_organisation(database)
    with database.write() as session:
        for number in range(60):
            record(session, "test:first", actor_id=None, subject_type="t", subject_id=number)
        record(
            session,
            "test:second",
            actor_id=administrator.id,
            subject_type="t",
            subject_id=0,
            organisation_id=kokkola.id,
            note="n_<b>",
        )
    page = client.get("/admin/log?action=test:")
    assert page.text.count("<tr><td") == 50
    assert "n_&lt;b&gt;" in page.text
    older = page.text.split('href="/admin/log?')[1].split('"')[0].replace("&amp;", "&")
    assert client.get(f"/admin/log?{older}").text.count("<tr><td") == 11
    assert client.get("/admin/log?organisation=kokkola").text.count("<tr><td") == 1
    assert client.get("/admin/log?organisation=nowhere").text.count("<tr><td") == 0
    assert client.get("/admin/log?action=%25").status_code == 422
