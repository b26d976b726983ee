"""What is checked and what is found: a sentence with its cited figures, and each claim with its verdict."""

from dataclasses import dataclass
from enum import StrEnum

from app.rendering.series import IndicatorData, Point


class Verdict(StrEnum):
    HOLDS = "holds"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"  # the figures at hand cannot tell


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited figure, and where its printed text stands in the sentence.

    `data` has the series of all regions that the sentence may compare with, its title in the text's language.
    """

    start: int
    end: int
    data: IndicatorData
    region_code: str
    sort: int

    @property
    def point(self) -> Point | None:
        series = self.data.series.get(self.region_code)
        return series.at(self.sort) if series else None

    @property
    def series_key(self) -> tuple[str, str]:
        return self.data.info.key, self.region_code


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim. `start` and `end`: the claiming words. `cited`: which figure it is about. `told`: why, in one sentence.

    `points` is the cited series up to its newest figure, for the margin.
    """

    start: int
    end: int
    cited: int
    verdict: Verdict
    told: str
    points: tuple[Point, ...]
