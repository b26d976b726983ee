"""What every source of statistics gives: an indicator's description and its figures, checked as a whole."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

Regions = Set[str]  # the codes of the regions that the product holds: KU272, HVA18, MK16, SSS
ThreeLanguages = tuple[str, str, str]  # fi, sv, en


@dataclass(frozen=True, slots=True)
class Described:
    """An indicator as its source describes it, plain text without markup."""

    titles: ThreeLanguages
    units: ThreeLanguages
    producers: ThreeLanguages
    decimals: int
    updated_on: date | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one region. `period_sort` is the last month of the period, yyyymm."""

    region_code: str
    period: str
    period_sort: int
    value: float
    population_group: str = "total"


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything a source says about one indicator. `skipped`: rows of areas that the product does not hold."""

    described: Described
    figures: tuple[Figure, ...]
    skipped: int


class Source(Protocol):
    """A client of one statistics service. `name` is the part of an indicator's key before the colon."""

    name: ClassVar[str]

    def fetch(self, source_id: str, regions: Regions) -> Answer:
        """All figures of one indicator in `regions`. Raises AnswerRefused or SourceSilent."""

    def close(self) -> None:
        """Let go of the connections."""
