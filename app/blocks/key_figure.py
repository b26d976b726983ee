"""The key figure: one newest figure set large, with its change, the judgement of it, and other regions beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from app.blocks.about_one import AboutOne
from app.blocks.base import BlockContext, Needs
from app.blocks.cells import direction_of, judgement_line, line
from app.blocks.charting import NO_FIGURES, is_comparable
from app.blocks.citing import source_line
from app.blocks.data import Gathered
from app.blocks.judgement import Change, difference
from app.blocks.newest_table import gather_row
from app.blocks.printing import (
    absent_text,
    full_difference_text,
    full_value_text,
    is_count,
    is_year,
    period_text,
    unit_text,
    value_text,
)
from app.blocks.readings import Compared as Beside
from app.blocks.readings import Reading, read
from app.blocks.settings import Compared, notice, words
from app.i18n import N_, Language, translate
from app.rendering import tree
from app.rendering.series import IndicatorData, IndicatorInfo
from app.rendering.tree import LineRole


class KeyFigureSettings(Compared):
    region: str = ""  # code; empty: the own region


@dataclass(frozen=True)
class KeyFigure(AboutOne[KeyFigureSettings]):
    """The change is told since the start of the plan's period; before there is one, since the previous figure."""

    kind: ClassVar[str] = "key_figure"
    label: ClassVar[str] = N_("Key figure")
    settings = KeyFigureSettings

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:  # noqa: ARG002
        settings = KeyFigureSettings.of(attrs)
        if settings is None:
            return Needs(())
        return Needs(settings.keys, settings.comparison, regions=(settings.region,) if settings.region else ())

    def shown(
        self, settings: KeyFigureSettings, data: IndicatorData, context: BlockContext, anchor: str
    ) -> tuple[tree.Block, ...]:
        around = _compared(settings, data, _around(settings, context))
        reading = read(data, around)
        if reading.own is None:
            return notice(context.language, NO_FIGURES)
        gathered = Gathered()
        told = reading.change or reading.latest
        gathered.add(data.info, reading.borrowed or around.own, [told.base] if told else [])
        gather_row(reading, around, gathered)
        period = period_text(reading.own.period)
        title = settings.title or words([data.info.title, f"{(reading.borrowed or around.own).name} {period}"])
        return (
            tree.KeyFigure(
                anchor=anchor,
                value=value_text(reading.own, data.info, context.language),
                unit=unit_text(data.info).strip(),
                label=(tree.Text(text=title),),
                lines=tuple(_lines(reading, told, around)),
                source=source_line([data.info], context.language),
                data=gathered.dataset(),
            ),
        )


def _around(settings: KeyFigureSettings, context: BlockContext) -> BlockContext:
    """The context as the figure's region sees it: only a region of the same boundaries stands in for another one."""
    chosen = context.named.get(settings.region)
    if chosen is None or chosen == context.own:
        return context
    comparison = tuple(region for region in context.comparison if region != chosen)
    twin = context.twins.get(chosen.code)
    return replace(context, own=chosen, around=(twin,) if twin else (), comparison=comparison)


def _compared(settings: KeyFigureSettings, data: IndicatorData, context: BlockContext) -> BlockContext:
    regions = (region for region in context.comparison if is_comparable(region, data.info, settings, context))
    return replace(context, comparison=tuple(regions))


def _lines(reading: Reading, told: Change | None, context: BlockContext) -> list[tree.Line]:
    language, info = context.language, reading.info
    lines = []
    if told:
        lines.append(line(_since(told, info, language), direction_of(told)))
        if told.judgement:
            lines.append(judgement_line(told.judgement, language))
    if reading.borrowed:
        lines.append(line(translate(language, "regional figure"), LineRole.NOTE))
    others = (item for item in reading.compared if item.region != (reading.borrowed or context.own))
    return [*lines, *(_beside(item, reading, language) for item in others)]


def _since(told: Change, info: IndicatorInfo, language: Language) -> str:
    message = N_("%(change)s since %(period)s")
    if not is_year(told.base.period):
        message = N_("%(change)s since the period %(period)s")
    amount = full_difference_text(told.amount, info, language)
    return translate(language, message, change=amount, period=period_text(told.base.period))


def _beside(item: Beside, reading: Reading, language: Language) -> tree.Line:
    """The other region's figure: of the same period with the own one's difference from it, else with its period."""
    name, point, own = item.region.short_name, item.point, reading.own
    if point is None or own is None:
        return line(f"{name} {absent_text(item.absence, language)}", LineRole.ABSENT)
    text = f"{name} {full_value_text(point, reading.info, language)}"
    if own.sort != point.sort:
        return line(f"{text} ({period_text(point.period)})", LineRole.COMPARISON)
    if is_count(reading.info):
        return line(text, LineRole.COMPARISON)
    apart = full_difference_text(difference(reading.info, own, point).amount, reading.info, language)
    told = N_("%(figure)s (difference %(difference)s)")
    return line(translate(language, told, figure=text, difference=apart), LineRole.COMPARISON)
