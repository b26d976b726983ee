"""How many people live where, as far as figures are stored."""

from sqlmodel import Session, col, func, select

from app.indicators.models import Observation
from app.indicators.queries import TOTAL

POPULATION = ("statfin:11ra/vaesto", "sotkanet:127")  # the first that has a figure of the region counts


def residents(session: Session) -> dict[str, int]:
    """Region → its newest population. One query."""
    key, region, sort = col(Observation.indicator_key), col(Observation.region_code), col(Observation.period_sort)
    counted = (key.in_(POPULATION), Observation.population_group == TOTAL, col(Observation.value).is_not(None))
    newest = select(key, region, func.max(sort).label("sort")).where(*counted).group_by(key, region).subquery()
    statement = select(key, region, Observation.value).join(
        newest, (newest.c.indicator_key == key) & (newest.c.region_code == region) & (newest.c.sort == sort)
    )
    found: dict[str, dict[str, int]] = {source: {} for source in POPULATION}
    for source, code, value in session.exec(statement.where(*counted)):
        found[source][code] = round(value or 0)
    return {code: count for source in reversed(POPULATION) for code, count in found[source].items()}
