"""Fixtures every test may use: a migrated database and a client."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.main import create_app
from app.schema import migrate

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file built by the migrations, once a worker."""
    path = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture
def database(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated database of this test's own."""
    path = tmp_path / "test.sqlite3"
    shutil.copy(migrated_file, path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def client(database: Database) -> Iterator[TestClient]:
    """A browser-like client, signed in as nobody."""
    with TestClient(create_app(database=database), base_url="http://127.0.0.1", headers=SAME_ORIGIN) as client:
        yield client
