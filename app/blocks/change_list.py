"""What got better and what got worse: two tables that fill themselves from a package, the largest changes first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from app.blocks.base import BlockContext, Needs
from app.blocks.cells import cell, difference_line, line, title_lines
from app.blocks.data import Gathered
from app.blocks.grids import Grid, few_answers_notes, own_notes
from app.blocks.judgement import Change, Judgement
from app.blocks.printing import period_text, value_text
from app.blocks.readings import Reading, is_current, read
from app.blocks.settings import ManyIndicators, notice
from app.i18n import N_, Language, translate
from app.rendering import tree
from app.rendering.series import IndicatorData, Point
from app.rendering.tree import LineRole

MOST = 30
WIDTHS = (0.45, 0.15, 0.15, 0.25)
OUTCOMES: dict[Judgement, tuple[str, str, str]] = {  # end of the anchor, title, what is said when there are none
    Judgement.BETTER: ("", N_("What got better"), N_("No indicator got essentially better.")),
    Judgement.WORSE: ("-worse", N_("What got worse"), N_("No indicator got essentially worse.")),
}


class ChangeListSettings(ManyIndicators):
    """`most`: rows of each table."""

    most: int = Field(default=10, ge=1, le=MOST)


@dataclass(frozen=True, slots=True)
class _Changed:
    reading: Reading
    change: Change


@dataclass(frozen=True)
class ChangeList:
    """Indicators that are neither good nor bad are not in the lists, nor those that have not essentially changed."""

    kind: ClassVar[str] = "change_list"
    label: ClassVar[str] = N_("What got better and worse")

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:
        settings = ChangeListSettings.of(attrs)
        return Needs(settings.rows(context), ()) if settings else Needs(())

    def nodes(
        self,
        attrs: Mapping[str, Any],
        context: BlockContext,
        indicators: Mapping[str, IndicatorData],
        *,
        anchor: str,
    ) -> tuple[tree.Block, ...]:
        settings = ChangeListSettings.of(attrs)
        if settings is None:
            return notice(context.language, ChangeListSettings.unreadable)
        wanted = settings.rows(context)
        if not wanted:
            return notice(context.language, N_("No indicators have been chosen for this list."))
        readings = [read(indicators[key], context) for key in dict.fromkeys(wanted) if key in indicators]
        changed = [
            _Changed(row, row.change)
            for row in readings
            if row.change and row.change.judgement and is_current(row, context)
        ]
        if not changed:
            return notice(
                context.language, N_("None of the chosen indicators has figures from which a change is told.")
            )
        return tuple(_list(judgement, changed, settings, context, anchor) for judgement in OUTCOMES)


def _list(
    judgement: Judgement, changed: list[_Changed], settings: ChangeListSettings, context: BlockContext, anchor: str
) -> tree.Block:
    language = context.language
    ending, title, nothing = OUTCOMES[judgement]
    found = sorted((row for row in changed if row.change.judgement is judgement), key=lambda row: -row.change.weight)
    about = settings.title or settings.package_title(context)
    caption = ": ".join(filter(None, (translate(language, title), about)))
    if not found:
        said = (tree.Text(text=f"{caption}. ", strong=True), tree.Text(text=translate(language, nothing)))
        return tree.Paragraph(inlines=said)
    shown = found[: settings.most]
    infos = [row.reading.info for row in shown]
    return _grid(shown, context).table(
        anchor + ending, caption, infos, language, _notes(shown, len(found) - len(shown), context)
    )


def _grid(shown: list[_Changed], context: BlockContext) -> Grid:
    language, gathered = context.language, Gathered()
    for row in shown:
        region = row.reading.borrowed or context.own
        gathered.add(row.reading.info, region, (row.change.base, row.change.newest))
    heads = (N_("Indicator, unit"), N_("Before"), N_("Now"), N_("Change over time"))
    return Grid(
        head=tuple(cell(line(translate(language, name)), scope="col", numeric=i > 0) for i, name in enumerate(heads)),
        rows=tuple(_row(row, language) for row in shown),
        widths=WIDTHS,
        gathered=gathered,
    )


def _row(row: _Changed, language: Language) -> tuple[tree.Cell, ...]:
    info, change = row.reading.info, row.change
    now = _figure(change.newest, row, LineRole.OWN, language)
    if row.reading.borrowed:
        now.append(line(translate(language, "regional figure"), LineRole.NOTE))
    before = _figure(change.base, row, LineRole.COMPARISON, language)
    return (
        cell(*title_lines(info), scope="row"),
        cell(*before, label=translate(language, "Before"), numeric=True),
        cell(*now, label=translate(language, "Now"), numeric=True),
        cell(difference_line(change, info, language), label=translate(language, "Change over time"), numeric=True),
    )


def _figure(point: Point, row: _Changed, role: LineRole, language: Language) -> list[tree.Line]:
    value = value_text(point, row.reading.info, language)
    return [line(value, role), line(period_text(point.period), LineRole.NOTE)]


def _notes(shown: list[_Changed], more: int, context: BlockContext) -> list[str]:
    language = context.language
    told = N_("The change is told against the figure of %(year)s, or the nearest earlier one.")
    notes = [translate(language, told, year=context.plan_start)]
    notes.append(
        translate(language, "The largest changes come first, measured by what is essential for the indicator.")
    )
    if more:
        notes.append(translate(language, "Smaller changes left out: %(count)s.", count=more))
    notes += own_notes((row.reading.borrowed.name for row in shown if row.reading.borrowed), language)
    codes = {(row.reading.borrowed or context.own).code for row in shown}
    return notes + few_answers_notes([row.reading.info for row in shown], codes, context)
