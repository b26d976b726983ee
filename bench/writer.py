"""An editor without a browser: holds a section's live channel and saves one letter at a time."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

import httpx2
from websockets.sync.client import ClientConnection, connect

from app.document.schema import SCHEMA_SHA256

Message = dict[str, Any]


class Writer:
    """Knows the text's newest version; each `save` waits until the server has committed."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self._send({"type": "hello", "version": 0, "schema": SCHEMA_SHA256, "client": uuid.uuid4().hex[:12]})
        welcome = self._next()
        assert welcome["type"] == "welcome", welcome
        assert welcome["writable"], welcome["message"]
        self.version: int = welcome["version"]
        self._save({"type": "paragraph"}, at=0)

    @classmethod
    @contextmanager
    def open(cls, address: str, client: httpx2.Client, section: str, language: str = "fi") -> Iterator[Self]:
        """Open the text of `section`, a path, with the cookies of `client`."""
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        channel = f"{address.replace('http', 'ws')}{section}/live?language={language}"
        with connect(channel, origin=address, additional_headers={"Cookie": cookies}) as connection:  # type: ignore[arg-type]
            yield cls(connection)

    def save(self) -> None:
        """Type one letter and wait until it is committed."""
        self._save({"type": "text", "text": "a"}, at=1)

    def _save(self, node: Message, at: int) -> None:
        step = {"stepType": "replace", "from": at, "to": at, "slice": {"content": [node]}}
        batch = uuid.uuid4().hex
        while True:
            self._send({"type": "steps", "version": self.version, "batch": batch, "steps": [step]})
            answer = self._answer(batch)
            self.version = max(self.version, answer["version"])
            if answer["type"] == "accepted":
                return
            assert answer["why"] == "stale", answer

    def _answer(self, batch: str) -> Message:
        """What the server says to the batch; others' steps that come before it only move the version."""
        while True:
            message = self._next()
            if message.get("batch") == batch:
                return message
            if message["type"] == "steps":
                self.version = max(self.version, message["version"])

    def _send(self, message: Message) -> None:
        self.connection.send(json.dumps(message))

    def _next(self) -> Message:
        message: Message = json.loads(self.connection.recv(timeout=30))
        return message
