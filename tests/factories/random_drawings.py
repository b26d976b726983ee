"""Drawings by chance: every kind, with gaps, equal figures, one point only, none at all."""

import random
from collections.abc import Callable

from app.rendering.drawings import Bars, DotRow, Dots, Drawing, Lines, Map, SeriesRole
from tests.factories.charts import mark, region_map, series

KINDS = ("lines", "bars", "dots", "map")
NAMES = ("Kokkola", "Keski-Pohjanmaan hyvinvointialueen kunnat yhteensä", "Koko maa & <muut>", "Å", "Perho")


def drawing(dice: random.Random, kind: str | None = None) -> Drawing:
    """One of a kind, any kind if none is asked for."""
    makers: dict[str, Callable[[random.Random], Drawing]] = {"lines": _lines, "bars": _bars, "dots": _dots, "map": _map}
    return makers[kind or dice.choice(KINDS)](dice)


def _value(dice: random.Random) -> float | None:
    return dice.choice((None, 0.0, 12.5, -3.2, round(dice.uniform(0, 100), 1), round(dice.uniform(0, 1e6), 1)))


def _lines(dice: random.Random) -> Lines:
    count, years = dice.randint(1, 5), dice.choice((1, 2, 9, 25))
    roles = list(SeriesRole)
    made = tuple(
        series(NAMES[index], roles[min(index, 3)], [_value(dice) for _ in range(years)], first=2000)
        for index in range(count)
    )
    unit = dice.choice(("%", "", "1 000 asukasta kohden", "€/asukas"))
    return Lines(series=made, unit=unit, decimals=dice.randint(0, 2), from_zero=dice.random() < 0.5)


def _bars(dice: random.Random) -> Bars:
    bars = tuple(mark(f"{dice.choice(NAMES)} {index}", _value(dice)) for index in range(dice.choice((1, 5, 24))))
    own = mark("Kokkola", 11.6, SeriesRole.OWN)
    reference = mark("Koko maa", 14.0, SeriesRole.COUNTRY) if dice.random() < 0.6 else None
    return Bars(bars=(*bars, own), reference=reference, unit=dice.choice(("%", "")), decimals=1)


def _dots(dice: random.Random) -> Dots:
    groups = ("Koko väestö", "Lapset ja nuoret", "Pojat")[: dice.randint(1, 3)]
    rows = tuple(
        DotRow(label=name, dots=tuple(mark(group, _value(dice)) for group in groups))
        for name in NAMES[: dice.randint(1, 5)]
    )
    return Dots(rows=rows, unit="%", decimals=1)


def _map(dice: random.Random) -> Map:
    return region_map(dice.randint(1, 6), dice.randint(2, 20))
