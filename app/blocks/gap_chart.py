"""The gap chart: men and women of the own region, indicator by indicator, as two dots with a rule between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from app.blocks.about_one import NOT_CHOSEN
from app.blocks.base import BlockContext, Needs
from app.blocks.cells import absent_line, cell, line, title_lines
from app.blocks.charting import chart
from app.blocks.data import Gathered
from app.blocks.grids import Grid, own_notes
from app.blocks.judgement import Difference, Standing, difference
from app.blocks.printing import absent_text, difference_text, full_difference_text, period_text, value_text
from app.blocks.readings import series_of
from app.blocks.settings import BlockSettings, Keys, notice, words
from app.blocks.telling import Telling, text_of, without
from app.i18n import N_, translate, translate_plural
from app.rendering import tree
from app.rendering.drawings import DotRow, Dots, Mark
from app.rendering.series import GROUP_NAMES, Absence, IndicatorData, Point, RegionName, Series
from app.rendering.tree import LineRole

GROUPS = {group: name for group, name in GROUP_NAMES.items() if group != "total"}
WIDTHS = (0.4, 0.12, 0.14, 0.14, 0.2)
NO_GAPS = N_("None of the chosen indicators has figures of men and women in this area.")


class GapChartSettings(BlockSettings):
    indicators: Keys = ()


@dataclass(frozen=True, slots=True)
class _Gap:
    """One row: the newest period of which both groups have a figure, else the newest of either."""

    data: IndicatorData
    points: dict[str, Point | None]
    absences: dict[str, Absence]

    @property
    def point(self) -> Point:
        return next(point for point in self.points.values() if point)

    @property
    def apart(self) -> Difference | None:
        """How far the first group is from the second, where both have a figure."""
        one, other = self.points.values()
        return difference(self.data.info, one, other) if one and other else None


@dataclass(frozen=True)
class GapChart:
    """All rows share one axis, so one unit: indicators of another unit than the first are left out and named."""

    kind: ClassVar[str] = "gap_chart"
    label: ClassVar[str] = N_("Gaps between groups")

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:  # noqa: ARG002
        settings = GapChartSettings.of(attrs)
        return Needs(settings.indicators, (), groups=tuple(GROUPS)) if settings else Needs(())

    def nodes(
        self,
        attrs: Mapping[str, Any],
        context: BlockContext,
        indicators: Mapping[str, IndicatorData],
        *,
        anchor: str,
    ) -> tuple[tree.Block, ...]:
        settings = GapChartSettings.of(attrs)
        if settings is None:
            return notice(context.language, GapChartSettings.unreadable)
        if not settings.indicators:
            return notice(context.language, NOT_CHOSEN)
        known = [indicators[key] for key in settings.indicators if key in indicators]
        region, gaps = _gaps(known, context)
        if not gaps:
            return notice(context.language, NO_GAPS)
        unit = gaps[0].data.info.unit
        shown = [gap for gap in gaps if gap.data.info.unit == unit]
        drawing = Dots(
            rows=tuple(_dot_row(gap, shown, context) for gap in shown),
            unit=unit,
            decimals=max(gap.data.info.decimals for gap in shown),
        )
        title = settings.title or words([translate(context.language, "Men and women"), _place(region, shown)])
        infos = [gap.data.info for gap in shown]
        notes = [*_left_out(settings, shown, context), *own_notes(_borrowed(region, context), context.language)]
        alt = _told(shown, context)
        return (chart(drawing, anchor, title, alt, _grid(shown, region, context), infos, context, notes),)


def _gaps(known: Sequence[IndicatorData], context: BlockContext) -> tuple[RegionName, list[_Gap]]:
    """The rows of the first region that has any, the own one first."""
    for region in (context.own, *context.around):
        gaps = [gap for data in known if (gap := _gap(data, region, context))]
        if gaps:
            return region, gaps
    return context.own, []


def _gap(data: IndicatorData, region: RegionName, context: BlockContext) -> _Gap | None:
    series = {group: series_of(data.groups.get(group, {}), region, context) for group in GROUPS}
    sorts = [{point.sort for point in one.points} for one in series.values()]
    sort = max(set.intersection(*sorts) or set.union(*sorts), default=None)
    if sort is None:
        return None
    return _Gap(
        data,
        {group: one.at(sort) for group, one in series.items()},
        {group: _why(one, sort) for group, one in series.items()},
    )


def _why(series: Series, sort: int) -> Absence:
    return series.absences.get(sort, Absence.NO_DATA if series.points else series.absence)


def _place(region: RegionName, gaps: Sequence[_Gap]) -> str:
    years = {gap.point.sort: period_text(gap.point.period) for gap in gaps}
    ends = dict.fromkeys((years[min(years)], years[max(years)]))
    return f"{region.name} {'–'.join(ends)}"


def _borrowed(region: RegionName, context: BlockContext) -> list[str]:
    return [] if region == context.own else [region.name]


def _dot_row(gap: _Gap, gaps: Sequence[_Gap], context: BlockContext) -> DotRow:
    """The row's name has its year where the rows are of different years."""
    differ = len({other.point.sort for other in gaps}) > 1
    title = words([gap.data.info.title, period_text(gap.point.period) if differ else ""])
    return DotRow(label=title, dots=tuple(_dot(gap, group, context) for group in GROUPS))


def _dot(gap: _Gap, group: str, context: BlockContext) -> Mark:
    point, language = gap.points[group], context.language
    text = value_text(point, gap.data.info, language) if point else absent_text(gap.absences[group], language)
    return Mark(label=translate(language, GROUPS[group]), text=text, value=point.value if point else None)


def _grid(gaps: Sequence[_Gap], region: RegionName, context: BlockContext) -> Grid:
    language, gathered = context.language, Gathered()
    names = [N_("Indicator, unit"), N_("Year"), *GROUPS.values(), N_("Difference")]
    head = tuple(
        cell(line(translate(language, name).capitalize()), scope="col", numeric=index > 0)
        for index, name in enumerate(names)
    )
    return Grid(head, tuple(_row(gap, region, context, gathered) for gap in gaps), WIDTHS, gathered)


def _row(gap: _Gap, region: RegionName, context: BlockContext, gathered: Gathered) -> tuple[tree.Cell, ...]:
    language, info = context.language, gap.data.info
    figures = []
    for group, name in GROUPS.items():
        point, label = gap.points[group], translate(language, name).capitalize()
        gathered.add(info, region, (point,), group=group)
        if point is None:
            absence = gap.absences[group]
            gathered.add_absence(info, region, absence, gap.point.period, gap.point.sort, group=group)
            figures.append(cell(absent_line(absence, language), label=label, numeric=True))
        else:
            figures.append(cell(line(value_text(point, info, language)), label=label, numeric=True))
    apart = difference_text(gap.apart.amount, info, language, signed=False) if gap.apart else ""
    return (
        cell(*title_lines(info), scope="row"),
        cell(line(period_text(gap.point.period), LineRole.PERIOD), label=translate(language, "Year"), numeric=True),
        *figures,
        cell(line(apart), label=translate(language, "Difference"), numeric=True),
    )


def _told(gaps: Sequence[_Gap], context: BlockContext) -> str:
    """The widest gap with both figures, and what is missing."""
    language = context.language
    whole = [(abs(gap.apart.amount), gap) for gap in gaps if gap.apart and gap.apart.standing is not Standing.LEVEL]
    said = []
    if whole:
        amount, widest = max(whole, key=lambda pair: pair[0])
        telling = Telling(widest.data.info, language)
        figures = (
            f"{translate(language, name)} {telling.value(point)}"
            for group, name in GROUPS.items()
            if (point := widest.points[group])
        )
        said.append(
            telling.say(
                N_("Widest gap: %(title)s (%(period)s): %(figures)s; the difference is %(amount)s"),
                title=widest.data.info.title,
                period=period_text(widest.point.period),
                figures=", ".join(figures),
                amount=full_difference_text(amount, widest.data.info, language, signed=False),
            )
        )
    elif any(gap.apart for gap in gaps):
        said.append(translate(language, "No difference between the groups is essential"))
    for group, name in GROUPS.items():
        absent = {
            f"{gap.data.info.title} ({translate(language, name)})": gap.absences[group]
            for gap in gaps
            if gap.points[group] is None
        }
        said += without(absent, language)
    return text_of(said)


def _left_out(settings: GapChartSettings, shown: Sequence[_Gap], context: BlockContext) -> list[str]:
    omitted = len(set(settings.indicators)) - len(shown)
    if not omitted:
        return []
    return [
        translate_plural(
            context.language,
            "%(num)s indicator is left out: it has no figures of men and women here, or its unit is another.",
            "%(num)s indicators are left out: they have no figures of men and women here, or their unit is another.",
            omitted,
        )
    ]
