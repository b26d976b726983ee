"""The table of sentences read as sentences with cited figures."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from app.claims import Cited, Finding, Sentence, Verdict, check
from app.i18n.formats import number_text
from app.rendering.series import Direction, IndicatorData, IndicatorInfo, Point, RegionName, Series

TABLE = Path(__file__).parent / "table"
MARKS = re.compile(r"\{(\w+)(?: ([A-Z]\w+))? (\d{4})\}|\*")
LANGUAGES = {"fi": 0, "sv": 2}


@dataclass(frozen=True)
class Row:
    """A sentence of the table, its verdict, and where the wrong words stand."""

    sentence: Sentence
    verdict: Verdict
    wrong: tuple[int, int]
    is_held_out: bool


@cache
def rows(language: str, name: str = "") -> tuple[Row, ...]:
    """Every third sentence of each verdict is held out: the rules were never looked at with it in mind."""
    table = yaml.safe_load((TABLE / f"{name or language}.yaml").read_text(encoding="utf-8"))
    return tuple(
        make_row(text, Verdict(verdict), language, is_held_out=place % 3 == 2)
        for verdict, texts in table.items()
        for place, text in enumerate(texts)
    )


def make_row(marked: str, verdict: Verdict, language: str, *, is_held_out: bool = False) -> Row:
    """Reads {series region year} and *wrong words*."""
    text, cited, stars, at = "", [], [], 0
    for match in MARKS.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[0] == "*":
            stars.append(len(text))
            continue
        data, own = indicator(match[1], language)
        code, sort = match[2] or own, int(match[3]) * 100 + 12
        point = data.series[code].at(sort)
        assert point is not None, marked
        value = number_text(point.value, data.info.decimals, "fi")
        cited.append(Cited(len(text), len(text) + len(value), data, code, sort))
        text += value
    wrong = (stars[0], stars[1]) if stars else (0, 0)
    return Row(Sentence(text + marked[at:], tuple(cited)), verdict, wrong, is_held_out)


@cache
def _series() -> dict[str, Any]:
    return yaml.safe_load((TABLE / "series.yaml").read_text(encoding="utf-8"))


@cache
def indicator(name: str, language: str) -> tuple[IndicatorData, str]:
    """One of the table's indicators, and the code of the municipality that it is told about."""
    found = _series()[name]
    info = IndicatorInfo(
        key=name,
        title=found[language],
        unit="",
        decimals=found["decimals"],
        direction=Direction(found["direction"]),
        threshold=found["threshold"],
        citation="",
        fetched_on=date(2026, 8, 3),
    )
    series = {code: Series(code, tuple(map(_point, years.items()))) for code, years in found["regions"].items()}
    return IndicatorData(info, series), found["own"]


def _point(item: tuple[int, Any]) -> Point:
    year, value = item
    return Point(str(year), year * 100 + 12, *(value if isinstance(value, list) else [value]))


@cache
def regions(language: str) -> dict[str, RegionName]:
    """The places of the table in the text's language."""
    first = LANGUAGES[language]
    return {code: RegionName(code, names[first], names[first + 1]) for code, names in _series()["places"].items()}


def found_in(row: Row, language: str) -> tuple[Finding, ...]:
    return check(row.sentence, language, "fi", regions(language))
