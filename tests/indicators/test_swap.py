"""Swapping a series: all of it or nothing, with what changed counted."""

import re

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from app.clock import now
from app.db import Database
from app.indicators.descriptions import answer_versions
from app.indicators.fetches import stored_figures
from app.indicators.models import Fetch, Indicator, IndicatorAbout, Observation, Restatement
from app.indicators.service import NewSeries, replace_series
from app.indicators.service import swap as swap_series
from app.indicators.sources import AnswerVersion
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
        assert session.exec(select(Indicator.search_words)).one().startswith("sotkanet 127 vaesto")


def test_the_same_figures_write_nothing_but_a_line_of_the_log(filled: Database):
    written: list[str] = []
    event.listen(filled.writer, "before_cursor_execute", lambda *call: written.append(call[2]))
    with filled.write() as session:
        series = NewSeries(
            make_indicator(KEY, fetched_at=now()), stored_figures(session, KEY), now(), about={"fi": ("", "", "")}
        )
        assert swap_series(session, series).outcome == "unchanged"
    changes = [text for text in written if not text.startswith(("SELECT", "BEGIN"))]
    assert len(changes) == 1
    assert re.match(r"INSERT INTO \"?fetch\"? ", changes[0])
    assert values(filled) == FIRST


def test_what_was_altered_or_removed_is_kept_as_it_was(filled: Database):
    with filled.write() as session:
        swap(session, {("KU272", 2021): 47910.0, ("KU272", 2022): 48006.0, ("KU272", 2023): 48300.0})
    with filled.read() as session:
        rows = session.exec(select(Restatement).order_by(col(Restatement.region_code))).all()
        assert [(row.region_code, row.period, row.before, row.after) for row in rows] == [
            ("KU272", "2021", 47909.0, 47910.0),
            ("SSS", "2022", 5563970.0, None),
        ]
        assert {row.before_fetched_at for row in rows} == {make_indicator().fetched_at}
        indicator = session.get_one(Indicator, KEY)
        assert (indicator.first_sort, indicator.last_sort) == (202112, 202312)


def test_texts_and_versions_are_written_where_they_differ(filled: Database):
    about = {"fi": ("Kuvaus", "", ""), "sv": ("", "", "")}
    for tag in ("1", "1", "2"):
        with filled.write() as session:
            versions = {"json?indicator=127": AnswerVersion(etag=tag)}
            figures = stored_figures(session, KEY)
            swap_series(session, NewSeries(make_indicator(KEY), figures, now(), about=about, versions=versions))
    with filled.read() as session:
        assert [(row.language, row.description) for row in session.exec(select(IndicatorAbout))] == [("fi", "Kuvaus")]
        assert answer_versions(session) == {"json?indicator=127": AnswerVersion(etag="2")}


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
