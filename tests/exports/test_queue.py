"""The job table as a queue: each job to one worker, a lost one comes back, a hopeless one is given up."""

from datetime import timedelta

from sqlalchemy import update

from app.clock import now
from app.db import Database
from app.exports import queue
from app.exports.models import ExportJob, JobState
from app.exports.service import job
from app.exports.storage import keep_row
from tests.exports.conftest import Ask, small_document


def claim(database: Database, worker: str = "a", seconds: int = 60) -> int | None:
    with database.write() as session:
        queue.give_up(session)
        return queue.claim(session, worker, seconds)


def state(database: Database, job_id: int | None) -> ExportJob:
    with database.read() as session:
        return job(session, job_id or 0)


def expire(database: Database) -> None:
    with database.write() as session:
        session.execute(update(ExportJob).values(leased_until=now() - timedelta(seconds=1)))


def test_jobs_are_taken_once_each_in_order(database: Database, ask: Ask) -> None:
    first, second = ask(), ask(form="html")
    assert [claim(database), claim(database, "b"), claim(database)] == [first.id, second.id, None]
    with database.read() as session:
        assert not queue.has_work(session)


def test_the_same_content_is_made_once_and_asking_wakes_the_worker(database: Database, ask: Ask) -> None:
    first = ask()
    assert queue.arrived.is_set()
    assert ask().id == first.id
    assert ask(small_document("Toinen")).id != first.id


def test_a_lost_job_comes_back_and_is_given_up_in_the_end(database: Database, ask: Ask) -> None:
    lost = ask()
    for worker in ("a", "b", "c"):
        assert claim(database, worker) == lost.id
        expire(database)
    assert claim(database, "d") is None
    found = state(database, lost.id)
    assert (found.state, found.tries) == (JobState.FAILED, queue.MOST_TRIES)
    assert found.failure == queue.GAVE_UP


def test_only_the_holder_of_the_lease_can_finish(database: Database, ask: Ask) -> None:
    asked = ask()
    claim(database, "slow")
    expire(database)
    claim(database, "quick")
    with database.write() as session:
        keep_row(session, "f" * 64, 1, "application/json")
        assert not queue.finish(session, "slow", asked.id or 0, "f" * 64)
        assert queue.finish(session, "quick", asked.id or 0, "f" * 64)
    done = state(database, asked.id)
    assert (done.state, done.progress, done.source) == (JobState.DONE, 100, None)


def test_a_failed_try_goes_behind_the_others(database: Database, ask: Ask) -> None:
    poison, innocent = ask(), ask(form="html")
    claim(database)
    with database.write() as session:
        queue.fail(session, "a", poison.id or 0, "Rikki.", again=True)
    assert state(database, poison.id).state == JobState.QUEUED
    assert claim(database) == innocent.id
    assert claim(database) == poison.id


def test_what_failed_for_good_can_be_asked_for_again(database: Database, ask: Ask) -> None:
    asked = ask()
    claim(database)
    with database.write() as session:
        queue.fail(session, "a", asked.id or 0, "Rikki.", again=False)
    assert state(database, asked.id).failure == "Rikki."
    again = ask()
    assert (again.id, again.state, again.tries, again.failure) == (asked.id, JobState.QUEUED, 0, "")
    assert claim(database) == asked.id


def test_a_stopped_server_does_not_use_up_tries(database: Database, ask: Ask) -> None:
    asked = ask()
    claim(database)
    with database.write() as session:
        queue.release(session, "a", asked.id or 0)
    assert (state(database, asked.id).state, state(database, asked.id).tries) == (JobState.QUEUED, 0)
