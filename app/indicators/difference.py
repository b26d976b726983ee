"""An indicator's figures by their places, and what one set of them has that another has not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import NamedTuple

from app.indicators.errors import AnswerRefused
from app.indicators.sources.base import Figure, Regions
from app.rendering.series import Absence


class Place(NamedTuple):
    """Where and when, and of whom: what an indicator has one figure of. `sort` is the period's last month, yyyymm."""

    region: str
    sort: int
    group: str


class Values(NamedTuple):
    """A figure as stored. Without `value`, `absence` says why; `period` is as printed."""

    period: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    absence: str = ""


Figures = Mapping[Place, Values]
REASONS = frozenset(Absence)
LONGEST = 20  # signs of a period or a population group, as the table has them


def by_place(figures: Iterable[Figure], regions: Regions) -> dict[Place, Values]:
    """The figures of an answer, each checked. Raises AnswerRefused for the whole of it."""
    found: dict[Place, Values] = {}
    for figure in figures:
        place = Place(figure.region_code, figure.period_sort, figure.population_group)
        _check(figure, regions)
        if place in found:
            raise AnswerRefused(reason=f"{_named(figure)} stands twice")
        found[place] = Values(figure.period, figure.value, figure.lower, figure.upper, figure.absence)
    return found


def _check(figure: Figure, regions: Regions) -> None:
    region = regions.get(figure.region_code)
    if region is None:
        raise AnswerRefused(reason=f"{_named(figure)}: there is no such region")
    if region.valid_to is not None and figure.period_sort // 100 > region.valid_to:
        raise AnswerRefused(reason=f"{_named(figure)}: the region ended with the year {region.valid_to}")
    if not 1 <= figure.period_sort % 100 <= 12 or not 1800 <= figure.period_sort // 100 <= 2200:
        raise AnswerRefused(reason=f"{_named(figure)}: {figure.period_sort} is no year and month")
    if not 0 < len(figure.period) <= LONGEST or not 0 < len(figure.population_group) <= LONGEST:
        raise AnswerRefused(reason=f"{_named(figure)}: period or population group is empty or too long")
    if figure.value is None:
        if figure.absence not in REASONS:
            raise AnswerRefused(reason=f"{_named(figure)} has neither value nor a known reason for its absence")
    elif not isfinite(figure.value) or not _bounded(figure):
        raise AnswerRefused(reason=f"{_named(figure)}: {figure.value} ({figure.lower}–{figure.upper}) is no figure")


def _bounded(figure: Figure) -> bool:
    """Are the confidence limits numbers? NaN is never equal to itself."""
    return all(limit is None or isfinite(limit) for limit in (figure.lower, figure.upper))


def _named(figure: Figure) -> str:
    return f"{figure.region_code} in {figure.period[:LONGEST]}, {figure.population_group[:LONGEST]}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What must be written for the new figures to be the only ones."""

    added: dict[Place, Values] = field(default_factory=dict)
    altered: dict[Place, tuple[Values, Values]] = field(default_factory=dict)  # before, after
    removed: dict[Place, Values] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.altered or self.removed)

    def gone(self) -> Iterator[Place]:
        """Places whose stored figure goes."""
        yield from self.altered
        yield from self.removed

    def come(self) -> Iterator[tuple[Place, Values]]:
        """Figures to store."""
        yield from self.added.items()
        for place, (_, after) in self.altered.items():
            yield place, after

    def restated(self) -> Iterator[tuple[Place, Values, float | None]]:
        """Figures that were there and are now others, or none: place, as it was, value now."""
        for place, (before, after) in self.altered.items():
            if before.value is not None and before.value != after.value:
                yield place, before, after.value
        for place, before in self.removed.items():
            if before.value is not None:
                yield place, before, None


def difference(old: Figures, new: Figures) -> Difference:
    """From `old` to `new`."""
    if not old:
        return Difference(added=dict(new))
    found = Difference(removed={place: values for place, values in old.items() if place not in new})
    for place, values in new.items():
        before = old.get(place)
        if before is None:
            found.added[place] = values
        elif before != values:
            found.altered[place] = before, values
    return found
