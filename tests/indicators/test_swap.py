"""Swapping a series: all of it or nothing, with what changed counted."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.db import Database
from app.indicators.fetches import stored_figures
from app.indicators.models import Fetch, Indicator, Observation
from app.indicators.service import replace_series
from app.organisations.service import load_regions
from tests.factories.indicators import make_indicator, make_observations

KEY = "sotkanet:127"
FIRST = {("KU272", 2021): 47909.0, ("KU272", 2022): 48006.0, ("SSS", 2022): 5563970.0}


def swap(session: Session, figures: dict[tuple[str, int], float], **changes: str) -> Fetch:
    return replace_series(session, make_indicator(KEY, **changes), make_observations(KEY, figures))


def values(database: Database) -> dict[tuple[str, int], float]:
    with database.read() as session:
        return {(place[0], place[1] // 100): found[1] for place, found in stored_figures(session, KEY).items()}


@pytest.fixture
def filled(database: Database) -> Database:
    with database.write() as session:
        load_regions(session)
        assert swap(session, FIRST).changed == 3
    return database


def test_new_altered_and_removed_figures_are_counted(filled: Database):
    second = {("KU272", 2021): 47910.0, ("KU272", 2022): 48006.0, ("KU272", 2023): 48300.0}
    with filled.write() as session:
        fetch = swap(session, second, title_fi="Väestö")
        assert (fetch.rows, fetch.changed, fetch.accepted) == (3, 3, True)
    assert values(filled) == second
    with filled.read() as session:
        assert session.exec(select(Indicator.title_fi)).one() == "Väestö"


def test_the_same_figures_change_nothing(filled: Database):
    with filled.write() as session:
        assert swap(session, FIRST).changed == 0
    assert values(filled) == FIRST


def test_a_swap_that_fails_leaves_the_old_series_whole(filled: Database):
    with pytest.raises(IntegrityError), filled.write() as session:
        swap(session, {("KU272", 2030): 1.0, ("KU999", 2030): 2.0})  # no such region
    assert values(filled) == FIRST
    with filled.read() as session:
        assert len(session.exec(select(Fetch)).all()) == 1


def test_readers_see_the_old_series_until_the_commit(filled: Database):
    with filled.write() as session:
        swap(session, {("KU272", 2030): 1.0})
        assert values(filled) == FIRST
    assert values(filled) == {("KU272", 2030): 1.0}


def test_other_indicators_are_not_touched(filled: Database):
    with filled.write() as session:
        other = "sotkanet:181"
        replace_series(session, make_indicator(other), make_observations(other, {("KU272", 2022): 8.3}))
    assert values(filled) == FIRST
    with filled.read() as session:
        assert len(session.exec(select(Observation)).all()) == 4
