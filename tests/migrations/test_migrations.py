"""Migrations build exactly the tables of the models, forth and back, on both databases."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, CheckConstraint, Column, MetaData, inspect, text
from sqlmodel import Session, select

from app.db import Database
from app.models import Table
from app.schema import alembic_config, is_current, migrate, newest_revision
from app.sections.models import TextSnapshot

SAMPLES: dict[type, Any] = {
    bool: True,
    date: date(2026, 11, 21),
    datetime: datetime(2026, 11, 21, 10, 42, tzinfo=UTC),
    dict: {"key": "value"},
    float: 1.5,
    int: 1,
    str: "x",
}


def differences(database: Database) -> list[Any]:
    with database.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, Table.metadata)


def tables(database: Database) -> set[str]:
    return set(inspect(database.reader).get_table_names()) - {"alembic_version"}


def test_there_is_one_head(tmp_path: Path) -> None:
    script = ScriptDirectory.from_config(alembic_config(Database(f"sqlite:///{tmp_path}/none.sqlite3")))
    assert script.get_heads() == [newest_revision()]


def test_the_models_are_the_schema(any_database: Database) -> None:
    assert tables(any_database) == set(Table.metadata.tables)
    assert differences(any_database) == []
    assert is_current(any_database)


def test_every_constraint_has_a_name() -> None:
    """SQLite's batch migrations can only change what has a name."""
    constraints = [item for table in Table.metadata.tables.values() for item in table.constraints]
    assert len(constraints) > 40
    assert [str(item) for item in constraints if not item.name and not isinstance(item, CheckConstraint)] == []


def test_down_and_up_again(any_database: Database) -> None:
    """Every step, both ways."""
    config = alembic_config(any_database)
    command.downgrade(config, "base")
    assert tables(any_database) == set()
    assert not is_current(any_database)
    command.upgrade(config, "head")
    assert tables(any_database) == set(Table.metadata.tables)
    assert is_current(any_database)


def test_an_upgrade_keeps_the_rows(any_database: Database) -> None:
    """One row of every table that the first schema had, written under it, reads the same after all that followed."""
    config = alembic_config(any_database)
    command.downgrade(config, "0001")
    held = tables(any_database)
    assert "section_text" in held
    with any_database.write() as session:
        insert_one_of_each(session, held)
    before = all_rows(any_database, held)
    assert all(before.values())
    migrate(any_database)
    after = all_rows(any_database, held)
    assert common(after, before) == common(before, after)
    assert after["fetch"][0]["altered"] == before["fetch"][0]["changed"]
    assert_texts_have_a_beginning(any_database)
    command.downgrade(config, "0001")
    assert all_rows(any_database, held) == before
    migrate(any_database)


def assert_texts_have_a_beginning(database: Database) -> None:
    """What was written before there were snapshots got one."""
    with database.read() as session:
        snapshot = session.exec(select(TextSnapshot)).one()
    assert (snapshot.text_id, snapshot.version, snapshot.document) == (1, 1, SAMPLES[dict])


def all_rows(database: Database, names: set[str]) -> dict[str, list[dict[str, Any]]]:
    with database.read() as session:
        return {
            name: [dict(row) for row in session.connection().execute(text(f'SELECT * FROM "{name}"')).mappings()]
            for name in sorted(names)
        }


def common(rows: dict[str, list[dict[str, Any]]], others: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The rows without the columns that the others do not have."""
    return {
        name: [{column: row[column] for column in row if column in others[name][0]} for row in found]
        for name, found in rows.items()
    }


def insert_one_of_each(session: Session, names: set[str]) -> None:
    """One row of each table, each column filled by its type; keys are 1 or "x", so that all refer to each other."""
    there = MetaData()
    there.reflect(session.connection())
    for table in there.sorted_tables:
        if table.name in names:
            values = {column.key: SAMPLES[_kind(column)] for column in table.columns}
            session.connection().execute(table.insert().values(values))


def _kind(column: Column[Any]) -> type:
    return dict if isinstance(column.type, JSON) else getattr(column.type, "impl", column.type).python_type
