"""An empty database of the bench's own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.db import Database
from app.schema import migrate
from tests.support import postgresql


@contextmanager
def fresh_database(kind: str) -> Iterator[tuple[Database, Path]]:
    """An empty database of this kind, and a folder for what belongs to it."""
    with tempfile.TemporaryDirectory(prefix="hvk-bench-") as name:
        folder = Path(name)
        if kind == "postgres":
            postgresql.open_folder()
            address = postgresql.worker_database("bench")
        else:
            address = f"sqlite:///{folder}/hvk.sqlite3"
        database = Database(address)
        if kind == "sqlite":
            migrate(database)
        try:
            yield database, folder
        finally:
            database.close()
            if kind == "postgres":
                postgresql.close_folder()
