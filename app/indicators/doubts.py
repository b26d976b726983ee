"""Which new figures a person should look at: plain rules, by the kind of figure that an indicator gives.

A figure is held against what was stored of the same place, else against the period before. What an indicator
had when it was first fetched is held against nothing but what its kind can be at all: its own history is its own.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from statistics import median

from app.i18n import N_
from app.indicators.difference import Difference, Figures, Place, Values


class Rule(StrEnum):
    """What is odd about a figure."""

    LEAP = "leap"
    ZERO = "zero"
    SIGN = "sign"
    OVER_HUNDRED = "over-100"
    REBASED = "rebased"


RULE_NAMES: Mapping[Rule, str] = {
    Rule.LEAP: N_("Leapt from one period to the next, or from what was stored"),
    Rule.ZERO: N_("Suddenly zero"),
    Rule.SIGN: N_("Below zero, where nothing was before"),
    Rule.OVER_HUNDRED: N_("A share above one hundred"),
    Rule.REBASED: N_("Many areas changed by the same factor at once"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """How far figures of one kind move. Below `floor` small counts lie behind them, and leaps mean nothing."""

    floor: float
    leap: float  # this many times as much, or as little
    most: float | None = None


SHARE = Kind(floor=2, leap=3, most=100)
KINDS: Mapping[str, Kind] = {  # by family of the catalogue
    "count": Kind(floor=100, leap=2),
    "share": SHARE,
    "survey": SHARE,
    "school_survey": SHARE,
    "rate": Kind(floor=2, leap=3),
    "days": Kind(floor=50, leap=3),
    "per_100000": Kind(floor=30, leap=3),
    "index": Kind(floor=5, leap=2),
    "gini": Kind(floor=5, leap=1.5),
    "ratio": Kind(floor=10, leap=2),
    "money": Kind(floor=50, leap=3),
    "years": Kind(floor=10, leap=1.3),
}
OF_UNITS: Mapping[str, str] = {
    "%": "share",
    "/ 1,000": "rate",
    "/ 100,000": "per_100000",
    "index": "index",
    "€": "money",
}
REBASED_REGIONS = 10  # fewer changed ones are single corrections
REBASED_SHARE = 0.8  # of the changed ones by the same factor
SAME_FACTOR = 0.01
REBASED_BY = 0.05  # a smaller factor is a revision


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A figure that broke a rule, and the one that it was held against."""

    place: Place
    period: str
    before: float | None
    after: float
    rule: Rule


def kind_of(family: str, unit: str) -> Kind:
    """By the catalogue's family; without one, by the unit's English text."""
    return KINDS[family if family in KINDS else OF_UNITS.get(unit, "count")]


def suspicions(found: Difference, old: Figures, new: Figures, kind: Kind) -> list[Suspicion]:
    """What is odd about the figures that came. `old` and `new`: all figures before and now."""
    if not old:
        return [one for place, values in found.come() for one in _impossible(place, values, kind)]
    signed = any(values.value is not None and values.value < 0 for values in old.values())
    judge = partial(broken_rule, kind=kind, signed=signed)
    regions = frozenset((place.region, place.group) for place, _ in found.come())
    before, now = _Previous(old, regions), _Previous(new, regions)
    doubted = []
    for place, values in found.come():
        stored = found.altered[place][0].value if place in found.altered else None
        if stored is not None and judge(before.of(place), stored) is not None:
            stored = None  # it was odd itself: what corrects it is held against the period before
        held_against = now.of(place) if stored is None else stored
        rule = None if values.value is None else judge(held_against, values.value)
        if rule is not None and values.value is not None:
            doubted.append(Suspicion(place, values.period, held_against, values.value, rule))
    rebased = _rebased(found)
    if not rebased:
        return doubted
    return [*rebased, *(one for one in doubted if one.place not in found.altered)]


def broken_rule(before: float | None, after: float, kind: Kind, *, signed: bool) -> Rule | None:
    """What is odd about `after`, held against `before`. `signed`: the indicator had figures below zero already."""
    if kind.most is not None and after > kind.most and (before is None or before <= kind.most):
        return Rule.OVER_HUNDRED
    if after < 0 and not signed:
        return Rule.SIGN
    if before is None or abs(before) < kind.floor:
        return None
    if after == 0:
        return Rule.ZERO
    if abs(after) < kind.floor or (before < 0) != (after < 0):
        return None
    times = after / before
    return Rule.LEAP if times >= kind.leap or times <= 1 / kind.leap else None


def _impossible(place: Place, values: Values, kind: Kind) -> Iterator[Suspicion]:
    if values.value is not None and kind.most is not None and values.value > kind.most:
        yield Suspicion(place, values.period, None, values.value, Rule.OVER_HUNDRED)


class _Previous:
    """The figure of the period before, for some regions and groups."""

    def __init__(self, figures: Figures, wanted: frozenset[tuple[str, str]]) -> None:
        series: defaultdict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
        for place, values in figures.items():
            if values.value is not None and (place.region, place.group) in wanted:
                series[place.region, place.group].append((place.sort, values.value))
        self.series: Mapping[tuple[str, str], Sequence[tuple[int, float]]] = {
            name: sorted(points) for name, points in series.items()
        }

    def of(self, place: Place) -> float | None:
        points = self.series.get((place.region, place.group), ())
        position = bisect_left(points, (place.sort,))
        return points[position - 1][1] if position else None


def _rebased(found: Difference) -> list[Suspicion]:
    """One suspicion for all where most regions changed by the same factor: of the newest such period."""
    changes = {
        place: (before.value, after.value, after.period)
        for place, (before, after) in found.altered.items()
        if before.value and after.value
    }
    regions = Counter(place.sort for place in changes)
    for sort in sorted((sort for sort, count in regions.items() if count >= REBASED_REGIONS), reverse=True):
        here = {place: change for place, change in changes.items() if place.sort == sort}
        factor = median(after / before for before, after, _ in here.values())
        alike = [place for place, (before, after, _) in here.items() if abs(after / before / factor - 1) <= SAME_FACTOR]
        if abs(factor - 1) >= REBASED_BY and len(alike) >= REBASED_SHARE * len(here):
            place = max(alike)  # SSS, the country, where it is among them
            before, after, period = here[place]
            return [Suspicion(place, period, before, after, Rule.REBASED)]
    return []
