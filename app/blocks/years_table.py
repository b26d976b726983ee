"""The indicator table over years: a row an indicator, or an indicator in a region; a column a year."""

from dataclasses import replace
from typing import Literal

from app.blocks.base import BlockContext
from app.blocks.cells import absent_line, cell, line, title_lines
from app.blocks.data import Gathered
from app.blocks.grids import PLAIN_UPRIGHT, Grid, own_notes, stand_in_notes, widths
from app.blocks.printing import period_text, value_text
from app.blocks.readings import Borrowed, Row, rows_of
from app.blocks.table_settings import TableSettings
from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.series import Absence, IndicatorData, Point
from app.rendering.tree import LineRole

NAME, REGION = 0.28, 0.14


def years_table(settings: TableSettings, context: BlockContext, shown: list[IndicatorData]) -> Grid:
    """The columns are the newest years of which any of the rows has a figure.

    The own region alone, unless the table has a comparison of its own: the report's would fill pages.
    """
    if settings.comparison is None:
        context = replace(context, comparison=())
    groups = [rows_of(data, context) for data in shown]
    rows = [row for group in groups for row in group]
    known = {point.sort // 100 for row in rows for point in row.series.points} or {context.plan_start}
    years = sorted(known)[-settings.years :]
    gathered = Gathered()
    names = (NAME, REGION) if context.comparison else (NAME,)
    instead = (row.of.name for row in rows if row.of != row.region == context.own)
    borrowed = (Borrowed(row.region, row.of) for row in rows if row.of != row.region != context.own)
    return Grid(
        head=_head(context, years),
        rows=tuple(_row(row, group, years, context, gathered) for group in groups for row in group),
        widths=widths(names, len(years)),
        gathered=gathered,
        landscape=len(years) + len(names) > PLAIN_UPRIGHT,
        notes=(*own_notes(instead, context.language), *stand_in_notes(borrowed, context)),
    )


def _head(context: BlockContext, years: list[int]) -> tuple[tree.Cell, ...]:
    language = context.language
    names = [N_("Indicator, unit"), N_("Area")] if context.comparison else [N_("Indicator, unit")]
    return (
        *(cell(line(translate(language, name)), scope="col") for name in names),
        *(cell(line(str(year)), scope="col", numeric=True) for year in years),
    )


def _row(
    row: Row, group: list[Row], years: list[int], context: BlockContext, gathered: Gathered
) -> tuple[tree.Cell, ...]:
    """The indicator's name stands once, before the rows of all its regions."""
    names = []
    if row is group[0]:
        scope: Literal["row", "rowgroup"] = "rowgroup" if len(group) > 1 else "row"
        names.append(cell(*title_lines(row.info), scope=scope, rowspan=len(group)))
    if context.comparison:
        role = LineRole.OWN if row.region == context.own else LineRole.PLAIN
        lines = [line(row.region.short_name, role)]
        if row.of != row.region:
            lines.append(line(row.of.short_name, LineRole.NOTE))
        names.append(cell(*lines, scope="row", label=translate(context.language, "Area")))
    return (*names, *_figures(row, years, context, gathered))


def _figures(row: Row, years: list[int], context: BlockContext, gathered: Gathered) -> list[tree.Cell]:
    """A cell a year; a row without any figure of these years says so once."""
    reasons = {_why(row, year) for year in years}
    if len(reasons) == 1 and not any(_of_year(row.series.points, year) for year in years):
        reason = reasons.pop()
        gathered.add_absence(row.info, row.of, reason)
        return [cell(absent_line(reason, context.language), numeric=True, colspan=len(years))]
    return [_figure(row, year, context, gathered) for year in years]


def _figure(row: Row, year: int, context: BlockContext, gathered: Gathered) -> tree.Cell:
    """The year's last figure, with its period where that is not the whole year."""
    point = _of_year(row.series.points, year)
    if point is None:
        absence = _why(row, year)
        gathered.add_absence(row.info, row.of, absence, str(year), year * 100 + 12)
        return cell(absent_line(absence, context.language), label=str(year), numeric=True)
    gathered.add(row.info, row.of, (point,))
    role = LineRole.OWN if row.region == context.own else LineRole.COMPARISON
    lines = [line(value_text(point, row.info, context.language), role)]
    if point.period != str(year):
        lines.append(line(period_text(point.period), LineRole.NOTE))
    return cell(*lines, label=str(year), numeric=True)


def _of_year(points: tuple[Point, ...], year: int) -> Point | None:
    return next((point for point in reversed(points) if point.sort // 100 == year), None)


def _why(row: Row, year: int) -> Absence:
    known = [absence for sort, absence in row.series.absences.items() if sort // 100 == year]
    return known[-1] if known else Absence.NO_DATA
