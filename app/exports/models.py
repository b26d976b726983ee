"""Rendering jobs and the files they leave."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field, UniqueConstraint

from app.db import Moment, Table


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class StoredFile(Table, table=True):
    """A file on disk under its content's hash; written, synced and renamed before this row exists."""

    __tablename__ = "stored_file"

    sha256: str = Field(primary_key=True, max_length=64)
    media_type: str = Field(max_length=100)
    size: int
    created_at: datetime = Field(sa_type=Moment)


class ExportJob(Table, table=True):
    """One Document to be made one file of one format. `source_sha256` and format name the result for ever:
    the same content is never rendered twice.
    """

    __tablename__ = "export_job"
    __table_args__ = (UniqueConstraint("source_sha256", "format"),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    edition_id: int | None = Field(default=None, foreign_key="edition.id", index=True)  # None: a draft
    language: str = Field(max_length=2)
    format: str = Field(max_length=8)
    part: str = Field(default="", max_length=80)  # see rendering.parts; empty: the whole report
    source_sha256: str = Field(max_length=64)  # of the Document's canonical JSON and the renderer's version
    content_sha256: str = Field(default="", max_length=64, index=True)  # as above, whosoever's it is
    source: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # the Document; dropped when done
    state: str = Field(default=JobState.QUEUED, max_length=10, index=True)
    progress: int = 0  # per cent
    doing: str = Field(default="", max_length=200)  # the section that is being set
    tries: int = 0
    leased_by: str = Field(default="", max_length=60)
    leased_until: datetime | None = Field(default=None, sa_type=Moment)
    failure: str = Field(default="", max_length=1000)
    file_sha256: str | None = Field(default=None, foreign_key="stored_file.sha256", max_length=64)
    certificate: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # see proofs.certificate
    requested_by: int | None = Field(default=None, foreign_key="user.id")
    requested_at: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
