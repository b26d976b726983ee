"""Finding a figure to cite: an indicator by words, then its regions and periods. The editor asks; answers are JSON."""

from typing import Any

from sqlmodel import Session

from app.blocks.printing import period_text
from app.errors import NotFound
from app.figures.printing import figure_text
from app.figures.queries import regions_around, visible_keys
from app.figures.text_access import FiguresOfText
from app.figures.tokens import cited_figures
from app.i18n import Language, current_language
from app.i18n.formats import date_text
from app.indicators.queries import indicator_data
from app.indicators.search import Found, Wanted, find
from app.organisations.queries import municipalities, region_names
from app.rendering.series import IndicatorData, Point, RegionName

MOST = 20


def found_json(session: Session, on: FiguresOfText, words: str) -> dict[str, Any]:
    """The indicators of these words with their newest figure at home; without words, those that the text cites."""
    organisation, language = on.access.on_report.organisation, current_language.get()
    cited = frozenset(figure.indicator for figure in cited_figures(on.text.document)) if not words.strip() else None
    wanted = Wanted(words=words, keys=cited or None, fetched=True)
    hits = find(session, wanted, language, organisation.id)
    shown = hits.found[:MOST]
    data = indicator_data(session, [hit.key for hit in shown], [organisation.region_code], on.language)
    return {
        "found": [_hit(hit, data[hit.key], organisation.region_code, on.language) for hit in shown if hit.key in data],
        "total": hits.total,
    }


def _hit(hit: Found, data: IndicatorData, own: str, language: Language) -> dict[str, Any]:
    newest = data.series[own].newest
    return {
        "key": hit.key,
        "title": hit.title,
        "about": ", ".join(part for part in (hit.unit, hit.producer) if part),
        "newest": figure_text(newest.value, data.info, language, with_unit=True) if newest else "",
        "period": period_text(newest.period) if newest else "",
    }


def series_json(session: Session, on: FiguresOfText, key: str, region: str) -> dict[str, Any]:
    """One indicator: its figures at home, around and in the compared regions, and in one region more if asked.

    Raises NotFound where it is not known here.
    """
    on_report, language = on.access.on_report, current_language.get()
    if not visible_keys(session, [key], on_report.organisation.id):
        raise NotFound
    codes = dict.fromkeys([*regions_around(session, on_report.report, on_report.organisation), region])
    names = region_names(session, [code for code in codes if code], language)
    data = indicator_data(session, [key], [name.code for name in names], on.language).get(key)
    if data is None:
        raise NotFound
    title = indicator_data(session, [key], [], language)[key].info.title
    return {
        "key": key,
        "title": title,
        "unit": data.info.unit,
        "source": data.info.citation,
        "fetched": data.info.fetched_on.isoformat(),
        "fetchedText": date_text(data.info.fetched_on, language),
        "regions": [_region(name, data, on.language) for name in names],
        "others": [
            {"code": item.code, "name": getattr(item, f"name_{language}")}
            for item in municipalities(session, on_report.report.assessed_to)
            if item.code not in codes
        ],
    }


def _region(name: RegionName, data: IndicatorData, language: Language) -> dict[str, Any]:
    """The newest period first."""
    points = reversed(data.series[name.code].points)
    return {"code": name.code, "name": name.name, "points": [_point(point, data, language) for point in points]}


def _point(point: Point, data: IndicatorData, language: Language) -> dict[str, Any]:
    return {
        "period": point.period,
        "when": period_text(point.period),
        "value": point.value,
        "text": figure_text(point.value, data.info, language),
    }
