"""Images of reports."""

from datetime import datetime

from sqlmodel import Field

from app.db import Moment, Table


class Image(Table, table=True):
    """An image that a report may show. The bytes stand in the store under their hash, which is the node's `asset`."""

    report_id: int = Field(primary_key=True, foreign_key="report.id")
    sha256: str = Field(primary_key=True, max_length=64)
    media_type: str = Field(max_length=40)
    width: int
    height: int
    size: int  # bytes
    uploaded_by: int = Field(foreign_key="user.id")
    uploaded_at: datetime = Field(sa_type=Moment)
