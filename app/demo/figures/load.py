"""Loads the demo's figures into the store, the same way as a refresh does."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import Session

from app.indicators.models import Indicator, Observation
from app.indicators.service import replace_series

FIGURES_DIR = Path(__file__).parent
NOON = time(12, tzinfo=UTC)


def load_figures(session: Session, *, known_by: date = date.max) -> None:
    """Every recorded series, whole; the regions must be loaded. Running it again changes nothing.

    Where two recordings have the same figure, the later one counts: statistics restate their history.
    With `known_by` only what had been fetched by that day: what a report of that time could show.
    """
    series: defaultdict[str, dict[tuple[str, int], Observation]] = defaultdict(dict)
    fetched_on: dict[str, date] = {}
    for day, observation in _recorded(known_by):
        key = observation.indicator_key
        series[key][observation.region_code, observation.period_sort] = observation
        fetched_on[key] = day
    for row in _rows("indicators.csv"):
        key = row["key"]
        if key in series:
            replace_series(session, _indicator(row, fetched_on[key]), series[key].values())


@cache
def recorded_figures(known_by: date = date.max) -> dict[tuple[str, str, str], tuple[float, date]]:
    """By indicator, region and period: what was recorded by then, and when."""
    found = {}
    for day, item in _recorded(known_by):
        if item.value is not None:
            found[item.indicator_key, item.region_code, item.period] = item.value, day
    return found


def _recorded(known_by: date) -> Iterator[tuple[date, Observation]]:
    for source in sorted(_rows("sources.csv"), key=lambda row: row["fetched_on"]):
        day = date.fromisoformat(source["fetched_on"])
        if day > known_by:
            break
        for observation in _observations(source["file"]):
            yield day, observation


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FIGURES_DIR / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _observations(name: str) -> Iterator[Observation]:
    for row in _rows(name):
        key, region_code = row.pop("indicator"), row.pop("region")
        for period, text in row.items():
            if text:
                yield Observation(
                    indicator_key=key,
                    region_code=region_code,
                    period=period,
                    period_sort=_sort(period),
                    value=float(text),
                )


def _sort(period: str) -> int:
    """The last month of "2012" or "2026M06", yyyymm."""
    year, _, month = period.partition("M")
    return int(year) * 100 + int(month or 12)


def _indicator(row: dict[str, str], fetched_on: date) -> Indicator:
    source, _, source_id = row["key"].partition(":")
    values: dict[str, Any] = {
        **row,
        "decimals": int(row["decimals"]),
        "source_updated_on": date.fromisoformat(row["source_updated_on"]) if row["source_updated_on"] else None,
    }
    return Indicator(source=source, source_id=source_id, fetched_at=datetime.combine(fetched_on, NOON), **values)
