"""A small client of the live protocol for tests."""

import json
from typing import Any, Protocol
from uuid import uuid4

from fastapi.testclient import TestClient
from starlette.testclient import WebSocketTestSession
from websockets.sync.client import ClientConnection

from app.document.schema import SCHEMA_SHA256
from tests.factories.texts import OpenText


class Socket(Protocol):
    """What the client needs of a connection."""

    def send_json(self, data: Any) -> None: ...

    def receive_json(self) -> Any: ...


class RealSocket:
    """A connection to a server process, in the manner of Starlette's test client."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def send_json(self, data: Any) -> None:
        self.connection.send(json.dumps(data))

    def receive_json(self) -> Any:
        return json.loads(self.connection.recv(timeout=10))


class Writer:
    """One editor: says hello, sends batches, hears everybody's steps."""

    def __init__(self, socket: Socket, version: int = 0, client: str = "") -> None:
        self.socket = socket
        self.client = client or uuid4().hex
        self.version = version
        self.said: list[dict[str, Any]] = []
        self.heard: list[dict[str, Any]] = []  # everybody's steps since the hello

    def hello(self) -> dict[str, Any]:
        self.socket.send_json(
            {"type": "hello", "version": self.version, "client": self.client, "schema": SCHEMA_SHA256}
        )
        welcome: dict[str, Any] = self.hear("welcome")
        self.version = welcome["version"]
        return welcome

    def send(self, *steps: dict[str, Any], batch: str = "", version: int | None = None) -> str:
        batch = batch or uuid4().hex
        start = self.version if version is None else version
        self.socket.send_json({"type": "steps", "version": start, "batch": batch, "steps": list(steps)})
        return batch

    def save(self, *steps: dict[str, Any]) -> None:
        """Send until the server has accepted; only for steps that fit any version of the text."""
        while True:
            batch = self.send(*steps)
            answer = self.hear("accepted", "refused")
            assert answer["batch"] == batch
            self.hear_until(answer["version"])
            if answer["type"] == "accepted":
                return
            assert answer["why"] == "stale", answer

    def point(self, anchor: int | None, head: int | None) -> None:
        self.socket.send_json({"type": "place", "version": self.version, "anchor": anchor, "head": head})

    def hear(self, *kinds: str) -> dict[str, Any]:
        """The next message of these kinds; others are kept in `said`."""
        for index, message in enumerate(self.said):
            if message["type"] in kinds:
                return self.said.pop(index)
        while True:
            message = self.socket.receive_json()
            if message["type"] in kinds:
                return message
            self.said.append(message)

    def hear_steps(self) -> list[dict[str, Any]]:
        message = self.hear("steps")
        self.version = message["version"]
        self.heard += message["steps"]
        return message["steps"]

    def hear_until(self, version: int) -> None:
        while self.version < version:
            self.hear_steps()

    def hear_people(self, count: int) -> list[dict[str, Any]]:
        """The people present, as soon as there are so many connections."""
        while True:
            people: list[dict[str, Any]] = self.hear("people")["people"]
            if len(people) == count:
                return people


def connect(client: TestClient, text: OpenText, **headers: str) -> WebSocketTestSession:
    """Open the text's channel, not entered yet."""
    host = client.base_url.netloc.decode()
    return client.websocket_connect(f"ws://{host}{text.address}", headers={"origin": f"http://{host}", **headers})
