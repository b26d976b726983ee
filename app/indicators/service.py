"""Swapping an indicator's figures: the whole series or nothing, with a line in the log of fetches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.clock import now
from app.indicators.bulk import apply
from app.indicators.catalogue import catalogue
from app.indicators.descriptions import describe, mark_answers, tell_about
from app.indicators.difference import Figures, Place, Values, difference
from app.indicators.doubts import Kind, kind_of, suspicions
from app.indicators.fetches import stored_figures
from app.indicators.models import Fetch, FetchOutcome, Indicator, Observation
from app.indicators.sources.base import AnswerVersion
from app.indicators.trust import tell_doubts, tell_restated


@dataclass(frozen=True, slots=True)
class NewSeries:
    """Everything that is to be true of an indicator from now on, and of the fetch that brought it.

    `about`: description, interpretation and limits by language; None leaves what is stored.
    """

    indicator: Indicator
    figures: Figures
    started_at: datetime
    about: Mapping[str, tuple[str, str, str]] | None = None
    versions: Mapping[str, AnswerVersion] = field(default_factory=dict)
    run_id: int | None = None
    requests: int = 0


def replace_series(
    session: Session, indicator: Indicator, observations: Iterable[Observation], *, started_at: datetime | None = None
) -> Fetch:
    """Make `observations` the indicator's only figures, and its description what `indicator` says.

    All in the caller's transaction: readers see the old series or the new one. Returns the logged fetch.
    """
    figures = {
        Place(row.region_code, row.period_sort, row.population_group): Values(
            row.period, row.value, row.lower, row.upper, row.absence
        )
        for row in observations
    }
    return swap(session, NewSeries(indicator, figures, started_at or now()))


def swap(session: Session, series: NewSeries) -> Fetch:
    """Make the stored indicator what `series` says, writing only what differs; log it, and what it restates."""
    key = series.indicator.key
    stored = session.get(Indicator, key)
    fetched_before = stored.fetched_at if stored else None
    old = stored_figures(session, key)
    found = difference(old, series.figures)
    describe(session, stored, series.indicator, series.figures, changed=bool(found))
    tell_about(session, key, series.about)
    mark_answers(session, series.versions, series.started_at)
    if found:
        apply(session, key, found)
    fetch = log_fetch(
        session,
        key,
        series.started_at,
        FetchOutcome.RENEWED if found else FetchOutcome.UNCHANGED,
        run_id=series.run_id,
        requests=series.requests,
        rows=len(series.figures),
        added=len(found.added),
        altered=len(found.altered),
        removed=len(found.removed),
    )
    if found:
        tell_restated(session, fetch, found, fetched_before or series.started_at)
        tell_doubts(session, fetch, found, suspicions(found, old, series.figures, _kind(series.indicator)))
    return fetch


def log_fetch(
    session: Session, key: str, started_at: datetime, outcome: FetchOutcome, *, reason: str = "", **counts: Any
) -> Fetch:
    """Write down one attempt to renew an indicator. `counts`: the columns of Fetch with numbers, and its run's id."""
    fetch = Fetch(
        indicator_key=key,
        started_at=started_at,
        finished_at=now(),
        outcome=outcome,
        reason=reason[:500],
        **counts,
    )
    session.add(fetch)
    session.flush()
    return fetch


def _kind(indicator: Indicator) -> Kind:
    entry = catalogue().indicators.get(indicator.key)
    return kind_of(entry.family if entry else "", indicator.unit_en)
