"""Reading the log of fetches, and what an indicator's figures are held against when they are renewed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app.indicators.difference import Place, Values
from app.indicators.models import Fetch, FetchOutcome, Observation

GOOD = col(Fetch.outcome).in_((FetchOutcome.RENEWED, FetchOutcome.UNCHANGED))


def stored_figures(session: Session, key: str) -> dict[Place, Values]:
    """Every stored figure of one indicator."""
    table = Observation
    columns: Any = (
        table.region_code,
        table.period_sort,
        table.population_group,
        table.period,
        table.value,
        table.lower,
        table.upper,
        table.absence,
    )
    statement = select(*columns).where(table.indicator_key == key)
    rows = session.connection().execute(statement)
    return {Place(*row[:3]): Values(*row[3:]) for row in rows}


def figure_count(session: Session, key: str) -> int:
    """How many figures are stored of one indicator."""
    return session.exec(select(func.count()).where(Observation.indicator_key == key)).one()


def confirmed_on(session: Session) -> dict[str, datetime]:
    """When the source last gave each indicator's figures, new or unchanged: how old they are."""
    statement = select(Fetch.indicator_key, func.max(Fetch.started_at)).where(GOOD).group_by(col(Fetch.indicator_key))
    return dict(session.exec(statement).all())


def last_fetches(session: Session) -> list[tuple[str, Fetch, Fetch | None]]:
    """Every indicator that was ever asked for: its newest fetch, and the newest that was accepted."""
    newest, good = (
        {fetch.indicator_key: fetch for fetch in session.exec(_newest(*wanted))} for wanted in ((), (GOOD,))
    )
    return [(key, newest[key], good.get(key)) for key in sorted(newest)]


def _newest(*wanted: Any) -> Any:
    ids = select(func.max(Fetch.id)).where(*wanted).group_by(col(Fetch.indicator_key))
    return select(Fetch).where(col(Fetch.id).in_(ids))


def fetches_of(session: Session, run_id: int) -> Sequence[Fetch]:
    """What a refresh brought, indicator by indicator, the newest first."""
    return session.exec(select(Fetch).where(Fetch.run_id == run_id).order_by(col(Fetch.id).desc())).all()


def run_outcomes(session: Session, run_ids: Iterable[int]) -> defaultdict[int, Counter[str]]:
    """How the fetches of these refreshes ended: their number by outcome."""
    counting = select(Fetch.run_id, Fetch.outcome, func.count()).where(col(Fetch.run_id).in_(run_ids))
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for run_id, outcome, count in session.exec(counting.group_by(col(Fetch.run_id), col(Fetch.outcome))):
        found[run_id or 0][outcome] = count
    return found
