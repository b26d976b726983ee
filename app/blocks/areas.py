"""One indicator across areas in one period: the figures in order of size, their table, and the own one among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.blocks.base import COUNTRY, BlockContext
from app.blocks.cells import absent_line, cell, line
from app.blocks.charting import shown_sort
from app.blocks.data import Gathered
from app.blocks.grids import Grid
from app.blocks.printing import absent_text, is_count, period_text, value_text
from app.blocks.readings import series_of, series_or_twins
from app.blocks.telling import Named, Telling
from app.i18n import Language, translate
from app.rendering import tree
from app.rendering.series import Absence, IndicatorData, IndicatorInfo, Point, RegionName
from app.rendering.tree import LineRole

NAME_SHARE, YEAR_SHARE, FIGURE_SHARE = 0.6, 0.2, 0.2


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """A region's figure of the period that is shown; `of` is the region whose figure it is."""

    region: RegionName
    of: RegionName
    point: Point | None
    absence: Absence

    @property
    def named(self) -> Named:
        return Named(self.region.short_name, self.point, self.absence)

    def text(self, info: IndicatorInfo, language: Language) -> str:
        return value_text(self.point, info, language) if self.point else absent_text(self.absence, language)


def area_figures(data: IndicatorData, regions: Sequence[RegionName], context: BlockContext) -> list[AreaFigure]:
    """The regions' figures of one period, the highest first; those without any at the end, by name."""
    series = {region.code: series_or_twins(data, region, context) for region in regions}
    own = series.get(context.own.code)
    sort = shown_sort((found for found, _ in series.values()), own[0] if own else None)
    figures = []
    for region in regions:
        found, borrowed = series[region.code]
        point = found.at(sort) if sort else None
        absence = found.absences.get(sort or 0, found.absence if not found.points else Absence.NO_DATA)
        figures.append(AreaFigure(region, borrowed or region, point, absence))
    return sorted(figures, key=_by_size)


def country_figure(data: IndicatorData, figures: Iterable[AreaFigure], context: BlockContext) -> AreaFigure | None:
    """The country's figure of the same period, where the country's name is known and areas of any size compare."""
    country = context.country or context.named.get(COUNTRY)
    sort = next((figure.point.sort for figure in figures if figure.point), None)
    if country is None or sort is None or is_count(data.info):
        return None
    series = series_of(data.series, country, context)
    return AreaFigure(country, country, series.at(sort), series.absences.get(sort, Absence.NO_DATA))


def areas_table(data: IndicatorData, figures: Sequence[AreaFigure], context: BlockContext) -> Grid:
    """A row an area, in the order given."""
    language, gathered = context.language, Gathered()
    period = next((period_text(figure.point.period) for figure in figures if figure.point), "")
    rows = []
    for figure in figures:
        role = LineRole.OWN if figure.region == context.own else LineRole.PLAIN
        gathered.add(data.info, figure.of, (figure.point,))
        if figure.point is None:
            gathered.add_absence(data.info, figure.region, figure.absence)
        rows.append(
            (
                cell(line(figure.region.name, role), scope="row"),
                cell(line(period, LineRole.PERIOD), label=translate(language, "Year"), numeric=True),
                cell(
                    _value_line(figure, data.info, role, language), label=_value_head(data.info, language), numeric=True
                ),
            )
        )
    head = (
        cell(line(translate(language, "Area")), scope="col"),
        cell(line(translate(language, "Year")), scope="col", numeric=True),
        cell(line(_value_head(data.info, language)), scope="col", numeric=True),
    )
    return Grid(head, tuple(rows), (NAME_SHARE, YEAR_SHARE, FIGURE_SHARE), gathered)


def told_of_own(
    figures: Sequence[AreaFigure], country: AreaFigure | None, telling: Telling, context: BlockContext
) -> list[str]:
    """Where the own figure stands among the others and beside the country's; without an own one, the country's."""
    own = next((figure for figure in figures if figure.region == context.own), None)
    if own is None or own.point is None:
        known = country and country.point
        return [telling.level(country.region.short_name, known)] if country and known else []
    name = own.region.short_name
    said = [telling.place(name, own.point, [figure.named for figure in figures])]
    return [*said, telling.beside(name, own.point, country.named)] if country else said


def _by_size(figure: AreaFigure) -> tuple[bool, float, str]:
    return figure.point is None, -figure.point.value if figure.point else 0.0, figure.region.name


def _value_head(info: IndicatorInfo, language: Language) -> str:
    return info.unit or translate(language, "Value")


def _value_line(figure: AreaFigure, info: IndicatorInfo, role: LineRole, language: Language) -> tree.Line:
    if figure.point is None:
        return absent_line(figure.absence, language)
    return line(value_text(figure.point, info, language), role)
