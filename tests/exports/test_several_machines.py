"""Several machines on one PostgreSQL: every job made once, whoever is killed in the middle."""

import threading
import time
from typing import Any

import pytest
from sqlalchemy import func, select, update

from app.clock import now
from app.config import Settings
from app.db import Database
from app.exports import worker as worker_module
from app.exports.models import ExportJob, JobState
from app.exports.worker import Worker
from app.press.orders import Made, Order
from app.proofs.certificate import Certificate
from tests.exports.conftest import Ask, small_document

pytestmark = pytest.mark.slow
MACHINES, JOBS = 3, 12


class Slow:
    """A press that tells what it made."""

    def __init__(self) -> None:
        self.titles: list[str] = []

    def make(self, order: Order, **_listeners: Any) -> Made:
        assert not isinstance(order.document, bytes)
        self.titles.append(order.document["title"])
        time.sleep(0.01)
        return Made(order.document["title"].encode(), Certificate(file_sha256="", file_format="json", compared={}))

    def close(self) -> None:
        return


def finished(database: Database) -> int:
    with database.read() as session:
        done = select(func.count()).select_from(ExportJob).where(ExportJob.state == JobState.DONE)  # type: ignore[arg-type]
        return session.execute(done).scalar_one()


def test_each_is_made_once_and_what_a_dead_machine_held_is_made_by_another(
    database: Database, settings: Settings, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "IDLE_SECONDS", 0.05)
    if database.is_sqlite:
        pytest.skip("one machine by itself")
    asked = [ask(small_document(f"Kertomus {number}")) for number in range(JOBS)]
    with database.write() as session:
        held = {"state": JobState.RUNNING, "leased_by": "dead", "leased_until": now(), "tries": 1}
        session.execute(update(ExportJob).where(ExportJob.id == asked[0].id).values(**held))  # type: ignore[arg-type]
    press = Slow()
    others = [Database(database.address.render_as_string(hide_password=False)) for _ in range(MACHINES)]
    machines = [Worker(other, settings, press) for other in others]  # type: ignore[arg-type]
    for machine in machines:
        machine.start()
    deadline = time.monotonic() + 20
    while finished(database) < JOBS and time.monotonic() < deadline:
        time.sleep(0.05)
    for machine in machines:
        machine.stop()
    for other in others:
        other.close()
    assert finished(database) == JOBS
    assert sorted(press.titles) == sorted(f"Kertomus {number}" for number in range(JOBS))
    assert threading.active_count() < 20
