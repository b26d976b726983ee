"""Reading what services send: JSON that fits or is refused, texts without markup, reasons short enough for the log."""

import html
import re
from collections.abc import Iterable
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, TypeAdapter, ValidationError

from app.indicators.errors import AnswerRefused
from app.indicators.sources.base import Described, ThreeLanguages

LARGEST = 1e11  # no figure of a municipality or of Finland is larger
REASON = 300  # characters
UNITS = {"prosenttia": "%", "procent": "%", "percent": "%", "per cent": "%", "prosentti": "%"}
NO_UNITS = frozenset({"lukumäärä", "antal", "number", "lkm", "kpl", "lukumäärä (lkm)"})

Amount = Annotated[FiniteFloat, Field(ge=-LARGEST, le=LARGEST)]
Read = TypeVar("Read")

_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_OF_PEOPLE = re.compile(r"väestöst|vuotiai|ikäis|asukkai|henkilöi|työvoimast|lasten|nuorten", re.IGNORECASE)
_OF_CHANGE = re.compile(r"muuto|kasvu|ero\b", re.IGNORECASE)


class Answered(BaseModel):
    """Base of everything read from a service: types must be right, what is not known is left aside."""

    model_config = ConfigDict(strict=True, extra="ignore", populate_by_name=True)


def refused(reason: str) -> AnswerRefused:
    """The error for an answer that is not believed; what the service wrote is cut short and made printable."""
    return AnswerRefused(reason=clipped("".join(sign if sign.isprintable() else " " for sign in reason), REASON))


def read(adapter: TypeAdapter[Read], body: bytes, what: str = "the answer") -> Read:
    """The body as what it should be. Raises AnswerRefused, naming the first place that does not fit."""
    try:
        return adapter.validate_json(body.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise refused(f"{what}{' at ' + place if place else ''}: {first['msg']}") from error


def plain_text(text: str) -> str:
    """In one line, without markup: tags out, entities decoded, spaces single."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def plain_paragraphs(text: str) -> str:
    """Without markup, paragraphs and lines as they were meant."""
    lines = (plain_text(line) for line in _BREAK.sub("\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


def clipped(text: str, length: int) -> str:
    """At most so many characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def unit(text: str) -> str:
    """A unit as it stands after a figure; counts of people and things have none."""
    plain = plain_text(text)
    folded = plain.casefold()
    return "" if folded in NO_UNITS else UNITS.get(folded, plain)


def bounds(title: str, unit_fi: str) -> tuple[float, float]:
    """The smallest and the largest figure that are believed of an indicator with this Finnish title and unit."""
    if unit_fi != "%":
        return -LARGEST, LARGEST
    of_people = _OF_PEOPLE.search(title) and not _OF_CHANGE.search(title)
    return (0, 1_000) if of_people else (-10_000, 10_000)


def within(figures: Iterable[float | None], limits: tuple[float, float], what: str) -> None:
    """Raises AnswerRefused, naming the first figure that is not believed."""
    smallest, largest = limits
    for figure in figures:
        if figure is not None and not smallest <= figure <= largest:
            raise refused(f"{figure} is out of bounds for {what}: {smallest:g} to {largest:g} are believed")


def fitting(described: Described) -> Described:
    """With every text short enough for its column."""

    def each(texts: ThreeLanguages, length: int) -> ThreeLanguages:
        fi, sv, en = (clipped(text, length) for text in texts)
        return fi, sv, en

    return Described(
        each(described.titles, 400),
        each(described.units, 40),
        each(described.producers, 120),
        described.decimals,
        described.updated_on,
        each(described.descriptions, 20_000),
        each(described.interpretations, 20_000),
        each(described.limits, 20_000),
    )
