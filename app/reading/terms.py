"""The published reports by the council term that they are about. Pure."""

from collections.abc import Sequence
from itertools import groupby

from app.reading.queries import PublishedReport
from app.reports.settings import A_TERM_BEGAN, TERM_YEARS, Period

ENDED_IN_SPRING = 2013  # terms that began before this ended with a calendar year, later ones in their fifth year


def by_term(reports: Sequence[PublishedReport]) -> list[tuple[Period, list[PublishedReport]]]:
    """The terms, the newest first, each with its reports: the one about the whole term before those about a year.

    The report that is about the whole term says which years it had: municipalities and counties differ.
    """
    ordered = sorted(reports, key=lambda report: (_beginning(report), _years(report), report.assessed), reverse=True)
    terms = [(began, list(found)) for began, found in groupby(ordered, key=_beginning)]
    return [(found[0].assessed if _years(found[0]) else _usual(began), found) for began, found in terms]


def _beginning(report: PublishedReport) -> int:
    """The year in which the term began in whose years the middle of the report's lies."""
    middle = sum(report.assessed) // 2
    return middle - (middle - A_TERM_BEGAN) % TERM_YEARS


def _years(report: PublishedReport) -> int:
    """How many years the report's period has beyond its first."""
    first, last = report.assessed
    return last - first


def _usual(began: int) -> Period:
    return began, began + TERM_YEARS - (began < ENDED_IN_SPRING)
