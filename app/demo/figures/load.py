"""Loads the demo's figures into the store, the same way as a refresh does."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sqlmodel import Session

from app.clock import now
from app.indicators.difference import Place, Values
from app.indicators.models import Indicator
from app.indicators.queries import TOTAL
from app.indicators.service import NewSeries, swap

FIGURES_DIR = Path(__file__).parent
NOON = time(12, tzinfo=UTC)


class Recorded(NamedTuple):
    """One recorded figure, and the day it was fetched."""

    indicator: str
    region: str
    period: str
    value: float
    fetched_on: date


def load_figures(session: Session, *, known_by: date = date.max) -> None:
    """Every recorded series, whole; the regions must be loaded. Running it again changes nothing.

    Where two recordings have the same figure, the later one counts: statistics restate their history.
    With `known_by` only what had been fetched by that day: what a report of that time could show.
    """
    series: defaultdict[str, dict[Place, Values]] = defaultdict(dict)
    fetched_on: dict[str, date] = {}
    for figure in _known(known_by):
        place = Place(figure.region, _sort(figure.period), TOTAL)
        series[figure.indicator][place] = Values(figure.period, figure.value)
        fetched_on[figure.indicator] = figure.fetched_on
    for row in _rows("indicators.csv"):
        key = row["key"]
        if key in series:
            swap(session, NewSeries(_indicator(row, fetched_on[key]), series[key], now()))


@cache
def recorded_figures(known_by: date = date.max) -> dict[tuple[str, str, str], tuple[float, date]]:
    """By indicator, region and period: what was recorded by then, and when."""
    return {(it.indicator, it.region, it.period): (it.value, it.fetched_on) for it in _known(known_by)}


def _known(known_by: date) -> Iterator[Recorded]:
    return (figure for figure in _recorded() if figure.fetched_on <= known_by)


@cache
def _recorded() -> tuple[Recorded, ...]:
    """Every figure of every recording, in the order of fetching."""
    return tuple(
        figure
        for source in sorted(_rows("sources.csv"), key=lambda row: row["fetched_on"])
        for figure in _figures(source["file"], date.fromisoformat(source["fetched_on"]))
    )


def _figures(name: str, fetched_on: date) -> Iterator[Recorded]:
    for row in _rows(name):
        key, region_code = row.pop("indicator"), row.pop("region")
        for period, text in row.items():
            if text:
                yield Recorded(key, region_code, period, float(text), fetched_on)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FIGURES_DIR / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


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
