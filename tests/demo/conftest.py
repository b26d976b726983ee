"""The demo, loaded once for all of its tests; hashing is made cheap, since ten passwords take two seconds."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from app.accounts import service as accounts
from app.db import Database
from app.demo.build import load_demo
from app.demo.figures.load import load_figures
from app.indicators.models import Observation
from app.organisations.service import load_regions
from tests.factories.people import cheap_hash

Figures = dict[tuple[str, str, str], float]  # indicator, region, period → value


@contextmanager
def hashing_cheaply() -> Iterator[None]:
    """Inside only: a demo built later by others must know its real password."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "hash_password", lambda _password: cheap_hash())
        yield


@pytest.fixture
def cheap_passwords() -> Iterator[None]:
    with hashing_cheaply():
        yield


@pytest.fixture(scope="session")
def demo(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with the demo. Tests only read it."""
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite3"
    shutil.copy(migrated_file, path)
    database = Database(f"sqlite:///{path}")
    with hashing_cheaply():
        load_demo(database)
    yield database
    database.close()


@pytest.fixture(scope="session")
def figures_known_by(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Figures]:
    """What the demo's store says once it holds the recordings fetched by a day."""
    kept: dict[date, Figures] = {}

    def figures(day: date) -> Figures:
        if day not in kept:
            path = tmp_path_factory.mktemp("figures") / "figures.sqlite3"
            shutil.copy(migrated_file, path)
            kept[day] = _stored(path, day)
        return kept[day]

    return figures


def _stored(path: Path, day: date) -> Figures:
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        load_regions(session)
        load_figures(session, known_by=day)
    with database.read() as session:
        rows = session.exec(select(Observation)).all()
    database.close()
    return {(row.indicator_key, row.region_code, row.period): row.value for row in rows}
