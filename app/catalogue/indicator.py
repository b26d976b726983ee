"""The page of one indicator: what it is, its figures here and elsewhere, and where it is used."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from markupsafe import Markup
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.guards import OrganisationAccess, SeenOrganisation
from app.blocks.base import BlockContext
from app.blocks.gap_chart import GROUPS
from app.blocks.line_chart import LineChart
from app.catalogue import facts, queries
from app.catalogue.comparing import (
    Grid,
    RegionLine,
    full_series,
    group_series,
    page_context,
    region_lines,
    without_figures,
)
from app.catalogue.deps import NumberInPath, SourceInPath, indicator_path
from app.catalogue.filters import Option, source_label
from app.catalogue.uses import ReportLine, report_lines
from app.datafiles.formats import DATA_FORMATS
from app.db import SessionDep
from app.errors import NotFound
from app.i18n import current_language, gettext
from app.indicators.citations import producer
from app.indicators.models import Indicator
from app.indicators.queries import indicator_data
from app.indicators.runs import open_run
from app.indicators.sources import LIVE
from app.permissions import Permission
from app.rendering.series import IndicatorData, IndicatorInfo
from app.rendering.writers.html import blocks_html
from app.web.templating import Page, render

router = APIRouter(prefix="/{organisation}/indicators")


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is shown of the figures; there is none of it for an indicator that was never fetched."""

    info: IndicatorInfo
    judged_by: tuple[str, ...]
    lines: tuple[RegionLine, ...]
    without: tuple[str, ...]
    chart: Markup
    series: Grid
    groups: Grid
    doubts: tuple[facts.DoubtLine, ...]


@dataclass(frozen=True, slots=True)
class IndicatorPage(Page):
    template: ClassVar[str] = "catalogue/indicator.html"
    list_path: str
    key: str
    title: str
    unit: str
    source: str
    source_address: str
    producer: str
    passages: tuple[facts.Passage, ...]
    fresh: facts.Freshness | None
    figures: Figures | None
    own_name: str
    reports: tuple[ReportLine, ...]
    here: str
    can_fetch: bool
    fetch_path: str
    files: tuple[Option, ...]
    is_fetching: bool
    was_fetching: bool
    problem: str


@router.get("/{source}/{number:path}")
def show_indicator(
    request: Request,
    access: SeenOrganisation,
    session: SessionDep,
    source: SourceInPath,
    number: NumberInPath,
    fetching: bool = False,  # noqa: FBT001 (a query)
) -> Response:
    """Everything about one indicator. `fetching`: the reader has begun to fetch it."""
    return render(request, indicator_page(session, access, f"{source}:{number}", was_fetching=fetching))


def indicator_page(
    session: Session, access: OrganisationAccess, key: str, *, was_fetching: bool = False, problem: str = ""
) -> IndicatorPage:
    """The page. Raises NotFound for an indicator that is not, or is another organisation's own."""
    organisation, language = access.organisation, current_language.get()
    found = queries.indicator(session, key, organisation.id)
    if found is None:
        raise NotFound
    report = queries.newest_report(session, access.person.holdings, organisation.id)
    context = page_context(session, organisation, report, language)
    path = f"/{organisation.slug}/indicators"
    run = open_run(session)
    return IndicatorPage(
        list_path=path,
        key=key,
        title=getattr(found, f"title_{language}"),
        unit=getattr(found, f"unit_{language}"),
        source=f"{source_label(found.source)} {found.source_id}"
        if found.organisation_id is None
        else gettext("Own figures"),
        source_address=facts.source_address(found, language),
        producer=producer(found, language),
        passages=facts.passages(queries.about(session, key, language)),
        fresh=facts.freshness(found, queries.fetch_state(session, key)),
        figures=_figures(session, found, context),
        own_name=context.own.name,
        reports=report_lines(session, access.person.holdings, key, language),
        here=indicator_path(organisation.slug, key),
        can_fetch=access.may(Permission.INDICATORS_REFRESH) and found.source in LIVE,
        fetch_path=f"{path}/fetches",
        files=tuple(
            (f"{path}/files/{form.key}/{key.replace(':', '/', 1)}", form.label) for form in DATA_FORMATS.values()
        ),
        is_fetching=run is not None and key in run.keys,
        was_fetching=was_fetching,
        problem=problem,
    )


def _figures(session: Session, found: Indicator, context: BlockContext) -> Figures | None:
    key, language = found.key, context.language
    groups = queries.population_groups(session, key, (context.own.code,))
    data = indicator_data(session, [key], context.regions, language, groups=groups).get(key)
    if data is None:
        return None
    return Figures(
        info=data.info,
        judged_by=facts.judged_by(data.info, language),
        lines=region_lines(data, context),
        without=without_figures(data, context),
        chart=_chart(data, context),
        series=full_series(data, context),
        groups=group_series(data, {name: gettext(words) for name, words in GROUPS.items()}, context.own, language),
        doubts=facts.doubt_lines(queries.open_doubts(session, key, context.regions), context, data.info),
    )


def _chart(data: IndicatorData, context: BlockContext) -> Markup:
    """The line chart as a report would show it; nothing where there is nothing to draw."""
    if not any(len(series.points) > 1 for series in data.series.values()):
        return Markup("")
    key = data.info.key
    nodes = LineChart().nodes({"indicator": key}, context, {key: data}, anchor="development")
    return blocks_html(nodes, context.language)
