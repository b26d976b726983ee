"""The bar chart: the newest figures of one indicator across regions, or across the municipalities of the county."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from app.blocks.about_one import AboutOne
from app.blocks.areas import AreaFigure, area_figures, areas_table, country_figure, told_of_own
from app.blocks.base import COUNTRY, Area, BlockContext, Needs
from app.blocks.charting import NO_FIGURES, chart, is_comparable, role_of
from app.blocks.grids import stand_in_notes
from app.blocks.printing import period_text
from app.blocks.readings import Borrowed
from app.blocks.settings import Compared, notice, words
from app.blocks.telling import Telling, text_of, without
from app.i18n import N_
from app.rendering import tree
from app.rendering.drawings import Bars, Mark, SeriesRole
from app.rendering.series import IndicatorData, RegionName


class BarChartSettings(Compared):
    """`area`: the municipalities of the county instead of the regions compared with."""

    area: Literal[Area.NONE, Area.COUNTY] = Area.NONE


@dataclass(frozen=True)
class BarChart(AboutOne[BarChartSettings]):
    """All bars are of one period; who has no figure of it is named without a bar. The country is a rule behind them."""

    kind: ClassVar[str] = "bar_chart"
    label: ClassVar[str] = N_("Bar chart")
    settings = BarChartSettings

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:  # noqa: ARG002
        settings = BarChartSettings.of(attrs)
        if settings is None:
            return Needs(())
        return Needs(settings.keys, settings.comparison, area=settings.area, regions=(COUNTRY,))

    def shown(
        self, settings: BarChartSettings, data: IndicatorData, context: BlockContext, anchor: str
    ) -> tuple[tree.Block, ...]:
        figures = area_figures(data, _regions(settings, data, context), context)
        period = next((figure.point.period for figure in figures if figure.point), None)
        if period is None:
            return notice(context.language, NO_FIGURES)
        country = country_figure(data, figures, context)
        drawing = Bars(
            bars=tuple(_bar(figure, data, context) for figure in figures),
            reference=_bar(country, data, context) if country and country.point else None,
            unit=data.info.unit,
            decimals=data.info.decimals,
        )
        title = settings.title or words([data.info.title, period_text(period)])
        grid = areas_table(data, [*figures, *([country] if country else [])], context)
        borrowed = [Borrowed(one.region, one.of) for one in figures if one.of != one.region]
        notes = stand_in_notes(borrowed, context)
        return (
            chart(drawing, anchor, title, _told(figures, country, data, context), grid, [data.info], context, notes),
        )


def _regions(settings: BarChartSettings, data: IndicatorData, context: BlockContext) -> tuple[RegionName, ...]:
    if settings.area is Area.COUNTY:
        return context.area
    others = (region for region in context.comparison if is_comparable(region, data.info, settings, context))
    return (context.own, *(region for region in others if region.code != COUNTRY))


def _bar(figure: AreaFigure, data: IndicatorData, context: BlockContext) -> Mark:
    return Mark(
        label=figure.region.short_name,
        text=figure.text(data.info, context.language),
        value=figure.point.value if figure.point else None,
        role=role_of(figure.region, context) if figure.region.code != COUNTRY else SeriesRole.COUNTRY,
    )


def _told(figures: Sequence[AreaFigure], country: AreaFigure | None, data: IndicatorData, context: BlockContext) -> str:
    """Highest and lowest, the own place, the country, and who has no figure."""
    telling = Telling(data.info, context.language, context.own.code in context.few_answers)
    named = [figure.named for figure in figures]
    absent = {figure.region.short_name: figure.absence for figure in figures if figure.point is None}
    return text_of(
        [
            *telling.extremes(named),
            *told_of_own(figures, country, telling, context),
            *without(absent, context.language),
        ]
    )
