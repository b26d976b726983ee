"""Runs migrations on the database that the caller passes, or on the one of the settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from sqlalchemy import Connection, text

from app.config import get_settings
from app.db import Database
from app.models import Table


def run() -> None:
    database: Database = context.config.attributes.get("database") or Database(get_settings().database_address)
    with database.writer.connect() as connection, _tables_replaceable(database, connection):
        context.configure(
            connection=connection,
            target_metadata=Table.metadata,
            render_as_batch=database.is_sqlite,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


@contextmanager
def _tables_replaceable(database: Database, connection: Connection) -> Iterator[None]:
    """Where a change makes a table anew (SQLite), rows that refer to the old one must not hold it in place."""
    if not database.is_sqlite:
        connection.execute(text("SET lock_timeout = '4s'"))
        connection.commit()
        yield
        return
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
    lost = raw.execute("PRAGMA foreign_key_check").fetchmany(3)
    assert not lost, f"rows that refer to nothing: {lost}"


run()
