"""People who go on writing while the server is killed under them, and what became of their words."""

import json
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from app.document import empty_document, plain_text
from app.document.schema import SCHEMA_SHA256
from app.document.steps import apply_steps
from app.sections.queries import steps_since, text_body
from tests.cowriting.ground import Ground, Mortal, cookie
from tests.factories.texts import typing

Message = dict[str, Any]


@dataclass
class Persistent:
    """Writes one word after the other, each until it is acknowledged: after a lost connection the same batch again."""

    name: str
    address: str
    section: str
    token: str
    breath: float = 0.02  # seconds between words
    tried: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    version: int = 0
    batch: str = ""

    def write(self) -> None:
        """Until `over` is set, over as many connections as it takes."""
        channel = f"{self.address.replace('http', 'ws')}{self.section}/live?language=fi"
        headers = {"Cookie": cookie(self.token)}
        while not self.over.is_set():
            with (
                suppress(OSError, WebSocketException),
                connect(channel, origin=self.address, additional_headers=headers, compression=None) as connection,  # type: ignore[arg-type]
            ):
                self._greet(connection)
                self._write_on(connection)
            time.sleep(0.02)

    def _greet(self, connection: ClientConnection) -> None:
        hello = {"type": "hello", "version": self.version, "schema": SCHEMA_SHA256, "client": self.name}
        self._send(connection, hello)
        self.version = json.loads(connection.recv(timeout=10))["version"]

    def _write_on(self, connection: ClientConnection) -> None:
        while not self.over.is_set():
            if len(self.tried) == len(self.acknowledged):
                self.tried.append(f"{self.name}x{len(self.tried)}")
                self.batch = f"{self.tried[-1]}-{uuid4().hex[:8]}"
            self._save(connection, self.tried[-1], self.batch)
            self.acknowledged.append(self.tried[-1])
            time.sleep(self.breath)

    def _save(self, connection: ClientConnection, word: str, batch: str) -> None:
        while True:
            steps = [typing(f"{word} ")]
            self._send(connection, {"type": "steps", "version": self.version, "batch": batch, "steps": steps})
            answer = self._answer(connection, batch)
            self.version = max(self.version, answer["version"])
            if answer["type"] == "accepted":
                return
            assert answer["why"] == "stale", answer

    def _answer(self, connection: ClientConnection, batch: str) -> Message:
        while True:
            message: Message = json.loads(connection.recv(timeout=10))
            if message["type"] == "steps":
                self.version = max(self.version, message["version"])
            if message.get("batch") == batch:
                return message

    def _send(self, connection: ClientConnection, message: Message) -> None:
        connection.send(json.dumps(message))


@dataclass(frozen=True)
class Outcome:
    """Words by what became of them. `acknowledged` and `kept` tell that there was something to lose."""

    acknowledged: int
    kept: int
    lost: list[str]
    doubled: list[str]
    replays: bool


def write_and_kill(server: Mortal, writers: list[Persistent], kills: int, random: Random) -> None:
    """Kill the server so many times at random moments while the writers write."""
    threads = start(writers)
    for _ in range(kills):
        time.sleep(random.uniform(0.05, 0.6))
        server.kill()
        time.sleep(random.uniform(0, 0.1))
        server.start()
    goals = [len(writer.acknowledged) + 1 for writer in writers]
    write_until(lambda: all(len(writer.acknowledged) > goal for writer, goal in zip(writers, goals, strict=True)))
    stop(writers, threads)


def start(writers: list[Persistent]) -> list[Thread]:
    """Let them write, each in a thread."""
    threads = [Thread(target=writer.write, daemon=True) for writer in writers]
    for thread in threads:
        thread.start()
    return threads


def write_until(is_enough: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something that the writers bring about by themselves."""
    end = time.monotonic() + seconds
    while not is_enough():
        assert time.monotonic() < end, "the writers did not get on"
        time.sleep(0.02)


def stop(writers: list[Persistent], threads: list[Thread]) -> None:
    """Let them come to an end."""
    for writer in writers:
        writer.over.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


def outcome(ground: Ground, text: int, tried: list[str], acknowledged: list[str]) -> Outcome:
    """Look for every word in the stored text, and whether the steps from the first on give that text."""
    with ground.database.read() as session:
        stored = text_body(session, text)
        steps = [step.body for step in steps_since(session, text, 0)]
    found = Counter(plain_text(stored).split())
    assert set(found) <= set(tried), "words that nobody wrote"
    return Outcome(
        acknowledged=len(acknowledged),
        kept=found.total(),
        lost=[word for word in acknowledged if word not in found],
        doubled=[word for word, times in found.items() if times > 1],
        replays=apply_steps(empty_document(), steps) == stored,
    )
