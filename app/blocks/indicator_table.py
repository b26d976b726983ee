"""The indicator table, in three shapes: newest figures with a judgement, figures over years, regions side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.blocks.base import BlockContext, Needs
from app.blocks.grids import Grid, absence_notes
from app.blocks.newest_table import newest_table
from app.blocks.readings import LOOK_BACK_YEARS, is_current, read
from app.blocks.regions_table import regions_table
from app.blocks.settings import notice
from app.blocks.table_settings import Shape, TableSettings
from app.blocks.years_table import years_table
from app.i18n import N_, translate_plural
from app.rendering import tree
from app.rendering.series import IndicatorData

SHAPES: Mapping[Shape, Callable[[TableSettings, BlockContext, list[IndicatorData]], Grid]] = {
    Shape.NEWEST: newest_table,
    Shape.YEARS: years_table,
    Shape.REGIONS: regions_table,
}


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
            return notice(context.language, TableSettings.unreadable)
        wanted = settings.rows(context)
        if not wanted:
            return notice(context.language, N_("No indicators have been chosen for this table."))
        known = [indicators[key] for key in wanted if key in indicators]
        shown = known if settings.indicators else [data for data in known if is_current(read(data, context), context)]
        if not shown:
            return notice(context.language, N_("None of the chosen indicators has figures of this period."))
        grid = SHAPES[settings.shape](settings, context, shown)
        notes = (
            *absence_notes(grid.gathered, context.language),
            *_omitted(settings, context, len(wanted) - len(shown)),
        )
        infos = [data.info for data in shown]
        return (grid.table(anchor, settings.caption(context), infos, context.language, notes),)


def _omitted(settings: TableSettings, context: BlockContext, omitted: int) -> list[str]:
    """What the package has but the table has not."""
    notes = []
    if omitted:
        notes.append(_without_figures(context, omitted))
    package = context.packages.get(settings.package)
    if package and package.unresolved and not settings.indicators:
        notes.append(_unresolved(context, package.unresolved))
    return notes


def _without_figures(context: BlockContext, omitted: int) -> str:
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
