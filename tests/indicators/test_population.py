"""How many people live where: the newest stored figure, of the first source that has one."""

from app.db import Database
from app.indicators.population import residents
from app.indicators.service import replace_series
from app.organisations.service import load_regions
from tests.factories.indicators import make_indicator, make_observations


def test_the_newest_figure_of_the_first_source_that_has_one(database: Database) -> None:
    stored = {
        "statfin:11ra/vaesto": {("KU272", 2023): 48_000.0, ("KU272", 2025): 47_500.0},
        "sotkanet:127": {("KU272", 2026): 1.0, ("KU236", 2012): 4_300.0, ("KU236", 2011): 4_200.0},
        "sotkanet:181": {("KU743", 2025): 8.0},
    }
    with database.write() as session:
        load_regions(session)
        for key, figures in stored.items():
            replace_series(session, make_indicator(key), make_observations(key, figures))
    with database.read() as session:
        assert residents(session) == {"KU272": 47_500, "KU236": 4_300}
