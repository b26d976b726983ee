"""Random cells of a store with all regions equal a second computation, by the queries, by a block and by SQL."""

import random
from collections.abc import Iterable

from sqlalchemy import event, text
from sqlmodel import Session

from app.blocks.line_chart import LineChart
from app.db import Database
from app.indicators.queries import Asked, indicator_data, indicator_data_sets
from app.organisations.service import load_regions
from app.rendering import tree
from app.rendering.dataset import Datum
from tests.factories.indicators import make_context
from tests.support.full_store import grow, key_of, regions_now
from tests.support.reckoned import Reckoned

INDICATORS = 3
CELLS = 1000
SQL = text("SELECT value FROM observation WHERE indicator_key = :key AND region_code = :region AND period_sort = :sort")


def test_random_cells_equal_a_second_computation(database: Database) -> None:
    with database.write() as session:
        load_regions(session)
    stored = grow(database, INDICATORS)
    with database.read() as session:
        regions = list(regions_now(session))
        reckoned, chance = Reckoned(regions), random.Random(4)
        assert stored > INDICATORS * len(regions) * 19
        data = indicator_data(session, [key_of(number) for number in range(INDICATORS)], regions, "fi")
        missing = 0
        for _ in range(CELLS):
            number, region, year = chance.randrange(INDICATORS), chance.choice(regions), chance.randrange(2005, 2025)
            place = {"key": key_of(number), "region": region, "sort": year * 100 + 12}
            expected = reckoned(number, region, year)
            point = data[place["key"]].series[region].at(place["sort"])
            assert (point.value if point else None) == session.connection().execute(SQL, place).scalar() == expected
            missing += expected is None
        assert 10 < missing < 100
        for datum in _charted(session):
            number = int(datum.indicator.removeprefix("sotkanet:")) - 100_000
            assert datum.value == reckoned(number, datum.region, datum.sort // 100)
    _count_queries(database, regions)


def _charted(session: Session) -> Iterable[Datum]:
    """All figures behind the line charts of all indicators."""
    context = make_context()
    for number in range(INDICATORS):
        data = indicator_data(session, [key_of(number)], context.regions, "fi")
        (chart,) = LineChart().nodes({"indicator": key_of(number)}, context, data, anchor="a")
        assert isinstance(chart, tree.Chart)
        assert chart.table.data is not None
        assert len(chart.table.data.figures) > 30
        yield from chart.table.data.figures


def _count_queries(database: Database, regions: list[str]) -> None:
    """They do not grow with the figures, nor with the number of sets that are asked for."""
    counted: list[str] = []
    event.listen(database.reader, "before_cursor_execute", lambda *call: counted.append(call[2]))
    with database.read() as session:
        for keys, codes, sets in ((1, 1, 1), (INDICATORS, len(regions), 1), (2, 5, 60)):
            counted.clear()
            wanted = [key_of(number) for number in range(keys)]
            asked = [Asked(wanted, regions[one : one + codes]) for one in range(sets)]
            assert all(len(data) == keys for data in indicator_data_sets(session, asked, "fi"))
            assert len([statement for statement in counted if statement.startswith("SELECT")]) == 3
