"""The regions around the blocks of a report: those that they name, and the municipalities that they show one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from app.blocks.base import COUNTRY, Area, BlockContext, Needs
from app.i18n import Language
from app.organisations.boundaries import Shapes, shapes_of
from app.organisations.queries import municipality_names, region_names
from app.organisations.reference import twins
from app.rendering.series import RegionName
from app.reports.left_out import left_out_items
from app.reports.models import Report


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What blocks need beside their figures, read once for all of them."""

    context: BlockContext
    names: Mapping[str, RegionName]
    areas: Mapping[Area, tuple[RegionName, ...]]
    shapes: Mapping[Area, Shapes | None] = field(default_factory=dict)

    @classmethod
    def read(cls, session: Session, report: Report, context: BlockContext, wanted: Iterable[Needs]) -> "Surroundings":
        """In four queries at most: names, municipalities, and what was left out."""
        wanted = list(wanted)
        if any(needs.left_out for needs in wanted):
            assert report.id is not None
            context = replace(context, left_out=left_out_items(session, report.id, context.language))
        codes = [code for needs in wanted for code in (*(needs.comparison or ()), *needs.regions)]
        areas = _areas(session, context, {needs.area for needs in wanted} - {Area.NONE})
        drawn = {needs.area for needs in wanted if needs.shapes} & areas.keys()
        return cls(
            context,
            names_of(session, codes, context.language) if codes else {},
            areas,
            {area: shapes_of(tuple(sorted(name.code for name in areas[area]))) for area in drawn},
        )

    def around(self, needs: Needs) -> BlockContext:
        """The report's context as one block sees it."""
        context = self.context
        if needs.comparison is not None:
            comparison = tuple(self.names[code] for code in needs.comparison if code in self.names)
            context = replace(context, comparison=comparison, twins=twins_of(self.names, needs.comparison))
        shapes = self.shapes.get(needs.area) if needs.shapes else None
        if shapes:
            context = replace(
                context, shapes=shapes.paths, plane=shapes.plane, shapes_source=shapes.owner(context.language)
            )
        named = {code: self.names[code] for code in needs.regions if code in self.names}
        twins = {**context.twins, **twins_of(self.names, named)}
        return replace(context, named=named, twins=twins, area=self.areas.get(needs.area, ()))


def names_of(session: Session, codes: Sequence[str], language: Language) -> dict[str, RegionName]:
    """The names of these regions and of those with the same boundaries, by code."""
    wanted = dict.fromkeys([*codes, *(twins()[code] for code in codes if code in twins())])
    return {name.code: name for name in region_names(session, list(wanted), language)}


def twins_of(names: Mapping[str, RegionName], codes: Iterable[str]) -> dict[str, RegionName]:
    """The regions with the same boundaries, of those that are named."""
    return {code: names[twins()[code]] for code in codes if code in twins() and twins()[code] in names}


def _areas(session: Session, context: BlockContext, wanted: Iterable[Area]) -> dict[Area, tuple[RegionName, ...]]:
    """The municipalities of the county, or the region of the time before counties, and of the country."""
    county = next((area.code for area in context.around), context.own.code)
    containers = {Area.COUNTY: county if context.own.code.startswith("KU") else context.own.code, Area.COUNTRY: COUNTRY}
    codes = {area: containers[area] for area in wanted}
    found = municipality_names(session, list(codes.values()), context.newest_year, context.language) if codes else {}
    return {area: found[code] for area, code in codes.items()}
