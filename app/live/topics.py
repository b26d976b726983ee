"""Topics in this process: somebody changes something in a thread, whoever listens hears of it in the event loop.

A listener that falls behind loses its oldest messages, never memory: every message says what it follows,
so that the listener sees the gap and reads what it missed from the database.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

BACKLOG = 64  # messages kept for a slow listener


class Listener:
    """Messages of the topics it was opened on, in the order of their publication."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._messages: deque[Any] = deque(maxlen=BACKLOG)
        self._arrived = asyncio.Event()

    def put(self, message: Any) -> None:
        """Hand over a message from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, message)

    def _take(self, message: Any) -> None:
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
        for listener in listeners:
            listener.put(message)


hub = Hub()
