"""One measured value, and how long something takes."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measure:
    """`value` in `unit`; `context` says of what, how often, against which target."""

    name: str
    value: float
    unit: str
    context: str


@dataclass(slots=True)
class Stopwatch:
    """Seconds of wall time inside `with timed() as watch`."""

    started: float = field(default_factory=time.perf_counter)
    seconds: float = 0.0


@contextmanager
def timed() -> Iterator[Stopwatch]:
    watch = Stopwatch()
    yield watch
    watch.seconds = time.perf_counter() - watch.started
