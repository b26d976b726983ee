"""What the words of a claim mean, whatever their language."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"

    @property
    def is_judgement(self) -> bool:
        return self in (Way.BETTER, Way.WORSE)


class Since(StrEnum):
    """Which earlier figure a claim of change names."""

    YEAR = "year"  # years written out
    YEAR_BEFORE = "year-before"
    FIGURE_BEFORE = "figure-before"
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class Change:
    """The figure went this way over time."""

    way: Way


@dataclass(frozen=True, slots=True)
class Multiple:
    """The figure became so many times what it was."""

    factor: float


@dataclass(frozen=True, slots=True)
class Compared:
    """The figure stands this way to another region's."""

    way: Way


@dataclass(frozen=True, slots=True)
class Extreme:
    """The figure is the highest or the lowest of its years."""

    way: Way


Meaning = Change | Multiple | Compared | Extreme


@dataclass(frozen=True, slots=True)
class Mention:
    """A region named in the sentence: codes, or what a code begins with ("the county")."""

    start: int
    end: int
    codes: tuple[str, ...]
    is_named: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as it stands in a sentence."""

    start: int
    end: int
    meaning: Meaning
    negated: bool = False
    place: Mention | None = None
