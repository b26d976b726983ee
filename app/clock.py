"""The only place that reads the time, so that tests can set it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """The present moment, aware, in UTC: what is stored."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in Finland: what due dates and meetings are compared with."""
    return now().astimezone(HELSINKI).date()


def in_finland(moment: datetime) -> datetime:
    """A stored moment as people in Finland read it from the wall."""
    return moment.astimezone(HELSINKI)
