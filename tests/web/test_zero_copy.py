"""Files that the system moves into the socket, with a real server: whole, in order, whoever takes them and however."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.files import file_path, write_file
from app.web import stored, zero_copy
from app.web.middleware import Surroundings
from app.web.stored import stored_answer
from app.web.zero_copy import ZeroCopyProtocol

CONTENT = b"".join(number.to_bytes(4, "big") for number in range(3_000_000))  # more than sockets hold


class Site:
    """A server in a thread that gives one stored file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sha256 = folder, write_file(folder, CONTENT)
        app = Starlette(routes=[Route("/file", self.answer)])
        app.add_middleware(Surroundings)
        configuration = uvicorn.Config(app, port=0, http=ZeroCopyProtocol, log_level="critical", lifespan="off")
        self.server = uvicorn.Server(configuration)
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def answer(self, _request: Request) -> Response:
        found = stored_answer(self.folder, self.sha256, "application/pdf", {})
        assert found is not None
        return found

    def start(self) -> None:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        self.port: int = self.server.servers[0].sockets[0].getsockname()[1]

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    def asked(self) -> socket.socket:
        """A connection with a narrow door, on which the file was asked for."""
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        connection.settimeout(10)
        connection.connect(("127.0.0.1", self.port))
        connection.sendall(b"GET /file HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        return connection

    def client(self) -> httpx2.Client:
        return httpx2.Client(base_url=f"http://127.0.0.1:{self.port}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("files"))
    site.start()
    yield site
    site.stop()


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes the system moved, each time it was asked to."""
    counts: list[int] = []
    original = zero_copy._moved

    def noting(*arguments: object) -> int:
        counts.append(original(*arguments))  # type: ignore[arg-type]
        return counts[-1]

    monkeypatch.setattr(zero_copy, "_moved", noting)
    return counts


def test_a_file_arrives_whole_and_the_connection_goes_on(site: Site, moved: list[int]) -> None:
    with site.client() as client:
        assert [client.get("/file").content == CONTENT for _ in range(2)] == [True, True]
    assert sum(moved) > len(CONTENT), "most of both"


def test_a_slow_reader_gets_everything_in_order(site: Site, moved: list[int]) -> None:
    with site.asked() as connection, connection.makefile("rb") as answer:
        while answer.readline().strip():
            pass
        time.sleep(0.2)
        assert answer.read(len(CONTENT)) == CONTENT
    assert 0 in moved, "the socket was full now and then"


def test_who_goes_away_leaves_nothing_behind(site: Site) -> None:
    path = str(file_path(site.folder, site.sha256))
    connections = [site.asked() for _ in range(4)]
    wait_until(lambda: held_open(path) == 4)
    for connection in connections:
        connection.close()
    wait_until(lambda: held_open(path) == 0)
    with site.client() as client:
        assert client.get("/file").content == CONTENT


def test_a_head_has_no_body(site: Site, moved: list[int]) -> None:
    with site.client() as client:
        assert client.head("/file").headers["content-length"] == str(len(CONTENT))
        assert client.get("/file", headers={"range": "bytes=4-7"}).content == CONTENT[4:8]
    assert not moved


def test_a_disk_that_must_turn_is_waited_for_elsewhere(
    site: Site, moved: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "_at_hand", lambda *_arguments: False)
    with site.client() as client:
        assert client.get("/file").content == CONTENT
    assert not moved


def test_a_length_that_cannot_be_kept_ends_the_connection(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zero_copy, "_moved", lambda *_arguments: 0)
    monkeypatch.setattr("os.pread", lambda *_arguments: b"")
    with site.client() as client, pytest.raises(httpx2.RemoteProtocolError):
        client.get("/file")


def held_open(path: str) -> int:
    """How often this process has the file open."""
    places = Path("/proc/self/fd").iterdir()
    return sum(place.is_symlink() and str(place.readlink()) == path for place in places)


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
