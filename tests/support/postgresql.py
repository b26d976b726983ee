"""A PostgreSQL cluster of the test run's own: started when first asked for, stopped when the run ends.

The workers of one run share it. They find it by the folder that the environment names; a file lock
keeps two of them from starting it. Where PostgreSQL is not installed its tests are skipped, on CI they fail.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from app.db import Database
from app.schema import migrate

FOLDER = "HVK_TEST_POSTGRESQL"
TEMPLATE = "migrated"
EMPTY = """DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
END $$"""
_emptiers: dict[str, psycopg.Connection] = {}


def open_folder() -> None:
    """Name the run's folder; called by the first process of the run, before there are workers."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="hvk-postgresql-")
        Path(os.environ[FOLDER]).chmod(0o755)


def close_folder() -> None:
    """Stop the cluster if anybody started it, and leave nothing behind."""
    folder = Path(os.environ.pop(FOLDER))
    if (folder / "port").exists():
        _run(f"{_programs()}/pg_ctl -D {folder}/data -m immediate stop")
    shutil.rmtree(folder, ignore_errors=True)


def worker_database(worker: str) -> str:
    """The address of this worker's own migrated database, cloned from the run's template."""
    folder = Path(os.environ[FOLDER])
    with locked(folder):
        if not (folder / "port").exists():
            _start(folder)
        server = f"postgresql://hvk@127.0.0.1:{(folder / 'port').read_text()}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            clone = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
            connection.execute(clone.format(sql.Identifier(worker), sql.Identifier(TEMPLATE)))
    return f"{server}/{worker}"


def empty(database: Database) -> None:
    """Delete every row; triggers and foreign keys rest meanwhile. DELETE is far faster here than TRUNCATE."""
    _emptier(database.address.render_as_string(hide_password=False)).execute(EMPTY)


def _emptier(address: str) -> psycopg.Connection:
    """A connection that stays: a new one would have to learn all tables again."""
    if address not in _emptiers or _emptiers[address].closed:
        _emptiers[address] = psycopg.connect(address, autocommit=True)
    return _emptiers[address]


def leave() -> None:
    """Close what this worker kept open."""
    for connection in _emptiers.values():
        connection.close()


def _start(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    port = _free_port()
    options = f"-F -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=60"
    _run(f"{_programs()}/initdb -D {folder}/data -U hvk -A trust -E UTF8 --locale=C.UTF-8 --no-sync")
    _run(f"{_programs()}/pg_ctl -D {folder}/data -w -l {folder}/log -o '{options}' start")
    server = f"postgresql://hvk@127.0.0.1:{port}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
    database = Database(f"{server}/{TEMPLATE}")
    migrate(database)
    database.close()
    (folder / "port").write_text(str(port))


def _run(command: str) -> None:
    """PostgreSQL refuses to run as root, so root hands it to the user `postgres`."""
    line = ["su", "postgres", "-c", command] if os.geteuid() == 0 else ["sh", "-c", command]
    done = subprocess.run(line, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not os.environ.get("CI"):
        pytest.skip("PostgreSQL is not installed")
    assert found, "CI must test on PostgreSQL: install the package postgresql"
    return found[-1].parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one of the run's workers at a time."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
