"""Figures out of an answer of PxWeb: every cell that was asked for is there, or the answer is refused.

Signs for what is not published are kept as such; they are never zero.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from app.indicators.sources.base import Figure
from app.indicators.sources.pxweb_tables import Period, Wanted
from app.indicators.sources.reading import refused
from app.rendering.series import Absence

SIGNS: Mapping[str, str] = {  # what stands where there is no figure
    ".": Absence.NO_DATA.value,  # there can be none
    "-": Absence.NO_DATA.value,
    "": Absence.NO_DATA.value,
    "..": Absence.NOT_PUBLISHED.value,
    "...": Absence.NOT_PUBLISHED.value,
    "....": Absence.NOT_PUBLISHED.value,
    ".....": Absence.NOT_PUBLISHED.value,
    "......": Absence.NOT_PUBLISHED.value,
}
MOST_CELLS = 1_000_000
DATE = re.compile(r"^(\d{4}-\d{2}-\d{2})T")

Place = tuple[str, str, str]  # area, period, sex: codes of the source
Sign = Annotated[str, StringConstraints(max_length=20)]


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer says of what it holds, in the language it was asked in."""

    title: str
    unit: str
    decimals: int
    source: str
    updated_on: date | None
    about: str = ""
    limits: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of an answer in its own order: three lists of codes, figures and signs beside each other."""

    content: Content
    places: Iterable[Place]
    figures: Sequence[float | None]
    signs: Mapping[int, str] = field(default_factory=dict)


def figures(answer: Cells, wanted: Wanted, areas: Sequence[str], periods: Mapping[str, Period]) -> list[Figure]:
    """The figures of these areas and periods; what came of other areas of the table is left aside."""
    asked, listed = set(areas), set(wanted.area.values)
    groups = wanted.groups or {"": "total"}
    found: dict[Place, Figure] = {}
    skipped = 0
    for index, (place, value) in enumerate(zip(answer.places, answer.figures, strict=True)):
        area, time, sex = place
        if area not in asked:
            if area not in listed:
                raise refused(f"the area {area} is not in the table")
            skipped += 1
            continue
        if time not in periods or sex not in groups:
            raise refused(f"{time} {sex}".rstrip() + " was not asked for")
        absence = "" if value is not None else _absence(answer.signs.get(index, ""))
        period, sort = periods[time]
        found[place] = Figure(area, period, sort, value, groups[sex], None, None, absence)
    expected = len(asked) * len(periods) * len(groups)
    if len(found) + skipped < len(answer.figures):
        raise refused("a cell stands twice")
    if len(found) != expected:
        raise refused(f"{len(found)} cells came where {expected} were asked for")
    return list(found.values())


def _absence(sign: str) -> str:
    if sign not in SIGNS:
        raise refused(f"the sign {sign} is not known")
    return SIGNS[sign]


def day(updated: str) -> date | None:
    """The day of a moment as PxWeb writes it: 2026-05-29T05.00.00Z or with colons."""
    found = DATE.match(updated)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None
