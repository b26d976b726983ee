"""Word files that were read."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field

from app.db import Moment, Table


class ImportState(StrEnum):
    PREVIEW = "preview"
    APPLIED = "applied"
    UNDONE = "undone"


class WordImport(Table, table=True):
    """A Word file as it was understood: `parts` with heading, target section and document; `losses` in words.

    `applied` holds for each text its version before and after, for the undo.
    """

    __tablename__ = "word_import"

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    language: str = Field(max_length=2)
    file_name: str = Field(max_length=200)
    parts: list[Any] = Field(sa_type=JSON)
    losses: list[Any] = Field(default_factory=list, sa_type=JSON)
    applied: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: str = Field(default=ImportState.PREVIEW, max_length=12)
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = Field(sa_type=Moment)
