"""Swapping an indicator's figures: the whole series or nothing, with a line in the log of fetches."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import tuple_
from sqlmodel import Session, col, delete, insert

from app.clock import now
from app.indicators.fetches import stored_figures
from app.indicators.models import Fetch, FetchOutcome, Indicator, Observation
from app.indicators.search import search_words

Place = tuple[str, int, str]


def replace_series(
    session: Session, indicator: Indicator, observations: Iterable[Observation], *, started_at: datetime | None = None
) -> Fetch:
    """Make `observations` the indicator's only figures, and its description what `indicator` says.

    All in the caller's transaction: readers see the old series or the new one. Returns the logged fetch.
    """
    observations = list(observations)
    sorts = [row.period_sort for row in observations if row.value is not None]
    indicator.first_sort, indicator.last_sort = min(sorts, default=None), max(sorts, default=None)
    indicator.search_words = search_words(indicator)
    session.merge(indicator)
    session.flush()
    old = stored_figures(session, indicator.key)
    new = {_place(row): row for row in observations}
    gone = [place for place in old if place not in new or _figures(new[place]) != old[place]]
    come = [row for place, row in new.items() if old.get(place) != _figures(row)]
    _delete(session, indicator.key, gone)
    if come:
        session.execute(insert(Observation), [row.model_dump() for row in come])
    removed = len([place for place in gone if place not in new])
    return log_fetch(
        session,
        indicator.key,
        started_at or now(),
        FetchOutcome.RENEWED if gone or come else FetchOutcome.UNCHANGED,
        rows=len(new),
        added=len(come) - (len(gone) - removed),
        altered=len(gone) - removed,
        removed=removed,
    )


def log_fetch(
    session: Session,
    key: str,
    started_at: datetime,
    outcome: FetchOutcome,
    *,
    rows: int = 0,
    added: int = 0,
    altered: int = 0,
    removed: int = 0,
    reason: str = "",
) -> Fetch:
    """Write down one attempt to renew an indicator."""
    fetch = Fetch(
        indicator_key=key,
        started_at=started_at,
        finished_at=now(),
        outcome=outcome,
        rows=rows,
        added=added,
        altered=altered,
        removed=removed,
        reason=reason[:500],
    )
    session.add(fetch)
    session.flush()
    return fetch


def _delete(session: Session, key: str, places: Sequence[Place]) -> None:
    place = tuple_(col(Observation.region_code), col(Observation.period_sort), col(Observation.population_group))
    for start in range(0, len(places), 300):
        chunk = places[start : start + 300]
        statement = delete(Observation).where(col(Observation.indicator_key) == key, place.in_(chunk))
        session.exec(statement, execution_options={"synchronize_session": False})


def _place(row: Observation) -> Place:
    return row.region_code, row.period_sort, row.population_group


def _figures(row: Observation) -> tuple[Any, ...]:
    return row.period, row.value, row.lower, row.upper, row.absence
