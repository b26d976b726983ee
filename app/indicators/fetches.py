"""Reading the log of fetches, and what an indicator's figures are held against when they are renewed."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from app.indicators.difference import Place, Values
from app.indicators.models import Fetch, FetchOutcome, Observation


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
    good = col(Fetch.outcome).in_((FetchOutcome.RENEWED, FetchOutcome.UNCHANGED))
    statement = select(Fetch.indicator_key, func.max(Fetch.started_at)).where(good).group_by(col(Fetch.indicator_key))
    return dict(session.exec(statement).all())


def last_fetches(session: Session) -> list[tuple[str, Fetch | None, int]]:
    """Every stored indicator with its newest fetch and the number of its figures."""
    newest = select(func.max(Fetch.id)).group_by(col(Fetch.indicator_key))
    fetches = {item.indicator_key: item for item in session.exec(select(Fetch).where(col(Fetch.id).in_(newest)))}
    counting = select(Observation.indicator_key, func.count()).group_by(col(Observation.indicator_key))
    counts: dict[str, int] = dict(session.exec(counting).all())
    return [(key, fetches.get(key), counts.get(key, 0)) for key in sorted({*fetches, *counts})]
