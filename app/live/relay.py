"""Carries what is said on the topics between server processes on one PostgreSQL database, by LISTEN and NOTIFY.

What a transaction changes is told inside it, so that it goes out with the commit and never without. Presence
is told by a thread of its own. On SQLite there is one process and nothing of this runs.
"""

import json
from dataclasses import asdict, replace
from queue import Empty, Full, Queue
from threading import Event, Thread
from time import monotonic
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from app.db import Database
from app.live.messages import LookAgain, PanelChanged, Pointed, SectionChanged, StepsSaved, as_text
from app.live.presence import Alive, Left, People, Presence
from app.live.topics import Hub

log = structlog.get_logger()

CHANNEL = "hvk_live"
PROCESS = uuid4().hex
MAX_PAYLOAD = 7900  # bytes; PostgreSQL takes 7999
HEARTBEAT = 10.0  # seconds
DEAF = 3 * HEARTBEAT  # without hearing even itself the connection is dead, whatever it says
LONGEST_WAIT = 5.0
QUEUED = 2000
TOGETHER = 100  # messages in one statement

_KINDS = {kind.__name__: kind for kind in (StepsSaved, SectionChanged, PanelChanged, Pointed, Presence, Left, Alive)}
_NOTIFY = text("SELECT pg_notify(:channel, payload) FROM unnest(CAST(:payloads AS text[])) payload")


def has_others(session: Session) -> bool:
    """Can there be other processes on this database?"""
    return session.get_bind().dialect.name == "postgresql"


def tell_others(session: Session, topic: str, message: Any) -> None:
    """Tell the other processes as soon as what the session changed is committed; nothing on SQLite."""
    if has_others(session):
        session.execute(_NOTIFY, {"channel": CHANNEL, "payloads": [_payload(topic, message)]})


def _payload(topic: str, message: Any) -> str:
    kind = type(message).__name__
    body = as_text({"from": PROCESS, "topic": topic, "kind": kind, "said": asdict(message)})
    if len(body.encode()) > MAX_PAYLOAD and isinstance(message, StepsSaved):
        return _payload(topic, replace(message, text=""))
    return body


class Relay:
    """One process's two threads: one hears the other processes, one tells them who is present here."""

    def __init__(self, database: Database, hub: Hub, people: People) -> None:
        self._database = database
        self._hub = hub
        self._people = people
        self._queue: Queue[str] = Queue(QUEUED)
        self._stopping = Event()
        self._threads = [Thread(target=work, daemon=True) for work in (self._listen, self._speak)]
        self._last_heard = 0.0

    def start(self) -> None:
        """Nothing on SQLite."""
        if not self._database.is_sqlite:
            self._people.outbound = self._say
            for thread in self._threads:
                thread.start()

    def stop(self) -> None:
        """Stop within two seconds."""
        self._stopping.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(2)

    # Hearing ─────────────────────────────────────────────────────────────────────────────────────

    def _listen(self) -> None:
        from psycopg import Error  # only here and below: on SQLite it need not be in memory

        wait = 0.1
        while not self._stopping.is_set():
            began = monotonic()
            try:
                self._hear()
            except Error as error:
                log.warning("live relay lost its connection", error=str(error))
            wait = 0.1 if monotonic() - began > LONGEST_WAIT else min(2 * wait, LONGEST_WAIT)
            self._stopping.wait(wait)

    def _hear(self) -> None:
        """Listen on one connection until it breaks, goes deaf, or the process stops. Raises psycopg.Error."""
        from psycopg import connect

        address = self._database.address.set(drivername="postgresql").render_as_string(hide_password=False)
        with connect(address, autocommit=True, connect_timeout=5) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._catch_up()
            while not self._stopping.is_set() and monotonic() - self._last_heard < DEAF:
                for notice in connection.notifies(timeout=0.5):
                    self._take(notice.payload)
                self._people.forget_silent()

    def _catch_up(self) -> None:
        """Whatever was said while nobody listened here was missed."""
        self._last_heard = monotonic()
        self._say("", Alive(ask=True))
        self._hub.publish_everywhere(LookAgain())

    def _take(self, payload: str) -> None:
        try:
            heard = json.loads(payload)
            process, topic = heard["from"], heard["topic"]
            message = _KINDS[heard["kind"]](**heard["said"])
        except (ValueError, KeyError, TypeError):
            return  # a process of another version
        self._last_heard = monotonic()
        if process == PROCESS:
            return
        if not isinstance(message, Presence | Left | Alive):
            self._hub.publish(topic, message)
            return
        self._people.hear(process, message)
        if isinstance(message, Alive) and message.ask:
            self._tell_everybody()

    # Telling ─────────────────────────────────────────────────────────────────────────────────────

    def _say(self, topic: str, message: Any) -> None:
        try:
            self._queue.put_nowait(_payload(topic, message))
        except Full:
            return  # presence is told again; a cursor's next movement makes up for this one

    def _tell_everybody(self) -> None:
        for presence in self._people.own():
            self._say("", presence)

    def _speak(self) -> None:
        next_beat = 0.0
        while not self._stopping.is_set():
            if monotonic() >= next_beat:
                self._say("", Alive())
                next_beat = monotonic() + HEARTBEAT
            payloads = self._waiting()
            if payloads and not self._send(payloads):
                self._stopping.wait(1)
                self._tell_everybody()

    def _waiting(self) -> list[str]:
        payloads: list[str] = []
        try:
            payloads.append(self._queue.get(timeout=0.5))
            while len(payloads) < TOGETHER:
                payloads.append(self._queue.get_nowait())
        except Empty:
            pass
        return payloads

    def _send(self, payloads: list[str]) -> bool:
        try:
            with self._database.writer.connect() as connection:
                outside = connection.execution_options(isolation_level="AUTOCOMMIT")
                outside.execute(_NOTIFY, {"channel": CHANNEL, "payloads": payloads})
        except SQLAlchemyError as error:
            log.warning("live relay could not tell the other processes", error=str(error))
            return False
        return True
