"""The versions of report templates that reports were made from, kept whole."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field, UniqueConstraint

from app.db import Moment, Table


class ReportTemplateVersion(Table, table=True):
    """A report template as it was when a report was made from it: later edits of the file change no report."""

    __tablename__ = "report_template_version"
    __table_args__ = (UniqueConstraint("key", "version", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=40)
    version: str = Field(max_length=20)
    sha256: str = Field(max_length=64)  # of the canonical body
    body: dict[str, Any] = Field(sa_type=JSON)  # ReportTemplate, dumped
    stored_at: datetime = Field(sa_type=Moment)
