"""Clients that keep a text in step with the real saving code over a line that delays, loses and repeats.

A client here does what ProseMirror's collaboration does in the browser: own steps that the server does not have yet
are undone, others' put in, the own ones mapped over them and done again.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count, groupby
from random import Random
from typing import Any

from prosemirror.model import Node
from prosemirror.transform import Step, Transform

from app.db import Database
from app.document import empty_document
from app.document.checking import parse_document
from app.document.schema import SCHEMA
from app.document.steps import apply_steps
from app.sections.errors import StaleVersion
from app.sections.models import Step as StepRow
from app.sections.queries import steps_since, text_body
from app.sections.saving import save_steps
from tests.cowriting.random_edits import edit_at_random, tidy

Body = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """Steps as they went to the server, under the key that makes repeating them harmless."""

    key: str
    client: str
    version: int
    steps: tuple[Body, ...]


@dataclass(frozen=True)
class Authority:
    """The real server code below the channel."""

    database: Database
    text_id: int
    author_id: int

    def save(self, batch: Batch) -> int | None:
        """The version after the batch; None when it came too late. A well-behaved client meets no other answer."""
        try:
            with self.database.write() as session:
                return save_steps(
                    session,
                    self.author_id,
                    self.text_id,
                    version=batch.version,
                    batch=batch.key,
                    client=batch.client,
                    steps=batch.steps,
                    may_be_late=True,
                ).version
        except StaleVersion:
            return None

    def since(self, version: int) -> list[StepRow]:
        """The rows after this version."""
        with self.database.read() as session:
            return list(steps_since(session, self.text_id, version))

    def document(self) -> Body:
        """The stored document."""
        with self.database.read() as session:
            return text_body(session, self.text_id)


@dataclass
class Client:
    """One browser: its document, what the server does not have yet, and what it was told is saved."""

    name: str
    authority: Authority
    random: Random
    document: Node = field(default_factory=lambda: parse_document(empty_document()))
    version: int = 0
    unconfirmed: list[tuple[Step, Step]] = field(default_factory=list)  # each with its inverse
    in_flight: Batch | None = None
    acknowledged: list[Batch] = field(default_factory=list)
    numbers: Any = field(default_factory=count)

    def edit(self) -> None:
        """Change something."""
        self._take(edit_at_random(self.document, self.random))

    def _take(self, transform: Transform) -> None:
        self.unconfirmed += [
            (step, step.invert(before)) for step, before in zip(transform.steps, transform.docs, strict=True)
        ]
        self.document = transform.doc

    def batch(self) -> Batch | None:
        """What is to be sent now: nothing while an answer is awaited."""
        if self.in_flight or not self.unconfirmed:
            return None
        steps = tuple(dict(step.to_json()) for step, _ in self.unconfirmed)
        self.in_flight = Batch(f"{self.name}-{next(self.numbers)}", self.name, self.version, steps)
        return self.in_flight

    def answered(self, batch: Batch, version: int | None) -> None:
        """The server's word on a batch: saved, or too late."""
        if version is not None:
            assert version >= batch.version + len(batch.steps)
            self.acknowledged.append(batch)
        if self.in_flight is batch:
            self.in_flight = None

    def catch_up(self) -> None:
        """Take in what the server has. Own steps are recognised by the client's name, as in the browser."""
        for name, rows in groupby(self.authority.since(self.version), key=lambda row: row.client):
            run = list(rows)
            if name == self.name:
                self._confirm(run)
            else:
                self._rebase([Step.from_json(SCHEMA, row.body) for row in run])
            self.version += len(run)

    def _confirm(self, run: list[StepRow]) -> None:
        own = [dict(step.to_json()) for step, _ in self.unconfirmed[: len(run)]]
        assert own == [row.body for row in run], f"{self.name}: the server has other steps than were sent"
        del self.unconfirmed[: len(run)]

    def _rebase(self, others: list[Step]) -> None:
        transform = Transform(self.document)
        for _, inverse in reversed(self.unconfirmed):
            transform.step(inverse)
        for step in others:
            transform.step(step)
        kept: list[tuple[Step, Step]] = []
        for place, (step, _) in enumerate(self.unconfirmed):
            undone = len(self.unconfirmed) - place
            mapped = step.map(transform.mapping.slice(undone))
            if mapped and _fits(transform, mapped):
                transform.mapping.set_mirror(undone - 1, len(transform.steps) - 1)
                kept.append((mapped, mapped.invert(transform.docs[-1])))
        self.unconfirmed, self.document = kept, transform.doc
        if kept:
            mended = Transform(self.document)
            tidy(mended, self.random)
            self._take(mended)


def _fits(transform: Transform, step: Step) -> bool:
    """Do the step if it can be done; the browser's library says no where this one raises ValueError."""
    try:
        return not transform.maybe_step(step).failed
    except ValueError:
        return False


@dataclass
class Line:
    """What happens between the clients and the server, one event at a time, all by one seed."""

    authority: Authority
    random: Random
    clients: list[Client]
    sent: dict[str, deque[Batch]] = field(default_factory=dict)  # on the way, by client, in order
    astray: list[Batch] = field(default_factory=list)  # copies, and what a dead connection still delivers
    counted: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("delivered", "late", "lost", "twice"), 0))

    def run(self, batches: int) -> None:
        """Until so many batches were delivered; then everybody is heard out."""
        events: list[Callable[[Client], None]] = [Client.edit, self._send, self._deliver, self._repeat, self._cut]
        weights = [6, 6, 12, 1, 0.3]
        while self.counted["delivered"] < batches:
            client = self.random.choice(self.clients)
            self.random.choices([*events, Client.catch_up], [*weights, 3])[0](client)
        self._calm()

    def _send(self, client: Client) -> None:
        if self.random.random() < 0.8 and client.in_flight is None:
            client.catch_up()
        if batch := client.batch():
            self.sent.setdefault(client.name, deque()).append(batch)

    def _deliver(self, client: Client) -> None:
        if waiting := self.sent.get(client.name):
            batch = waiting.popleft()
            if self.random.random() < 0.2:
                self.astray.append(batch)
            client.answered(batch, self._save(batch))

    def _repeat(self, _client: Client) -> None:
        """A batch arrives again, or only now, when its connection is gone: nobody hears the answer."""
        if self.astray:
            self.counted["twice"] += 1
            self._save(self.astray.pop(self.random.randrange(len(self.astray))))

    def _cut(self, client: Client) -> None:
        """The connection breaks: what is on the way is lost, or arrives unanswered. Back again, the client either
        looks what the server has, or asks for the very batch again."""
        self.counted["lost"] += 1
        for batch in self.sent.pop(client.name, ()):
            fate = self.random.random()
            if fate < 0.4:
                self._save(batch)
            elif fate < 0.6:
                self.astray.append(batch)
        batch, client.in_flight = client.in_flight, None
        if batch and self.random.random() < 0.5:
            client.answered(batch, self._save(batch))
        client.catch_up()

    def _save(self, batch: Batch) -> int | None:
        version = self.authority.save(batch)
        self.counted["delivered"] += 1
        self.counted["late"] += version is None
        return version

    def _calm(self) -> None:
        while any(client.unconfirmed for client in self.clients) or any(self.sent.values()):
            for client in self.clients:
                client.catch_up()
                self._send(client)
                self._deliver(client)
        for client in self.clients:
            client.catch_up()


def faults(authority: Authority, clients: list[Client]) -> dict[str, int]:
    """How many clients diverged, and how many acknowledged batches were lost or doubled; asserts nothing itself."""
    rows, stored = authority.since(0), authority.document()
    parse_document(stored)
    replayed = apply_steps(empty_document(), [row.body for row in rows])
    kept: dict[str, list[Body]] = {}
    for row in rows:
        kept.setdefault(row.batch, []).append(row.body)
    told = {batch.key: list(batch.steps) for client in clients for batch in client.acknowledged}
    return {
        "diverged": sum(dict(client.document.to_json()) != stored for client in clients) + (replayed != stored),
        "lost": sum(key not in kept for key in told),
        "doubled": sum(key in kept and len(kept[key]) != len(steps) for key, steps in told.items()),
        "gaps": sum(row.version != number for number, row in enumerate(rows, start=1)),
    }
