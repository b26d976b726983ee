"""Indicator figures as values: a number with its period, or a reason why there is none. Missing is never 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.i18n import N_

GROUP_NAMES = {"total": N_("all"), "male": N_("men"), "female": N_("women")}
"""The groups of people that figures are of, in words."""


class Absence(StrEnum):
    """Why there is no figure, as far as is known."""

    NO_DATA = "no-data"  # the source has no row for this area
    MASKED = "masked"
    NOT_PUBLISHED = "not-published"


class Direction(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class IndicatorInfo:
    """What an indicator is, in one language."""

    key: str
    title: str
    unit: str
    decimals: int
    direction: Direction
    threshold: float  # smallest change that matters, in the indicator's own unit
    citation: str  # the producer's citation form
    fetched_on: date
    collection: str = ""  # the collection it is cited by: "Tilasto- ja indikaattoripankki Sotkanet. Terveyden …"
    reference: str = ""  # its number there: "ind. 127"
    producer: str = ""
    licence: str = ""
    family: str = ""  # of its threshold: app/indicators/data/catalogue.yaml
    threshold_few: float | None = None  # of a survey: the threshold where few answered


@dataclass(frozen=True, slots=True)
class Point:
    """One figure. `sort` orders periods of any length: the last month of the period, yyyymm."""

    period: str
    sort: int
    value: float
    lower: float | None = None
    upper: float | None = None


def months(sort: int) -> int:
    """The period's last month as a count of months, so that distances in time can be told."""
    return sort // 100 * 12 + sort % 100


@dataclass(frozen=True, slots=True)
class RegionName:
    """A comparison column: the region's code, its full name, and a short one for a narrow column."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator in one region, oldest first. Empty points: the source has no row.

    `absence` says why there is no newest figure, `absences` why there is none of a period, where that is known.
    """

    region_code: str
    points: tuple[Point, ...] = ()
    absence: Absence = Absence.NO_DATA
    absences: Mapping[int, Absence] = field(default_factory=dict)  # by the period's last month, yyyymm

    @property
    def newest(self) -> Point | None:
        return self.points[-1] if self.points else None

    def at(self, sort: int) -> Point | None:
        """The figure of exactly that period."""
        return next((point for point in self.points if point.sort == sort), None)


@dataclass(frozen=True, slots=True)
class IndicatorData:
    """One indicator with its series by region code: of everybody, and by population group where asked for."""

    info: IndicatorInfo
    series: dict[str, Series]
    groups: dict[str, dict[str, Series]] = field(default_factory=dict)
