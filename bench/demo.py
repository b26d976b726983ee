"""The demo in a database and a data folder of its own, for as long as a bench reads it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session

from app.db import Database
from app.demo.build import load_demo
from app.demo.drawings import keep_drawings
from app.schema import migrate


@contextmanager
def demo() -> Iterator[tuple[Session, Path]]:
    """Its rows to read, and the folder of its files."""
    with tempfile.TemporaryDirectory(prefix="hvk-bench-") as name:
        folder = Path(name)
        database = Database(f"sqlite:///{folder}/hvk.sqlite3")
        migrate(database)
        keep_drawings(folder)
        load_demo(database)
        with database.read() as session:
            yield session, folder
        database.close()
