"""Revisions: runs of one author with pauses under ten minutes, cut by versions that stand out, without remarks."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from app.db import Database, Table
from app.history.queries import REACH, Revision, first_version, revisions, writers_since
from app.sections.milestones import add_milestone
from app.sections.models import MilestoneKind
from app.sections.server_steps import CLIENT
from tests.history.conftest import MORNING, Past, remark, typed

pytestmark = pytest.mark.usefixtures("any_database")


def told(past: Past, *, before: int = 10**6, limit: int = 50) -> list[tuple[int, int, int]]:
    with past.database.read() as session:
        found = revisions(session, past.text.text_id, before, limit)
    return [(run.first, run.last, run.author_id) for run in found]


def test_an_empty_text_has_none(past: Past) -> None:
    assert told(past) == []


def test_another_author_or_a_pause_of_ten_minutes_begins_a_new_one(past: Past) -> None:
    aino, jukka = past.aino_id, past.jukka_id
    for author, minute in ((aino, 0), (aino, 9), (jukka, 10), (aino, 11), (aino, 21), (aino, 30)):
        past.write(author, minute, typed("x"))
    assert told(past) == [(5, 6, aino), (4, 4, aino), (3, 3, jukka), (1, 2, aino)]


def test_begin_and_end_are_told(past: Past) -> None:
    past.write(past.aino_id, 0, typed("a"))
    past.write(past.aino_id, 5, typed("b"))
    with past.database.read() as session:
        (run,) = revisions(session, past.text.text_id, 100, 10)
    assert run == Revision(1, 2, past.aino_id, MORNING, MORNING + timedelta(minutes=5))


def test_remarks_are_no_revisions_and_part_none(past: Past) -> None:
    past.write(past.aino_id, 0, typed("yksi"))
    past.write(past.jukka_id, 1, remark(1, 3), client=CLIENT)
    past.write(past.aino_id, 2, typed("kaksi"))
    past.write(past.jukka_id, 3, remark(2, 4), client=CLIENT)
    assert told(past) == [(1, 3, past.aino_id)]
    with past.database.read() as session:
        assert writers_since(session, past.text.text_id, 0) == [past.aino_id]


def test_what_the_server_writes_in_a_persons_name_is_theirs(past: Past) -> None:
    past.write(past.jukka_id, 0, typed("palautettu"), client=CLIENT)
    assert told(past) == [(1, 1, past.jukka_id)]


def test_a_version_that_stands_out_ends_a_revision(past: Past) -> None:
    for minute in range(4):
        past.write(past.aino_id, minute, typed("x"))
    with past.database.write() as session:
        add_milestone(session, past.text.text_id, 2, MilestoneKind.NAMED, by=past.aino_id, name="Luonnos")
    assert told(past) == [(3, 4, past.aino_id), (1, 2, past.aino_id)]


def test_pages_join_without_gap_or_overlap(past: Past) -> None:
    for minute in range(0, 60, 12):
        past.write(past.aino_id, minute, typed("x"), typed("y"))
    whole = told(past)
    first = told(past, limit=2)
    assert first + told(past, before=first[-1][0], limit=10) == whole
    assert len(whole) == 5


def _long_past(session: Session, past: Past, steps: int) -> None:
    """Steps as they are stored, of two people in turn, 300 at a time, five seconds apart."""
    people = (past.aino_id, past.jukka_id)
    rows = [
        {
            "text_id": past.text.text_id,
            "version": version,
            "batch": f"b{version}",
            "client": "tab",
            "author_id": people[version // 300 % 2],
            "body": typed("x"),
            "at": MORNING + timedelta(seconds=5 * version),
        }
        for version in range(1, steps + 1)
    ]
    session.execute(insert(Table.metadata.tables["step"]), rows)


def test_a_long_past_is_listed_at_once(database: Database, past: Past) -> None:
    steps = 15_000
    with database.write() as session:
        _long_past(session, past, steps)
    started = time.process_time()
    newest = told(past, limit=12)
    spent = time.process_time() - started
    assert newest[0][1] == steps
    assert all(last - first == 299 for first, last, _ in newest[1:])
    assert spent < 0.5, spent  # of this process, whatever else the machine does
    assert told(past, before=REACH // 2, limit=50)[-1][0] == 1


def test_the_history_begins_where_the_first_snapshot_stands(past: Past) -> None:
    with past.database.read() as session:
        assert first_version(session, past.text.text_id) == 0
