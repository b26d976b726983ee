"""The claim check: every claim of a sentence with its verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.claims import telling, weighing
from app.claims.claiming import claims, other_places
from app.claims.clauses import Parsed, parse
from app.claims.finding import Cited, Finding, Sentence, Verdict
from app.claims.meaning import Change, Compared, Extreme, Mention, Multiple, Said, Way
from app.claims.periods import claimed_span, is_of_another_time
from app.claims.subjects import is_about
from app.claims.vocabulary import Vocabulary, vocabulary
from app.claims.weighing import Outcome
from app.i18n import Language
from app.rendering.series import Point, RegionName

Told = tuple[Outcome, str]
ROUGHLY_BEFORE = 20  # letters before a claim where "almost" still belongs to it


@dataclass(frozen=True, slots=True)
class Checking:
    """What the weighing of one sentence's claims needs to know."""

    sentence: Sentence
    parsed: Parsed
    words: Vocabulary
    language: Language
    regions: Mapping[str, RegionName]

    def name(self, code: str) -> str:
        return self.regions[code].short_name if code in self.regions else code


def check(
    sentence: Sentence, text_language: str, told_in: Language, regions: Mapping[str, RegionName]
) -> tuple[Finding, ...]:
    """The claims about cited figures. `regions`: all that the text may name, in its own language."""
    if not sentence.cited:
        return ()
    words = vocabulary(text_language)
    parsed = parse(sentence, regions, words)
    checking = Checking(sentence, parsed, words, told_in, regions)
    found = (_finding(said, checking) for said in claims(parsed, words))
    return tuple(finding for finding in found if finding is not None)


def _finding(said: Said, checking: Checking) -> Finding | None:
    groups = _groups(said, checking)
    if not groups:
        return None
    told = [_weighed(said, group, checking) for group in groups]
    outcome = weighing.kindest(outcome for outcome, _ in told)
    index = next(place for place, (each, _) in enumerate(told) if each == outcome)
    cited = min(groups[index], key=lambda item: _distance(said, item))
    return Finding(
        said.start,
        said.end,
        checking.sentence.cited.index(cited),
        outcome.verdict,
        told[index][1],
        cited.data.series[cited.region_code].points,
    )


def _groups(said: Said, checking: Checking) -> list[tuple[Cited, ...]]:
    """The figures that the claim may be about, by series; those of its own clause before others."""
    parsed = checking.parsed
    about = [
        cited
        for cited in checking.sentence.cited
        if cited.point and is_about(said, cited, parsed, checking.words) and _is_of_the_place(said, cited, parsed)
    ]
    clause = parsed.clause_at(said.end - 1)
    keys = {cited.data.info.key for cited in about if parsed.clause_at(cited.start) == clause}
    groups: dict[tuple[str, str], list[Cited]] = {}
    for cited in about:
        if not keys or cited.data.info.key in keys:
            groups.setdefault(cited.series_key, []).append(cited)
    return [tuple(group) for group in groups.values()]


def _is_of_the_place(said: Said, cited: Cited, parsed: Parsed) -> bool:
    """ "In Halsua the share fell" says nothing of Kokkola's figure."""
    if said.place and _covers(said.place, cited.region_code):
        return False
    places = other_places(said, parsed)
    return not places or any(_covers(place, cited.region_code) for place in places)


def _covers(place: Mention, code: str) -> bool:
    return code in place.codes if place.is_named else code.startswith(place.codes)


def _distance(said: Said, cited: Cited) -> int:
    return max(cited.start - said.end, said.start - cited.end, 0)


def _weighed(said: Said, group: tuple[Cited, ...], checking: Checking) -> Told:
    match said.meaning:
        case Change(way) | Compared(way) if weighing.plain_way(way, group[0].data.info.direction) is None:
            return Outcome(Verdict.UNKNOWN), telling.neutral_told(checking.language)
        case Change(way):
            return _change(said, way, group, checking)
        case Multiple(factor):
            return _multiple(said, factor, group, checking)
        case Compared(way):
            return _compared(said, way, group, checking)
        case Extreme(way):
            return _extreme(said, way, group, checking)


def _change(said: Said, way: Way, group: tuple[Cited, ...], checking: Checking) -> Told:
    info = group[0].data.info
    span = claimed_span(said, group, checking.parsed, checking.words)
    if span is None:
        return _kindest([], checking)
    plain = weighing.plain_way(way, info.direction) or way
    around = checking.parsed.masked[max(said.start - ROUGHLY_BEFORE, 0) : said.end]
    roughly = checking.words.patterns["roughly"].search(around) is not None
    outcomes = (
        weighing.change(plain, base, span.target, info, negated=said.negated, roughly=roughly) for base in span.bases
    )
    told = [(each, telling.change_told(way, span.target, each, info, checking.language)) for each in outcomes]
    return _kindest(told, checking)


def _multiple(said: Said, factor: float, group: tuple[Cited, ...], checking: Checking) -> Told:
    info = group[0].data.info
    span = claimed_span(said, group, checking.parsed, checking.words)
    if span is None:
        return _kindest([], checking)
    at_least = checking.words.patterns["at least"].search(checking.parsed.masked[: said.start]) is not None
    outcomes = (weighing.multiple(factor, base, span.target, info, at_least=at_least) for base in span.bases)
    told = [(each, telling.multiple_told(span.target, each, info, checking.language)) for each in outcomes]
    return _kindest(told, checking)


def _compared(said: Said, way: Way, group: tuple[Cited, ...], checking: Checking) -> Told:
    """Against every region that the words may mean, in the figure's own period."""
    told = []
    for cited in group:
        info, own = cited.data.info, cited.point
        for code, other in _others(said, cited):
            outcome = weighing.compared(
                weighing.plain_way(way, info.direction) or way, _known(own), other, info, negated=said.negated
            )
            names = checking.name(cited.region_code), checking.name(code)
            told.append((outcome, telling.level_told(names, _known(own), outcome, info, checking.language)))
    return _kindest(told, checking)


def _others(said: Said, cited: Cited) -> list[tuple[str, Point]]:
    found = ((code, series.at(cited.sort)) for code, series in cited.data.series.items())
    place = said.place
    return [(code, point) for code, point in found if point and place and _covers(place, code)]


def _extreme(said: Said, way: Way, group: tuple[Cited, ...], checking: Checking) -> Told:
    told = []
    for cited in group:
        target, info = _known(cited.point), cited.data.info
        if not is_of_another_time(said, target, checking.parsed, checking.words):
            outcome = weighing.extreme(way, target, cited.data.series[cited.region_code].points, info)
            told.append((outcome, telling.extreme_told(way, target, outcome, info, checking.language)))
    return _kindest(told, checking)


def _kindest(told: list[Told], checking: Checking) -> Told:
    if not told:
        return weighing.NOTHING_TO_COMPARE, telling.nothing_told(checking.language)
    best = weighing.kindest(outcome for outcome, _ in told)
    return next(each for each in told if each[0] == best)


def _known(point: Point | None) -> Point:
    """Figures without a point were left out when the claim's figures were gathered."""
    assert point is not None
    return point
