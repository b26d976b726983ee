"""Refreshes of many indicators: one at a time, stopped, killed and gone on with, begun by the clock."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from app import clock
from app.audit.models import AuditEntry
from app.config import Settings
from app.db import Database
from app.indicators import lease, schedule
from app.indicators.errors import AlreadyRefreshing, ExampleStaysHere, LeaseLost, NothingToRefresh
from app.indicators.models import Fetch, RefreshRun
from app.indicators.refresh import carry_out
from app.indicators.runs import Trigger, end_run, keys_left, open_run, start_run, stop_run
from app.indicators.schedule import Refresher
from app.organisations.models import Organisation
from tests.factories.people import make_organisation, make_person
from tests.indicators.test_refresh import Prepared, answer, begin, ready

__all__ = ["ready"]

KEYS = [f"sotkanet:{number}" for number in (4, 5, 127, 181, 186, 306)]
NOON = datetime(2026, 11, 22, 10, tzinfo=UTC)


def prepared() -> Prepared:
    return Prepared(**{f"_{key.split(':')[1]}": answer(2022) for key in KEYS})


def asked_in(session: Session) -> list[str]:
    return sorted(session.exec(select(Fetch.indicator_key)))


def test_one_process_refreshes_until_it_ends_or_falls_silent(database: Database):
    def can(holder: str, act: Callable[[Session, str], Any] = lease.take) -> bool:
        with database.write() as session:
            return bool(act(session, holder))

    with clock.at(NOON):
        assert can("one")
        assert can("one")
        assert not can("other")
        assert can("one", lease.renew)
        assert not can("other", lease.renew)
    with clock.at(NOON + lease.LASTS + timedelta(seconds=1)):
        with database.read() as session:
            assert lease.held_until(session) is None
        assert can("other")
        assert not can("one", lease.renew)
        can("one", lease.release)
        assert not can("one")
        can("other", lease.release)
        assert can("one")


def test_of_many_that_try_at_once_one_gets_the_lease(database: Database):
    taken = []

    def attempt(name: str) -> None:
        with database.write() as session:
            if lease.take(session, name):
                taken.append(name)

    threads = [threading.Thread(target=attempt, args=(f"process {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(taken) == 1


def test_a_killed_refresh_goes_on_with_what_it_had_not_asked(ready: Database):
    run_id = begin(ready, *KEYS)
    left = iter([True, True, True])
    first = carry_out(ready, run_id, "test", sources={"sotkanet": prepared()}, goes_on=lambda: next(left, False))
    assert 0 < len(first) < len(KEYS)
    with ready.write() as session:
        run = open_run(session)
        assert run is not None
        assert len(keys_left(session, run)) == len(KEYS) - len(first)
        assert lease.take(session, "another process")
    second = carry_out(ready, run_id, "another process", sources={"sotkanet": prepared()})
    assert len(first) + len(second) == len(KEYS)
    with ready.read() as session:
        assert asked_in(session) == sorted(KEYS)
        done = session.get_one(RefreshRun, run_id)
        assert (done.done, done.stopped, done.finished_at is None) == (len(KEYS), False, False)


def test_who_lost_the_lease_stores_nothing_more(ready: Database):
    run_id = begin(ready, *KEYS)
    with ready.write() as session:
        lease.release(session, "test")
        assert lease.take(session, "another process")
    with pytest.raises(LeaseLost):
        carry_out(ready, run_id, "test", sources={"sotkanet": prepared()})
    with ready.read() as session:
        assert asked_in(session) == []


def test_a_person_starts_one_and_stops_it(ready: Database):
    person = make_person(ready)
    assert person.id is not None
    with ready.write() as session:
        run = start_run(session, KEYS, Trigger.PERSON, actor_id=person.id)
        with pytest.raises(AlreadyRefreshing):
            start_run(session, KEYS, Trigger.PERSON, actor_id=person.id)
        with pytest.raises(NothingToRefresh):
            start_run(session, [], Trigger.COMMAND, holder="test")
    assert run.id is not None

    def stop_after_the_first(_fetch: Fetch) -> None:
        with ready.write() as session:
            stop_run(session, person.id or 0, run.id or 0)

    with ready.write() as session:
        assert lease.take(session, "test")
    done = carry_out(ready, run.id, "test", stop_after_the_first, {"sotkanet": prepared()})
    assert len(done) == 2  # what was being fetched when it was stopped is kept
    with ready.read() as session:
        ended = session.get_one(RefreshRun, run.id)
        assert ended.stopped
        assert ended.finished_at is not None
        actions = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()
        assert [action for action in actions if "refresh" in action] == [
            "indicator-refresh:start",
            "indicator-refresh:stop",
            "indicator-refresh:stop",
        ]


def test_the_server_takes_up_what_a_person_began_and_leaves_what_a_command_did(
    ready: Database, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(schedule, "carry_out", _with(prepared()))
    server = Refresher(ready, Settings())
    assert not server.work_once()
    for trigger, taken_up in ((Trigger.COMMAND, False), (Trigger.PERSON, True)):
        with ready.write() as session:
            run = start_run(session, KEYS[:2], trigger, holder="gone")
        assert server.work_once() is taken_up
        with ready.write() as session:
            end_run(session, run.id or 0)
    with ready.write() as session:
        run = start_run(session, KEYS[:2], Trigger.PERSON)
        assert lease.take(session, "another server")
    assert not server.work_once()


def _with(source: Prepared) -> Callable[..., list[Fetch]]:
    def carried_out(database: Database, run_id: int, holder: str, **options: Any) -> list[Fetch]:
        return carry_out(database, run_id, holder, sources={"sotkanet": source}, **options)

    return carried_out


def test_the_clock_begins_one_a_day_in_one_of_the_servers(ready: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(schedule, "carry_out", _with(prepared()))
    monkeypatch.setattr(schedule, "chosen_keys", lambda _session: KEYS)
    servers = [Refresher(ready, Settings(refresh_hour=3)) for _ in range(2)]
    begun = []
    for hours in (0, 2, 24):  # from 02:30 Finnish time
        with clock.at(datetime(2026, 11, 22, 0, 30, tzinfo=UTC) + timedelta(hours=hours)):
            begun.append([server.work_once() for server in servers])
    assert begun == [[False, False], [True, False], [False, False]]
    with clock.at(datetime(2026, 11, 23, 1, 30, tzinfo=UTC)):
        assert [server.work_once() for server in servers] == [True, False]
    assert not Refresher(ready, Settings()).work_once()
    with ready.read() as session:
        assert set(session.exec(select(RefreshRun.trigger))) == {"schedule"}


def test_the_thread_begins_and_ends_with_the_server(ready: Database):
    server = Refresher(ready, Settings())
    server.start()
    server.stop()
    assert not server._thread.is_alive()


def test_the_example_asks_nobody(ready: Database):
    """Its figures are recordings, and nothing of the demo leaves this machine."""
    organisation = make_organisation(ready)
    with ready.write() as session:
        session.get_one(Organisation, organisation.id).is_example = True
    with ready.write() as session, pytest.raises(ExampleStaysHere):
        start_run(session, ["sotkanet:127"], Trigger.PERSON)
