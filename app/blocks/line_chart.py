"""The line chart: one indicator over years, in the own region, the areas around it, the country and two peers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from app.blocks.about_one import AboutOne
from app.blocks.base import BlockContext, Needs
from app.blocks.cells import absent_line, cell, line
from app.blocks.charting import NO_FIGURES, chart, is_comparable, role_of
from app.blocks.data import Gathered
from app.blocks.grids import Grid, few_answers_notes, own_notes, stand_in_notes, widths
from app.blocks.printing import absent_text, is_year, period_text, periods_text, value_text
from app.blocks.readings import Borrowed, Row, rows_of
from app.blocks.settings import CalendarYear, Compared, notice, words
from app.blocks.telling import Named, Telling, text_of, without
from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.drawings import Lines, LineSeries, Mark, SeriesRole
from app.rendering.series import Absence, IndicatorData, Point, months
from app.rendering.tree import LineRole

MOST_LINES = 5
MOST_FILLED = 120  # periods without any figure that are shown as gaps
YEAR_SHARE = 0.2


class LineChartSettings(Compared):
    """Without years all figures are shown."""

    from_year: CalendarYear | None = None
    to_year: CalendarYear | None = None
    from_zero: bool = False

    def holds(self, point: Point) -> bool:
        year = point.sort // 100
        return (self.from_year or year) <= year <= (self.to_year or year)


@dataclass(frozen=True)
class LineChart(AboutOne[LineChartSettings]):
    """A missing period breaks the line."""

    kind: ClassVar[str] = "line_chart"
    label: ClassVar[str] = N_("Line chart")
    settings = LineChartSettings

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:  # noqa: ARG002
        settings = LineChartSettings.of(attrs)
        return Needs(settings.keys, settings.comparison) if settings else Needs(())

    def shown(
        self, settings: LineChartSettings, data: IndicatorData, context: BlockContext, anchor: str
    ) -> tuple[tree.Block, ...]:
        lines, dropped = _lines(settings, data, context)
        periods = _periods(lines)
        if not periods:
            return notice(context.language, NO_FIGURES)
        title = settings.title or words([data.info.title, f"{lines[0].row.of.name} {periods_text(periods.values())}"])
        drawing = Lines(
            series=tuple(_series(one, periods, context) for one in lines),
            unit=data.info.unit,
            decimals=data.info.decimals,
            from_zero=settings.from_zero,
        )
        grid = _grid(lines, periods, context)
        notes = [*few_answers_notes([data.info], [lines[0].row.of.code], context), *_dropped_notes(dropped, context)]
        return (chart(drawing, anchor, title, _told(lines, periods, context), grid, [data.info], context, notes),)


@dataclass(frozen=True, slots=True)
class _Line:
    row: Row
    role: SeriesRole

    @property
    def name(self) -> str:
        return self.row.region.short_name


def _lines(settings: LineChartSettings, data: IndicatorData, context: BlockContext) -> tuple[list[_Line], list[_Line]]:
    """What is drawn, and what there is no room for: all that has figures, the own first, at most two peers.

    Where the own region has no figures, those of an area around it are drawn under that area's name.
    """
    lines: list[_Line] = []
    for row in rows_of(data, context):
        points = tuple(point for point in row.series.points if settings.holds(point))
        row = replace(row, series=replace(row.series, points=points))
        if row.of != row.region == context.own:
            row = replace(row, region=row.of)
        if row.of not in [one.row.of for one in lines]:
            lines.append(_Line(row, role_of(row.region, context)))
    lines = lines[:1] + [one for one in lines[1:] if is_comparable(one.row.region, data.info, settings, context)]
    peers = [one for one in lines if one.role is SeriesRole.PEER]
    room = MOST_LINES - (len(lines) - len(peers))
    dropped = peers[max(0, room) :] + [one for one in lines if one.role is not SeriesRole.PEER][MOST_LINES:]
    return [one for one in lines if one not in dropped], dropped


def _periods(lines: Sequence[_Line]) -> dict[int, Point]:
    """Every period of the drawing, oldest first; those that no series has stand in as a figure of nothing."""
    known = {point.sort: point for one in lines for point in one.row.series.points}
    known_months = sorted(months(sort) for sort in known)
    steps = Counter(later - earlier for earlier, later in pairwise(known_months))
    rhythm = max(steps, key=lambda step: (steps[step], -step), default=0)
    if rhythm % 12 == 0 and all(is_year(point.period) for point in known.values()):
        for earlier, later in pairwise(known_months):
            for month in list(range(earlier + rhythm, later, rhythm))[:MOST_FILLED] if later - earlier > rhythm else ():
                year = (month - 1) // 12
                known[year * 100 + 12] = Point(str(year), year * 100 + 12, 0.0)
    return dict(sorted(known.items()))


def _series(one: _Line, periods: Mapping[int, Point], context: BlockContext) -> LineSeries:
    points = {point.sort: point for point in one.row.series.points}
    marks = []
    for sort, period in periods.items():
        point = points.get(sort)
        text = (
            value_text(point, one.row.info, context.language)
            if point
            else absent_text(_why(one.row, sort), context.language)
        )
        value = point.value if point else None
        marks.append(Mark(label=period_text(period.period), text=text, value=value, sort=sort, role=one.role))
    return LineSeries(name=one.name, role=one.role, marks=tuple(marks))


def _why(row: Row, sort: int) -> Absence:
    return row.series.absences.get(sort, Absence.NO_DATA)


def _grid(lines: Sequence[_Line], periods: Mapping[int, Point], context: BlockContext) -> Grid:
    """Rows are periods, columns are the lines."""
    gathered = Gathered()
    head = [cell(line(translate(context.language, "Year")), scope="col")]
    for one in lines:
        role = LineRole.OWN if one.role is SeriesRole.OWN else LineRole.PLAIN
        head.append(cell(line(one.name, role), scope="col", numeric=True))
    rows = []
    for sort, period in periods.items():
        name = period_text(period.period)
        figures = [_figure(one, sort, period, context, gathered) for one in lines]
        rows.append((cell(line(name), scope="row"), *figures))
    borrowed = [Borrowed(one.row.region, one.row.of) for one in lines if one.row.of != one.row.region]
    instead = [one.row.of.name for one in lines[:1] if one.role is not SeriesRole.OWN]
    return Grid(
        head=tuple(head),
        rows=tuple(rows),
        widths=widths((YEAR_SHARE,), len(lines)),
        gathered=gathered,
        notes=(*own_notes(instead, context.language), *stand_in_notes(borrowed, context)),
    )


def _figure(one: _Line, sort: int, period: Point, context: BlockContext, gathered: Gathered) -> tree.Cell:
    point = one.row.series.at(sort)
    if point is None:
        absence = _why(one.row, sort)
        gathered.add_absence(one.row.info, one.row.of, absence, period.period, sort)
        return cell(absent_line(absence, context.language), label=one.name, numeric=True)
    gathered.add(one.row.info, one.row.of, (point,))
    role = LineRole.OWN if one.role is SeriesRole.OWN else LineRole.COMPARISON
    return cell(line(value_text(point, one.row.info, context.language), role), label=one.name, numeric=True)


def _told(lines: Sequence[_Line], periods: Mapping[int, Point], context: BlockContext) -> str:
    """The first line's newest figure, course and gaps; then how the others stand beside it."""
    first, *others = lines
    telling = Telling(first.row.info, context.language, first.row.of.code in context.few_answers)
    points = first.row.series.points
    if not points:
        said = [f"{first.name}: {absent_text(first.row.series.absence, context.language)}"]
        newest = [one.row.series.newest for one in others]
        return text_of([*said, *(telling.level(one.name, at) for one, at in zip(others, newest, strict=True) if at)])
    gaps = {
        period_text(period.period): _why(first.row, sort)
        for sort, period in periods.items()
        if points[0].sort < sort and not first.row.series.at(sort)
    }
    said = [telling.level(first.name, points[-1]), *telling.course(points), *without(gaps, context.language)]
    for one in others:
        other = one.row.series.at(points[-1].sort) or one.row.series.newest
        said.append(telling.beside(first.name, points[-1], Named(one.name, other, one.row.series.absence)))
    return text_of(said)


def _dropped_notes(dropped: Sequence[_Line], context: BlockContext) -> list[str]:
    if not dropped:
        return []
    names = ", ".join(one.name for one in dropped)
    told = N_("At most %(most)s areas are drawn; left out: %(names)s.")
    return [translate(context.language, told, most=MOST_LINES, names=names)]
