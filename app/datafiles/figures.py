"""What a row of a file of figures says, in the file's own words: before anybody knows our indicators and regions."""

import re
from dataclasses import dataclass
from math import isfinite

GROUPS = {
    **dict.fromkeys(
        ("", "total", "yhteensä", "kaikki", "alla", "totalt", "all", "sss", "molemmat sukupuolet"), "total"
    ),
    **dict.fromkeys(("male", "miehet", "män", "men", "pojat", "pojkar", "1"), "male"),
    **dict.fromkeys(("female", "naiset", "kvinnor", "women", "tytöt", "flickor", "2"), "female"),
}
MASKED_WORDS = frozenset({"tietosuojattu", "sekretessbelagd", "masked"})
ABSENT_WORDS = frozenset({"", ".", "-", "–", "ei tietoa", "uppgift saknas", "no data", "no-data"})
NOT_PUBLISHED_WORDS = frozenset({"..", "...", "not-published", "ei julkaistu", "har inte publicerats", "not published"})

LARGEST = 1e15

_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?")
_MONTH = re.compile(r"((?:19|20)\d\d)[M/-](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])/((?:19|20)\d\d)")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*[–-]\s*((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class RawFigure:
    """One figure of a file. `line` is its row there; `indicator` and `region` are as written: number, code or name.

    Without `value`, `absence` is why (an Absence, or empty). `title` is the indicator's name where the file has one;
    `indicator` and `region` are empty where the file has no such column.
    """

    line: int
    indicator: str
    region: str
    period: str
    sort: int
    value: float | None
    group: str = "total"
    lower: float | None = None
    upper: float | None = None
    absence: str = ""
    note: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that cannot be read: `fault` names why, `text` is what stood there."""

    line: int
    fault: str
    text: str = ""


class Unclear(Exception):  # noqa: N818 - errors are named as facts
    """What a cell says cannot be told: the name of the fault, and the cell."""

    def __init__(self, fault: str, text: str) -> None:
        super().__init__(fault)
        self.fault, self.text = fault, text[:80]


def read_number(cell: str | float | None) -> tuple[float | None, str]:
    """A figure, with a decimal comma or point and any thousands' spaces; or none, and why. Raises Unclear."""
    if isinstance(cell, int | float):
        return _finite(cell, f"{cell:.6g}" if isinstance(cell, float) else "…"), ""
    text = (cell or "").strip()
    words = text.casefold()
    if words in ABSENT_WORDS:
        return None, "" if words == "" else "no-data"
    if words in MASKED_WORDS:
        return None, "masked"
    if words in NOT_PUBLISHED_WORDS:
        return None, "not-published"
    plain = re.sub(r"[\s\u00a0\u202f\u2009]", "", text).replace("\u2212", "-").removesuffix("%")
    if "," in plain and "." in plain:
        raise Unclear("two-decimal-signs", text)
    if not re.fullmatch(r"[+-]?\d{1,15}(?:[.,]\d{1,10})?", plain):
        raise Unclear("no-number", text)
    return _finite(float(plain.replace(",", ".")), text), ""


def _finite(value: float, text: str) -> float:
    """As a float; also where a whole number has more digits than one can hold."""
    if abs(value) > LARGEST or not isfinite(value):
        raise Unclear("no-number", text)
    return float(value)


def read_period(cell: str | float | None) -> tuple[str, int]:
    """A year, a month or a span of years as printed, and its last month, yyyymm. Raises Unclear."""
    text = _plain(cell)
    if match := _YEAR.fullmatch(text):
        return match[1], int(match[1]) * 100 + 12
    if match := _MONTH.fullmatch(text):
        year, month = (int(match[1]), int(match[2])) if match[1] else (int(match[4]), int(match[3]))
        return f"{year}M{month:02}", year * 100 + month
    if (match := _YEARS.fullmatch(text)) and match[1] < match[2]:
        return f"{match[1]}–{match[2]}", int(match[2]) * 100 + 12
    raise Unclear("no-period", text)


def read_group(cell: str | float | None) -> str:
    """total, male or female. Raises Unclear."""
    text = _plain(cell)
    group = GROUPS.get(text.casefold())
    if group is None:
        raise Unclear("no-group", text)
    return group


def _plain(cell: str | float | None) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").strip()
