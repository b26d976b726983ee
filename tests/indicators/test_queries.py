"""Reading figures for blocks."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlmodel import Session

from app.db import Database
from app.indicators.queries import indicator_data, last_fetches, newest_years, titles
from app.indicators.service import replace_series
from app.organisations.service import load_regions
from tests.factories.indicators import make_indicator, make_observations

FIGURES = {("KU272", 2022): 48006.0, ("KU272", 2021): 47909.0, ("KU743", 2022): 65323.0}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        load_regions(session)
        for key in ("sotkanet:127", "sotkanet:181"):
            replace_series(session, make_indicator(key, unit_sv="personer"), make_observations(key, FIGURES))
        yield session


def test_any_number_of_indicators_is_two_queries(database: Database, session: Session):
    statements: list[str] = []
    event.listen(database.writer, "before_cursor_execute", lambda *call: statements.append(call[2]))
    indicator_data(session, ["sotkanet:127", "sotkanet:181", "sotkanet:5"], ["KU272", "KU743", "SSS"], "fi")
    assert len(statements) == 2


def test_series_are_oldest_first_and_absent_ones_empty(session: Session):
    data = indicator_data(session, ["sotkanet:127", "sotkanet:5"], ["KU272", "SSS"], "sv")
    assert list(data) == ["sotkanet:127"]  # 5 was never fetched
    assert data["sotkanet:127"].info.unit == "personer"
    assert [point.period for point in data["sotkanet:127"].series["KU272"].points] == ["2021", "2022"]
    assert data["sotkanet:127"].series["SSS"].points == ()


def test_the_citation_is_the_collections_own_form(session: Session):
    info = indicator_data(session, ["sotkanet:127"], [], "fi")["sotkanet:127"].info
    assert info.citation == (
        "Tilasto- ja indikaattoripankki Sotkanet. Terveyden ja hyvinvoinnin laitos. "
        "Väestö 31.12. (ind. 127). Viitattu 3.8.2026."
    )


def test_what_can_be_chosen_and_how_new_it_is(session: Session):
    assert titles(session, "fi")["sotkanet:127"] == "Väestö 31.12."
    assert titles(session, "en")["sotkanet:186"] == "Mortality per 100 000 inhabitants"  # from the catalogue
    assert newest_years(session) == {"sotkanet:127": "2022", "sotkanet:181": "2022"}


def test_the_newest_fetch_of_every_indicator(session: Session):
    replace_series(session, make_indicator(), make_observations("sotkanet:127", {("KU272", 2022): 48006.0}))
    found = {key: (fetch.changed, rows) for key, fetch, rows in last_fetches(session) if fetch}
    assert found == {"sotkanet:127": (2, 1), "sotkanet:181": (3, 3)}
