"""Who has which text open now, in this process and in the others. Nothing of it is ever stored."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from threading import Lock
from time import monotonic
from typing import Any

from app.live.messages import PeopleChanged, Pointed, as_text
from app.live.topics import Hub, hub, text_topic

COLOURS = 8  # tokens --who-1 … --who-8
SILENCE = 45.0  # seconds after which another process, and everybody in it, counts as gone


@dataclass(frozen=True, slots=True)
class Presence:
    """A person at a text through one connection. `client` is their editor's own name for itself."""

    id: str
    client: str
    person: int
    name: str
    initials: str
    writes: bool
    text_id: int
    section: str  # its key in the report
    report_id: int
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """The presence of this id has ended."""

    id: str


@dataclass(frozen=True, slots=True)
class Alive:
    """A process says that it lives; with `ask`, that it wants to hear who is present in the others."""

    ask: bool = False


Outbound = Callable[[str, Any], None]


class People:
    """Everybody who is present. The relay sets `outbound`, which tells the other processes."""

    def __init__(self, hub: Hub) -> None:
        self.outbound: Outbound = lambda _topic, _message: None
        self._hub = hub
        self._own: dict[str, Presence] = {}
        self._others: dict[str, dict[str, Presence]] = defaultdict(dict)
        self._heard: dict[str, float] = {}
        self._texts: dict[int, str] = {}
        self._lock = Lock()

    @contextmanager
    def present(self, presence: Presence) -> Iterator[Presence]:
        """Be present while inside. Gives the presence with its colour."""
        with self._lock:
            presence = _coloured(presence, self._at(presence.text_id))
            self._own[presence.id] = presence
        self._changed(presence.text_id, presence)
        try:
            yield presence
        finally:
            with self._lock:
                del self._own[presence.id]
            self._changed(presence.text_id, Left(presence.id))

    def point(self, presence: Presence, place: dict[str, Any]) -> None:
        """Show the others at the text where this one's cursor is."""
        message = Pointed(presence.id, as_text({"type": "place", "id": presence.id, **place}))
        topic = text_topic(presence.text_id)
        self._hub.publish(topic, message)
        self.outbound(topic, message)

    def is_taken(self, client: str, person: int, text_id: int) -> bool:
        """Does an editor of somebody else at this text call itself so?"""
        with self._lock:
            return any(one.client == client and one.person != person for one in self._at(text_id))

    def people_text(self, text_id: int) -> str:
        """The live channel's message about everybody at a text."""
        with self._lock:
            if text_id not in self._texts:
                shown = [_shown(one) for one in sorted(self._at(text_id), key=lambda one: (one.name, one.id))]
                self._texts[text_id] = as_text({"type": "people", "people": shown})
            return self._texts[text_id]

    def in_report(self, report_id: int) -> dict[str, list[Presence]]:
        """Who is in each section of a report, by name; everybody once a section, writing rather than reading."""
        with self._lock:
            found = [one for one in self._all() if one.report_id == report_id]
        sections: dict[str, dict[int, Presence]] = defaultdict(dict)
        for one in sorted(found, key=lambda one: (one.name, one.person, not one.writes)):
            sections[one.section].setdefault(one.person, one)
        return {section: list(people.values()) for section, people in sections.items()}

    # What the relay hears and tells ──────────────────────────────────────────────────────────────

    def own(self) -> list[Presence]:
        """Everybody in this process."""
        with self._lock:
            return list(self._own.values())

    def hear(self, process: str, message: Presence | Left | Alive) -> None:
        """Another process tells of its people."""
        if isinstance(message, Alive):
            with self._lock:
                self._heard[process] = monotonic()
            return
        with self._lock:
            there = self._others[process]
            self._heard[process] = monotonic()
            before = there.pop(message.id, None)
            if isinstance(message, Presence):
                there[message.id] = message
        text_id = message.text_id if isinstance(message, Presence) else before.text_id if before else None
        if text_id is not None:
            self._announce(text_id)

    def forget_silent(self, silence: float = SILENCE) -> None:
        """Drop the people of processes that have not been heard of for so many seconds."""
        limit = monotonic() - silence
        with self._lock:
            silent = [process for process, heard in self._heard.items() if heard <= limit]
            gone = [one for process in silent for one in self._others.pop(process, {}).values()]
            for process in silent:
                del self._heard[process]
        for text_id in {one.text_id for one in gone}:
            self._announce(text_id)

    def _changed(self, text_id: int, message: Presence | Left) -> None:
        self._announce(text_id)
        self.outbound(text_topic(text_id), message)

    def _announce(self, text_id: int) -> None:
        with self._lock:
            self._texts.pop(text_id, None)
        self._hub.publish(text_topic(text_id), PeopleChanged())

    def _all(self) -> Iterator[Presence]:
        yield from self._own.values()
        for there in self._others.values():
            yield from there.values()

    def _at(self, text_id: int) -> list[Presence]:
        return [one for one in self._all() if one.text_id == text_id]


def _coloured(presence: Presence, there: list[Presence]) -> Presence:
    """A person's colour is theirs wherever it is free; in two tabs it is the same."""
    own = next((one.colour for one in there if one.person == presence.person), 0)
    taken = {one.colour for one in there}
    wanted = [1 + (presence.person + turn) % COLOURS for turn in range(COLOURS)]
    colour = own or next((colour for colour in wanted if colour not in taken), wanted[0])
    return Presence(**{**asdict(presence), "colour": colour})


def _shown(one: Presence) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("id", "client", "person", "name", "initials", "writes", "colour")}


people = People(hub)
