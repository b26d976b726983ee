"""Which municipalities to compare with: alike in size, languages and settlement, and not all from next door. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import log2

MOST_FROM_AN_AREA = 3  # of those suggested, from the own county; and from any other one
OTHER_LANGUAGES, OTHER_MAJORITY = 1.2, 0.4  # how many doublings of size each difference weighs as much as
OTHER_SETTLEMENT, FURTHER_SETTLEMENT = 0.6, 1.2
SAME_COUNTY, SAME_AREA = -0.3, -0.15


class Languages(StrEnum):
    FINNISH = "finnish"
    SWEDISH = "swedish"
    BILINGUAL_FINNISH = "bilingual-finnish"  # two languages, the majority's is Finnish
    BILINGUAL_SWEDISH = "bilingual-swedish"


class Settlement(StrEnum):
    """Statistics Finland's grouping of municipalities."""

    URBAN = "urban"
    SEMI_URBAN = "semi-urban"
    RURAL = "rural"


BILINGUAL = frozenset({Languages.BILINGUAL_FINNISH, Languages.BILINGUAL_SWEDISH})
_DENSITY = tuple(Settlement)


@dataclass(frozen=True, slots=True)
class Municipality:
    """What a municipality is compared by. `residents` is None where no figure is stored."""

    code: str
    county: str
    collaborative_area: str
    languages: Languages
    settlement: Settlement
    residents: int | None


def suggest(own: Municipality, others: Iterable[Municipality], most: int) -> list[Municipality]:
    """Those most like it, the likest first; never more than a few from one county, so that they tell something.

    Where sizes are known, one of unknown size is not suggested: it could be ten times as large.
    """
    pool = [other for other in others if other.code != own.code]
    sized = [other for other in pool if other.residents] if own.residents else []
    ranked = sorted(sized or pool, key=lambda other: _ranking(own, other))
    chosen: list[Municipality] = []
    from_county: Counter[str] = Counter()
    for other in ranked:
        if len(chosen) == most:
            break
        if from_county[other.county] < MOST_FROM_AN_AREA:
            from_county[other.county] += 1
            chosen.append(other)
    return chosen


def unlikeness(own: Municipality, other: Municipality) -> float:
    """How unlike the two are, in doublings of size: 0 for a twin, 1 for one that is twice as large and else alike."""
    return _size(own, other) + _languages(own, other) + _settlement(own, other) + _nearness(own, other)


def _ranking(own: Municipality, other: Municipality) -> tuple[float, str]:
    return unlikeness(own, other), other.code


def _size(own: Municipality, other: Municipality) -> float:
    if not own.residents or not other.residents:
        return 0
    return abs(log2(other.residents / own.residents))


def _languages(own: Municipality, other: Municipality) -> float:
    if own.languages is other.languages:
        return 0
    return OTHER_MAJORITY if {own.languages, other.languages} <= BILINGUAL else OTHER_LANGUAGES


def _settlement(own: Municipality, other: Municipality) -> float:
    steps = abs(_DENSITY.index(own.settlement) - _DENSITY.index(other.settlement))
    return (0, OTHER_SETTLEMENT, FURTHER_SETTLEMENT)[steps]


def _nearness(own: Municipality, other: Municipality) -> float:
    if own.county == other.county:
        return SAME_COUNTY
    return SAME_AREA if own.collaborative_area == other.collaborative_area else 0
