"""Is a change better or worse, and does it matter at all? Said in this one place, for every block and text.

A change matters when it reaches the threshold of its indicator's family (app/indicators/data/catalogue.yaml), and
when the source's confidence limits, where it gives them, do not overlap. A survey has two thresholds: where fewer
than a hundred answered, chance alone moves a share by several percentage points.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from app.i18n import N_
from app.rendering.series import Direction, IndicatorInfo, Point
from app.rendering.tree import LineRole

FEW_RESIDENTS = 6_000
"""Below this a survey of one age group is held to have fewer than a hundred answers.

Grades 8 and 9, the smallest group that the surveys ask, are about 2.2 per cent of the residents, and about three
of four answer. No source tells the answers of a municipality by indicator, so this stands for their number.
"""
MUNICIPALITY = "KU"


class Judgement(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


class Standing(StrEnum):
    """Where a figure is beside another one."""

    ABOVE = "above"
    BELOW = "below"
    LEVEL = "level"  # no difference that matters


JUDGEMENTS: dict[Judgement, tuple[LineRole, str]] = {
    Judgement.BETTER: (LineRole.BETTER, N_("improved")),
    Judgement.WORSE: (LineRole.WORSE, N_("worsened")),
    Judgement.SAME: (LineRole.SAME, N_("no essential change")),
}


@dataclass(frozen=True, slots=True)
class Change:
    """From `base` to `newest`, in the indicator's own unit, rounded to its decimals.

    `judgement` is None for indicators that are neither good nor bad. `weight`: how many thresholds it is long;
    where any change matters, a tenth of the earlier figure stands for a threshold.
    """

    base: Point
    newest: Point
    amount: Decimal
    judgement: Judgement | None
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Difference:
    """How far a figure is from another one, and whether that matters."""

    amount: Decimal
    standing: Standing


def change(info: IndicatorInfo, base: Point, newest: Point, *, few_answers: bool = False) -> Change:
    """What happened between two figures of one region."""
    amount = _exact(newest.value, info) - _exact(base.value, info)
    threshold = _threshold(info, few_answers=few_answers)
    measure = threshold or abs(_exact(base.value, info)) / 10 or Decimal(1)
    return Change(
        base, newest, amount, _judged(info, amount, _matters(base, newest, amount, threshold)), abs(amount) / measure
    )


def difference(info: IndicatorInfo, one: Point, other: Point, *, few_answers: bool = False) -> Difference:
    """How figure `one` stands beside the `other`, of another region or another group."""
    amount = _exact(one.value, info) - _exact(other.value, info)
    if not _matters(one, other, amount, _threshold(info, few_answers=few_answers)):
        return Difference(amount, Standing.LEVEL)
    return Difference(amount, Standing.ABOVE if amount > 0 else Standing.BELOW)


def has_few_answers(region_code: str, residents: float | None) -> bool:
    """May a survey stand on fewer than a hundred answers here? A municipality of unknown size: yes."""
    if not region_code.startswith(MUNICIPALITY):
        return False
    return residents is None or residents < FEW_RESIDENTS


def _judged(info: IndicatorInfo, amount: Decimal, matters: bool) -> Judgement | None:  # noqa: FBT001
    if info.direction is Direction.NEUTRAL:
        return None
    if not matters:
        return Judgement.SAME
    return Judgement.BETTER if (amount > 0) == (info.direction is Direction.HIGHER) else Judgement.WORSE


def _matters(one: Point, other: Point, amount: Decimal, threshold: Decimal) -> bool:
    return amount != 0 and abs(amount) >= threshold and not _overlap(one, other)


def _overlap(one: Point, other: Point) -> bool:
    """Do the confidence intervals have a point in common? A figure without limits is an interval of itself."""
    if one.lower is one.upper is other.lower is other.upper is None:
        return False
    (low, high), (other_low, other_high) = _interval(one), _interval(other)
    return low <= other_high and other_low <= high


def _interval(point: Point) -> tuple[float, float]:
    low = point.value if point.lower is None else point.lower
    high = point.value if point.upper is None else point.upper
    return low, high


def _threshold(info: IndicatorInfo, *, few_answers: bool) -> Decimal:
    return Decimal(str(info.threshold_few if few_answers and info.threshold_few is not None else info.threshold))


def _exact(value: float, info: IndicatorInfo) -> Decimal:
    """The figure as it is printed, so that a printed change is the difference of the printed figures."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-info.decimals), rounding=ROUND_HALF_UP)
