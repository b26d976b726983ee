"""Calling no more often than a service allows."""

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import monotonic, sleep


class Pace:
    """Waits until a call may be made, by all of `limits`: so many calls in so many seconds. For several threads."""

    def __init__(
        self,
        *limits: tuple[int, float],
        clock: Callable[[], float] = monotonic,
        pause: Callable[[float], None] = sleep,
    ) -> None:
        self._limits = list(limits)
        self._calls: deque[float] = deque(maxlen=10_000)
        self._clock, self._pause = clock, pause
        self._lock = Lock()

    def add(self, calls: int, seconds: float) -> None:
        """Keep to this limit, too."""
        with self._lock:
            self._limits.append((calls, seconds))

    def wait(self) -> None:
        """Until the next call may be made; the call is counted."""
        with self._lock:
            moment = max((self._free(calls, seconds) for calls, seconds in self._limits), default=0.0)
            if (left := moment - self._clock()) > 0:
                self._pause(left)
            self._calls.append(self._clock())

    def _free(self, calls: int, seconds: float) -> float:
        """From when on one more call keeps to the limit."""
        return self._calls[-calls] + seconds if len(self._calls) >= calls else 0.0
