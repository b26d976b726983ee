"""What an indicator is, in words: where it comes from, which way is good, how fresh it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.blocks.base import BlockContext
from app.blocks.printing import difference_text, full_value_text
from app.catalogue.queries import FetchState
from app.clock import in_finland, today
from app.i18n import N_, Language, current_language, gettext, ngettext
from app.i18n.formats import date_text
from app.indicators.citations import COLLECTIONS
from app.indicators.models import Doubt, Indicator, IndicatorAbout
from app.rendering.series import Direction, IndicatorInfo, Point

DIRECTIONS: dict[Direction, str] = {
    Direction.HIGHER: N_("A higher figure is better"),
    Direction.LOWER: N_("A lower figure is better"),
    Direction.NEUTRAL: N_("Neither direction is good in itself, so changes are not judged"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """What the source says under one heading, in paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Freshness:
    """When the figures came, how long ago, and what became of a later attempt."""

    fetched: str
    age: str
    updated: str
    failure: str


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """A figure that somebody should look at."""

    region: str
    period: str
    before: str
    after: str


def passages(about: IndicatorAbout | None) -> tuple[Passage, ...]:
    """Description, interpretation and limits, those that there are."""
    if about is None:
        return ()
    parts = (
        (N_("Description"), about.description),
        (N_("Interpretation"), about.interpretation),
        (N_("Limits"), about.limits),
    )
    return tuple(Passage(gettext(title), _paragraphs(text)) for title, text in parts if text.strip())


def judged_by(info: IndicatorInfo, language: Language) -> tuple[str, ...]:
    """The good direction and the smallest change that matters, in sentences."""
    told = [gettext(DIRECTIONS[info.direction])]
    if info.direction is Direction.NEUTRAL:
        return tuple(told)
    if not info.threshold:
        return (*told, gettext("Every change counts"))
    point = gettext("Smallest change that counts: %(change)s", change=_amount(info.threshold, info, language))
    told.append(point)
    if info.threshold_few:
        few = _amount(info.threshold_few, info, language)
        told.append(gettext("Where few have answered: %(change)s", change=few))
    return tuple(told)


def freshness(indicator: Indicator, state: FetchState) -> Freshness | None:
    """How old the figures are. None: they were never fetched."""
    if indicator.fetched_at is None:
        return None
    fetched_on = in_finland(indicator.fetched_at).date()
    days = (today() - fetched_on).days
    failed = state.last is not None and not state.last.accepted
    return Freshness(
        fetched=date_text(fetched_on),
        age=ngettext("%(num)s day ago", "%(num)s days ago", days) if days > 0 else gettext("today"),
        updated=date_text(indicator.source_updated_on) if indicator.source_updated_on else "",
        failure=state.last.reason if state.last and failed else "",
    )


def doubt_lines(doubts: Sequence[Doubt], context: BlockContext, info: IndicatorInfo) -> tuple[DoubtLine, ...]:
    """The doubts on figures of the regions shown."""
    names = {region.code: region.name for region in (context.own, *context.comparison)}
    return tuple(
        DoubtLine(
            names.get(doubt.region_code, doubt.region_code),
            doubt.period,
            _figure(doubt.before, info),
            _figure(doubt.after, info),
        )
        for doubt in doubts
    )


def source_address(indicator: Indicator, language: Language) -> str:
    """The page of the indicator at its source; empty where it has none."""
    if indicator.source not in COLLECTIONS:
        return ""
    return COLLECTIONS[indicator.source].address.format(language=language, id=indicator.source_id.split("/")[0])


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _amount(threshold: float, info: IndicatorInfo, language: Language) -> str:
    return difference_text(Decimal(str(threshold)), info, language, signed=False)


def _figure(value: float | None, info: IndicatorInfo) -> str:
    if value is None:
        return "–"
    return full_value_text(Point("", 0, value), info, current_language.get())
