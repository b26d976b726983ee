"""The answers of Sotkanet's REST interface, checked whole: what does not fit is refused, never half-read."""

import html
import re
from datetime import date
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints, TypeAdapter, ValidationError

from app.indicators.errors import AnswerRefused
from app.indicators.sources.base import Described, ThreeLanguages

Year = Annotated[int, Field(ge=1900, le=2100)]
Identifier = Annotated[int, Field(ge=1, le=2**31 - 1)]
Amount = Annotated[FiniteFloat, Field(ge=-1e11, le=1e11)]

UNITS: dict[str, ThreeLanguages] = {
    "PROS": ("%", "%", "%"),
    "PER1000": ("/ 1 000", "/ 1 000", "/ 1,000"),
    "PER10000": ("/ 10 000", "/ 10 000", "/ 10,000"),
    "PER100000": ("/ 100 000", "/ 100 000", "/ 100,000"),
    "INDEKSI": ("indeksi", "index", "index"),
}
BOUNDS: dict[str, float] = {"PROS": 10_000, "PER1000": 1_000_000}  # beyond these a figure is a mistake

Read = TypeVar("Read")

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


class _Read(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", populate_by_name=True)


class Texts(_Read):
    """A text in three languages; markup in it is not wanted."""

    fi: str
    sv: str = ""
    en: str = ""

    def plain(self) -> ThreeLanguages:
        """Without tags, entities and stray spaces; a missing translation is filled with the Finnish text."""
        fi, sv, en = (plain_text(text) for text in (self.fi, self.sv, self.en))
        return fi, sv or fi, en or fi


class Span(_Read):
    """The years of an indicator."""

    start: Year
    end: Year


class ValueType(_Read):
    code: str


class Organisation(_Read):
    title: Texts


class Metadata(_Read):
    """`GET /indicators/{id}`."""

    id: Identifier
    title: Texts
    range: Span
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    updated_on: Annotated[date | None, Field(alias="data-updated", strict=False)] = None
    value_type: Annotated[ValueType | None, Field(alias="primaryValueType")] = None
    organization: Organisation

    @property
    def years(self) -> list[int]:
        return list(range(self.range.start, self.range.end + 1))

    @property
    def bound(self) -> float:
        """The largest figure, either way from zero, that is still believed."""
        return BOUNDS.get(self.value_type.code, 1e11) if self.value_type else 1e11

    def described(self) -> Described:
        titles = self.title.plain()
        unit = UNITS.get(self.value_type.code, ("", "", "")) if self.value_type else ("", "", "")
        if "%" in titles[0]:
            unit = UNITS["PROS"]
        return Described(titles, unit, self.organization.title.plain(), self.decimals, self.updated_on)


class Row(_Read):
    """One row of `GET /json`. `value` is missing for indicators that are counts only."""

    indicator: Identifier
    region: Identifier
    year: Year
    gender: Literal["total", "male", "female"]
    value: Amount | None = None
    count: Annotated[Amount | None, Field(alias="absValue")] = None

    @property
    def figure(self) -> float | None:
        return self.value if self.value is not None else self.count


class RegionEntry(_Read):
    """One region of `GET /regions`."""

    id: Identifier
    code: Annotated[str, StringConstraints(max_length=20)]
    category: str


ROWS = TypeAdapter(list[Row])
REGIONS = TypeAdapter(list[RegionEntry])
METADATA = TypeAdapter(Metadata)


def read(adapter: TypeAdapter[Read], body: bytes) -> Read:
    """The answer's body as what it should be. Raises AnswerRefused, naming the first place that does not fit."""
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the answer"
        raise AnswerRefused(reason=f"{place}: {first['msg']}") from error


def plain_text(text: str) -> str:
    """Without markup: tags out, entities decoded, spaces single."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
