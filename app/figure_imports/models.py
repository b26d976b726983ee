"""A file of figures on its way in."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field

from app.db import Moment, Table


class FigureImport(Table, table=True):
    """An uploaded file, read into rows, with the columns as somebody says they are; kept until it is taken in or left.

    The file's bytes are stored by `sha256`; `rows` of the preview are read from it again.
    """

    __tablename__ = "figure_import"

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)  # None: statistics
    file_name: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    shape: str = Field(max_length=20)  # which shape the file has, by its name in app.datafiles
    mapping: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # what each column means
    state: str = Field(max_length=12)  # preview, taken, left
    counts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # rows, figures, errors
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = Field(sa_type=Moment)
    taken_at: datetime | None = Field(default=None, sa_type=Moment)
