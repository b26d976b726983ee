"""Read tokens on the desk: shown once, kept as a hash, revoked at once."""

from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.api.models import ReadToken
from app.audit.models import AuditEntry
from app.clock import today
from app.db import Database
from app.permissions import Role
from tests.api.conftest import bearing
from tests.factories.people import make_organisation, make_person, signed_in

ADDRESS = "/kokkola/read-tokens"


@pytest.fixture
def coordinator(client: TestClient, database: Database) -> TestClient:
    organisation = make_organisation(database)
    return signed_in(client, make_person(database, "Aino", Role.COORDINATOR, organisation=organisation))


def make(client: TestClient, name: str = "Verkkosivut", days: int = 30) -> str:
    """The token, as the page shows it."""
    page = client.post(ADDRESS, data={"name": name, "expires_on": (today() + timedelta(days=days)).isoformat()})
    assert page.status_code == 200, page.text
    return "hvk_" + page.text.split('id="secret"')[1].split("hvk_")[1].split("<")[0]


def test_a_token_is_shown_once_and_kept_as_a_hash(coordinator: TestClient, database: Database) -> None:
    secret = make(coordinator)
    assert len(secret) == 47
    assert coordinator.get("/api/v1/drafts", headers=bearing(secret)).status_code == 200
    page = coordinator.get(ADDRESS).text
    assert "Verkkosivut" in page
    assert secret not in page
    with database.read() as session:
        token = session.exec(select(ReadToken)).one()
        assert secret not in str(token.model_dump())
        actions = session.exec(select(AuditEntry.action, AuditEntry.detail)).all()
    assert "read-token:make" in [action for action, _ in actions]
    assert all(secret not in str(detail) for _, detail in actions)


def test_a_revoked_token_ends_at_once(coordinator: TestClient, database: Database) -> None:
    secret = make(coordinator)
    answer = coordinator.post(f"{ADDRESS}/1/revocation", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, ADDRESS)
    assert coordinator.get("/api/v1/drafts", headers=bearing(secret)).status_code == 401
    assert "peruttu" in coordinator.get(ADDRESS).text
    coordinator.post(f"{ADDRESS}/1/revocation")
    with database.read() as session:
        actions = session.exec(select(AuditEntry.action)).all()
    assert actions.count("read-token:revoke") == 1


@pytest.mark.parametrize(
    ("name", "last_day", "said"),
    [
        ("", today() + timedelta(days=9), "Kerro, kuka avainta käyttää"),
        ("x" * 81, today() + timedelta(days=9), "80"),
        ("Sivut", today() - timedelta(days=1), "vuoden päähän"),
        ("Sivut", today() + timedelta(days=367), "vuoden päähän"),
        ("Sivut", "huomenna", "vuoden päähän"),
    ],
)
def test_what_is_typed_wrong_is_told(coordinator: TestClient, name: str, last_day: date | str, said: str) -> None:
    page = coordinator.post(ADDRESS, data={"name": name, "expires_on": str(last_day)})
    assert page.status_code == 422
    assert said in page.text


def test_another_organisations_token_cannot_be_revoked(
    coordinator: TestClient, client: TestClient, database: Database
) -> None:
    secret = make(coordinator)
    other = make_organisation(database, "kaustinen", "KU236")
    signed_in(client, make_person(database, "Vieras", Role.COORDINATOR, organisation=other))
    assert client.post("/kaustinen/read-tokens/1/revocation").status_code == 404
    assert client.post(f"{ADDRESS}/1/revocation").status_code == 404
    assert client.get("/api/v1/drafts", headers=bearing(secret)).status_code == 200
