"""Tables' common base, and the two ways to the database: reading and writing.

On SQLite exactly one connection writes (older libraries can corrupt a WAL database that two
connections write to), with `synchronous=FULL`, since NORMAL loses acknowledged saves at a power cut.
One request is one transaction, committed before the answer leaves; this module alone commits.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends
from sqlalchemy import DateTime, Dialect, Engine, MetaData, TypeDecorator, create_engine, event, make_url
from sqlmodel import Session, SQLModel
from starlette.requests import HTTPConnection

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """Base of every table; constraints get names by one rule, so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


class Moment(TypeDecorator[datetime]):
    """A point in time, aware and in UTC on both sides of the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """One database: `read()` and `write()` give a session for one unit of work."""

    def __init__(self, address: str) -> None:
        self.address = make_url(address)
        self.is_sqlite = self.address.get_backend_name() == "sqlite"
        if self.is_sqlite:
            Path(self.address.database or "").parent.mkdir(parents=True, exist_ok=True)
            self.writer = _sqlite_engine(address, writer=True)
            self.reader = _sqlite_engine(address, writer=False)
        else:
            self.writer = self.reader = create_engine(
                self.address.set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=22, pool_pre_ping=True
            )

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that cannot change anything (enforced on SQLite)."""
        with Session(self.reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session committed at the end, rolled back on any error; announcements follow the commit."""
        with Session(self.writer, expire_on_commit=False) as session:
            yield session
            session.commit()
            announcements = session.info.pop("after_commit", [])
        for announce in announcements:
            announce()

    def close(self) -> None:
        self.writer.dispose()
        self.reader.dispose()


def pause(session: Session) -> None:
    """Give the connection back before slow work: on SQLite everybody's saving waits for it.

    What was read stays readable, nothing may have been changed; the next use of the session begins a new transaction.
    """
    assert not session.new
    assert not session.dirty
    assert not session.deleted
    session.close()


def roll_back(session: Session) -> None:
    """Undo everything that this transaction did, and forget what it would have announced; the session goes on."""
    session.rollback()
    session.info.clear()


def after_commit(session: Session, announce: Callable[[], Any]) -> None:
    """Call `announce` once the session's changes are committed; never when they are rolled back."""
    session.info.setdefault("after_commit", []).append(announce)


def _sqlite_engine(address: str, *, writer: bool) -> Engine:
    engine = create_engine(
        address,
        connect_args={"check_same_thread": False, "timeout": 10},
        pool_size=1 if writer else 5,
        max_overflow=0 if writer else 27,
        pool_timeout=15,
    )

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        cursor = connection.cursor()
        if writer:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA foreign_keys=ON")
        else:
            cursor.execute("PRAGMA query_only=ON")
            cursor.execute("PRAGMA wal_autocheckpoint=0")
        cursor.execute("PRAGMA cache_size=-8192")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def get_database(connection: HTTPConnection) -> Database:
    database: Database = connection.app.state.database
    return database


DatabaseDep = Annotated[Database, Depends(get_database)]

_READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def open_session(connection: HTTPConnection, database: DatabaseDep) -> Iterator[Session]:
    """A writing session for requests that change something, else a reading one."""
    reading = connection.scope["type"] == "websocket" or connection.scope["method"] in _READING_METHODS
    with database.read() if reading else database.write() as session:
        yield session


# scope="function": the commit runs before the answer is sent, so a failed commit never looks like success.
SessionDep = Annotated[Session, Depends(open_session, scope="function")]
