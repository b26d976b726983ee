"""The indicator table of newest figures: year, own figure, change with a judgement, and the regions compared with."""

from app.blocks.base import BlockContext
from app.blocks.cells import (
    absent_line,
    borrowed_line,
    cell,
    difference_line,
    direction_of,
    judgement_line,
    line,
    title_lines,
)
from app.blocks.data import Gathered
from app.blocks.grids import Grid, few_answers_notes, own_notes, stand_in_notes, widths
from app.blocks.judgement import JUDGEMENTS, Change
from app.blocks.printing import difference_text, period_text, value_text
from app.blocks.readings import Borrowed, Compared, Reading, read
from app.blocks.table_settings import Override, TableSettings
from app.i18n import N_, Language, translate
from app.rendering import tree
from app.rendering.series import IndicatorData
from app.rendering.tree import LineRole

COLUMNS_UPRIGHT = 5  # comparison columns that fit on an upright page
NAME_WIDTHS = (0.225, 0.085, 0.09, 0.175)  # indicator, year, own, change; the rest is shared by the comparison


def newest_table(settings: TableSettings, context: BlockContext, shown: list[IndicatorData]) -> Grid:
    """Rows are indicators, in the order of the settings."""
    readings = [read(data, context) for data in shown]
    columns = len(context.comparison)
    return Grid(
        head=_head(context),
        rows=tuple(_row(reading, settings.overrides.get(reading.info.key), context) for reading in readings),
        widths=widths(NAME_WIDTHS, columns),
        gathered=_gathered(readings, context),
        style="indicators",
        landscape=columns > COLUMNS_UPRIGHT,
        notes=tuple(_notes(settings, context, readings)),
    )


def latest_told(reading: Reading) -> Change | None:
    """The change since the previous figure, where it tells another story than that since the start."""
    latest, change = reading.latest, reading.change
    if latest and change and (latest.base is change.base or direction_of(latest) == direction_of(change)):
        return None
    return latest


def _head(context: BlockContext) -> tuple[tree.Cell, ...]:
    language = context.language
    return (
        cell(line(translate(language, "Indicator, unit")), scope="col"),
        cell(line(translate(language, "Year")), scope="col", numeric=True),
        cell(line(context.own.short_name, LineRole.OWN), scope="col", numeric=True),
        cell(line(translate(language, "Change over time")), scope="col"),
        *(cell(line(region.short_name), scope="col", numeric=True) for region in context.comparison),
    )


def _row(reading: Reading, override: Override | None, context: BlockContext) -> tuple[tree.Cell, ...]:
    """Each cell carries its column's name for layouts that show a row as label and value."""
    language = context.language
    return (
        cell(*title_lines(reading.info), scope="row"),
        cell(*_period(reading, language), label=translate(language, "Year"), numeric=True),
        cell(*own_lines(reading, language), label=context.own.short_name, numeric=True),
        cell(*_change(reading, override, language), label=translate(language, "Change over time")),
        *(
            cell(*compared_lines(item, reading, language), label=item.region.short_name, numeric=True)
            for item in reading.compared
        ),
    )


def _period(reading: Reading, language: Language) -> list[tree.Line]:
    if reading.period is None:
        return [absent_line(reading.absence, language)]
    lines = [line(period_text(reading.period.period), LineRole.PERIOD)]
    if reading.change:
        against = translate(language, "cf. %(period)s", period=period_text(reading.change.base.period))
        lines.append(line(against, LineRole.NOTE))
    return lines


def own_lines(reading: Reading, language: Language) -> list[tree.Line]:
    """The own figure; under it, whose it is where it is borrowed."""
    if reading.own is None:
        return [absent_line(reading.absence, language)]
    lines = [line(value_text(reading.own, reading.info, language), LineRole.OWN)]
    if reading.borrowed:
        lines.append(line(translate(language, "regional figure"), LineRole.NOTE))
    return lines


def compared_lines(item: Compared, reading: Reading, language: Language) -> list[tree.Line]:
    """The figure of another region; under it its period where it differs from the row's, and whose it is."""
    if item.point is None:
        return [absent_line(item.absence, language)]
    lines = [line(value_text(item.point, reading.info, language), LineRole.COMPARISON)]
    if reading.period and item.point.sort != reading.period.sort:
        lines.append(line(period_text(item.point.period), LineRole.NOTE))
    if item.borrowed:
        lines.append(borrowed_line(item.borrowed, language))
    return lines


def _change(reading: Reading, override: Override | None, language: Language) -> list[tree.Line]:
    change = reading.change
    lines = [difference_line(change, reading.info, language)] if change else []
    judgement = override.judgement if override else change.judgement if change else None
    if judgement:
        lines.append(judgement_line(judgement, language, overridden=override is not None))
    lines = lines or [line(translate(language, "no year to compare with"), LineRole.ABSENT)]
    latest = latest_told(reading)
    return [*lines, line(_latest(latest, reading, language), LineRole.NOTE)] if latest else lines


def _latest(latest: Change, reading: Reading, language: Language) -> str:
    outcome = translate(language, JUDGEMENTS[latest.judgement][1]) if latest.judgement else ""
    amount = difference_text(latest.amount, reading.info, language)
    return translate(
        language,
        "since the previous (%(period)s): %(change)s",
        period=period_text(latest.base.period),
        change=", ".join(filter(None, (amount, outcome))),
    )


def _gathered(readings: list[Reading], context: BlockContext) -> Gathered:
    """Every figure that is printed, and those that the printed changes were reckoned from."""
    gathered = Gathered()
    for reading in readings:
        latest = latest_told(reading)
        bases = [change.base for change in (reading.change, latest) if change]
        gathered.add(reading.info, reading.borrowed or context.own, bases)
        gather_row(reading, context, gathered)
    return gathered


def gather_row(reading: Reading, context: BlockContext, gathered: Gathered) -> None:
    """The newest figures of a row, and the places where it has none."""
    gathered.add(reading.info, reading.borrowed or context.own, (reading.own,))
    if reading.own is None:
        gathered.add_absence(reading.info, context.own, reading.absence)
    for item in reading.compared:
        gathered.add(reading.info, item.borrowed or item.region, (item.point,))
        if item.point is None:
            gathered.add_absence(reading.info, item.region, item.absence)


def _notes(settings: TableSettings, context: BlockContext, readings: list[Reading]) -> list[str]:
    language = context.language
    notes = []
    if any(reading.change for reading in readings):
        told = N_("The change is told against the figure of %(year)s, or the nearest earlier one.")
        notes.append(translate(language, told, year=context.plan_start))
    notes += own_notes((reading.borrowed.name for reading in readings if reading.borrowed), language)
    notes += stand_in_notes(
        (Borrowed(item.region, item.borrowed) for row in readings for item in row.compared if item.borrowed), context
    )
    judged = [row for row in readings if row.change or latest_told(row)]
    codes = {(row.borrowed or context.own).code for row in judged}
    notes += few_answers_notes([row.info for row in judged], codes, context)
    for reading in readings:
        if override := settings.overrides.get(reading.info.key):
            chosen = N_("* %(title)s: the writers' own judgement. %(reason)s")
            notes.append(translate(language, chosen, title=reading.info.title, reason=override.reason))
    return notes
