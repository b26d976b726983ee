"""A small server on this machine that answers as a statistics service did, or as badly as a test says."""

import gzip
import json
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Query = dict[str, list[str]]
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@dataclass
class Reply:
    """One answer. `body` is sent as JSON unless it is bytes. `wire` writes to the connection itself instead."""

    body: Any = None
    status: int = 200
    kind: str | None = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    wire: Callable[[socket.socket], None] | None = None

    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Answers = dict[str, Reply | Callable[[Any], Reply]]


@dataclass
class Replay:
    """The server: `answers` by path; a function is given the query, or the JSON of a POST.

    `asked` remembers path, query and headers; `fault` answers first, where it gives an answer.
    """

    answers: Answers
    asked: list[tuple[str, Query, dict[str, str]]] = field(default_factory=list)
    posted: list[Any] = field(default_factory=list)
    address: str = ""
    fault: Callable[[str, Any], Reply | None] | None = None

    def reply(self, path: str, query: Any) -> Reply:
        if self.fault is not None and (reply := self.fault(path, query)) is not None:
            return reply
        found = self.answers.get(path, Reply({"error": "not found"}, status=404))
        return found(query) if callable(found) else found


@contextmanager
def replaying(answers: Answers) -> Iterator[Replay]:
    """The server, for as long as the block runs."""
    replay = Replay(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            posted = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            replay.posted.append(posted)
            self.answer(posted)

        def answer(self, query: Any) -> None:
            parts = urlsplit(self.path)
            replay.asked.append((parts.path, parse_qs(parts.query), dict(self.headers)))
            reply = replay.reply(parts.path, query)
            with suppress(OSError):  # the client may have left
                send(self, reply)

        def log_message(self, *_: Any) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    replay.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    if reply.wire is not None:
        reply.wire(handler.connection)
        return
    handler.send_response(reply.status)
    if reply.kind is not None:
        handler.send_header("Content-Type", reply.kind)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    if reply.status != 304:
        handler.wfile.write(reply.content())


def reset(connection: socket.socket) -> None:
    """End the connection without an answer, hard."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def dripping(start: bytes, piece: bytes, pause: float = 0.02, pieces: int = 200) -> Callable[[socket.socket], None]:
    """Send a little now and then, each time soon enough for a reader that waits for one piece only."""

    def wire(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(pieces):
            time.sleep(pause)
            connection.sendall(piece)

    return wire


def endless(start: bytes, piece: bytes, pieces: int) -> Callable[[socket.socket], None]:
    """Send the same again and again, as fast as it is taken."""

    def wire(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(pieces):
            connection.sendall(piece)

    return wire


def plainly(raw: bytes) -> Callable[[socket.socket], None]:
    """Send these bytes and end the connection."""

    def wire(connection: socket.socket) -> None:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)

    return wire


def bomb(megabytes: int) -> Reply:
    """A small gzip that becomes large."""
    return Reply(gzip.compress(b" " * (megabytes << 20), 1), headers={"Content-Encoding": "gzip"})
