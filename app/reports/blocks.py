"""Data blocks of a report: the context they stand in, and their nodes filled from the stored figures."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from app.blocks import block_of
from app.blocks.base import BlockContext
from app.blocks.judgement import MUNICIPALITY, has_few_answers
from app.clock import today
from app.i18n import Language
from app.indicators.catalogue import catalogue
from app.indicators.packages import packages_for, year_of_packages
from app.indicators.population import POPULATION
from app.indicators.queries import Asked, indicator_data_sets
from app.organisations.models import Organisation
from app.organisations.queries import COUNTRY, containers
from app.rendering import tree
from app.rendering.prose import DataBlock
from app.rendering.series import IndicatorData
from app.reports.models import Report
from app.reports.restated import held_figures
from app.reports.surroundings import Surroundings, names_of, twins_of

YEARS_TO_HISTORY = 3  # a period that ended this long ago is told with the figures of its own time


def block_context(session: Session, report: Report, organisation: Organisation, language: Language) -> BlockContext:
    """What every data block of the report knows: regions by name, years, packages, in `language`."""
    around = [
        region.code
        for region in containers(session, organisation.region_code, report.assessed_to)
        if region.code != COUNTRY
    ]
    names = names_of(session, [organisation.region_code, *around, *report.comparison], language)
    return BlockContext(
        language=language,
        own=names[organisation.region_code],
        comparison=tuple(names[code] for code in report.comparison if code in names),
        plan_start=report.assessed_from,
        newest_year=report.assessed_to if today().year - report.assessed_to >= YEARS_TO_HISTORY else None,
        around=tuple(names[code] for code in around),
        twins=twins_of(names, report.comparison),
        packages=packages_for(session, organisation, year_of_packages(report.assessed_to), language),
    )


def render_block(
    session: Session, report: Report, context: BlockContext, kind: str, attrs: Mapping[str, Any], *, anchor: str
) -> tuple[tree.Block, ...]:
    """One block's nodes, filled with the figures that the report shows now. Raises NotFound for an unknown kind."""
    block_of(kind)
    return filled_blocks(session, report, context, [(kind, attrs)])(kind, dict(attrs), anchor)


def filled_blocks(
    session: Session, report: Report, context: BlockContext, blocks: Iterable[tuple[str, Mapping[str, Any]]]
) -> DataBlock:
    """What turns these blocks, given by kind and settings, into nodes. The queries do not grow with their number.

    No figure is read that no block asks for: each asks for its own indicators in its own regions.
    """
    asked = {_key(kind, attrs): block_of(kind).needs(attrs, context) for kind, attrs in blocks}
    surroundings = Surroundings.read(session, report, context, asked.values())
    contexts = {key: surroundings.around(needs) for key, needs in asked.items()}
    sets = [Asked(needs.indicators, contexts[key].regions, needs.groups) for key, needs in asked.items()]
    wanted = {key for needs in asked.values() for key in needs.indicators}
    codes = {code for one in contexts.values() for code in one.regions}
    held = held_figures(session, report, wanted, codes) if wanted else {}
    small = _asked_of_size(wanted, codes)
    *data, sizes = indicator_data_sets(session, [*sets, small], context.language, held=held)
    few_answers = _few_answers(sizes, small.regions)
    figures = dict(zip(asked, data, strict=True))

    def render(kind: str, attrs: dict[str, Any], anchor: str) -> tuple[tree.Block, ...]:
        key = _key(kind, attrs)
        around = replace(contexts[key], few_answers=few_answers)
        return block_of(kind).nodes(attrs, around, figures[key], anchor=anchor)

    return render


def _key(kind: str, attrs: Mapping[str, Any]) -> tuple[str, str]:
    return kind, json.dumps(attrs, sort_keys=True, default=str)


def _asked_of_size(keys: Iterable[str], codes: Iterable[str]) -> Asked:
    """The residents of the municipalities that are named, where a survey's changes are to be judged."""
    is_survey = any(catalogue().threshold_few(key) is not None for key in keys)
    return Asked(POPULATION, sorted(code for code in codes if code.startswith(MUNICIPALITY)) if is_survey else ())


def _few_answers(sizes: Mapping[str, IndicatorData], codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code for code in codes if has_few_answers(code, _residents(sizes, code)))


def _residents(sizes: Mapping[str, IndicatorData], code: str) -> float | None:
    newest = (sizes[key].series[code].newest for key in POPULATION if key in sizes)
    return next((point.value for point in newest if point), None)
