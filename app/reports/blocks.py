"""Data blocks of a report: the context they stand in, and their nodes filled from the stored figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from app.blocks import block_of
from app.blocks.base import BlockContext
from app.clock import today
from app.i18n import Language
from app.indicators.packages import packages_for, year_of_packages
from app.indicators.queries import indicator_data
from app.organisations.models import Organisation
from app.organisations.queries import COUNTRY, containers, region_names
from app.organisations.reference import twins
from app.rendering import tree
from app.rendering.series import RegionName
from app.reports.models import Report

YEARS_TO_HISTORY = 3  # a period that ended this long ago is told with the figures of its own time


def block_context(session: Session, report: Report, organisation: Organisation, language: Language) -> BlockContext:
    """What every data block of the report knows: regions by name, years, packages, in `language`."""
    around = [
        region.code
        for region in containers(session, organisation.region_code, report.assessed_to)
        if region.code != COUNTRY
    ]
    names = _names(session, [organisation.region_code, *around, *report.comparison], language)
    return BlockContext(
        language=language,
        own=names[organisation.region_code],
        comparison=tuple(names[code] for code in report.comparison if code in names),
        plan_start=report.assessed_from,
        newest_year=report.assessed_to if today().year - report.assessed_to >= YEARS_TO_HISTORY else None,
        around=tuple(names[code] for code in around),
        twins=_twins(names, report.comparison),
        packages=packages_for(session, organisation, year_of_packages(report.assessed_to), language),
    )


def render_block(
    session: Session, context: BlockContext, kind: str, attrs: Mapping[str, Any], *, anchor: str
) -> tuple[tree.Block, ...]:
    """The block's nodes, filled with the figures stored now. Raises NotFound for an unknown kind."""
    block = block_of(kind)
    needs = block.needs(attrs, context)
    if needs.comparison is not None:
        context = _compared_with(session, context, needs.comparison)
    data = indicator_data(session, needs.indicators, context.regions, context.language)
    return block.nodes(attrs, context, data, anchor=anchor)


def _compared_with(session: Session, context: BlockContext, codes: Sequence[str]) -> BlockContext:
    """The context with other comparison columns."""
    names = _names(session, codes, context.language)
    comparison = tuple(names[code] for code in codes if code in names)
    return replace(context, comparison=comparison, twins=_twins(names, codes))


def _names(session: Session, codes: Sequence[str], language: Language) -> dict[str, RegionName]:
    """The names of these regions and of those with the same boundaries, by code."""
    wanted = dict.fromkeys([*codes, *(twins()[code] for code in codes if code in twins())])
    return {name.code: name for name in region_names(session, list(wanted), language)}


def _twins(names: Mapping[str, RegionName], codes: Sequence[str]) -> dict[str, RegionName]:
    return {code: names[twins()[code]] for code in codes if code in twins() and twins()[code] in names}
