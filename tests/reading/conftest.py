"""One published report for the tests of the public site."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.db import Database
from tests.factories.editions import Road, make_road
from tests.review.test_routes import make_files

ADDRESS = "/julkaisut/kokkola/laaja-2021-2025"


@pytest.fixture
def road(database: Database) -> Road:
    """Approved, not yet published."""
    road = make_road(database)
    road.send()
    road.approve()
    return road


@pytest.fixture
def published(road: Road, client: TestClient, tmp_path: Path) -> Road:
    """Published, with files."""
    client.app.state.settings = Settings(data_dir=tmp_path)  # type: ignore[attr-defined]
    road.publish()
    make_files(client, road)
    return road
