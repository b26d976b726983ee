"""Brings a database to the newest schema, and tells where it stands.

Alembic is imported only by what migrates: the server asks `is_current` and need not keep it in memory.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from app.db import Database

if TYPE_CHECKING:
    from alembic.config import Config

ROOT = Path(__file__).resolve().parent.parent
MIGRATIONS = ROOT / "migrations"


def alembic_config(database: Database) -> "Config":
    """Alembic's configuration for this database; `migrations/env.py` takes the engine from it."""
    from alembic.config import Config

    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database"] = database
    return config


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to `revision`. Running it again changes nothing."""
    from alembic import command

    command.upgrade(alembic_config(database), revision)


def is_current(database: Database) -> bool:
    """Is the database at the newest revision this code knows?"""
    with database.reader.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return list(found) == [newest_revision()]


def newest_revision() -> str:
    """The one revision that no other follows, read from the files (a test holds that Alembic agrees)."""
    sources = [path.read_text(encoding="utf-8") for path in (MIGRATIONS / "versions").glob("*.py")]
    newest: str
    (newest,) = _named("revision", sources) - _named("down_revision", sources)
    return newest


def _named(name: str, sources: list[str]) -> set[str]:
    return {match for source in sources for match in re.findall(rf'^{name} = "(\w+)"', source, re.MULTILINE)}
