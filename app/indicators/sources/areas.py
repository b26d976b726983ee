"""Which region of ours an area of a source is: by category and code and name, never by a source's own number.

Codes were given anew: county 14 was Keski-Pohjanmaa until 2022 and is Pohjois-Karjala since. A code alone is not
believed, where the name says something else.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.indicators.sources.base import Figure, KnownRegion, Regions
from app.indicators.sources.reading import refused

RENUMBERED = ("HVA", "MK")  # whose numbers were given to others; a municipality that we do not hold has been merged
_BETWEEN = re.compile(r"\s+-\s+|\s*/\s*")
_BEFORE = re.compile(r"^(region of|(?:ku|mk|hva)\d+)\s+")


@dataclass(frozen=True, slots=True)
class Area:
    """An area as a source lists it; `code` in our form."""

    number: int
    code: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An area whose code and name belong to different regions. An answer with figures of it is refused."""

    reason: str


Place = str | None | Doubtful  # our code; None: not held


def folded(titles: Iterable[str]) -> frozenset[str]:
    """The names that a title may mean, for comparing with a region's names."""
    plain = [_BEFORE.sub("", " ".join(html.unescape(title).split()).casefold()) for title in titles]
    return frozenset(name for title in plain for name in (title, *_BETWEEN.split(title)) if name)


def places(areas: Iterable[Area], regions: Regions) -> dict[int, Place]:
    """The region of ours for each area, by the source's number. Raises AnswerRefused for two areas of one region."""
    found: dict[int, Place] = {}
    by_name: list[tuple[int, str]] = []
    for area in areas:
        region, names = regions.get(area.code), folded(area.titles)
        if region and names & region.names:
            found[area.number] = area.code
            continue
        other = _named(names, area.code, regions)
        if other:
            by_name.append((area.number, other))
        found[area.number] = _doubt(area, region) if region and not other else None
    taken = set(_once(found))
    for number, code in by_name:  # an area that is listed under its new number, too, is an old one
        found[number] = None if code in taken else code
    list(_once(found))
    return found


def contradicted(code: str, title: str, regions: Regions) -> str | None:
    """The other region of the same kind that this title names, if it does not name the region of this code."""
    names = folded([title])
    region = regions.get(code)
    return None if region is None or names & region.names else _named(names, code, regions)


def living(figures: list[Figure], regions: Regions) -> list[Figure]:
    """Those of a time when their region was there: a municipality that has been merged has no later figures."""
    ends = {code: region.valid_to for code, region in regions.items() if region.valid_to is not None}
    if not ends:
        return figures
    return [figure for figure in figures if figure.period_sort // 100 <= ends.get(figure.region_code, 9999)]


def _once(found: Mapping[int, Place]) -> Iterator[str]:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, place in found.items():
        if isinstance(place, str):
            numbers[place].append(number)
    for code, several in numbers.items():
        if len(several) > 1:
            raise refused(f"the areas {', '.join(map(str, several))} are all {code}")
        yield code


def _named(names: frozenset[str], code: str, regions: Regions) -> str | None:
    """The one region of the kind of `code` with one of these names, if numbers of that kind were given anew."""
    prefix = code.rstrip("0123456789")
    if prefix not in RENUMBERED:
        return None
    found = [other for other, region in regions.items() if other.startswith(prefix) and names & region.names]
    return found[0] if len(found) == 1 else None


def _doubt(area: Area, region: KnownRegion) -> Doubtful:
    title = area.titles[0] if area.titles else "nothing"
    return Doubtful(f"area {area.number} has the code of {region.code} but is called {title}")
