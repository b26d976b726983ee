"""The demo's figures in a database of their own, for comparing blocks with the recordings."""

from collections.abc import Iterator

import pytest

from app.db import Database
from app.demo.figures.load import load_figures
from app.organisations.service import create_organisation, load_regions


@pytest.fixture(scope="session")
def figures(tmp_path_factory: pytest.TempPathFactory, migrated_file) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("figures") / "figures.sqlite3"
    path.write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    with database.write() as session:
        load_regions(session)
        load_figures(session)
        for code in ("KU272", "KU236"):
            create_organisation(session, None, code)
    yield database
    database.close()
