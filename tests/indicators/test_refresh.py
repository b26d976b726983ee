"""Renewing indicators: what comes is swapped in, what is refused leaves the last good figures."""

import threading
from collections.abc import Callable
from typing import ClassVar

import pytest
from sqlmodel import select

from app.db import Database
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.fetches import stored_figures
from app.indicators.models import Fetch, Indicator
from app.indicators.refresh import live_keys, refresh
from app.indicators.sources import Answer, Described, Figure, Regions
from app.organisations.service import load_regions

THREE = ("Väestö", "Befolkning", "Population")
DESCRIBED = Described(THREE, ("henkilöä", "personer", "persons"), ("Tilastokeskus",) * 3, 0, None)


def answer(*years: int) -> Answer:
    figures = tuple(Figure("KU272", str(year), year * 100 + 12, 40_000.0 + year) for year in years)
    return Answer(DESCRIBED, figures, skipped=3)


class Prepared:
    """A source that answers what the test says, by id."""

    name: ClassVar[str] = "sotkanet"

    def __init__(self, **answers: Answer | Exception | Callable[[], Answer]) -> None:
        self.answers = {key.lstrip("_"): value for key, value in answers.items()}
        self.closed = False

    def fetch(self, source_id: str, regions: Regions) -> Answer:
        assert "KU272" in regions
        found = self.answers[source_id]
        if isinstance(found, Exception):
            raise found
        return found() if callable(found) else found

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def ready(database: Database) -> Database:
    with database.write() as session:
        load_regions(session)
    return database


def run(database: Database, source: Prepared, *keys: str) -> dict[str, Fetch]:
    log = refresh(database, keys, lambda _: None, {"sotkanet": source})
    return {fetch.indicator_key: fetch for fetch in log}


def test_answers_are_stored_with_their_description_and_logged(ready: Database):
    told: list[str] = []
    source = Prepared(_127=answer(2021, 2022), _181=answer(2022))
    keys = ["sotkanet:127", "sotkanet:181", "statfin:11ra/vaesto"]
    refresh(ready, keys, lambda fetch: told.append(fetch.indicator_key), {"sotkanet": source})
    assert sorted(told) == ["sotkanet:127", "sotkanet:181"]  # StatFin is not asked here
    assert source.closed
    with ready.read() as session:
        indicator = session.get(Indicator, "sotkanet:127")
        assert (indicator.title_sv, indicator.unit_en, indicator.producer_fi) == (
            "Befolkning",
            "persons",
            "Tilastokeskus",
        )
        assert len(stored_figures(session, "sotkanet:127")) == 2
        assert all(fetch.accepted for fetch in session.exec(select(Fetch)))


@pytest.mark.parametrize("trouble", [AnswerRefused(reason="twice"), SourceSilent(reason="timeout")])
def test_a_refused_answer_leaves_the_last_good_figures_and_the_others_go_on(ready: Database, trouble: Exception):
    run(ready, Prepared(_127=answer(2021, 2022)), "sotkanet:127")
    log = run(ready, Prepared(_127=trouble, _181=answer(2022)), "sotkanet:127", "sotkanet:181")
    assert log["sotkanet:181"].accepted
    assert not log["sotkanet:127"].accepted
    assert log["sotkanet:127"].reason == str(trouble)
    with ready.read() as session:
        assert len(stored_figures(session, "sotkanet:127")) == 2


def test_an_answer_that_lost_most_of_its_figures_is_not_believed(ready: Database):
    run(ready, Prepared(_127=answer(*range(2000, 2023))), "sotkanet:127")
    log = run(ready, Prepared(_127=answer(2022)), "sotkanet:127")
    assert not log["sotkanet:127"].accepted
    assert "1 figures where there were 23" in log["sotkanet:127"].reason
    with ready.read() as session:
        assert len(stored_figures(session, "sotkanet:127")) == 23


def test_nothing_is_held_open_while_a_source_is_asked(ready: Database):
    def ask() -> Answer:
        with ready.write() as session:  # would wait for ever if the refresh held the one writer
            session.exec(select(Fetch)).all()
        return answer(2022)

    done = threading.Event()
    worker = threading.Thread(target=lambda: (run(ready, Prepared(_127=ask), "sotkanet:127"), done.set()), daemon=True)
    worker.start()
    assert done.wait(10)


def test_only_keys_of_live_sources_are_asked():
    keys = ["sotkanet:127", "statfin:12bs/vktm"]
    assert live_keys(keys, {"sotkanet": Prepared()}) == ["sotkanet:127"]
