"""The only place that reads the time, so that tests and the demo can set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")

_set_moment: ContextVar[datetime | None] = ContextVar("set_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC: what is stored."""
    return _set_moment.get() or datetime.now(UTC)


def today() -> date:
    """The calendar day in Finland: what due dates and meetings are compared with."""
    return now().astimezone(HELSINKI).date()


def in_finland(moment: datetime) -> datetime:
    """A stored moment as people in Finland read it from the wall."""
    return moment.astimezone(HELSINKI)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, the clock stands at `moment` (aware), for this thread or task alone."""
    token = _set_moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_moment.reset(token)
