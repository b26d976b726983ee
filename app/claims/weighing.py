"""Holds a claim against the figures, as they are printed."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from app.claims.finding import Verdict
from app.claims.meaning import Way
from app.rendering.series import Direction, IndicatorInfo, Point

SAME_SHARE = Decimal("0.03")  # of the earlier figure: less is "the same" even where no threshold is set
LEVEL_SHARE = Decimal("0.05")  # of the other region's figure: less is "the same level"
SAME_MULTIPLE, OTHER_MULTIPLE = math.log(1.2), math.log(1.3)  # "doubled" holds from 1.7 to 2.4, not below 1.54
FEWEST_FOR_EXTREME = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict and the figure that it was reached against."""

    verdict: Verdict
    against: Point | None = None


NOTHING_TO_COMPARE = Outcome(Verdict.UNKNOWN)


def printed(value: float, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def kindest(outcomes: Iterable[Outcome]) -> Outcome:
    """A claim that can be meant in several ways is wrong only if it is wrong in all of them."""
    found = list(outcomes)
    for verdict in (Verdict.HOLDS, Verdict.UNKNOWN):
        for outcome in reversed(found):
            if outcome.verdict is verdict:
                return outcome
    return found[-1] if found else NOTHING_TO_COMPARE


def plain_way(way: Way, direction: Direction) -> Way | None:
    """ "Improved" as up or down; None where neither is good."""
    if not way.is_judgement:
        return way
    if direction is Direction.NEUTRAL:
        return None
    return Way.UP if (way is Way.BETTER) == (direction is Direction.HIGHER) else Way.DOWN


def change(way: Way, base: Point, target: Point, info: IndicatorInfo, *, negated: bool, roughly: bool) -> Outcome:
    """`way` is up, down or same. "Did not grow" holds also where the growth is too small to matter."""
    amount = printed(target.value, info.decimals) - printed(base.value, info.decimals)
    is_same = _is_same(amount, base, target, info, 2 if roughly else 1)
    if way is Way.SAME:
        holds = is_same
    else:
        goes = amount > 0 if way is Way.UP else amount < 0
        holds = not goes or is_same if negated else goes
    return Outcome(Verdict.HOLDS if holds else Verdict.MISMATCH, base)


def _is_same(amount: Decimal, base: Point, target: Point, info: IndicatorInfo, width: int) -> bool:
    shares = SAME_SHARE * abs(Decimal(str(base.value)))
    tolerance = max(Decimal(str(info.threshold)), Decimal(1).scaleb(-info.decimals), shares)
    return abs(amount) < width * tolerance or amount == 0 or _intervals_overlap(base, target)


def _intervals_overlap(one: Point, other: Point) -> bool:
    limits = (one.lower, one.upper, other.lower, other.upper)
    if any(limit is None for limit in limits):
        return False
    one_lower, one_upper, other_lower, other_upper = (float(limit or 0) for limit in limits)
    return one_lower <= other_upper and other_lower <= one_upper


def multiple(factor: float, base: Point, target: Point, info: IndicatorInfo, *, at_least: bool) -> Outcome:
    """Between holding and being wrong lies a stretch where people differ."""
    before, now = (float(printed(point.value, info.decimals)) for point in (base, target))
    if before <= 0 or now <= 0:
        return NOTHING_TO_COMPARE
    off = math.log(now / before / factor)
    too_far = off > 0 if factor > 1 else off < 0
    if abs(off) <= SAME_MULTIPLE or (at_least and too_far):
        return Outcome(Verdict.HOLDS, base)
    return Outcome(Verdict.MISMATCH if abs(off) > OTHER_MULTIPLE else Verdict.UNKNOWN, base)


def compared(way: Way, own: Point, other: Point, info: IndicatorInfo, *, negated: bool) -> Outcome:
    """`way` is up, down or same, seen from the own region."""
    amount = printed(own.value, info.decimals) - printed(other.value, info.decimals)
    if way is Way.SAME:
        return Outcome(_level_verdict(abs(amount), other, info), other)
    goes = amount > 0 if way is Way.UP else amount < 0
    return Outcome(Verdict.HOLDS if goes != negated else Verdict.MISMATCH, other)


def _level_verdict(distance: Decimal, other: Point, info: IndicatorInfo) -> Verdict:
    share = LEVEL_SHARE * abs(Decimal(str(other.value)))
    tolerance = max(Decimal(str(info.threshold)), Decimal(1).scaleb(-info.decimals), share)
    if distance <= tolerance:
        return Verdict.HOLDS
    return Verdict.MISMATCH if distance >= 2 * tolerance else Verdict.UNKNOWN


def extreme(way: Way, target: Point, points: tuple[Point, ...], info: IndicatorInfo) -> Outcome:
    """Holds also if it was the highest when it came."""
    if len(points) < FEWEST_FOR_EXTREME:
        return NOTHING_TO_COMPARE
    choose = max if way is Way.UP else min
    known = [point for point in points if point.sort <= target.sort]
    tops = [choose(some, key=lambda point: point.value) for some in (known, points)]
    own = printed(target.value, info.decimals)
    holds = any(printed(top.value, info.decimals) == own for top in tops)
    return Outcome(Verdict.HOLDS if holds else Verdict.MISMATCH, tops[-1])
