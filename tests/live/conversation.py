"""A small client of the live protocol for tests."""

from typing import Any
from uuid import uuid4

from fastapi.testclient import TestClient
from starlette.testclient import WebSocketTestSession

from app.document.schema import SCHEMA_SHA256
from tests.factories.texts import OpenText


class Writer:
    """One editor: says hello, sends batches, hears everybody's steps."""

    def __init__(self, socket: WebSocketTestSession, version: int = 0, client: str = "") -> None:
        self.socket = socket
        self.client = client or uuid4().hex
        self.version = version
        self.said: list[dict[str, Any]] = []

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

    def hear(self, kind: str) -> dict[str, Any]:
        """The next message of this kind; others are kept in `said`."""
        for index, message in enumerate(self.said):
            if message["type"] == kind:
                return self.said.pop(index)
        while True:
            message = self.socket.receive_json()
            if message["type"] == kind:
                return message
            self.said.append(message)

    def hear_steps(self) -> list[dict[str, Any]]:
        message = self.hear("steps")
        self.version = message["version"]
        return message["steps"]


def connect(client: TestClient, text: OpenText, **headers: str) -> WebSocketTestSession:
    """Open the text's channel, not entered yet."""
    host = client.base_url.netloc.decode()
    return client.websocket_connect(f"ws://{host}{text.address}", headers={"origin": f"http://{host}", **headers})
