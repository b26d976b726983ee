"""An indicator's figures of the own area beside those around it and its peers, judged as the blocks judge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from app.blocks.base import BlockContext
from app.blocks.judgement import JUDGEMENTS, Change
from app.blocks.printing import (
    absent_text,
    difference_text,
    full_value_text,
    period_text,
    value_text,
)
from app.blocks.readings import read, series_or_twins
from app.clock import now, today
from app.i18n import Language, gettext
from app.organisations.models import Organisation
from app.organisations.queries import COUNTRY, containers
from app.organisations.reference import twins
from app.rendering.series import IndicatorData, IndicatorInfo, RegionName, Series
from app.reports.blocks import block_context
from app.reports.models import Report

YEARS_BACK = 4  # against which change is told where there is no report to say it: a council term


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: which way the number went (a mark), how far, since when, and the judgement (mark, word)."""

    way: str
    amount: str
    since: str
    judgement: str
    word: str


@dataclass(frozen=True, slots=True)
class RegionLine:
    """One region's newest figure and what became of it: since the plan began, and since the figure before."""

    name: str
    is_own: bool
    value: str
    period: str
    change: Told | None
    latest: Told | None


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures with periods as rows, newest first, under the columns' heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def page_context(
    session: Session, organisation: Organisation, report: Report | None, language: Language
) -> BlockContext:
    """What a block of a report would know, with the county, the region, the country and the report's peers beside."""
    year = today().year
    around = [item.code for item in containers(session, organisation.region_code)]
    peers = [code for code in report.comparison if code not in around] if report else []
    assumed = Report(
        organisation_id=organisation.id or 0,
        template_version_id=0,
        slug="",
        kind="",
        assessed_from=report.assessed_from if report else year - YEARS_BACK,
        assessed_to=max(report.assessed_to if report else 0, year - 1),
        comparison=[*_apart(around), COUNTRY, *peers],
        created_at=now(),
        updated_at=now(),
    )
    return replace(block_context(session, assumed, organisation, language), newest_year=None)


def _apart(around: Iterable[str]) -> list[str]:
    """County and region, but not both where they have the same boundaries: then one's figures stand for the other."""
    found: list[str] = []
    for code in around:
        if code != COUNTRY and twins().get(code) not in found:
            found.append(code)
    return found


def region_lines(data: IndicatorData, context: BlockContext) -> tuple[RegionLine, ...]:
    """The own area first, whether it has figures or not; of the others those that have some."""
    return tuple(_line(region, of, data, context) for region, of in _shown(data, context))


def without_figures(data: IndicatorData, context: BlockContext) -> tuple[str, ...]:
    """The names of the regions compared with that have no figure at all."""
    shown = {region.code for region, _ in _shown(data, context)}
    return tuple(region.name for region in context.comparison if region.code not in shown)


def full_series(data: IndicatorData, context: BlockContext) -> Grid:
    """Every period, every region that has figures."""
    shown = [(region.short_name, data.series[of.code]) for region, of in _shown(data, context)]
    return _grid(shown, data.info, context.language)


def group_series(data: IndicatorData, words: Mapping[str, str], region: RegionName, language: Language) -> Grid:
    """One region's figures by population group."""
    shown = [(words.get(group, group), found[region.code]) for group, found in data.groups.items()]
    return _grid(shown, data.info, language)


def shown_regions(data: IndicatorData, context: BlockContext) -> list[RegionName]:
    """The regions whose figures the page shows."""
    return [of for _, of in _shown(data, context)]


def _shown(data: IndicatorData, context: BlockContext) -> list[tuple[RegionName, RegionName]]:
    """The own area and the others that have figures, each with the region of the same boundaries whose they are."""
    others = []
    for region in context.comparison:
        series, borrowed = series_or_twins(data, region, context)
        if series.points:
            others.append((region, borrowed or region))
    return [(context.own, context.own), *others]


def _grid(shown: Iterable[tuple[str, Series]], info: IndicatorInfo, language: Language) -> Grid:
    columns = [(name, series) for name, series in shown if series.points or series.absences]
    periods = {sort: f"{sort // 100}" for _, series in columns for sort in series.absences}
    periods |= {point.sort: point.period for _, series in columns for point in series.points}
    rows = [
        (period_text(periods[sort]), tuple(_figure(series, sort, info, language) for _, series in columns))
        for sort in sorted(periods, reverse=True)
    ]
    return Grid(tuple(name for name, _ in columns), tuple(rows))


def _figure(series: Series, sort: int, info: IndicatorInfo, language: Language) -> str:
    """The figure of a period, or why there is none where that is known."""
    point = series.at(sort)
    if point is not None:
        return value_text(point, info, language)
    return absent_text(series.absences[sort], language) if sort in series.absences else "–"


def _line(region: RegionName, of: RegionName, data: IndicatorData, context: BlockContext) -> RegionLine:
    reading = read(data, replace(context, own=of, around=(), comparison=()))
    language, newest = context.language, reading.own
    return RegionLine(
        name=region.name,
        is_own=region == context.own,
        value=full_value_text(newest, data.info, language) if newest else absent_text(reading.absence, language),
        period=period_text(newest.period) if newest else "",
        change=_told(reading.change, data.info, language),
        latest=_told(reading.latest, data.info, language),
    )


def _told(change: Change | None, info: IndicatorInfo, language: Language) -> Told | None:
    if change is None:
        return None
    role, word = JUDGEMENTS[change.judgement] if change.judgement else ("", "")
    return Told(
        way="up" if change.amount > 0 else "down" if change.amount < 0 else "flat",
        amount=difference_text(change.amount, info, language),
        since=period_text(change.base.period),
        judgement=str(role),
        word=gettext(word) if word else "",
    )
