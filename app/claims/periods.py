"""From which earlier figures a claim of change may count, and to which figure."""

import re
from dataclasses import dataclass

from app.claims.clauses import Parsed
from app.claims.finding import Cited
from app.claims.meaning import Said, Since
from app.claims.vocabulary import Vocabulary
from app.rendering.series import Point

RECENT_YEARS = 6  # "grew" without a year may be meant of any of these, or of the whole series


@dataclass(frozen=True, slots=True)
class Span:
    """The figure claimed about, and the earlier ones it may be meant against; none: nobody can tell."""

    target: Point
    bases: tuple[Point, ...]


def spans(said: Said, group: tuple[Cited, ...], parsed: Parsed, words: Vocabulary) -> tuple[Span, ...]:
    """One for each figure of a series that the claim may be about; `group` is the figures cited of that series."""
    clause = parsed.clause_at(said.end - 1)
    here = [cited for cited in group if parsed.clause_at(cited.start) == clause]
    nearest = max(here, key=_sort) if here else None
    newest = max(group, key=_sort)
    targets = [nearest] if len(here) > 1 or nearest is newest else [nearest, newest]
    found = (_span(said, target, group, parsed, words) for target in targets if target)
    return tuple(span for span in found if span is not None)


def _sort(cited: Cited) -> int:
    return cited.sort


def _span(said: Said, cited: Cited, group: tuple[Cited, ...], parsed: Parsed, words: Vocabulary) -> Span | None:
    text = _relevant_text(said, cited, parsed, words)
    target = _target(text, cited, words)
    if target is None:
        return None
    points = tuple(point for point in cited.data.series[cited.region_code].points if point.sort < target.sort)
    named = _named_bases(text, target, points, words)
    if named is not None:
        return Span(target, named) if named else None
    earlier = tuple(other.point for other in group if other.point and other.sort < target.sort)
    if earlier:
        return Span(target, earlier)
    if is_of_another_time(said, target, parsed, words):
        return None
    return Span(target, _any_base(target, points)) if points else None


def _relevant_text(said: Said, cited: Cited, parsed: Parsed, words: Vocabulary) -> str:
    """The claim's own clause if it names a time to count from, else all from the claim to the figure."""
    claiming, citing = parsed.clause_at(said.end - 1), parsed.clause_at(cited.start)
    own = parsed.text_of(claiming)
    if any(pattern.search(own) for pattern in words.since.values()):
        return own
    first, last = sorted((claiming, citing))
    return parsed.masked[parsed.clauses[first].start : parsed.clauses[last].end]


def _target(text: str, cited: Cited, words: Vocabulary) -> Point | None:
    """The cited figure, or that of the year up to which the claim counts."""
    ends = _years(words.patterns["range end"], text)
    points = cited.data.series[cited.region_code].points
    return _of_year(max(ends), points) if ends else cited.point


def _named_bases(text: str, target: Point, points: tuple[Point, ...], words: Vocabulary) -> tuple[Point, ...] | None:
    """The figures of the times that the text counts from; None if it names none."""
    year, years = target.sort // 100, _years(words.since[Since.YEAR], text)
    if any(found <= year for found in years):  # of its own year: this figure is the one to count from
        return tuple(point for found in years if (point := _of_year(found, points)))
    if words.since[Since.BEGINNING].search(text):
        return points[:1]
    if words.since[Since.FIGURE_BEFORE].search(text):
        return points[-1:]
    if words.since[Since.YEAR_BEFORE].search(text):
        return tuple(point for point in points if point.sort == target.sort - 100)
    for match in words.patterns["span of years"].finditer(text):
        if number := words.numbers.get(match[1].lower()) or (int(match[1]) if match[1].isdigit() else 0):
            return tuple(point for point in points if point.sort == target.sort - 100 * number)
    return None


def is_of_another_time(said: Said, target: Point, parsed: Parsed, words: Vocabulary) -> bool:
    clause = parsed.clauses[parsed.clause_at(said.end - 1)]
    around = parsed.masked[clause.start : max(said.start, clause.start)] + " " + parsed.masked[said.end : clause.end]
    years = _years(words.patterns["in year"], around)
    return words.patterns["elsewhen"].search(around) is not None or any(year != target.sort // 100 for year in years)


def _any_base(target: Point, points: tuple[Point, ...]) -> tuple[Point, ...]:
    recent = [point for point in points[1:] if point.sort >= target.sort - 100 * RECENT_YEARS]
    return (points[0], *(recent or points[-1:]))


def _years(pattern: re.Pattern[str], text: str) -> list[int]:
    return [int(year) for match in pattern.finditer(text) for year in match.groups() if year]


def _of_year(year: int, points: tuple[Point, ...]) -> Point | None:
    return next((point for point in points if point.sort // 100 == year), None)
