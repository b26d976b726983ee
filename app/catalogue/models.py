"""Packages that a municipality or county puts together itself."""

from datetime import datetime

from sqlmodel import JSON, Field, UniqueConstraint

from app.db import Moment, Table


class OwnPackage(Table, table=True):
    """An organisation's own indicator package. Municipalities of a county may use the county's."""

    __tablename__ = "own_package"
    __table_args__ = (UniqueConstraint("organisation_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    key: str = Field(max_length=40)  # unlike every packages/*.yaml: begins with "own-"
    title_fi: str = Field(max_length=120)
    title_sv: str = Field(max_length=120)
    title_en: str = Field(max_length=120)
    indicators: list[str] = Field(default_factory=list, sa_type=JSON)  # keys, in row order
    valid_from: int
    valid_to: int | None = None
    updated_by: int | None = Field(default=None, foreign_key="user.id")
    updated_at: datetime = Field(sa_type=Moment)
