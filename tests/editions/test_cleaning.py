"""Old drafts' files go, and what nothing names; whatever an edition, image, arms or template needs stays."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from app.clock import now
from app.db import Database
from app.editions.cleaning import clean, references
from app.exports.models import ExportJob, JobState
from app.exports.service import request_export
from app.exports.storage import keep_row
from app.files import file_path, has_file, write_file
from app.images.models import Image
from app.organisations.models import Organisation
from tests.exports.conftest import small_document
from tests.factories.editions import Road, make_road

pytestmark = pytest.mark.slow


@pytest.fixture
def road(database: Database) -> Road:
    return make_road(database)


def stored(folder: Path, content: bytes, days: float = 30) -> str:
    sha256 = write_file(folder, content)
    moment = time.time() - days * 86400
    os.utime(file_path(folder, sha256), (moment, moment))
    return sha256


def made(road: Road, folder: Path, *, days: float, edition: bool = False) -> str:
    """A finished job of that age with its file."""
    with road.database.write() as session:
        job = request_export(
            session,
            document=small_document(f"{days} {edition}"),
            report_id=road.report_id,
            edition_id=road.edition.id if edition else None,
            language="fi",
            format="pdf",
            requested_by=None,
        )
        sha256 = stored(folder, f"{days} {edition}".encode(), days)
        keep_row(session, sha256, 3, "application/pdf")
        job.state, job.file_sha256, job.finished_at = JobState.DONE, sha256, now() - timedelta(days=days)
        session.add(job)
    return sha256


def test_only_what_nobody_needs_goes(road: Road, tmp_path: Path) -> None:
    road.send()
    old, young = made(road, tmp_path, days=30), made(road, tmp_path, days=3)
    kept = made(road, tmp_path, days=300, edition=True)
    orphan, fresh = stored(tmp_path, b"orphan"), stored(tmp_path, b"fresh", days=0.1)
    image, arms, template = (stored(tmp_path, name) for name in (b"image", b"arms", b"template"))
    with road.database.write() as session:
        facts = {"media_type": "image/png", "width": 1, "height": 1, "size": 1}
        session.add(
            Image(report_id=road.report_id, sha256=image, uploaded_by=road.coordinator_id, uploaded_at=now(), **facts)
        )
        organisation = session.get_one(Organisation, road.organisation.id)
        organisation.arms_sha256, organisation.word_template_sha256 = arms, template
        session.add(organisation)
    said = clean(road.database, tmp_path, 14, dry=True)
    assert (said.jobs, set(said.files)) == (1, {old, orphan})
    assert has_file(tmp_path, old)
    assert clean(road.database, tmp_path, 14) == said
    for gone in (old, orphan):
        assert not has_file(tmp_path, gone)
    for needed in (young, kept, fresh, image, arms, template):
        assert has_file(tmp_path, needed)
    with road.database.read() as session:
        assert old not in {job.file_sha256 for job in session.exec(select(ExportJob))}
    assert clean(road.database, tmp_path, 14).files == ()


def test_what_only_a_frozen_text_or_a_waiting_job_names_is_named(road: Road) -> None:
    edition = road.send()
    with road.database.write() as session:
        edition.content = edition.content.replace("tapahtunut", "a" * 64, 1)
        session.add(edition)
        job = session.exec(select(ExportJob)).first()
        assert job is not None
        job.source = {"document": {"arms": "b" * 64}, "template": "c" * 64}
        session.add(job)
    with road.database.read() as session:
        assert {"a" * 64, "b" * 64, "c" * 64} <= references(session)
