"""Asking for files."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import rfc8785
from sqlmodel import Session, col, select

from app.audit.service import record
from app.clock import now
from app.db import after_commit
from app.errors import NotFound
from app.exports import queue
from app.exports.errors import UnknownFormat
from app.exports.formats import FORMATS
from app.exports.models import ExportJob, JobState
from app.organisations.models import Organisation
from app.proofs import certificate
from app.rendering import tree
from app.reports.models import Report

ENDED_WITHOUT_FILE = frozenset({JobState.FAILED, JobState.CANCELLED})
APP_DIR = Path(__file__).resolve().parents[1]
RENDERER = ("rendering", "proofs", "press", "templates/document", "static/css", "i18n/locale")


def request_export(
    session: Session,
    *,
    document: tree.Document,
    report_id: int,
    edition_id: int | None,
    language: str,
    format: str,  # noqa: A002
    requested_by: int | None,
    part: str = "",
    anew: bool = False,
) -> ExportJob:
    """The job that makes, or has made, this file. What is known is not made again; what failed is tried anew.

    `anew` also tries again what was made, but not found to be whole.
    """
    if format not in FORMATS:
        raise UnknownFormat
    source = {"document": tree.to_json(document), "template": word_template(session, report_id, format)}
    fingerprint = _hash({"content": source, "report": report_id, "edition": edition_id})
    job = _known(session, fingerprint, format)
    if job is None:
        job = ExportJob(
            report_id=report_id,
            edition_id=edition_id,
            language=language,
            format=format,
            part=part,
            source_sha256=fingerprint,
            content_sha256=_hash(source),
            requested_by=requested_by,
            requested_at=now(),
        )
    elif not (job.state in ENDED_WITHOUT_FILE or (anew and not is_proved_whole(job))):
        return job
    _queue(session, job, source, requested_by)
    return job


def _queue(session: Session, job: ExportJob, source: dict[str, Any], requested_by: int | None) -> None:
    job.state, job.source, job.tries, job.progress, job.failure = JobState.QUEUED, source, 0, 0, ""
    job.certificate, job.doing, job.requested_by = None, "", requested_by
    session.add(job)
    session.flush()
    after_commit(session, queue.arrived.set)


def is_proved_whole(job: ExportJob) -> bool:
    """Is the file there, and has reading it back shown that nothing is missing?"""
    return (
        job.state == JobState.DONE and job.certificate is not None and certificate.from_json(job.certificate).is_whole
    )


def cancel_export(session: Session, actor_id: int, job: ExportJob) -> bool:
    """Stop making a file; False when it is over already."""
    assert job.id is not None
    if not queue.cancel(session, job.id):
        return False
    organisation_id = session.get_one(Report, job.report_id).organisation_id
    record(
        session,
        "export:cancel",
        actor_id=actor_id,
        subject_type="report",
        subject_id=job.report_id,
        organisation_id=organisation_id,
        export=job.id,
        format=job.format,
    )
    return True


def job(session: Session, job_id: int) -> ExportJob:
    """Raises NotFound."""
    found = session.get(ExportJob, job_id)
    if found is None:
        raise NotFound
    return found


def _known(session: Session, fingerprint: str, format_key: str) -> ExportJob | None:
    statement = select(ExportJob).where(ExportJob.source_sha256 == fingerprint, ExportJob.format == format_key)
    return session.exec(statement).first()


def word_template(session: Session, report_id: int, format_key: str) -> str:
    """The hash of the organisation's own Word file, where it shapes the result."""
    if not FORMATS[format_key].takes_template:
        return ""
    statement = (
        select(Organisation.word_template_sha256)
        .join(Report, col(Report.organisation_id) == col(Organisation.id))
        .where(Report.id == report_id)
    )
    return session.exec(statement).first() or ""


def _hash(values: dict[str, Any]) -> str:
    """Of everything that decides the file."""
    return hashlib.sha256(rfc8785.dumps(values | {"renderer": renderer_version()})).hexdigest()


@cache
def renderer_version() -> str:
    """Changes whenever anything of ours that shapes a file changes."""
    digest = hashlib.sha256()
    for folder in RENDERER:
        for path in sorted((APP_DIR / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(APP_DIR).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def withdraw_waiting(session: Session, edition_id: int) -> None:
    """Forget the files of an edition that nobody has begun to make: newer ones take their place."""
    waiting = select(ExportJob).where(ExportJob.edition_id == edition_id, ExportJob.state == JobState.QUEUED)
    for found in session.exec(waiting):
        session.delete(found)
    session.flush()
