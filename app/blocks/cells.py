"""The cells of an indicator table, in the report's language."""

from typing import Literal

from app.blocks.base import BlockContext
from app.blocks.readings import Change, Compared, Judgement, Reading
from app.blocks.table_settings import Override
from app.i18n import N_, Language, translate
from app.i18n.formats import number_text
from app.rendering import tree
from app.rendering.series import Absence, IndicatorInfo, Point
from app.rendering.tree import LineRole

ABSENCES: dict[Absence, str] = {
    Absence.NO_DATA: N_("no data"),
    Absence.MASKED: N_("masked"),
    Absence.NOT_PUBLISHED: N_("not published"),
}
JUDGEMENTS: dict[Judgement, tuple[LineRole, str]] = {
    Judgement.BETTER: (LineRole.BETTER, N_("improved")),
    Judgement.WORSE: (LineRole.WORSE, N_("worsened")),
    Judgement.SAME: (LineRole.SAME, N_("no essential change")),
}
STAND_INS: dict[str, str] = {"MK": N_("figure of the region"), "HV": N_("figure of the county")}
PERCENT = "%"


def head(context: BlockContext) -> tuple[tree.Cell, ...]:
    """The header row: indicator, year, own region, change, and the regions compared with."""
    language = context.language
    return (
        _cell(_line(translate(language, "Indicator, unit")), scope="col"),
        _cell(_line(translate(language, "Year")), scope="col", numeric=True),
        _cell(_line(context.own.short_name, LineRole.OWN), scope="col", numeric=True),
        _cell(_line(translate(language, "Change over time")), scope="col"),
        *(_cell(_line(region.short_name), scope="col", numeric=True) for region in context.comparison),
    )


def row(reading: Reading, override: Override | None, context: BlockContext) -> tuple[tree.Cell, ...]:
    """One indicator. Each cell carries its column's name for layouts that show a row as label and value."""
    language = context.language
    return (
        _cell(*_title(reading.info), scope="row"),
        _cell(*_period(reading, language), label=translate(language, "Year"), numeric=True),
        _cell(*_own(reading, language), label=context.own.short_name, numeric=True),
        _cell(*_change(reading, override, language), label=translate(language, "Change over time")),
        *(
            _cell(*_compared(item, reading, language), label=item.region.short_name, numeric=True)
            for item in reading.compared
        ),
    )


def has_absence(reading: Reading) -> bool:
    """Does any cell of the row say that there is no figure?"""
    return reading.own is None or any(item.point is None for item in reading.compared)


def period_text(period: str) -> str:
    """A period as it is printed: "2026M06" → "6/2026", years as they are."""
    year, _, month = period.partition("M")
    return f"{int(month)}/{year}" if month else period


def _title(info: IndicatorInfo) -> list[tree.Line]:
    lines = [_line(info.title)]
    if info.unit and info.unit not in info.title:
        lines.append(_line(info.unit, LineRole.UNIT))
    return lines


def _period(reading: Reading, language: Language) -> list[tree.Line]:
    if reading.period is None:
        return [_line(_absent(reading.absence, language), LineRole.ABSENT)]
    lines = [_line(period_text(reading.period.period), LineRole.PERIOD)]
    if reading.change:
        against = translate(language, "cf. %(period)s", period=period_text(reading.change.base.period))
        lines.append(_line(against, LineRole.NOTE))
    return lines


def _own(reading: Reading, language: Language) -> list[tree.Line]:
    if reading.own is None:
        return [_line(_absent(reading.absence, language), LineRole.ABSENT)]
    lines = [_line(_value(reading.own, reading.info, language), LineRole.OWN)]
    if reading.borrowed:
        lines.append(_line(translate(language, "regional figure"), LineRole.NOTE))
    return lines


def _compared(item: Compared, reading: Reading, language: Language) -> list[tree.Line]:
    if item.point is None:
        return [_line(_absent(item.absence, language), LineRole.ABSENT)]
    lines = [_line(_value(item.point, reading.info, language), LineRole.COMPARISON)]
    if reading.period and item.point.sort != reading.period.sort:
        lines.append(_line(period_text(item.point.period), LineRole.NOTE))
    if item.borrowed:
        lines.append(_line(translate(language, STAND_INS[item.borrowed.code[:2]]), LineRole.NOTE))
    return lines


def _change(reading: Reading, override: Override | None, language: Language) -> list[tree.Line]:
    change = reading.change
    lines = [_difference(change, reading.info, language)] if change else []
    judgement = override.judgement if override else change.judgement if change else None
    if judgement:
        role, word = JUDGEMENTS[judgement]
        lines.append(_line(translate(language, word) + ("*" if override else ""), role))
    return lines or [_line(translate(language, "no year to compare with"), LineRole.ABSENT)]


def _difference(change: Change, info: IndicatorInfo, language: Language) -> tree.Line:
    role = LineRole.UP if change.amount > 0 else LineRole.DOWN if change.amount < 0 else LineRole.FLAT
    text = number_text(float(change.amount), info.decimals, language, signed=True)
    if info.unit == PERCENT:
        text = translate(language, "%(change)s percentage points", change=text)
    return _line(text, role)


def _value(point: Point, info: IndicatorInfo, language: Language) -> str:
    return number_text(point.value, info.decimals, language)


def _absent(absence: Absence, language: Language) -> str:
    return translate(language, ABSENCES[absence])


def _line(text: str, role: LineRole = LineRole.PLAIN) -> tree.Line:
    return tree.Line(inlines=(tree.Text(text=text),), role=role)


def _cell(
    *lines: tree.Line, scope: Literal["col", "row"] | None = None, label: str = "", numeric: bool = False
) -> tree.Cell:
    return tree.Cell(lines=lines, scope=scope, label=label, numeric=numeric)
