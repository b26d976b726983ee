"""The demo, built once a run; and a real server on a copy of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from app.config import Settings
from app.db import Database
from app.demo.build import load_demo
from app.demo.drawings import keep_drawings
from app.exports.worker import Worker
from app.schema import migrate
from tests.support.postgresql import locked


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo in it, built once a run. To be copied, not changed."""
    return _once(tmp_path_factory, "demo", _build)


@pytest.fixture(scope="session")
def printed_demo(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the files of its editions, which every new server would make."""

    def build(folder: Path) -> None:
        shutil.copytree(demo_folder, folder, dirs_exist_ok=True)
        _print(folder)

    return _once(tmp_path_factory, "printed-demo", build)


def _once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], None]) -> Path:
    """A folder that all processes of a run share: the first that needs it builds it."""
    base = factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with locked(run):
        if not (run / name).exists():
            begun = run / f"{name}-begun"
            begun.mkdir()
            build(begun)
            begun.rename(run / name)
    return run / name


def _build(folder: Path) -> None:
    database = Database(f"sqlite:///{folder}/hvk.sqlite3")
    migrate(database)
    keep_drawings(folder)
    load_demo(database)
    database.close()


def _print(folder: Path) -> None:
    database = Database(f"sqlite:///{folder}/hvk.sqlite3")
    worker = Worker(database, Settings(data_dir=folder))
    while worker.work_once():
        pass
    worker.stop()
    database.close()


@pytest.fixture
def demo_database(demo_folder: Path, tmp_path: Path) -> Iterator[Database]:
    """The demo's rows in a database of this test's own."""
    shutil.copytree(demo_folder, tmp_path / "demo")
    database = Database(f"sqlite:///{tmp_path}/demo/hvk.sqlite3")
    yield database
    database.close()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server process on the data in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "HVK_DATA_DIR": str(folder), "HVK_PORT": str(port), "HVK_BASE_URL": address}
    program = Path(sys.executable).parent / "hvk"
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen([program, "serve"], env=environment, stdout=log, stderr=log)
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    with httpx2.Client(timeout=2, verify=False) as client:
        while time.monotonic() < end:
            assert process.poll() is None, "the server ended at its start"
            try:
                client.get(f"{address}/health").raise_for_status()
            except httpx2.HTTPError:
                time.sleep(0.05)
            else:
                return
    raise AssertionError(f"{address} does not answer")
