"""Many people at once, in a process of their own.

Its first line of input says whom to be; at the second one they begin to write.
Each saves a batch a second: the five letters that were typed meanwhile, sent again on the newest version when others
were first. Output: one line `{"open": people}` when everybody is welcome, one with the outcome at the end.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect

from app.document.schema import SCHEMA_SHA256
from tests.cowriting.ground import cookie

LETTERS = 5


@dataclass
class Person:
    """One open section and the newest version seen there."""

    connection: ClientConnection
    version: int = 0
    answers: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    waits: list[float] = field(default_factory=list)
    late: int = 0

    async def greet(self) -> None:
        """Say hello, hear the welcome."""
        await self._send({"type": "hello", "version": 0, "schema": SCHEMA_SHA256, "client": uuid4().hex[:12]})
        self.version = json.loads(await self.connection.recv())["version"]

    async def listen(self) -> None:
        """Hear everything that is said, until cancelled."""
        async for text in self.connection:
            message = json.loads(text)
            if message["type"] == "steps":
                self.version = max(self.version, message["version"])
            elif message["type"] in ("accepted", "refused"):
                self.answers.put_nowait(message)

    async def write(self, seconds: int, offset: float) -> None:
        """A batch every second, beginning `offset` into the first."""
        began = time.monotonic() + offset
        for number in range(seconds):
            await asyncio.sleep(max(0.0, began + number - time.monotonic()))
            await self._save()

    async def _save(self) -> None:
        began, batch = time.monotonic(), uuid4().hex
        letter = {"content": [{"type": "text", "text": "a"}]}
        steps = [{"stepType": "replace", "from": at, "to": at, "slice": letter} for at in range(1, LETTERS + 1)]
        while True:
            await self._send({"type": "steps", "version": self.version, "batch": batch, "steps": steps})
            answer = await self.answers.get()
            if answer["type"] == "accepted":
                break
            assert answer["why"] == "stale", answer
            self.late += 1
            self.version = max(self.version, answer["version"])
        self.version = max(self.version, answer["version"])
        self.waits.append(time.monotonic() - began)

    async def _send(self, message: dict[str, Any]) -> None:
        await self.connection.send(json.dumps(message))


@asynccontextmanager
async def _people(wanted: dict[str, Any]) -> AsyncIterator[list[Person]]:
    people = []
    for number, token in enumerate(wanted["tokens"]):
        section = wanted["sections"][number % len(wanted["sections"])]
        channel = f"{wanted['address'].replace('http', 'ws')}{section}/live?language=fi"
        connection = await connect(channel, origin=wanted["address"], additional_headers={"Cookie": cookie(token)})
        people.append(Person(connection))
        await people[-1].greet()
    yield people
    await asyncio.gather(*(person.connection.close() for person in people))


async def main() -> None:
    wanted = json.loads(sys.stdin.readline())
    async with _people(wanted) as people:
        _say({"open": len(people)})
        sys.stdin.readline()
        listening = [asyncio.create_task(person.listen()) for person in people]
        await asyncio.gather(
            *(person.write(wanted["seconds"], number / len(people)) for number, person in enumerate(people))
        )
        for task in listening:
            task.cancel()
        waits = [wait for person in people for wait in person.waits]
        _say({"saved": len(waits), "late": sum(person.late for person in people), "waits": waits})


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
