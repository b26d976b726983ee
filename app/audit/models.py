"""The audit log's one table."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field

from app.db import Moment, Table


class AuditEntry(Table, table=True):
    """One change by one person. `action` reads subject:verb[:detail], e.g. `section:ready`."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)
    actor_id: int | None = Field(default=None, foreign_key="user.id", index=True)  # None: the system itself
    action: str = Field(max_length=60, index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    subject_type: str = Field(max_length=30)
    subject_id: str = Field(max_length=80)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
