"""Drafts are read with a token of their organisation, and with nothing else."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app import clock
from app.api.models import ReadToken
from app.api.service import hash_of, revoke_token
from app.api.throttle import PER_TOKEN, WRONG_PER_ADDRESS
from app.clock import now
from app.db import Database
from tests.api.conftest import DRAFT, EDITION, bearing, token_of
from tests.factories.editions import Road, make_road
from tests.factories.people import signed_in

pytestmark = pytest.mark.slow


def stored(road: Road, secret: str) -> ReadToken:
    with road.database.read() as session:
        return session.exec(select(ReadToken).where(ReadToken.token_sha256 == hash_of(secret))).one()


def test_a_token_opens_the_drafts_of_its_organisation(client: TestClient, road: Road) -> None:
    secret = token_of(road)
    drafts = client.get("/api/v1/drafts", headers=bearing(secret)).json()
    assert [item["slug"] for item in drafts["items"]] == ["laaja-2021-2025"]
    draft = client.get(DRAFT, headers=bearing(secret)).json()
    assert [text["status"] for text in draft["texts"]] == ["luonnos", "utkast"]
    for place in ("sections", "tables", "figures", "indicators"):
        assert client.get(f"{DRAFT}/fi/{place}", headers=bearing(secret)).status_code == 200
    section = client.get(f"{DRAFT}/fi/sections/background", headers=bearing(secret))
    assert "Osion background teksti" in section.json()["text"]
    assert "access-control-allow-origin" not in section.headers
    assert section.headers["cache-control"] == "private, no-cache"
    etag = section.headers["etag"]
    again = f"{DRAFT}/fi/sections/background"
    assert client.get(again, headers={**bearing(secret), "If-None-Match": etag}).status_code == 304


def test_a_changed_draft_has_another_hash(client: TestClient, database: Database) -> None:
    road = make_road(database)
    secret = token_of(road)
    address = f"{DRAFT}/fi/sections/background"
    before = client.get(address, headers=bearing(secret)).headers["etag"]
    road.write("background", "Nyt toisin.")
    after = client.get(address, headers={**bearing(secret), "If-None-Match": before})
    assert after.status_code == 200
    assert "Nyt toisin." in after.json()["text"]


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer x", "Basic hvk_abc", "hvk_abc", f"Bearer hvk_{'x' * 5000}"]
)
def test_without_a_right_token_nobody_reads(client: TestClient, road: Road, header: str) -> None:
    signed_in(client, road.coordinator)  # a sign-in opens nothing here
    answer = client.get(DRAFT, headers={"Authorization": header})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_ended_or_revoked_token_opens_nothing(
    client: TestClient, road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, revoked = token_of(road, days=1), token_of(road)
    with road.database.write() as session:
        revoke_token(session, road.coordinator_id, road.organisation, stored(road, revoked).id or 0)
    assert client.get(DRAFT, headers=bearing(revoked)).status_code == 401
    assert client.get(DRAFT, headers=bearing(ended)).status_code == 200
    later = now() + timedelta(days=3)
    monkeypatch.setattr("app.api.service.today", lambda: clock.in_finland(later).date())
    assert client.get(DRAFT, headers=bearing(ended)).status_code == 401


def test_foreign_and_absent_drafts_look_the_same(client: TestClient, road: Road) -> None:
    """A token of Kaustinen finds nothing of Kokkola's, wherever it looks."""
    foreign = token_of(make_road(road.database, "kaustinen", "KU236"))
    own = client.get(DRAFT.replace("kokkola", "kaustinen"), headers=bearing(foreign))
    assert own.status_code == 200
    for place in ("", "/fi/sections", "/fi/sections/background", "/fi/tables", "/fi/figures", "/fi/indicators"):
        one = client.get(f"{DRAFT}{place}", headers=bearing(foreign))
        other = client.get(f"{DRAFT.replace('kokkola', 'nowhere')}{place}", headers=bearing(foreign))
        assert one.status_code == other.status_code == 404
        assert one.content == other.content
    assert "kokkola" not in client.get("/api/v1/drafts", headers=bearing(foreign)).text
    assert client.get(EDITION, headers=bearing(token_of(road))).status_code == 404  # a token publishes nothing


def test_use_is_noted_once_an_hour(client: TestClient, road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = token_of(road)
    assert stored(road, secret).last_used_at is None
    client.get("/api/v1/drafts", headers=bearing(secret))
    first = stored(road, secret).last_used_at
    assert first is not None
    for minutes, is_noted in ((30, False), (61, True)):
        at = first + timedelta(minutes=minutes)
        monkeypatch.setattr("app.api.service.now", lambda at=at: at)
        client.get("/api/v1/drafts", headers=bearing(secret))
        assert (stored(road, secret).last_used_at != first) is is_noted


def test_too_many_readings_are_told_to_wait(client: TestClient, road: Road) -> None:
    secret = token_of(road)
    readings = client.app.state.readings  # type: ignore[attr-defined]
    token_id = stored(road, secret).id or 0
    for _ in range(PER_TOKEN.amount):
        readings.right(token_id)
    answer = client.get("/api/v1/drafts", headers=bearing(secret))
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    for _ in range(WRONG_PER_ADDRESS.amount):
        client.get("/api/v1/drafts", headers=bearing("hvk_wrong"))
    assert client.get("/api/v1/drafts", headers=bearing(token_of(road))).status_code == 429
