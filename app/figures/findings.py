"""What there is to tell of a text's cited figures: what changed at its source, and claims that do not hold. Pure."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.claims import Cited, Finding, Sentence, Verdict, check
from app.figures.printing import figure_text, has_unit, is_printed
from app.figures.tokens import CitingSentence, Token
from app.i18n import Language
from app.rendering.series import IndicatorData, Point, RegionName


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that a text may cite, in its language: by indicator, with the regions that it may name."""

    language: Language
    data: Mapping[str, IndicatorData]
    regions: Mapping[str, RegionName]

    def points(self, token: Token) -> tuple[Point, ...]:
        """The cited series, oldest first; empty where the figure is of nothing that is known here."""
        data = self.data.get(token.indicator)
        series = data.series.get(token.region) if data else None
        return series.points if series else ()

    def point(self, token: Token) -> Point | None:
        """The cited figure as it is now."""
        return next((point for point in self.points(token) if point.period == token.period), None)

    def text(self, token: Token, point: Point) -> str:
        """Another figure, printed as this one is."""
        info = self.data[token.indicator].info
        return figure_text(point.value, info, self.language, with_unit=has_unit(token.text, info))


class Standing(StrEnum):
    """How a printed figure stands to its source."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"  # the source has it no more
    UNKNOWN = "unknown"  # of an indicator that is not known here


@dataclass(frozen=True, slots=True)
class Change:
    """A cited figure that is not what its source says now. `now` is empty where there is none."""

    token: Token
    standing: Standing
    point: Point | None
    now: str


@dataclass(frozen=True, slots=True)
class ChangedSentence:
    sentence: CitingSentence
    changes: tuple[Change, ...]

    @property
    def key(self) -> str:
        """By which it is let stand: until its words, or what the source says, change again."""
        now = [f"{change.standing} {change.now}" for change in self.changes]
        return _hash("changed", self.sentence.key, *now)

    @property
    def can_be_accepted(self) -> bool:
        return any(change.point for change in self.changes)


@dataclass(frozen=True, slots=True)
class DoubtfulSentence:
    """A sentence with claims that the figures speak against."""

    sentence: CitingSentence
    findings: tuple[Finding, ...]

    @property
    def key(self) -> str:
        """By which it is let stand: until its words or its figures change."""
        return _hash("claim", self.sentence.key)


def standing(token: Token, figures: Figures) -> Standing:
    """How the figure stands to its source."""
    if not figures.points(token):
        return Standing.UNKNOWN
    point = figures.point(token)
    if point is None:
        return Standing.GONE
    info = figures.data[token.indicator].info
    return Standing.SAME if is_printed(token.text, point.value, info, figures.language) else Standing.CHANGED


def changed_sentences(sentences: Iterable[CitingSentence], figures: Figures) -> list[ChangedSentence]:
    """Those that cite a figure which is not what its source says now."""
    found = ((sentence, tuple(_changes(sentence, figures))) for sentence in sentences)
    return [ChangedSentence(sentence, changes) for sentence, changes in found if changes]


def _changes(sentence: CitingSentence, figures: Figures) -> Iterator[Change]:
    for token in sentence.tokens:
        stands = standing(token, figures)
        point = figures.point(token)
        if stands is not Standing.SAME:
            yield Change(token, stands, point, figures.text(token, point) if point else "")


def doubtful_sentences(
    sentences: Iterable[CitingSentence], figures: Figures, told_in: Language
) -> list[DoubtfulSentence]:
    """Those with a claim that is surely wrong."""
    found = ((sentence, mismatches(sentence, figures, told_in)) for sentence in sentences)
    return [DoubtfulSentence(sentence, findings) for sentence, findings in found if findings]


def mismatches(sentence: CitingSentence, figures: Figures, told_in: Language) -> tuple[Finding, ...]:
    """The claims of the sentence that the figures speak against."""
    cited = tuple(_cited(sentence, figures))
    found = check(Sentence(sentence.text, cited), figures.language, told_in, figures.regions)
    return tuple(finding for finding in found if finding.verdict is Verdict.MISMATCH)


def _cited(sentence: CitingSentence, figures: Figures) -> Iterator[Cited]:
    """A figure that is not known any more is no ground for a judgement."""
    for token in sentence.tokens:
        point = figures.point(token)
        if point:
            yield Cited(token.start, token.end, figures.data[token.indicator], token.region, point.sort)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
