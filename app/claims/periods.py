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
    """The figure claimed about, and the earlier ones it may be meant against."""

    target: Point
    bases: tuple[Point, ...]


def claimed_span(said: Said, group: tuple[Cited, ...], parsed: Parsed, words: Vocabulary) -> Span | None:
    """What the claim is meant of; `group` is the cited figures of one series. None: nobody can tell."""
    clause = parsed.clause_at(said.end - 1)
    here = [cited for cited in group if parsed.clause_at(cited.start) == clause]
    target = max(here or group, key=_sort)
    newest = max(group, key=_sort)
    if len(here) == 1 and _is_counted_from(target, parsed.text_of(clause), parsed, words):
        target = newest
    return _span(said, target, group, parsed, words)


def _is_counted_from(cited: Cited, clause: str, parsed: Parsed, words: Vocabulary) -> bool:
    """ "From 5.1 per cent", "since 2019 (5.1 per cent)": the newer figure stands elsewhere."""
    around = parsed.masked[max(cited.start - 6, 0) : cited.end + 15]
    years = _years(words.since[Since.YEAR], clause)
    return cited.sort // 100 in years or words.patterns["from figure"].search(around) is not None


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
    """The claim's own clause if it names a time, else all from the claim to the figure but what others compare with."""
    claiming, citing = parsed.clause_at(said.end - 1), parsed.clause_at(cited.start)
    own = parsed.text_of(claiming)
    if any(pattern.search(own) for pattern in (*words.since.values(), words.patterns["elsewhen"])):
        return own
    first, last = sorted((claiming, citing))
    text = parsed.masked[parsed.clauses[first].start : parsed.clauses[last].end]
    return words.patterns["than then"].sub(" ", text)


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
    number = _number_of_years(text, words) or (1 if words.since[Since.YEAR_BEFORE].search(text) else 0)
    return tuple(point for point in points if point.sort == target.sort - 100 * number) if number else None


def _number_of_years(text: str, words: Vocabulary) -> int:
    """What "in ten years" says; 0 for nothing."""
    said = [match[1] for match in words.patterns["span of years"].finditer(text)]
    numbers = (words.numbers.get(each) or (int(each) if each.isdigit() else 0) for each in said)
    return max(numbers, default=0)


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
