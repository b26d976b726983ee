"""Runs migrations on the database that the caller passes, or on the one of the settings."""

from alembic import context
from sqlalchemy import text

from app.config import get_settings
from app.db import Database
from app.models import Table


def run() -> None:
    database: Database = context.config.attributes.get("database") or Database(get_settings().database_address)
    with database.writer.connect() as connection:
        if not database.is_sqlite:
            connection.execute(text("SET lock_timeout = '4s'"))
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Table.metadata,
            render_as_batch=database.is_sqlite,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
