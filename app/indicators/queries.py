"""Reading indicators and their figures."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from app.clock import in_finland
from app.i18n import Language
from app.indicators.catalogue import catalogue
from app.indicators.citations import citation, collection_name, producer, reference
from app.indicators.models import Fetch, Indicator, Observation
from app.rendering.series import IndicatorData, IndicatorInfo, Point, Series


def indicator_data(
    session: Session, keys: Sequence[str], region_codes: Sequence[str], language: Language
) -> dict[str, IndicatorData]:
    """The figures of these indicators in these regions, both sexes together, oldest first, in two queries.

    An indicator that was never fetched is not in the answer; a region without figures has an empty series.
    """
    fetched = select(Indicator).where(col(Indicator.key).in_(keys), col(Indicator.fetched_at).is_not(None))
    indicators = {item.key: item for item in session.exec(fetched)}
    points = _points(session, list(indicators), region_codes)
    return {
        key: IndicatorData(
            info(indicators[key], language),
            {code: Series(code, tuple(points[key, code])) for code in region_codes},
        )
        for key in keys
        if key in indicators
    }


def _points(
    session: Session, keys: Sequence[str], region_codes: Sequence[str]
) -> defaultdict[tuple[str, str], list[Point]]:
    table = Observation
    statement = (
        select(
            table.indicator_key,
            table.region_code,
            table.period,
            table.period_sort,
            table.value,
            table.lower,
            table.upper,
        )  # type: ignore[call-overload]
        .where(
            col(table.indicator_key).in_(keys),
            col(table.region_code).in_(region_codes),
            table.population_group == "total",
            col(table.value).is_not(None),
        )
        .order_by(col(table.period_sort))
    )
    points: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    for key, code, *values in session.exec(statement):
        points[key, code].append(Point(*values))
    return points


def info(indicator: Indicator, language: Language) -> IndicatorInfo:
    """The indicator as blocks need it: in one language, with direction and threshold from the catalogue."""
    title: str = getattr(indicator, f"title_{language}")
    assert indicator.fetched_at is not None
    fetched_on = in_finland(indicator.fetched_at).date()
    return IndicatorInfo(
        key=indicator.key,
        title=title,
        unit=getattr(indicator, f"unit_{language}"),
        decimals=indicator.decimals,
        direction=catalogue().direction(indicator.key),
        threshold=catalogue().threshold(indicator.key),
        citation=citation(indicator, title, fetched_on, language),
        fetched_on=fetched_on,
        collection=collection_name(indicator, language),
        reference=reference(indicator, language),
        producer=producer(indicator, language),
    )


def titles(session: Session, language: Language) -> dict[str, str]:
    """Every indicator that can be chosen, by key: the source's own title once fetched, else the catalogue's."""
    known = {key: entry.titles.in_language(language) for key, entry in catalogue().indicators.items()}
    column = getattr(Indicator, f"title_{language}")
    fetched: dict[str, str] = dict(session.exec(select(Indicator.key, column)).all())
    return known | fetched


def newest_years(session: Session) -> dict[str, str]:
    """The year of the newest figure of every indicator that has any, by key."""
    newest = select(Observation.indicator_key, func.max(Observation.period_sort)).group_by(
        col(Observation.indicator_key)
    )
    return {key: str(sort)[:4] for key, sort in session.exec(newest)}


def stored_figures(session: Session, key: str) -> dict[tuple[str, int, str], tuple[Any, ...]]:
    """Every stored figure of one indicator, by region, period and group: period as printed, value, lower, upper."""
    table = Observation
    statement = select(
        table.region_code,
        table.period_sort,
        table.population_group,
        table.period,
        table.value,
        table.lower,
        table.upper,
    ).where(table.indicator_key == key)  # type: ignore[call-overload]
    return {(region, sort, group): tuple(figures) for region, sort, group, *figures in session.exec(statement)}


def last_fetches(session: Session) -> list[tuple[str, Fetch | None, int]]:
    """Every stored indicator with its newest fetch and the number of its figures."""
    newest = select(func.max(Fetch.id)).group_by(col(Fetch.indicator_key))
    fetches = {item.indicator_key: item for item in session.exec(select(Fetch).where(col(Fetch.id).in_(newest)))}
    counting = select(Observation.indicator_key, func.count()).group_by(col(Observation.indicator_key))
    counts: dict[str, int] = dict(session.exec(counting).all())
    return [(key, fetches.get(key), counts.get(key, 0)) for key in sorted({*fetches, *counts})]
