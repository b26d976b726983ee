"""Frozen Documents, the approval bound to them, and the files made from them."""

from datetime import datetime

from sqlmodel import Field, Text, UniqueConstraint

from app.db import Moment, Table


class Edition(Table, table=True):
    """A report frozen: numbered, canonical (RFC 8785), hashed, chained to the edition before it. Never changed.

    `approval` is written once, when the last body approves: canonical JSON of the decisions and of this
    edition's hash. Content and approval together are what the approved files are made from.
    """

    __table_args__ = (UniqueConstraint("report_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    number: int
    content: str = Field(sa_type=Text)  # canonical JSON; see editions.content
    sha256: str = Field(max_length=64)
    previous_sha256: str = Field(default="", max_length=64)
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = Field(sa_type=Moment)
    approval: str | None = Field(default=None, sa_type=Text)
    approval_sha256: str | None = Field(default=None, max_length=64)
    approved_at: datetime | None = Field(default=None, sa_type=Moment)
    published_at: datetime | None = Field(default=None, sa_type=Moment)
