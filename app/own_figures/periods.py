"""Periods as people type them: a year, several years, a month. Pure."""

import re
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1900, 2100
_FORMS = re.compile(r"(?P<year>\d{4})(?:\s*[-–—]\s*(?P<last>\d{4})|\s*[mM](?P<month>\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as it is printed, and the last month of it, yyyymm."""

    text: str
    sort: int


def read_period(typed: str) -> Period | None:
    """2024, 2022–2024 (also with a hyphen) or 2024M06; None for anything else."""
    found = _FORMS.fullmatch(typed.strip())
    if found is None:
        return None
    first = int(found["year"])
    last = int(found["last"] or first)
    month = int(found["month"] or 12)
    if not (FIRST_YEAR <= first <= last <= LAST_YEAR and 1 <= month <= 12):
        return None
    if found["month"]:
        return Period(f"{first}M{month:02}", first * 100 + month)
    return Period(f"{first}–{last}" if last > first else str(first), last * 100 + 12)


def year(number: int) -> Period:
    """A calendar year."""
    return Period(str(number), number * 100 + 12)
