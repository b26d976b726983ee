"""The page of a text's cited figures, which on the desk stands beside the text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from sqlmodel import Session

from app.accounts.queries import users_by_id
from app.blocks.printing import period_text
from app.claims import Finding
from app.figures.findings import (
    Change,
    ChangedSentence,
    DoubtfulSentence,
    Figures,
    Standing,
    changed_sentences,
    doubtful_sentences,
)
from app.figures.models import ClaimWaiver
from app.figures.queries import waivers_of
from app.figures.service import MAX_REASON, figures_of
from app.figures.text_access import FiguresOfText
from app.figures.tokens import CitingSentence, Token, citing_sentences
from app.i18n import N_, Language, current_language, gettext
from app.i18n.formats import number_text
from app.permissions import Permission
from app.web.templating import Page

_Sentence = TypeVar("_Sentence", ChangedSentence, DoubtfulSentence)

MOST_POINTS = 12  # of a series beside a claim: its newest figures

STANDINGS: dict[Standing, str] = {
    Standing.CHANGED: N_("The source changed the figure"),
    Standing.GONE: N_("The source has this figure no more"),
    Standing.UNKNOWN: N_("The indicator is not known here: its figure cannot be checked"),
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A figure that is not what its source says now. `what`: indicator, region and period."""

    was: str
    now: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class ChangedCard:
    key: str
    words: str
    changes: tuple[ShownChange, ...]
    can_accept: bool


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """What a claim is held against: `points` are periods with their figures, the oldest first."""

    told: str
    what: str
    claim: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClaimCard:
    key: str
    words: str
    series: tuple[ShownSeries, ...]


@dataclass(frozen=True, slots=True)
class WaivedCard:
    id: int
    words: str
    told: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """A newer figure than the one that is cited."""

    key: str
    what: str
    cited: str
    newest: str


@dataclass(frozen=True, slots=True)
class FiguresPage(Page):
    """`beside`: it stands beside the text, and its forms are sent by HTMX. `typed`: a reason that could not be kept."""

    template: ClassVar[str] = "figures/figures.html"
    section_name: str
    section_href: str
    figures_path: str
    language: Language
    cited: int
    changed: tuple[ChangedCard, ...]
    claims: tuple[ClaimCard, ...]
    waived: tuple[WaivedCard, ...]
    offers: tuple[Offer, ...]
    can_decide: bool
    beside: bool
    message: str = ""
    is_problem: bool = False
    typed: str = ""
    most: int = MAX_REASON


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to tell of a text's cited figures now."""

    sentences: list[CitingSentence]
    figures: Figures
    changed: list[ChangedSentence]
    doubtful: list[DoubtfulSentence]
    waivers: dict[str, ClaimWaiver]

    def open_changes(self) -> list[ChangedSentence]:
        return [item for item in self.changed if item.key not in self.waivers]

    def open_claims(self) -> list[DoubtfulSentence]:
        return [item for item in self.doubtful if item.key not in self.waivers]


def _once(items: list[_Sentence]) -> list[_Sentence]:
    """Sentences that say the same of the same figures are decided on together."""
    return list({item.key: item for item in items}.values())


def look(session: Session, on: FiguresOfText) -> Found:
    """The text as it is now, held against the figures. The queries do not grow with the text."""
    session.refresh(on.text)
    sentences = citing_sentences(on.text.document)
    figures = figures_of(session, on, sentences)
    return Found(
        sentences,
        figures,
        changed_sentences(sentences, figures),
        doubtful_sentences(sentences, figures, current_language.get()),
        waivers_of(session, on.text_id),
    )


def figures_page(
    session: Session, on: FiguresOfText, *, beside: bool, message: str = "", is_problem: bool = False, typed: str = ""
) -> FiguresPage:
    """The page as it is now."""
    found = look(session, on)
    is_frozen = on.access.section.frozen_at is not None
    return FiguresPage(
        section_name=on.section_name,
        section_href=f"{on.access.path}?language={on.language}",
        figures_path=on.path,
        language=on.language,
        cited=sum(len(sentence.tokens) for sentence in found.sentences),
        changed=tuple(_changed(item, found.figures) for item in _once(found.open_changes())),
        claims=tuple(_claim(item, found.figures) for item in _once(found.open_claims())),
        waived=_waived(session, found),
        offers=tuple(_offers(found)),
        can_decide=on.access.may(Permission.SECTION_WRITE) and not is_frozen,
        beside=beside,
        message=message,
        is_problem=is_problem,
        typed=typed,
    )


def _changed(item: ChangedSentence, figures: Figures) -> ChangedCard:
    changes = tuple(
        ShownChange(change.token.text, change.now, what(change.token, figures), gettext(STANDINGS[change.standing]))
        for change in item.changes
    )
    return ChangedCard(item.sentence.key, item.sentence.words, changes, item.can_be_accepted)


def _claim(item: DoubtfulSentence, figures: Figures) -> ClaimCard:
    series = tuple(_series(item.sentence, finding, figures) for finding in item.findings)
    return ClaimCard(item.sentence.key, item.sentence.words, series)


def _series(sentence: CitingSentence, finding: Finding, figures: Figures) -> ShownSeries:
    token = claimed(sentence, finding, figures)
    data = figures.data[token.indicator]
    newest = finding.points[-MOST_POINTS:]
    points = tuple((period_text(point.period), number_text(point.value, data.info.decimals)) for point in newest)
    words = sentence.text[finding.start : finding.end]
    return ShownSeries(finding.told, what(token, figures, dated=False), words, points)


def claimed(sentence: CitingSentence, finding: Finding, figures: Figures) -> Token:
    """The figure that a claim is about: the claim check saw only those that are known."""
    return [token for token in sentence.tokens if figures.point(token)][finding.cited]


def what(token: Token, figures: Figures, *, dated: bool = True) -> str:
    """Which figure it is, in words."""
    data = figures.data.get(token.indicator)
    region = figures.regions.get(token.region)
    names = [data.info.title if data else token.indicator, region.name if region else token.region]
    return ", ".join([*names, period_text(token.period)] if dated else names)


def _waived(session: Session, found: Found) -> tuple[WaivedCard, ...]:
    told = {item.key: item.findings[0].told for item in found.doubtful}
    told |= {item.key: _told_of_change(item.changes[0]) for item in found.changed}
    shown = [waiver for key, waiver in found.waivers.items() if key in told]
    people = users_by_id(session, {waiver.by for waiver in shown})
    return tuple(
        WaivedCard(
            waiver.id or 0,
            waiver.sentence,
            told[waiver.sentence_sha256],
            waiver.reason,
            people[waiver.by].name,
            waiver.at,
        )
        for waiver in shown
    )


def _told_of_change(change: Change) -> str:
    why = gettext(STANDINGS[change.standing])
    return f"{why}: {change.token.text} → {change.now}" if change.now else why


def _offers(found: Found) -> list[Offer]:
    offers: dict[tuple[str, str, str], Offer] = {}
    for sentence in found.sentences:
        for token in sentence.tokens:
            point, points = found.figures.point(token), found.figures.points(token)
            if point and points[-1].sort > point.sort:
                newest = f"{found.figures.text(token, points[-1])} ({period_text(points[-1].period)})"
                cited = f"{token.text} ({period_text(token.period)})"
                offer = Offer(sentence.key, what(token, found.figures, dated=False), cited, newest)
                offers.setdefault((token.indicator, token.region, token.period), offer)
    return list(offers.values())


def marks_json(session: Session, on: FiguresOfText) -> dict[str, Any]:
    """What the editor marks in the text, by places at this version; see app/editor/src/claims.ts."""
    found = look(session, on)
    return {
        "version": on.text.version,
        "titles": {key: data.info.title for key, data in found.figures.data.items()},
        "regions": {code: name.name for code, name in found.figures.regions.items()},
        "sentences": [
            {"key": sentence.key, **_place(sentence, 0, len(sentence.text.rstrip()))} for sentence in found.sentences
        ],
        "changed": [
            {"key": item.sentence.key, "at": change.token.position, "told": _told_of_change(change)}
            for item in found.open_changes()
            for change in item.changes
        ],
        "claims": [
            _marked(item.sentence, finding, found.figures) for item in found.open_claims() for finding in item.findings
        ],
    }


def _marked(sentence: CitingSentence, finding: Finding, figures: Figures) -> dict[str, Any]:
    return {
        "key": sentence.key,
        **_place(sentence, finding.start, finding.end),
        "told": finding.told,
        "points": _series(sentence, finding, figures).points,
    }


def _place(sentence: CitingSentence, start: int, end: int) -> dict[str, int]:
    return dict(zip(("from", "to"), sentence.place(start, end), strict=True))
