"""The map: the municipalities of the county or of the country in classes of one indicator, one period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from app.blocks.about_one import AboutOne
from app.blocks.areas import AreaFigure, area_figures, areas_table, country_figure
from app.blocks.bands import Bands, bands_of
from app.blocks.base import COUNTRY, Area, BlockContext, Needs
from app.blocks.charting import NO_FIGURES, chart
from app.blocks.grids import absence_notes
from app.blocks.printing import period_text
from app.blocks.settings import OneIndicator, notice, words
from app.blocks.telling import Telling, classes, text_of, without
from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.drawings import Map, MapArea
from app.rendering.series import IndicatorData

NO_BOUNDARIES = N_(
    "The map cannot be drawn: this service has no usable boundaries of the municipalities. An administrator fetches "
    "them with the command hvk indicators boundaries, or names a file in the setting HVK_BOUNDARIES_FILE; the log says "
    "what is wrong with a file. The figures are in the table."
)


class RegionMapSettings(OneIndicator):
    area: Literal[Area.COUNTY, Area.COUNTRY] = Area.COUNTY


@dataclass(frozen=True)
class RegionMap(AboutOne[RegionMapSettings]):
    """Without boundaries: a remark for the administrator, and the figures as a table."""

    kind: ClassVar[str] = "region_map"
    label: ClassVar[str] = N_("Map of municipalities")
    settings = RegionMapSettings

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:  # noqa: ARG002
        settings = RegionMapSettings.of(attrs)
        if settings is None:
            return Needs(())
        return Needs(settings.keys, (), area=settings.area, regions=(COUNTRY,), shapes=True)

    def shown(
        self, settings: RegionMapSettings, data: IndicatorData, context: BlockContext, anchor: str
    ) -> tuple[tree.Block, ...]:
        figures = area_figures(data, context.area, context)
        period = next((figure.point.period for figure in figures if figure.point), None)
        if period is None:
            return notice(context.language, NO_FIGURES)
        title = settings.title or words([data.info.title, period_text(period)])
        country = country_figure(data, figures, context)
        grid = areas_table(data, [*figures, *([country] if country else [])], context)
        if not any(figure.region.code in context.shapes for figure in figures):
            notes = absence_notes(grid.gathered, context.language)
            table = grid.table(anchor, title, [data.info], context.language, notes)
            return (*notice(context.language, NO_BOUNDARIES), table)
        bands = _bands(figures, country, data, context)
        alt = _told(figures, country, bands, data, context)
        drawing = _drawing(figures, bands, data, context)
        return (chart(drawing, anchor, title, alt, grid, [data.info], context, _notes(country, data, context)),)


def _bands(
    figures: Sequence[AreaFigure], country: AreaFigure | None, data: IndicatorData, context: BlockContext
) -> Bands:
    values = [figure.point.value for figure in figures if figure.point]
    middle = country.point.value if country and country.point else None
    return bands_of(values, middle, data.info, context.language)


def _drawing(figures: Sequence[AreaFigure], bands: Bands, data: IndicatorData, context: BlockContext) -> Map:
    width, height = context.plane
    areas = tuple(
        MapArea(
            code=figure.region.code,
            name=figure.region.short_name,
            text=figure.text(data.info, context.language),
            value=figure.point.value if figure.point else None,
            band=bands.band(figure.point.value) if figure.point else None,
            shape=context.shapes[figure.region.code],
            is_own=figure.region == context.own,
        )
        for figure in figures
        if figure.region.code in context.shapes
    )
    return Map(areas=areas, bands=bands.names, width=width, height=height)


def _told(
    figures: Sequence[AreaFigure],
    country: AreaFigure | None,
    bands: Bands,
    data: IndicatorData,
    context: BlockContext,
) -> str:
    """The classes with their sizes, the own class, the highest and the lowest, the country, who has no figure."""
    telling = Telling(data.info, context.language, context.own.code in context.few_answers)
    found = [bands.band(figure.point.value) if figure.point else None for figure in figures]
    said = [classes(bands.names, found, context.language)]
    own = next((figure for figure in figures if figure.region == context.own), None)
    if own and own.point:
        name, band = own.region.short_name, bands.names[bands.band(own.point.value)]
        said.append(
            telling.say(
                N_("%(name)s: %(value)s, in the class %(band)s"), name=name, value=telling.value(own.point), band=band
            )
        )
        said += [telling.beside(name, own.point, country.named)] if country else []
    elif country and country.point:
        said.append(telling.level(country.region.short_name, country.point))
    said += telling.extremes([figure.named for figure in figures])
    absent = {figure.region.short_name: figure.absence for figure in figures if figure.point is None}
    return text_of([*said, *without(absent, context.language)])


def _notes(country: AreaFigure | None, data: IndicatorData, context: BlockContext) -> list[str]:
    """How the classes were made, and whose the boundaries are."""
    notes = []
    if country and country.point and data.info.threshold:
        value = Telling(data.info, context.language).value(country.point)
        told = N_("The middle class is the country's figure (%(value)s) and what does not essentially differ from it.")
        notes.append(translate(context.language, told, value=value))
    if context.shapes_source:
        notes.append(translate(context.language, "Boundaries: %(owner)s.", owner=context.shapes_source))
    return notes
