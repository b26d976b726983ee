"""What every source of statistics gives: an indicator's description and its figures, checked as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple, Protocol

ThreeLanguages = tuple[str, str, str]  # fi, sv, en


@dataclass(frozen=True, slots=True)
class KnownRegion:
    """A region that the product holds. `names` are all its names, folded: a renumbered region is not taken for it."""

    code: str  # KU272, HVA18, MK16, SSS
    names: frozenset[str]
    valid_from: int
    valid_to: int | None


Regions = Mapping[str, KnownRegion]  # by code


@dataclass(frozen=True, slots=True)
class Described:
    """An indicator as its source describes it, plain text without markup."""

    titles: ThreeLanguages
    units: ThreeLanguages
    producers: ThreeLanguages
    decimals: int
    updated_on: date | None
    descriptions: ThreeLanguages = ("", "", "")
    interpretations: ThreeLanguages = ("", "", "")
    limits: ThreeLanguages = ("", "", "")


class Figure(NamedTuple):
    """One figure of one region. `period_sort` is the last month of the period, yyyymm.

    Without `value`, `absence` tells what the source says of it (an Absence). `lower`, `upper`: confidence limits.
    """

    region_code: str
    period: str
    period_sort: int
    value: float | None
    population_group: str = "total"
    lower: float | None = None
    upper: float | None = None
    absence: str = ""


@dataclass(frozen=True, slots=True)
class AnswerVersion:
    """What a source said of the version of one address: sent back when asking whether it is still so."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of an indicator: `updated_on` by its source's own word, the versions of its last answer.

    Versions stand by address: the indicator's key, a space, path and query ("sotkanet:127 indicators/127").
    `fetched_on`: the day of the last accepted answer; what was updated on that very day may since have changed again.
    """

    updated_on: date | None
    versions: Mapping[str, AnswerVersion]
    fetched_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything a source says about one indicator. `skipped`: rows of areas that the product does not hold."""

    described: Described
    figures: tuple[Figure, ...]
    skipped: int
    requests: int = 0
    versions: Mapping[str, AnswerVersion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The source has exactly what is stored."""

    requests: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator that a source offers, as its list names it."""

    source_id: str
    titles: ThreeLanguages
    producers: ThreeLanguages


class Source(Protocol):
    """A client of one statistics service. `name` is the part of an indicator's key before the colon."""

    name: ClassVar[str]

    def fetch(self, source_id: str, regions: Regions, known: Known | None = None) -> Answer | Unchanged:
        """All figures of one indicator in `regions`, of all population groups.

        Unchanged only where `known` is given and the source says so. Raises AnswerRefused or SourceSilent.
        """

    def listed(self) -> Iterator[Listed]:
        """Every indicator that the source offers. Raises AnswerRefused or SourceSilent."""

    def close(self) -> None:
        """Let go of the connections."""
