"""The indicator table of regions side by side: a row an indicator, a column a region, the newest figures."""

from app.blocks.base import BlockContext
from app.blocks.cells import absent_line, cell, line, title_lines
from app.blocks.data import Gathered
from app.blocks.grids import PLAIN_UPRIGHT, Grid, own_notes, stand_in_notes, widths
from app.blocks.newest_table import compared_lines, gather_row, own_lines
from app.blocks.printing import period_text
from app.blocks.readings import Borrowed, Reading, read
from app.blocks.table_settings import TableSettings
from app.i18n import translate
from app.rendering import tree
from app.rendering.series import IndicatorData
from app.rendering.tree import LineRole

NAME, YEAR = 0.28, 0.09


def regions_table(_settings: TableSettings, context: BlockContext, shown: list[IndicatorData]) -> Grid:
    """All figures of a row are of its year unless they say otherwise."""
    readings = [read(data, context) for data in shown]
    gathered = Gathered()
    for reading in readings:
        gather_row(reading, context, gathered)
    borrowed = (Borrowed(item.region, item.borrowed) for row in readings for item in row.compared if item.borrowed)
    return Grid(
        head=_head(context),
        rows=tuple(_row(reading, context) for reading in readings),
        widths=widths((NAME, YEAR), 1 + len(context.comparison)),
        gathered=gathered,
        landscape=len(context.comparison) + 3 > PLAIN_UPRIGHT,
        notes=(
            *own_notes((reading.borrowed.name for reading in readings if reading.borrowed), context.language),
            *stand_in_notes(borrowed, context),
        ),
    )


def _head(context: BlockContext) -> tuple[tree.Cell, ...]:
    language = context.language
    return (
        cell(line(translate(language, "Indicator, unit")), scope="col"),
        cell(line(translate(language, "Year")), scope="col", numeric=True),
        cell(line(context.own.short_name, LineRole.OWN), scope="col", numeric=True),
        *(cell(line(region.short_name), scope="col", numeric=True) for region in context.comparison),
    )


def _row(reading: Reading, context: BlockContext) -> tuple[tree.Cell, ...]:
    language, period = context.language, reading.period
    year = line(period_text(period.period), LineRole.PERIOD) if period else absent_line(reading.absence, language)
    return (
        cell(*title_lines(reading.info), scope="row"),
        cell(year, label=translate(language, "Year"), numeric=True),
        cell(*own_lines(reading, language), label=context.own.short_name, numeric=True),
        *(
            cell(*compared_lines(item, reading, language), label=item.region.short_name, numeric=True)
            for item in reading.compared
        ),
    )
