"""A small server on this machine that answers as Sotkanet did, from the recordings or from what a test says."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

Query = dict[str, list[str]]


@dataclass
class Reply:
    """One answer. `body` is sent as JSON unless it is bytes."""

    body: Any = None
    status: int = 200
    kind: str = "application/json"

    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Replay:
    """The server: `answers` by path; a function is given the query. `asked` remembers path, query and headers."""

    answers: dict[str, Reply | Callable[[Query], Reply]]
    asked: list[tuple[str, Query, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    def reply(self, path: str, query: Query) -> Reply:
        found = self.answers.get(path, Reply({"error": "not found"}, status=404))
        return found(query) if callable(found) else found


@contextmanager
def replaying(answers: dict[str, Reply | Callable[[Query], Reply]]) -> Iterator[Replay]:
    """The server, for as long as the block runs."""
    replay = Replay(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query)
            replay.asked.append((parts.path, query, dict(self.headers)))
            reply = replay.reply(parts.path, query)
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.end_headers()
            self.wfile.write(reply.content())

        def log_message(self, *_: Any) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    replay.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
