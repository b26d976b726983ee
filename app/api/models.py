"""Read tokens of the JSON interface."""

from datetime import date, datetime

from sqlmodel import Field

from app.db import Moment, Table


class ReadToken(Table, table=True):
    """Lets a program read an organisation's drafts. The token itself is shown once; its hash is kept."""

    __tablename__ = "read_token"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(max_length=80)  # who uses it for what
    token_sha256: str = Field(unique=True, max_length=64)
    expires_on: date
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = Field(sa_type=Moment)
    last_used_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
