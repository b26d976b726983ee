"""Figures that a source restated after a report began to print them.

A report shows what it showed until somebody accepts the new figure; what is kept stays, whatever comes later.
"""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, func, select

from app.indicators.models import Restatement
from app.indicators.queries import FigurePlace, Held
from app.rendering.series import Point
from app.reports.models import KeptFigure, Report


def newest_restatement(session: Session) -> int:
    """The number of the newest restatement; a report that begins now has seen all up to it."""
    return session.exec(select(func.max(Restatement.id))).one() or 0


def held_figures(session: Session, report: Report, keys: Collection[str], regions: Collection[str]) -> Held:
    """What the report shows instead of the stored figures, of these indicators and regions; in two queries."""
    held: dict[FigurePlace, Point | None] = {}
    for row in waiting(session, report, keys, regions):
        held.setdefault(place_of(row), _before(row))
    return held | {place_of(row): _before(row) for row, _ in kept(session, report, keys)}


def waiting(session: Session, report: Report, keys: Collection[str], regions: Collection[str]) -> list[Restatement]:
    """The restatements that nobody has decided on for this report, the oldest first."""
    statement = select(Restatement).where(
        col(Restatement.id) > report.restatements_seen,
        col(Restatement.indicator_key).in_(keys),
        col(Restatement.region_code).in_(regions),
    )
    return list(session.exec(statement.order_by(col(Restatement.id))))


def kept(session: Session, report: Report, keys: Collection[str]) -> list[tuple[Restatement, KeptFigure]]:
    """What the report keeps, with the restatement before which it was so."""
    statement: Any = (
        select(Restatement, KeptFigure)
        .join(KeptFigure, col(KeptFigure.restatement_id) == col(Restatement.id))
        .where(KeptFigure.report_id == report.id, col(KeptFigure.indicator_key).in_(keys))
    )
    return [(restatement, figure) for restatement, figure in session.exec(statement)]


def place_of(row: Restatement) -> FigurePlace:
    """Which figure it is about."""
    return row.indicator_key, row.region_code, row.period_sort, row.population_group


def _before(row: Restatement) -> Point | None:
    if row.before is None:
        return None
    return Point(row.period, row.period_sort, row.before, row.before_lower, row.before_upper)
