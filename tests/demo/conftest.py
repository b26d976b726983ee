"""The demo's database, and what its store of figures says."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from app.db import Database
from app.demo.figures.load import load_figures
from app.indicators.models import Observation
from app.organisations.service import load_regions

Figures = dict[tuple[str, str, str], float]  # indicator, region, period → value


@pytest.fixture(scope="session")
def demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with the demo. Tests only read it."""
    path = shutil.copy(demo_folder / "hvk.sqlite3", tmp_path_factory.mktemp("demo"))
    database = Database(f"sqlite:///{path}")
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
