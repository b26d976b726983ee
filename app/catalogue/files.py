"""The figures of an indicator's page as files: everything that the page shows, with its licence and its citation."""

from fastapi import APIRouter
from starlette.responses import Response

from app.accounts.guards import SeenOrganisation
from app.blocks.data import Gathered
from app.catalogue import queries
from app.catalogue.comparing import page_context, shown_regions
from app.catalogue.deps import FormatInPath, NumberInPath, SourceInPath
from app.datafiles.formats import DATA_FORMATS
from app.datafiles.writing import About
from app.db import SessionDep
from app.errors import NotFound
from app.i18n import current_language
from app.indicators.queries import indicator_data
from app.rendering.series import IndicatorData, RegionName
from app.web.downloads import disposition

router = APIRouter(prefix="/{organisation}/indicators/files")


@router.get("/{data_format}/{source}/{number:path}")
def download_figures(
    access: SeenOrganisation, session: SessionDep, data_format: FormatInPath, source: SourceInPath, number: NumberInPath
) -> Response:
    """The whole series of every area on the page, and the own area's population groups."""
    key, language, organisation = f"{source}:{number}", current_language.get(), access.organisation
    found = queries.indicator(session, key, organisation.id)
    report = queries.newest_report(session, access.person.holdings, organisation.id)
    context = page_context(session, organisation, report, language)
    groups = queries.population_groups(session, key, (context.own.code,))
    data = indicator_data(session, [key], context.regions, language, groups=groups).get(key) if found else None
    if data is None:
        raise NotFound
    form = DATA_FORMATS[data_format]
    gathered = _gathered(data, shown_regions(data, context), context.own)
    content = form.write(gathered.dataset(), About(data.info.title, context.own.name, language))
    name = f"{source}-{number.replace('/', '-')}.{form.extension}"
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "private, no-cache"}
    return Response(content, media_type=form.media_type, headers=headers)


def _gathered(data: IndicatorData, regions: list[RegionName], own: RegionName) -> Gathered:
    """Figures under the names of the areas whose they are, also where they stand in for another."""
    gathered = Gathered()
    for region in regions:
        series = data.series[region.code]
        gathered.add(data.info, region, series.points)
        for sort, absence in series.absences.items():
            gathered.add_absence(data.info, region, absence, str(sort // 100), sort)
    for group, found in data.groups.items():
        gathered.add(data.info, own, found[own.code].points, group=group)
    return gathered
