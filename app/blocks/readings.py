"""What a row of an indicator table reads out of the figures: which value, against what, and is it better."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from app.blocks.base import BlockContext
from app.rendering.series import Absence, Direction, IndicatorData, IndicatorInfo, Point, RegionName, Series

LOOK_BACK_YEARS = 6  # figures older than this before the assessed period say nothing about it


class Judgement(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """From `base` to the newest figure, in the indicator's own unit, rounded to its decimals.

    `judgement` is None for indicators that are neither good nor bad.
    """

    base: Point
    amount: Decimal
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Compared:
    """The figure of a comparison region: of the same period as the own one, else its newest.

    `borrowed` names the region of the same boundaries whose figure it is.
    """

    region: RegionName
    point: Point | None
    absence: Absence
    borrowed: RegionName | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One row. `borrowed` names the region whose figure stands in for the own region's."""

    info: IndicatorInfo
    own: Point | None
    absence: Absence
    borrowed: RegionName | None
    change: Change | None
    compared: tuple[Compared, ...]

    @property
    def period(self) -> Point | None:
        """The figure whose period the row is about: the own one, else the newest of those compared with."""
        if self.own is not None:
            return self.own
        others = [item.point for item in self.compared if item.point is not None]
        return max(others, key=lambda point: point.sort, default=None)


def read(data: IndicatorData, context: BlockContext) -> Reading:
    """The row of one indicator. Nothing later than the context's newest year is looked at."""
    region, series = _own(data, context)
    own = series.newest
    return Reading(
        info=data.info,
        own=own,
        absence=series.absence,
        borrowed=None if region is context.own or own is None else region,
        change=_change(data.info, series, context.plan_start) if own else None,
        compared=tuple(_compared(data, region, own, context) for region in context.comparison),
    )


def is_current(reading: Reading, context: BlockContext) -> bool:
    """Has the row a figure recent enough to speak of the assessed period?"""
    return reading.period is not None and reading.period.sort // 100 >= context.plan_start - LOOK_BACK_YEARS


def _own(data: IndicatorData, context: BlockContext) -> tuple[RegionName, Series]:
    candidates: Iterable[RegionName] = (context.own, *context.around)
    for region in candidates:
        series = _series(data, region, context)
        if series.points:
            return region, series
    return context.own, _series(data, context.own, context)


def _series(data: IndicatorData, region: RegionName, context: BlockContext) -> Series:
    series = data.series.get(region.code, Series(region.code))
    if context.newest_year is None:
        return series
    points = tuple(point for point in series.points if point.sort // 100 <= context.newest_year)
    return Series(series.region_code, points, series.absence)


def _compared(data: IndicatorData, region: RegionName, own: Point | None, context: BlockContext) -> Compared:
    series, twin = _series(data, region, context), context.twins.get(region.code)
    borrowed = None
    if twin and not series.points and (theirs := _series(data, twin, context)).points:
        series, borrowed = theirs, twin
    same = series.at(own.sort) if own else None
    return Compared(region, same or series.newest, series.absence, borrowed)


def _change(info: IndicatorInfo, series: Series, plan_start: int) -> Change | None:
    """Against the figure of the period's first year or the nearest earlier one; none before there is a later one."""
    earlier = [point for point in series.points if point.sort // 100 <= plan_start]
    newest = series.newest
    if not earlier or newest is None or newest is earlier[-1]:
        return None
    amount = _exact(newest.value, info.decimals) - _exact(earlier[-1].value, info.decimals)
    return Change(earlier[-1], amount, _judge(amount, info))


def _judge(amount: Decimal, info: IndicatorInfo) -> Judgement | None:
    if info.direction is Direction.NEUTRAL:
        return None
    if amount == 0 or abs(amount) < Decimal(str(info.threshold)):
        return Judgement.SAME
    return Judgement.BETTER if (amount > 0) == (info.direction is Direction.HIGHER) else Judgement.WORSE


def _exact(value: float, decimals: int) -> Decimal:
    """The figure as it is printed, so that a printed change is the difference of the printed figures."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
