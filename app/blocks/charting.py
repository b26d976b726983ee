"""What the kinds of charts share: whose line it is, which period is shown, and a Chart round a drawing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.blocks.base import COUNTRY, BlockContext
from app.blocks.citing import source_line
from app.blocks.grids import Grid, absence_notes
from app.blocks.printing import is_count
from app.blocks.settings import Compared
from app.i18n import N_
from app.rendering import tree
from app.rendering.drawings import Drawing, SeriesRole
from app.rendering.series import IndicatorInfo, RegionName, Series

MUNICIPALITY = "KU"
NO_FIGURES = N_("The chosen indicator has no figures of these areas and years.")


def role_of(region: RegionName, context: BlockContext) -> SeriesRole:
    """Whose figures: the own region's, those of an area around it, the country's, or a peer's."""
    if region == context.own:
        return SeriesRole.OWN
    if region.code == COUNTRY:
        return SeriesRole.COUNTRY
    around = {area.code for area in context.around}
    twins = {twin.code for code, twin in context.twins.items() if code in around}
    return SeriesRole.COUNTY if region.code in around | twins else SeriesRole.PEER


def is_comparable(region: RegionName, info: IndicatorInfo, settings: Compared, context: BlockContext) -> bool:
    """A number of people says nothing beside that of a whole county or country, unless somebody chose it."""
    own_size = role_of(region, context) in (SeriesRole.OWN, SeriesRole.PEER)
    return own_size or settings.comparison is not None or not is_count(info)


def shown_sort(series: Iterable[Series], own: Series | None) -> int | None:
    """The period that a comparison of areas is about: the own newest one, else the newest that at least half have."""
    if own and own.newest:
        return own.newest.sort
    everyone = list(series)
    counts = Counter(point.sort for one in everyone for point in one.points)
    common = [sort for sort, count in counts.items() if 2 * count >= len(everyone)]
    return max(common or counts, default=None)


def chart(
    drawing: Drawing,
    anchor: str,
    caption: str,
    alt: str,
    grid: Grid,
    infos: Sequence[IndicatorInfo],
    context: BlockContext,
    notes: Iterable[str] = (),
) -> tree.Chart:
    """A drawing with its words and its table; the remarks stand under the chart, not again under the table."""
    return tree.Chart(
        anchor=anchor,
        number="",
        caption=(tree.Text(text=caption),),
        drawing=drawing,
        alt=alt,
        table=replace(grid, notes=()).table(f"{anchor}-table", "", (), context.language),
        notes=(*grid.notes, *absence_notes(grid.gathered, context.language), *notes),
        source=source_line(infos, context.language),
    )
