"""What a row of an indicator table reads out of the figures: which value, against what, and is it better."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.blocks.base import BlockContext
from app.blocks.judgement import Change, change
from app.rendering.series import Absence, IndicatorData, IndicatorInfo, Point, RegionName, Series

LOOK_BACK_YEARS = 6  # figures older than this before the assessed period say nothing about it


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A region under whose name figures stand, and the region of the same boundaries that they are `of`."""

    region: RegionName
    of: RegionName


@dataclass(frozen=True, slots=True)
class Row:
    """All figures of one indicator under the name of one region; `of` is the region whose figures they are."""

    info: IndicatorInfo
    region: RegionName
    of: RegionName
    series: Series


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
    """One row. `borrowed` names the region whose figure stands in for the own region's.

    `change` is told since the start of the plan's period, `latest` since the figure before the newest.
    """

    info: IndicatorInfo
    own: Point | None
    absence: Absence
    borrowed: RegionName | None
    change: Change | None
    latest: Change | None
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
    region, series = own_series(data, context)
    own, few = series.newest, region.code in context.few_answers
    return Reading(
        info=data.info,
        own=own,
        absence=series.absence,
        borrowed=None if region is context.own or own is None else region,
        change=_since_start(data.info, series, context.plan_start, few_answers=few),
        latest=_since_previous(data.info, series, few_answers=few),
        compared=tuple(compared(data, region, own, context) for region in context.comparison),
    )


def is_current(reading: Reading, context: BlockContext) -> bool:
    """Has the row a figure recent enough to speak of the assessed period?"""
    return reading.period is not None and reading.period.sort // 100 >= context.plan_start - LOOK_BACK_YEARS


def own_series(data: IndicatorData, context: BlockContext) -> tuple[RegionName, Series]:
    """The own region's figures; where it has none, those of the first region around it that has some."""
    candidates: Iterable[RegionName] = (context.own, *context.around)
    for region in candidates:
        series = series_of(data.series, region, context)
        if series.points:
            return region, series
    return context.own, series_of(data.series, context.own, context)


def series_of(figures: Mapping[str, Series], region: RegionName, context: BlockContext) -> Series:
    """A region's figures, none later than the report may show."""
    series = figures.get(region.code, Series(region.code))
    if context.newest_year is None:
        return series
    points = tuple(point for point in series.points if point.sort // 100 <= context.newest_year)
    return replace(series, points=points)


def rows_of(data: IndicatorData, context: BlockContext) -> list[Row]:
    """The own region's figures, then those of each region compared with."""
    of, series = own_series(data, context)
    rows = [Row(data.info, context.own, of, series)]
    for region in context.comparison:
        series, borrowed = series_or_twins(data, region, context)
        rows.append(Row(data.info, region, borrowed or region, series))
    return rows


def compared(data: IndicatorData, region: RegionName, own: Point | None, context: BlockContext) -> Compared:
    """The figure of a region beside the `own` one."""
    series, borrowed = series_or_twins(data, region, context)
    same = series.at(own.sort) if own else None
    return Compared(region, same or series.newest, series.absence, borrowed)


def series_or_twins(data: IndicatorData, region: RegionName, context: BlockContext) -> tuple[Series, RegionName | None]:
    """A region's figures; where it has none, those of the region with the same boundaries, and which that is."""
    series, twin = series_of(data.series, region, context), context.twins.get(region.code)
    if twin and not series.points and (theirs := series_of(data.series, twin, context)).points:
        return theirs, twin
    return series, None


def _since_start(info: IndicatorInfo, series: Series, plan_start: int, *, few_answers: bool) -> Change | None:
    """Against the figure of the period's first year or the nearest earlier one; none before there is a later one."""
    earlier = [point for point in series.points if point.sort // 100 <= plan_start]
    newest = series.newest
    if not earlier or newest is None or newest is earlier[-1]:
        return None
    return change(info, earlier[-1], newest, few_answers=few_answers)


def _since_previous(info: IndicatorInfo, series: Series, *, few_answers: bool) -> Change | None:
    if len(series.points) < 2:
        return None
    return change(info, series.points[-2], series.points[-1], few_answers=few_answers)
