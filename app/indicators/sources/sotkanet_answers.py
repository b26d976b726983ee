"""The answers of Sotkanet's REST interface, checked whole: what does not fit is refused, never half-read."""

import html
from collections.abc import Iterable, Mapping
from datetime import date
from operator import itemgetter
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, FailFast, Field, StringConstraints, TypeAdapter
from typing_extensions import TypedDict

from app.indicators.sources.areas import Doubtful, Place, living
from app.indicators.sources.base import Described, Figure, Regions, ThreeLanguages
from app.indicators.sources.reading import (
    Amount,
    Answered,
    bounds,
    fitting,
    plain_paragraphs,
    plain_text,
    refused,
    unit,
    within,
)
from app.rendering.series import Absence

Year = Annotated[int, Field(ge=1900, le=2100)]
Identifier = Annotated[int, Field(ge=1, le=2**31 - 1)]
Gender = Literal["total", "male", "female"]
GENDERS: tuple[Gender, ...] = ("total", "male", "female")
Place3 = tuple[int, int, str]  # region, year, gender

UNITS: dict[str, ThreeLanguages] = {
    "PROS": ("%", "%", "%"),
    "PER1000": ("/ 1 000", "/ 1 000", "/ 1,000"),
    "PER10000": ("/ 10 000", "/ 10 000", "/ 10,000"),
    "PER100000": ("/ 100 000", "/ 100 000", "/ 100,000"),
    "INDEKSI": ("indeksi", "index", "index"),
}
NOTHING: ThreeLanguages = ("", "", "")
# The service gives rows of a few regions that its own list leaves out: 455, 456 and 730 in every answer for 127.
UNLISTED_SHARE = 0.05


class Texts(Answered):
    """A text in three languages; markup in it is not wanted."""

    fi: str
    sv: str = ""
    en: str = ""

    def plain(self) -> ThreeLanguages:
        """In one line; a missing translation is filled with the Finnish text."""
        fi, sv, en = (plain_text(text) for text in (self.fi, self.sv, self.en))
        return fi, sv or fi, en or fi

    def paragraphs(self) -> ThreeLanguages:
        """With its paragraphs; a missing translation stays empty."""
        return plain_paragraphs(self.fi), plain_paragraphs(self.sv), plain_paragraphs(self.en)


class Span(Answered):
    """The years of an indicator."""

    start: Year
    end: Year


class ValueType(Answered):
    code: str
    title: Texts | None = None


class Organisation(Answered):
    title: Texts


class Classification(Answered):
    values: list[str] = Field(default_factory=list, max_length=20)


class Classifications(Answered):
    sex: Classification = Classification()


class Metadata(Answered):
    """`GET /indicators/{id}`."""

    id: Identifier
    title: Texts
    range: Span
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    updated_on: Annotated[date | None, Field(alias="data-updated", strict=False)] = None
    value_type: Annotated[ValueType | None, Field(alias="primaryValueType")] = None
    organization: Organisation
    classifications: Classifications = Classifications()
    description: Texts | None = None
    interpretation: Texts | None = None
    limits: Texts | None = None

    @property
    def years(self) -> list[int]:
        return list(range(self.range.start, self.range.end + 1))

    @property
    def genders(self) -> tuple[Gender, ...]:
        """Those to ask for. Indicators without a list have rows of everybody."""
        named = self.classifications.sex.values
        known = tuple(gender for gender in GENDERS if gender in named)
        if named and not known:
            raise refused(f"classifications.sex.values names none of {', '.join(GENDERS)}")
        return known or ("total",)

    @property
    def units(self) -> ThreeLanguages:
        if "%" in self.title.plain()[0]:
            return UNITS["PROS"]
        kind = self.value_type
        if kind is None or kind.code in UNITS or kind.title is None:
            return UNITS.get(kind.code, NOTHING) if kind else NOTHING
        fi, sv, en = (unit(text) for text in kind.title.plain())
        return fi, sv, en

    def described(self, *, counted: bool) -> Described:
        """`counted`: the figures are counts, so unit and decimals of the indicator's own values are not theirs."""
        about = [
            text.paragraphs() if text else NOTHING for text in (self.description, self.interpretation, self.limits)
        ]
        producers = self.organization.title.plain()
        units, decimals = (NOTHING, 0) if counted else (self.units, self.decimals)
        return fitting(Described(self.title.plain(), units, producers, decimals, self.updated_on, *about))


class Row(TypedDict):
    """One row of `GET /json`. `value` is missing for indicators that are counts only."""

    __pydantic_config__ = ConfigDict(strict=True)  # type: ignore[misc]  # read by pydantic

    indicator: Identifier
    region: Identifier
    year: Year
    gender: Gender
    value: NotRequired[Amount | None]
    absValue: NotRequired[Amount | None]


class RegionEntry(Answered):
    """One region of `GET /regions`."""

    id: Identifier
    code: Annotated[str, StringConstraints(max_length=20)]
    category: Annotated[str, StringConstraints(max_length=60)]
    title: Texts


class ListedEntry(Answered):
    """One indicator of `GET /indicators`."""

    id: Identifier
    title: Texts
    organization: Organisation


ROWS: TypeAdapter[list[Row]] = TypeAdapter(Annotated[list[Row], FailFast()])
REGIONS = TypeAdapter(Annotated[list[RegionEntry], Field(min_length=1, max_length=5_000), FailFast()])
INDICATORS = TypeAdapter(Annotated[list[ListedEntry], Field(min_length=1, max_length=50_000), FailFast()])
METADATA = TypeAdapter(Metadata)


class Reader:
    """Turns batches of rows into figures, and checks what only all batches together show."""

    def __init__(self, metadata: Metadata, places: Mapping[int, Place], regions: Regions) -> None:
        self.metadata = metadata
        self.skipped = 0
        self._places, self._regions = places, regions
        self._bounds = bounds(metadata.title.plain()[0], metadata.units[0])
        self._valued: list[Figure] = []
        self._counted: list[Figure] = []  # of rows that have a count and no value

    def add(self, rows: list[Row], years: list[int]) -> None:
        """Take in the rows of these years. Raises AnswerRefused."""
        self._check(rows, years)
        codes = self._codes(list(map(itemgetter("region"), rows)))
        periods = {year: (str(year), year * 100 + 12) for year in years}
        before = len(self._valued) + len(self._counted)
        for row in rows:
            code = codes[row["region"]]
            if code is None:
                continue
            period, sort = periods[row["year"]]
            value = row.get("value")
            if value is not None:
                self._valued.append(Figure(code, period, sort, value, row["gender"]))
            else:
                self._counted.append(Figure(code, period, sort, row.get("absValue"), row["gender"]))
        self.skipped += len(rows) - (len(self._valued) + len(self._counted) - before)

    def figures(self) -> tuple[Figure, ...]:
        """All figures. A count stands for a value only in indicators that have no values at all."""
        if not (self._valued or self._counted):
            raise refused(f"none of {self.skipped} rows is of an area that is kept here" if self.skipped else "no rows")
        within((figure.value for figure in self._valued), self._bounds, "this indicator")
        if self.counted:
            found = self._counted
        else:
            absent = (figure._replace(value=None, absence=Absence.NO_DATA.value) for figure in self._counted)
            found = [*self._valued, *absent]
        kept = living(found, self._regions)
        self.skipped += len(found) - len(kept)
        return tuple(kept)

    @property
    def counted(self) -> bool:
        return bool(self._counted) and not self._valued

    def _codes(self, numbers: list[int]) -> dict[int, str | None]:
        """Our code of each region; none for those that we do not hold."""
        found: dict[int, str | None] = {}
        for number in set(numbers):
            place = self._places.get(number)
            if isinstance(place, Doubtful):
                raise refused(place.reason)
            found[number] = place
        unlisted = found.keys() - self._places.keys()
        many = sum(number in unlisted for number in numbers) > len(numbers) * UNLISTED_SHARE if unlisted else False
        if many or any(number > max(self._places) for number in unlisted):
            raise refused(f"region {max(unlisted)} is not in the list of regions")
        return found

    def _check(self, rows: list[Row], years: list[int]) -> None:
        asked: dict[str, set[Any]] = {
            "indicator": {self.metadata.id},
            "year": set(years),
            "gender": set(self.metadata.genders),
        }
        for field, values in asked.items():
            if other := set(map(itemgetter(field), rows)) - values:
                raise refused(f"rows of {field} {min(other)}, which was not asked for")
        places = list(map(itemgetter("region", "year", "gender"), rows))
        if len(set(places)) < len(places):
            raise refused(_twice(places))
        for row in rows:
            if row.get("value") is None and row.get("absValue") is None:
                raise refused(f"region {row['region']} has neither value nor count in {row['year']}")


def _twice(places: Iterable[Place3]) -> str:
    seen: set[Place3] = set()
    for place in places:
        if place in seen:
            return f"region {place[0]} stands twice in {place[1]}, {place[2]}"
        seen.add(place)
    return "a row stands twice"


def listed_title(texts: Texts) -> ThreeLanguages:
    """A title of the list, which may hold entities of entities ("BMI &amp;#8805; 30") and a bare "<"."""
    fi, sv, en = (" ".join(html.unescape(text).split()) for text in texts.plain())
    return fi, sv, en
