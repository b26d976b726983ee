"""Renewing indicators: what comes is swapped in, what is refused leaves the last good figures."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from sqlmodel import select

from app.clock import today
from app.db import Database
from app.indicators import lease
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.fetches import stored_figures
from app.indicators.models import Fetch, Indicator, RefreshRun
from app.indicators.refresh import carry_out, live_keys
from app.indicators.runs import Trigger, open_run, start_run
from app.indicators.sources import Answer, AnswerVersion, Described, Figure, Known, Listed, Regions, Unchanged
from app.organisations.service import load_regions

THREE = ("Väestö", "Befolkning", "Population")
DESCRIBED = Described(THREE, ("henkilöä", "personer", "persons"), ("Tilastokeskus",) * 3, 0, None)


def answer(*years: int) -> Answer:
    figures = tuple(Figure("KU272", str(year), year * 100 + 12, 40_000.0 + year) for year in years)
    return Answer(DESCRIBED, figures, skipped=3)


class Prepared:
    """A source that answers what the test says, by id. `asked` remembers what was known when it was asked."""

    name: ClassVar[str] = "sotkanet"

    def __init__(self, **answers: Answer | Unchanged | Exception | Callable[[], Answer]) -> None:
        self.answers = {key.lstrip("_"): value for key, value in answers.items()}
        self.asked: dict[str, Known | None] = {}
        self.closed = False

    def fetch(self, source_id: str, regions: Regions, known: Known | None = None) -> Answer | Unchanged:
        assert "KU272" in regions
        self.asked[source_id] = known
        found = self.answers[source_id]
        if isinstance(found, Exception):
            raise found
        return found() if callable(found) else found

    def listed(self) -> Iterator[Listed]:
        yield from ()

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def ready(database: Database) -> Database:
    with database.write() as session:
        load_regions(session)
    return database


def begin(database: Database, *keys: str) -> int:
    """A run that the test holds the lease of."""
    with database.write() as session:
        assert lease.take(session, "test")
        run = start_run(session, keys, Trigger.COMMAND, holder="test")
    assert run.id is not None
    return run.id


def run(database: Database, source: Prepared, *keys: str, **options: Any) -> dict[str, Fetch]:
    log = carry_out(database, begin(database, *keys), "test", sources={"sotkanet": source}, **options)
    return {fetch.indicator_key: fetch for fetch in log}


def test_answers_are_stored_with_their_description_and_logged(ready: Database):
    told: list[str] = []
    source = Prepared(_127=answer(2021, 2022), _181=answer(2022))
    keys = ["sotkanet:127", "sotkanet:181", "statfin:11ra/vaesto"]
    run(ready, source, *keys, progress=lambda fetch: told.append(fetch.indicator_key))
    assert sorted(told) == ["sotkanet:127", "sotkanet:181"]  # StatFin is not asked here
    assert source.closed
    with ready.read() as session:
        indicator = session.get_one(Indicator, "sotkanet:127")
        assert (indicator.title_sv, indicator.unit_en) == ("Befolkning", "persons")
        assert (indicator.producer_fi, indicator.last_sort) == ("Tilastokeskus", 202212)
        assert len(stored_figures(session, "sotkanet:127")) == 2
        assert all(fetch.accepted for fetch in session.exec(select(Fetch)))
        done = session.exec(select(RefreshRun)).one()
        assert (done.done, done.finished_at is not None, open_run(session)) == (2, True, None)
        assert lease.held_until(session) is None


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (AnswerRefused(reason="twice"), "refused"),
        (SourceSilent(reason="timeout"), "silent"),
        (RuntimeError("a bug of ours"), "refused"),
        (Answer(DESCRIBED, (Figure("KU272", "2022", 202212, float("nan")),), skipped=0), "refused"),
        (Answer(DESCRIBED, (Figure("KU999", "2022", 202212, 1.0),), skipped=0), "refused"),
        (Answer(DESCRIBED, (Figure("KU272", "2022", 202213, 1.0),), skipped=0), "refused"),
        (Answer(DESCRIBED, (Figure("KU272", "2022", 202212, None),), skipped=0), "refused"),
        (Answer(DESCRIBED, (Figure("KU272", "2022", 202212, 1.0),) * 2, skipped=0), "refused"),
        (Answer(DESCRIBED, (), skipped=9), "refused"),
    ],
)
def test_a_refused_answer_leaves_the_last_good_figures_and_the_others_go_on(
    ready: Database, trouble: Any, outcome: str
):
    run(ready, Prepared(_127=answer(2021, 2022)), "sotkanet:127")
    log = run(ready, Prepared(_127=trouble, _181=answer(2022)), "sotkanet:127", "sotkanet:181")
    assert log["sotkanet:181"].accepted
    assert log["sotkanet:127"].outcome == outcome
    assert log["sotkanet:127"].reason
    with ready.read() as session:
        assert len(stored_figures(session, "sotkanet:127")) == 2
    assert run(ready, Prepared(_127=answer(2021, 2022, 2023)), "sotkanet:127")["sotkanet:127"].added == 1


def test_an_answer_that_lost_most_of_its_figures_is_not_believed(ready: Database):
    run(ready, Prepared(_127=answer(*range(2000, 2023))), "sotkanet:127")
    log = run(ready, Prepared(_127=answer(2022)), "sotkanet:127")
    assert not log["sotkanet:127"].accepted
    assert "1 figures where there were 23" in log["sotkanet:127"].reason
    with ready.read() as session:
        assert len(stored_figures(session, "sotkanet:127")) == 23


def test_a_source_is_told_what_is_stored(ready: Database):
    source = Prepared(_127=replace(answer(2022), versions={"sotkanet:127 indicators/127": AnswerVersion("a")}))
    run(ready, source, "sotkanet:127")
    assert source.asked["127"] is None  # nothing is known of what was never fetched
    unchanged = Prepared(_127=Unchanged(requests=1))
    fetch = run(ready, unchanged, "sotkanet:127")["sotkanet:127"]
    assert (fetch.outcome, fetch.rows, fetch.requests) == ("unchanged", 1, 1)
    known = unchanged.asked["127"]
    assert known is not None
    assert known.versions == {"sotkanet:127 indicators/127": AnswerVersion("a")}
    assert known.fetched_on == today()
    afresh = Prepared(_127=answer(2022))
    assert run(ready, afresh, "sotkanet:127", afresh=True)["sotkanet:127"].outcome == "unchanged"
    assert afresh.asked["127"] is None


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
    keys = ["sotkanet:127", "own:12/vktm", "sotkanet:127"]
    assert live_keys(keys, {"sotkanet": Prepared()}) == ["sotkanet:127"]
