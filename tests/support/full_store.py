"""A store of any size, grown from the recorded figures of the demo: deterministic, so that it can be reckoned anew.

Indicator `number` has the unit, the decimals and the series of one recorded indicator, region `place` those of one
of its recorded regions. Year by year the series' figures follow each other, each a little larger by a factor that
depends on indicator, region and year; every 29th figure is missing, as figures of small municipalities are.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

from sqlmodel import Session, col, select

import app.demo.figures
from app.db import Database
from app.indicators.difference import Place, Values
from app.indicators.models import Indicator
from app.indicators.service import NewSeries, swap
from app.organisations.models import Region

FIGURES = Path(app.demo.figures.__file__).parent
FETCHED = datetime(2026, 8, 3, tzinfo=UTC)
FIRST_YEAR = 2005
YEARS = 20
HUNDREDTH = Decimal("0.01")
SHORTEST = 6  # figures of a recorded series that others grow from


@dataclass(frozen=True)
class Shape:
    """A recorded indicator: as described, and its series in the order of regions and years."""

    described: dict[str, str]
    series: tuple[tuple[Decimal, ...], ...]


def shapes() -> tuple[Shape, ...]:
    """Every recorded indicator of the demo with long series, by key."""
    found: defaultdict[str, list[tuple[Decimal, ...]]] = defaultdict(list)
    for name in sorted(row["file"] for row in _rows("sources.csv")):
        for row in _rows(name):
            key = row.pop("indicator")
            row.pop("region")
            values = tuple(Decimal(text) for _, text in sorted(row.items()) if text)
            if len(values) >= SHORTEST:
                found[key].append(values)
    described = {row["key"]: row for row in _rows("indicators.csv")}
    return tuple(Shape(described[key], tuple(series)) for key, series in sorted(found.items()))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FIGURES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def figure(shape: Shape, number: int, place: int, year: int) -> float | None:
    """The figure of one cell; None where it is missing."""
    if (7 * number + 13 * place + year) % 29 == 0:
        return None
    series = shape.series[place % len(shape.series)]
    recorded = series[(year - FIRST_YEAR) % len(series)]
    grown = recorded * (10_000 + (7919 * number + 104729 * place + 97 * year) % 1000) / 10_000
    return float(grown.quantize(HUNDREDTH, ROUND_HALF_EVEN))


def key_of(number: int) -> str:
    return f"sotkanet:{100_000 + number}"


def regions_now(session: Session) -> Sequence[str]:
    """The codes of the municipalities, counties and regions of today, and of the country."""
    return session.exec(select(Region.code).where(col(Region.valid_to).is_(None)).order_by(col(Region.code))).all()


def grow(database: Database, indicators: int) -> int:
    """Store so many indicators × all regions × 20 years, whole series by whole series. Returns the observations."""
    grown_from = shapes()
    with database.read() as session:
        regions = regions_now(session)
    stored = 0
    for number in range(indicators):
        shape = grown_from[number % len(grown_from)]
        figures = {
            Place(code, 100 * year + 12, "total"): Values(str(year), value)
            for place, code in enumerate(regions)
            for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
            if (value := figure(shape, number, place, year)) is not None
        }
        with database.write() as session:
            swap(session, NewSeries(_indicator(shape, number), figures, FETCHED))
        stored += len(figures)
    return stored


def _indicator(shape: Shape, number: int) -> Indicator:
    described = {
        name: text
        for name, text in shape.described.items()
        if name.split("_")[0] in ("title", "unit", "producer") and name in Indicator.model_fields
    }
    return Indicator(
        key=key_of(number),
        source="sotkanet",
        source_id=key_of(number).split(":")[1],
        decimals=int(shape.described["decimals"]),
        fetched_at=FETCHED,
        **described,
    )
