"""The fixture `database`: migrated, empty, the test's own; on SQLite, and for some suites on PostgreSQL too."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest

from app.db import Database
from app.schema import migrate
from tests.support import postgresql

# Suites whose queries and locks a second database could treat differently: each test runs on both.
ON_BOTH = frozenset(
    {"accounts", "assembly", "audit", "editions", "exports", "indicators", "organisations", "reports", "review"}
    | {"comments", "suggestions", "images", "imports", "report_templates", "sections", "translation"}
)
TESTS = Path(__file__).parent.parent
MEMORY = Path("/dev/shm")  # a disk would be waited for at every commit


def pytest_configure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        postgresql.open_folder()


def pytest_unconfigure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        postgresql.close_folder()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of the suites above, or one that asks for `any_database`, on both databases."""
    suite = metafunc.definition.path.relative_to(TESTS).parts[0]
    both = "any_database" in metafunc.fixturenames or suite in ON_BOTH
    if "database" in metafunc.fixturenames and both:
        kinds = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
        metafunc.parametrize("database", kinds, indirect=True)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file built by the migrations, once a worker."""
    path = tmp_path_factory.mktemp("database") / "migrated.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[Database]:
    """This worker's PostgreSQL database; `database` empties it before each test."""
    database = Database(postgresql.worker_database(os.environ.get("PYTEST_XDIST_WORKER", "alone")))
    yield database
    database.close()
    postgresql.leave()


@pytest.fixture(scope="session")
def sqlite_database() -> Iterator[Database]:
    """This worker's SQLite database. Its engine stays, since it remembers the statements that it has compiled."""
    with tempfile.TemporaryDirectory(prefix="hvk-test-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Database(f"sqlite:///{folder}/test.sqlite3")


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty, migrated database; nobody else's while the test runs."""
    if getattr(request, "param", "sqlite") == "postgresql":
        database: Database = request.getfixturevalue("postgresql_database")
        postgresql.empty(database)
    else:
        database = as_new(request.getfixturevalue("sqlite_database"))
        put_in_place(request.getfixturevalue("migrated_file"), database)
    yield database
    database.close()


def as_new(database: Database) -> Database:
    """The same under another name: by the engine a process knows the texts that it remembers."""
    fresh = copy(database)
    fresh.writer, fresh.reader = database.writer.execution_options(), database.reader.execution_options()
    return fresh


def put_in_place(file: Path, database: Database) -> None:
    """Let a closed SQLite database hold what `file` holds. What still has the old one open keeps that."""
    path = Path(database.address.database or "")
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    shutil.copyfile(file, path)


@pytest.fixture
def any_database(database: Database) -> Database:
    """`database`, in a test that is to run on SQLite and on PostgreSQL."""
    return database
