"""Verification: every field that somebody with the database file may change is found and named."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from app.audit.models import AuditEntry
from app.db import Database
from app.editions.models import Edition
from app.editions.verification import verify
from app.exports.models import ExportJob
from app.exports.storage import keep_row
from app.files import file_path, write_file
from app.reports.models import Decision
from tests.factories.editions import Road, make_road

pytestmark = pytest.mark.slow


@pytest.fixture
def road(database: Database) -> Road:
    """Edition 1 was referred back, edition 2 approved and published."""
    road = make_road(database)
    road.send()
    road.decide(outcome="referred-back", decision_text="Täsmennettävä.")
    road.send()
    road.approve()
    road.publish()
    return road


def faults(road: Road, folder: Path) -> list[str]:
    with road.database.read() as session:
        return verify(session, folder)


def change_row(session: Session, table: type, change: Callable[[Any], None], index: int) -> None:
    """What the session reads from now on is read from the database."""
    row = session.exec(select(table).order_by(table.id)).all()[index]  # type: ignore[attr-defined]
    change(row)
    session.add(row)
    session.flush()
    session.expire_all()


def setting(**values: Any) -> Callable[[Any], None]:
    def change(row: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value(getattr(row, name)) if callable(value) else value)

    return change


def test_what_was_stored_holds(road: Road, tmp_path: Path) -> None:
    assert faults(road, tmp_path) == []


EDITION_CHANGES: list[tuple[str, Any]] = [
    ("content", lambda text: text.replace("tapahtunut", "tapahtumatta")),
    ("content", "not JSON"),
    ("sha256", "0" * 64),
    ("previous_sha256", "0" * 64),
    ("created_at", lambda at: at - timedelta(days=1)),
    ("number", 7),
    ("created_by", lambda person: person + 1),
    ("approval", lambda text: text.replace("approved", "noted", 1)),
    ("approval", None),
    ("approval_sha256", "0" * 64),
    ("approved_at", lambda at: at - timedelta(days=1)),
    ("approved_at", None),
]
DECISION_CHANGES: list[tuple[str, Any]] = [
    ("body_key", "parish"),
    ("body_name", "Seurakunta"),
    ("meeting_on", lambda day: day - timedelta(days=1)),
    ("paragraph", "99"),
    ("outcome", "noted"),
    ("decision_text", "Jotain muuta."),
    ("proposal", "Jotain muuta."),
    ("presenter", "Joku muu"),
    ("preparer", "Joku muu"),
    ("register_number", "1/2026"),
    ("earlier_handling", "Ei mitään."),
    ("edition_sha256", "0" * 64),
]


@pytest.mark.parametrize(
    ("table", "index", "changes", "named"),
    [
        (Edition, 1, EDITION_CHANGES, "laaja-2021-2025"),
        (Decision, 2, DECISION_CHANGES, "kokkola/laaja-2021-2025 2"),
    ],
)
def test_a_changed_field_is_found(
    road: Road, tmp_path: Path, table: type, index: int, changes: list[tuple[str, Any]], named: str
) -> None:
    for field, value in changes:
        with road.database.write() as session:
            change_row(session, table, setting(**{field: value}), index)
            found = verify(session, tmp_path)
            session.rollback()
        assert any(named in fault for fault in found), (field, found)
    assert faults(road, tmp_path) == []


def test_a_decision_taken_away_is_found(road: Road, tmp_path: Path) -> None:
    with road.database.write() as session:
        session.delete(session.exec(select(Decision).order_by(Decision.id)).all()[-1])  # type: ignore[arg-type]
    assert "the recorded decisions are not those of the approval" in " ".join(faults(road, tmp_path))


def test_an_edition_taken_out_of_the_chain_is_found(road: Road, tmp_path: Path) -> None:
    remove_edition(road, index=0)
    found = " ".join(faults(road, tmp_path))
    assert "edition 1 is missing before it" in found
    assert "does not follow the edition before it" in found


def test_cutting_off_the_newest_is_found_by_the_audit_log(road: Road, tmp_path: Path) -> None:
    remove_edition(road, index=1)
    assert "laaja-2021-2025 2: the edition that the audit log saw frozen is missing" in " ".join(faults(road, tmp_path))


def remove_edition(road: Road, index: int) -> None:
    with road.database.write() as session:
        edition = session.exec(select(Edition).order_by(Edition.number)).all()[index]  # type: ignore[arg-type]
        for table in (Decision, ExportJob):
            for row in session.exec(select(table).where(table.edition_id == edition.id)):  # type: ignore[attr-defined]
                session.delete(row)
        session.flush()
        session.delete(edition)


def test_a_stored_file_is_checked(road: Road, tmp_path: Path) -> None:
    sha256 = write_file(tmp_path, b"%PDF-1.7")
    with road.database.write() as session:
        keep_row(session, sha256, 8, "application/pdf")
    assert faults(road, tmp_path) == []
    file_path(tmp_path, sha256).write_bytes(b"%PDF-1.8")
    assert faults(road, tmp_path) == [f"file {sha256}: its content has changed"]
    file_path(tmp_path, sha256).unlink()
    assert faults(road, tmp_path) == [f"file {sha256}: missing"]


def test_the_audit_log_knows_every_edition(road: Road) -> None:
    with road.database.read() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "edition:freeze")).all()
        assert [entry.detail["sha256"] for entry in entries] == list(
            session.exec(select(Edition.sha256).order_by(Edition.number))  # type: ignore[arg-type]
        )
