"""What a PxWeb table holds, and what of it is asked for: nothing is taken from names that carry dates.

Codes of variables change with the municipal division, so the variables are known by what they hold: time by its
mark, areas by their codes, contents by the code that is wanted, the sexes by their texts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import FailFast, Field, StringConstraints, TypeAdapter

from app.indicators.sources.areas import contradicted
from app.indicators.sources.base import Regions
from app.indicators.sources.reading import Answered, refused

AREA = re.compile(r"^(?:KU\d{3}|MK\d{2}|HVA\d{2})$")
COUNTRY = "SSS"
HELD = re.compile(r"^(?:KU\d{3}|MK\d{2}|HVA\d{2}|SSS)$")
TOTAL_CODES = frozenset({"sss", "yhteensä", "total"})
TOTAL_TEXTS = frozenset({"yhteensä", "kaikki", "molemmat sukupuolet", "koko väestö"})
SEX = re.compile(r"^(sukupuoli|kön|sex|gender)", re.IGNORECASE)
GROUPS = {"yhteensä": "total", "molemmat sukupuolet": "total", "miehet": "male", "naiset": "female"}

YEAR = re.compile(r"^(\d{4})\*?$")
MONTH = re.compile(r"^(\d{4})M(\d{2})\*?$")
QUARTER = re.compile(r"^(\d{4})[QK]([1-4])\*?$")
SPAN = re.compile(r"^(\d{4})\s*[-–]\s*(\d{4})\*?$")
MONTHS = range(1, 13)
YEARS = range(1700, 2101)

Code = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Period = tuple[str, int]  # as printed, last month


class Variable(Answered):
    """One dimension of a table; texts run beside the values."""

    code: Code
    text: str
    values: Annotated[list[Code], Field(min_length=1, max_length=20_000), FailFast()]
    texts: Annotated[list[str], Field(alias="valueTexts")]
    elimination: bool = False
    time: bool = False

    def named(self) -> Iterator[tuple[str, str]]:
        """Each value with its text."""
        return zip(self.values, self.texts, strict=True)


class Table(Answered):
    """`GET` of a table: its variables."""

    title: str
    variables: Annotated[list[Variable], Field(min_length=1, max_length=50)]


TABLE = TypeAdapter(Table)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The part of a table that is one indicator. `totals`: one value of each variable that splits further."""

    content: Variable
    code: str
    area: Variable
    areas: tuple[str, ...]
    time: Variable
    periods: Mapping[str, Period]
    sex: Variable | None
    groups: Mapping[str, str]
    totals: Mapping[str, str]

    @property
    def cells_elsewhere(self) -> int:
        """Cells of areas that are not asked for."""
        return (len(self.area.values) - len(self.areas)) * len(self.periods) * max(1, len(self.groups))


def checked(table: Table) -> Table:
    """The table, if it does not contradict itself. Raises AnswerRefused."""
    codes = [variable.code for variable in table.variables]
    if len(set(codes)) < len(codes):
        raise refused(f"a variable stands twice: {', '.join(codes)}")
    for variable in table.variables:
        if len(variable.values) != len(variable.texts):
            counts = f"{len(variable.values)} values and {len(variable.texts)} texts"
            raise refused(f"the variable {variable.code} has {counts}")
        if len(set(variable.values)) < len(variable.values):
            raise refused(f"a value of the variable {variable.code} stands twice")
    return table


def wanted(table: Table, content: str, regions: Regions) -> Wanted:
    """Which values of which variables are this indicator. Raises AnswerRefused, naming the variable in the way."""
    variable, code = _content(table, content)
    area, time = _area(table), _time(table)
    sex, groups = _sex(table)
    totals = {}
    for other in table.variables:
        if other.code in (variable.code, area.code, time.code) or other is sex:
            continue
        total = _total(other)
        if total is not None:
            totals[other.code] = total
        elif not other.elimination:
            raise refused(f"the variable {other.code} ({other.text}) has no total and cannot be left out")
    areas = _areas(area, regions)
    periods = {value: period(value) for value in time.values}
    return Wanted(variable, code, area, areas, time, periods, sex, groups, totals)


def contents(table: Table) -> Variable:
    """The variable whose values are the measured things. Raises AnswerRefused."""
    named = [variable for variable in table.variables if variable.code.casefold() in ("contentscode", "tiedot")]
    if len(named) != 1:
        raise refused(f"no variable of the table holds its contents: {_codes(table)}")
    return named[0]


def bare(code: str) -> str:
    """The code of a content without its prefix: "vaerak-vaesto" is "vaesto"."""
    return code.rpartition("-")[2]


def period(value: str) -> Period:
    """A period as printed, and its last month as yyyymm. Raises AnswerRefused for one that is not understood."""
    if (found := YEAR.match(value)) and int(found[1]) in YEARS:
        return found[1], int(found[1]) * 100 + 12
    if (found := MONTH.match(value)) and int(found[1]) in YEARS and int(found[2]) in MONTHS:
        return f"{found[1]}M{found[2]}", int(found[1]) * 100 + int(found[2])
    if (found := QUARTER.match(value)) and int(found[1]) in YEARS:
        return f"{found[1]}Q{found[2]}", int(found[1]) * 100 + int(found[2]) * 3
    if (found := SPAN.match(value)) and YEARS.start <= int(found[1]) < int(found[2]) < YEARS.stop:
        return f"{found[1]}–{found[2]}", int(found[2]) * 100 + 12
    raise refused(f"the period {value} is not understood")


def _content(table: Table, content: str) -> tuple[Variable, str]:
    for variable in table.variables:
        if not variable.time and content in variable.values:
            return variable, content
    found = [
        (variable, code)
        for variable in table.variables
        for code in variable.values
        if not variable.time and "-" in code and bare(code) == content
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise refused(f"several contents are called {content}: {', '.join(code for _, code in found)}")
    raise refused(f"the table has no content {content} any more; it may have been renamed: {_codes(table)}")


def _time(table: Table) -> Variable:
    found = [variable for variable in table.variables if variable.time]
    if len(found) != 1:
        raise refused(f"{len(found)} variables of the table are marked as time: {_codes(table)}")
    return found[0]


def _area(table: Table) -> Variable:
    found = [variable for variable in table.variables if any(map(AREA.match, variable.values))]
    if not found:
        raise refused(f"no variable of the table holds municipalities or counties: {_codes(table)}")
    if len(found) > 1:
        raise refused(f"several variables hold areas: {', '.join(variable.code for variable in found)}")
    return found[0]


def _areas(area: Variable, regions: Regions) -> tuple[str, ...]:
    held = []
    for code, text in area.named():
        if not HELD.match(code) or code not in regions:
            continue
        if other := contradicted(code, text, regions):
            raise refused(f"area {code} is called {text}, which is {other} here")
        held.append(code)
    if not held:
        raise refused(f"no area of the variable {area.code} is kept here")
    return tuple(held)


def _sex(table: Table) -> tuple[Variable | None, Mapping[str, str]]:
    for variable in table.variables:
        if not (SEX.match(variable.code) or SEX.match(variable.text)):
            continue
        groups = {
            value: GROUPS[text.strip().casefold()]
            for value, text in variable.named()
            if text.strip().casefold() in GROUPS
        }
        if "total" not in groups.values() or len(set(groups.values())) < len(groups):
            raise refused(f"the variable {variable.code} ({variable.text}) has no total of the sexes")
        return variable, groups
    return None, {}


def _total(variable: Variable) -> str | None:
    for value, text in variable.named():
        if value.casefold() in TOTAL_CODES or text.strip().casefold() in TOTAL_TEXTS:
            return value
    return None


def _codes(table: Table) -> str:
    return ", ".join(variable.code for variable in table.variables)


def chunks(wanted: Wanted, most_cells: int) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Areas and periods of each request, none larger than the service allows."""
    groups = max(1, len(wanted.groups))
    areas_at_once = max(1, min(len(wanted.areas), most_cells // groups))
    periods_at_once = max(1, most_cells // (areas_at_once * groups))
    periods = list(wanted.periods)
    for first in range(0, len(wanted.areas), areas_at_once):
        for start in range(0, len(periods), periods_at_once):
            yield wanted.areas[first : first + areas_at_once], periods[start : start + periods_at_once]
