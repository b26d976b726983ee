"""Brings a database to the newest schema, and tells where it stands."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.db import Database

ROOT = Path(__file__).resolve().parent.parent


def alembic_config(database: Database) -> Config:
    """Alembic's configuration for this database; `migrations/env.py` takes the engine from it."""
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["database"] = database
    return config


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to `revision`. Running it again changes nothing."""
    command.upgrade(alembic_config(database), revision)


def is_current(database: Database) -> bool:
    """Is the database at the newest revision this code knows?"""
    with database.reader.connect() as connection:
        heads = set(MigrationContext.configure(connection).get_current_heads())
    return heads == set(ScriptDirectory.from_config(alembic_config(database)).get_heads())
