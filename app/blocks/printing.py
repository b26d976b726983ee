"""Figures, differences and periods as readers see them, in the report's language."""

from collections.abc import Iterable
from decimal import Decimal

from app.i18n import N_, Language, translate
from app.i18n.formats import number_text
from app.rendering.series import Absence, IndicatorInfo, Point

ABSENCES: dict[Absence, str] = {
    Absence.NO_DATA: N_("no data"),
    Absence.MASKED: N_("masked"),
    Absence.NOT_PUBLISHED: N_("not published"),
}
PERCENT = "%"
EURO = ("euro", "€")
BARE = frozenset({"index", "ratio", "gini"})  # families whose unit says nothing after a number
COUNT = "count"  # family of what grows with an area's size: of no use to compare areas of different sizes by
NO_BREAK = "\u00a0"


def period_text(period: str) -> str:
    """A period as it is printed: "2026M06" → "6/2026", years as they are."""
    year, _, month = period.partition("M")
    return f"{int(month)}/{year}" if month.isdecimal() else period


def is_year(period: str) -> bool:
    """Is it a calendar year, and not a month or a span of years?"""
    return len(period) == 4 and period.isdecimal()


def periods_text(points: Iterable[Point]) -> str:
    """From the first to the last: "2015–2023"."""
    found = sorted({(point.sort, point.period) for point in points})
    ends = dict.fromkeys(period_text(period) for _, period in (found[:1] + found[-1:]))
    return "–".join(ends)


def is_count(info: IndicatorInfo) -> bool:
    """Is it a number of people or things, and no share, rate or mean?"""
    return info.family == COUNT


def absent_text(absence: Absence, language: Language) -> str:
    """Why there is no figure."""
    return translate(language, ABSENCES[absence])


def value_text(point: Point, info: IndicatorInfo, language: Language) -> str:
    """The number alone."""
    return number_text(point.value, info.decimals, language)


def full_value_text(point: Point, info: IndicatorInfo, language: Language) -> str:
    """The number with its unit: "11,7 %"."""
    return value_text(point, info, language) + unit_text(info)


def unit_text(info: IndicatorInfo) -> str:
    """What stands after a number: the unit with a space that does not break, or nothing."""
    return "" if not info.unit or info.family in BARE else NO_BREAK + info.unit


def difference_text(amount: Decimal, info: IndicatorInfo, language: Language, *, signed: bool = True) -> str:
    """A difference in a table, where the row tells the unit: of percentages it is percentage points, of euros €."""
    text = number_text(float(amount if signed else abs(amount)), info.decimals, language, signed=signed)
    if info.unit == PERCENT:
        return translate(language, "%(change)s percentage points", change=text)
    return f"{text}{NO_BREAK}€" if info.unit.startswith(EURO) else text


def full_difference_text(amount: Decimal, info: IndicatorInfo, language: Language, *, signed: bool = True) -> str:
    """A difference on its own, with its unit."""
    text = difference_text(amount, info, language, signed=signed)
    return text if info.unit == PERCENT or info.unit.startswith(EURO) else text + unit_text(info)
