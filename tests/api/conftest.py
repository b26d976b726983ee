"""A report on its road, read by programs."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from fastapi.testclient import TestClient

from app.api.service import make_token
from app.clock import today
from app.db import Database
from tests.factories.editions import Road, make_road
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch

REPORT = "/api/v1/reports/kokkola/laaja-2021-2025"
EDITION = f"{REPORT}/editions/1"
DRAFT = "/api/v1/drafts/kokkola/laaja-2021-2025"

Read = Callable[..., Any]


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """Answers without anything running beside it: nothing here waits for a file."""
    client = TestClient(application(database), "http://127.0.0.1", headers=SAME_ORIGIN)
    with start_blocking_portal(**client.async_backend) as client.portal:  # else each request starts one
        yield watch(client)


@pytest.fixture
def road(database: Database) -> Road:
    """Approved, not yet published."""
    road = make_road(database)
    road.send()
    road.approve()
    return road


@pytest.fixture
def published(road: Road) -> Road:
    road.publish()
    return road


@pytest.fixture
def read(client: TestClient) -> Read:
    """The JSON behind an address of ours, absolute or not; fails on anything but 200."""

    def read(address: str, **options: Any) -> Any:
        answer = client.get(address.removeprefix("http://127.0.0.1:8000"), **options)
        assert answer.status_code == 200, (address, answer.text)
        return answer.json()

    return read


def token_of(road: Road, days: int = 30, name: str = "Verkkosivut") -> str:
    """A read token of the road's organisation."""
    with road.database.write() as session:
        last = today() + timedelta(days=days)
        return make_token(session, road.coordinator_id, road.organisation, name=name, expires_on=last)[1]


def bearing(secret: str) -> dict[str, str]:
    """The header of a program that holds a token."""
    return {"Authorization": f"Bearer {secret}"}
