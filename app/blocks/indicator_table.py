"""The indicator table: newest own figure with its year, change with a judgement in words, comparison regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.blocks import cells
from app.blocks.base import BlockContext, Needs
from app.blocks.citing import source_line
from app.blocks.readings import LOOK_BACK_YEARS, Reading, is_current, read
from app.blocks.table_settings import TableSettings
from app.i18n import N_, translate, translate_plural
from app.rendering import tree
from app.rendering.series import IndicatorData

COLUMNS_UPRIGHT = 5  # comparison columns that fit on an upright page
NAME_WIDTHS = (0.225, 0.085, 0.09, 0.175)  # indicator, year, own, change; the rest is shared by the comparison


@dataclass(frozen=True)
class IndicatorTable:
    """Rows are indicators. Those without any figure of the period are left out of a package, and counted."""

    kind: ClassVar[str] = "indicator_table"
    label: ClassVar[str] = N_("Indicator table")

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:
        settings = TableSettings.of(attrs)
        return Needs(settings.rows(context), settings.comparison) if settings else Needs(())

    def nodes(
        self,
        attrs: Mapping[str, Any],
        context: BlockContext,
        indicators: Mapping[str, IndicatorData],
        *,
        anchor: str,
    ) -> tuple[tree.Block, ...]:
        settings = TableSettings.of(attrs)
        if settings is None:
            return _notice(context, N_("The settings of this indicator table cannot be read. Set them again."))
        wanted = settings.rows(context)
        if not wanted:
            return _notice(context, N_("No indicators have been chosen for this table."))
        readings = [read(indicators[key], context) for key in wanted if key in indicators]
        shown = readings if settings.indicators else [row for row in readings if is_current(row, context)]
        if not shown:
            return _notice(context, N_("None of the chosen indicators has figures of this period."))
        return (_table(settings, context, shown, len(wanted) - len(shown), anchor),)


def _notice(context: BlockContext, message: str) -> tuple[tree.Block, ...]:
    return (tree.Notice(text=translate(context.language, message)),)


def _table(
    settings: TableSettings, context: BlockContext, readings: list[Reading], omitted: int, anchor: str
) -> tree.Table:
    columns = len(context.comparison)
    return tree.Table(
        anchor=anchor,
        number="",
        caption=(tree.Text(text=settings.caption(context)),),
        head=(cells.head(context),),
        rows=tuple(cells.row(reading, settings.overrides.get(reading.info.key), context) for reading in readings),
        widths=_widths(columns),
        style="indicators",
        notes=tuple(_notes(settings, context, readings, omitted)),
        source=source_line([reading.info for reading in readings], context.language),
        landscape=columns > COLUMNS_UPRIGHT,
    )


def _widths(columns: int) -> tuple[float, ...]:
    if not columns:
        return tuple(width / sum(NAME_WIDTHS) for width in NAME_WIDTHS)
    return (*NAME_WIDTHS, *((1 - sum(NAME_WIDTHS)) / columns for _ in range(columns)))


def _notes(settings: TableSettings, context: BlockContext, readings: list[Reading], omitted: int) -> list[str]:
    language = context.language
    notes = []
    if any(reading.change for reading in readings):
        told = N_("The change is told against the figure of %(year)s, or the nearest earlier one.")
        notes.append(translate(language, told, year=context.plan_start))
    borrowed = sorted({reading.borrowed.name for reading in readings if reading.borrowed})
    if borrowed:
        stands_in = N_("Regional figure: there is no own figure; this one is of %(region)s.")
        notes.append(translate(language, stands_in, region=", ".join(borrowed)))
    notes.extend(_stand_ins(context, readings))
    if any(cells.has_absence(reading) for reading in readings):
        notes.append(translate(language, "No data: the source gives no figure for this area. It is not zero."))
    if omitted:
        notes.append(_omitted(context, omitted))
    package = context.packages.get(settings.package)
    if package and package.unresolved and not settings.indicators:
        notes.append(_unresolved(context, package.unresolved))
    for reading in readings:
        if override := settings.overrides.get(reading.info.key):
            chosen = N_("* %(title)s: the writers' own judgement. %(reason)s")
            notes.append(translate(language, chosen, title=reading.info.title, reason=override.reason))
    return notes


def _stand_ins(context: BlockContext, readings: list[Reading]) -> list[str]:
    """Which comparison columns hold figures of another region with the same boundaries."""
    pairs = {(item.region.short_name, item.borrowed.name) for row in readings for item in row.compared if item.borrowed}
    told = N_("Column %(region)s: where the column's area has no figure, that of %(other)s stands; same boundaries.")
    return [translate(context.language, told, region=region, other=other) for region, other in sorted(pairs)]


def _omitted(context: BlockContext, omitted: int) -> str:
    return translate_plural(
        context.language,
        "%(num)s indicator of the package is left out: it has no figures of the years %(years)s.",
        "%(num)s indicators of the package are left out: they have no figures of the years %(years)s.",
        omitted,
        years=f"{context.plan_start - LOOK_BACK_YEARS}–{context.newest_year or ''}",
    )


def _unresolved(context: BlockContext, titles: tuple[str, ...]) -> str:
    return translate_plural(
        context.language,
        "%(num)s indicator of the package is unresolved: nobody has confirmed its number at the source.",
        "%(num)s indicators of the package are unresolved: nobody has confirmed their numbers at the source.",
        len(titles),
    )
