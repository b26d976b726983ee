"""Topics in this process: somebody changes something in a thread, whoever listens hears of it in the event loop.

A listener that falls behind costs no memory: it is told to look again instead of everything that it missed.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any

from app.live.messages import LookAgain, Pointed

BACKLOG = 64  # messages kept for a slow listener


def text_topic(text_id: int) -> str:
    return f"text:{text_id}"


def report_topic(report_id: int) -> str:
    return f"report:{report_id}"


class Listener:
    """Messages of the topics it was opened on, in the order of their publication."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._messages: deque[Any] = deque()
        self._arrived = asyncio.Event()

    def take(self, message: Any) -> None:
        """Hand over a message, in the event loop."""
        if len(self._messages) >= BACKLOG:
            if isinstance(message, Pointed):  # the next movement makes up for it
                return
            self._messages.clear()
            message = LookAgain()
        self._messages.append(message)
        self._arrived.set()

    async def next(self) -> Any:
        """The next message; waits for it."""
        while not self._messages:
            self._arrived.clear()
            await self._arrived.wait()
        return self._messages.popleft()


class Hub:
    """Who listens to which topic."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = defaultdict(set)
        self._lock = Lock()

    @contextmanager
    def listen(self, *topics: str) -> Iterator[Listener]:
        """Listen while inside; must be entered in the event loop."""
        listener = Listener()
        with self._lock:
            for topic in topics:
                self._listeners[topic].add(listener)
        try:
            yield listener
        finally:
            with self._lock:
                for topic in topics:
                    self._listeners[topic].discard(listener)
                    if not self._listeners[topic]:
                        del self._listeners[topic]

    def publish(self, topic: str, message: Any) -> None:
        """Tell everybody who listens; from any thread, after the commit that made it true."""
        with self._lock:
            listeners = tuple(self._listeners.get(topic, ()))
        _tell(listeners, message)

    def publish_everywhere(self, message: Any) -> None:
        """Tell every listener of every topic, once."""
        with self._lock:
            listeners = frozenset(listener for group in self._listeners.values() for listener in group)
        _tell(listeners, message)


def _tell(listeners: Iterable[Listener], message: Any) -> None:
    """Wake each event loop once, however many listen in it: waking it is what costs."""
    loops: dict[asyncio.AbstractEventLoop, list[Listener]] = defaultdict(list)
    for listener in listeners:
        loops[listener.loop].append(listener)
    for loop, group in loops.items():
        with suppress(RuntimeError):  # the loop has closed, and with it everybody who listened there
            loop.call_soon_threadsafe(_deliver, group, message)


def _deliver(listeners: Iterable[Listener], message: Any) -> None:
    for listener in listeners:
        listener.take(message)


hub = Hub()
