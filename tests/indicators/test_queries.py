"""Reading figures for blocks."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from app.clock import now
from app.db import Database
from app.indicators.catalogue import catalogue
from app.indicators.fetches import last_fetches
from app.indicators.models import Doubt, DoubtState, Fetch, Observation
from app.indicators.queries import Asked, indicator_data, indicator_data_sets, info, titles
from app.indicators.service import replace_series
from app.organisations.service import load_regions
from app.rendering.series import Absence, Point
from tests.factories.indicators import make_indicator, make_observations

CODES = ["KU638", "KU205"]
FIGURES = {("KU272", 2022): 48006.0, ("KU272", 2021): 47909.0, ("KU743", 2022): 65323.0}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        load_regions(session)
        for key in ("sotkanet:127", "sotkanet:181"):
            replace_series(session, make_indicator(key, unit_sv="personer"), make_observations(key, FIGURES))
        yield session


def test_any_number_of_indicators_and_of_sets_of_regions_is_three_queries(database: Database, session: Session):
    statements: list[str] = []
    event.listen(database.writer, "before_cursor_execute", lambda *call: statements.append(call[2]))
    one = Asked(["sotkanet:127", "sotkanet:181", "sotkanet:5"], ["KU272", "SSS"])
    other = Asked(["sotkanet:127"], ["KU743"], ["male", "female"])
    many = indicator_data_sets(session, [one, other, *(Asked(["sotkanet:127"], [code]) for code in CODES)], "fi")
    assert len(statements) == 3
    assert list(many[0]) == ["sotkanet:127", "sotkanet:181"]
    assert list(many[1]["sotkanet:127"].series) == ["KU743"]
    assert many[1]["sotkanet:127"].series["KU743"].newest == Point("2022", 202212, 65323.0)
    assert many[1]["sotkanet:127"].groups["male"]["KU743"].points == ()
    assert [found["sotkanet:127"].series[code].points for found, code in zip(many[2:], CODES, strict=True)] == [()] * 2


def test_groups_and_reasons_for_absence(session: Session):
    key = "sotkanet:4"
    rows = [
        Observation(indicator_key=key, region_code="KU272", period=str(year), period_sort=year * 100 + 12, **values)
        for year, values in (
            (2020, {"value": 4.5}),
            (2021, {"absence": "masked"}),
            (2022, {"absence": "not-published"}),
            (2020, {"value": 5.5, "population_group": "male"}),
        )
    ]
    replace_series(session, make_indicator(key), rows)
    data = indicator_data(session, [key], ["KU272", "KU743"], "fi", groups=["male", "female"])[key]
    own = data.series["KU272"]
    assert [point.value for point in own.points] == [4.5]
    assert (own.absence, own.absences) == (
        Absence.NOT_PUBLISHED,
        {202112: Absence.MASKED, 202212: Absence.NOT_PUBLISHED},
    )
    assert data.series["KU743"].absence is Absence.NO_DATA
    assert [point.value for point in data.groups["male"]["KU272"].points] == [5.5]
    assert data.groups["female"]["KU272"].points == ()


def test_held_figures_stand_in_for_the_stored_ones(session: Session):
    key = "sotkanet:127"
    before = Point("2021", 202112, 47000.0)
    held = {
        (key, "KU272", 202112, "total"): before,
        (key, "KU272", 202212, "total"): None,
        (key, "KU272", 201912, "total"): Point("2019", 201912, 1.0),
        (key, "KU638", 201912, "total"): Point("2019", 201912, 2.0),  # not asked for
    }
    data = indicator_data(session, [key, "sotkanet:181"], ["KU272"], "fi", held=held)
    assert data[key].series["KU272"].points == (Point("2019", 201912, 1.0), before)
    assert list(data[key].series) == ["KU272"]
    assert data["sotkanet:181"].series["KU272"].points[0].value == 47909.0


def test_a_figure_held_for_wrong_is_not_shown_until_it_changes(session: Session):
    key = "sotkanet:127"
    fetch = session.exec(select(Fetch)).first()
    assert fetch is not None
    place = {"indicator_key": key, "region_code": "KU272", "period_sort": 202212, "period": "2022"}
    session.add(Doubt(fetch_id=fetch.id, **place, after=48006.0, rule="leap", state=DoubtState.WRONG, at=now()))
    session.flush()
    assert [point.sort for point in indicator_data(session, [key], ["KU272"], "fi")[key].series["KU272"].points] == [
        202112
    ]
    replace_series(session, make_indicator(key), make_observations(key, {**FIGURES, ("KU272", 2022): 48007.0}))
    newest = indicator_data(session, [key], ["KU272"], "fi")[key].series["KU272"].newest
    assert newest is not None
    assert newest.value == 48007.0


def test_the_terms_are_the_producers(session: Session):
    for key, producer, terms in (
        ("sotkanet:1", "Finnish institute for Health and Welfare (THL)", "CC BY 4.0"),
        ("sotkanet:2", "Statistics Finland", "CC BY 4.0"),
        ("sotkanet:3", "Kela", "The producer's own terms"),
        ("statfin:12bs/vktm", "Statistics Finland", "CC BY 4.0"),
    ):
        assert info(make_indicator(key, producer_en=producer), "en").licence == terms
    assert info(make_indicator("sotkanet:127"), "fi").family == catalogue().indicators["sotkanet:127"].family


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


def test_what_can_be_chosen(session: Session):
    assert titles(session, "fi")["sotkanet:127"] == "Väestö 31.12."
    assert titles(session, "en")["sotkanet:186"] == "Mortality per 100 000 inhabitants"  # from the catalogue


def test_the_newest_fetch_of_every_indicator(session: Session):
    replace_series(session, make_indicator(), make_observations("sotkanet:127", {("KU272", 2022): 48006.0}))
    found = {key: (fetch.changed, good.rows) for key, fetch, good in last_fetches(session) if good}
    assert found == {"sotkanet:127": (2, 1), "sotkanet:181": (3, 3)}
