"""Asking for files."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import rfc8785
from sqlmodel import Session, select

from app.clock import now
from app.db import after_commit
from app.errors import NotFound
from app.exports import queue
from app.exports.errors import UnknownFormat
from app.exports.formats import FORMATS
from app.exports.models import ExportJob, JobState
from app.rendering import tree

APP_DIR = Path(__file__).resolve().parents[1]
RENDERER = ("rendering", "templates/document", "static/css", "i18n/locale")


def request_export(
    session: Session,
    *,
    document: tree.Document,
    report_id: int,
    edition_id: int | None,
    language: str,
    format: str,  # noqa: A002
    requested_by: int | None,
) -> ExportJob:
    """The job that makes, or has made, this file. What is known is not made again; what failed is tried anew."""
    if format not in FORMATS:
        raise UnknownFormat
    source = tree.to_json(document)
    fingerprint = _fingerprint(source, report_id, edition_id)
    job = session.exec(
        select(ExportJob).where(ExportJob.source_sha256 == fingerprint, ExportJob.format == format)
    ).first()
    if job is None:
        job = ExportJob(
            report_id=report_id,
            edition_id=edition_id,
            language=language,
            format=format,
            source_sha256=fingerprint,
            requested_by=requested_by,
            requested_at=now(),
        )
    elif job.state != JobState.FAILED:
        return job
    job.state, job.source, job.tries, job.progress, job.failure = JobState.QUEUED, source, 0, 0, ""
    session.add(job)
    session.flush()
    after_commit(session, queue.arrived.set)
    return job


def job(session: Session, job_id: int) -> ExportJob:
    """Raises NotFound."""
    found = session.get(ExportJob, job_id)
    if found is None:
        raise NotFound
    return found


def _fingerprint(source: dict[str, Any], report_id: int, edition_id: int | None) -> str:
    """Of everything that decides the file, and of whose it is."""
    values: dict[str, Any] = {
        "document": source,
        "renderer": renderer_version(),
        "report": report_id,
        "edition": edition_id,
    }
    return hashlib.sha256(rfc8785.dumps(values)).hexdigest()


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
