"""What an organisation counts or asks itself. What is published of it stands among the observations, masked."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import JSON, Field, UniqueConstraint

from app.db import Moment, Table


class OwnIndicator(Table, table=True):
    """How an own indicator is made; its name, unit, good direction and threshold stand in `indicator`, same key.

    `masks_small`: counts of people, of which 1–4 are hidden in everything that is published.
    """

    __tablename__ = "own_indicator"

    indicator_key: str = Field(primary_key=True, foreign_key="indicator.key", max_length=60)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    definition_fi: str = Field(default="", max_length=2000)
    definition_sv: str = Field(default="", max_length=2000)
    collector: str = Field(max_length=200)
    comparability: str = Field(default="", max_length=1000)
    life_course: str = Field(default="all", max_length=12)
    theme: str = Field(default="", max_length=40)
    masks_small: bool = False
    survey_id: int | None = Field(default=None, foreign_key="survey.id", index=True)
    question: str = Field(default="", max_length=600)  # of a survey, as it was asked
    scale: str = Field(default="", max_length=200)  # "1–5", "% vastanneista"
    retired: bool = False
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = Field(sa_type=Moment)


class OwnFigure(Table, table=True):
    """One figure as it was collected, never masked: seen only by those who may write in the organisation."""

    __tablename__ = "own_figure"

    indicator_key: str = Field(primary_key=True, foreign_key="indicator.key", max_length=60)
    region_code: str = Field(primary_key=True, foreign_key="region.code", max_length=8)
    period_sort: int = Field(primary_key=True)
    population_group: str = Field(default="total", primary_key=True, max_length=20)
    period: str = Field(max_length=20)
    value: float
    answers: int | None = None  # n behind it
    collected_on: date | None = None
    note: str = Field(default="", max_length=400)
    cleared: bool = False  # a person with the right decided that this small number may be published
    cleared_reason: str = Field(default="", max_length=400)
    entered_by: int = Field(foreign_key="user.id")
    entered_at: datetime = Field(sa_type=Moment)


class Survey(Table, table=True):
    """A barometer or a survey; each of its questions is an own indicator."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(max_length=200)
    kind: str = Field(max_length=16)  # barometer, city-service, school, association, other
    maker: str = Field(default="", max_length=200)
    funder: str = Field(default="", max_length=200)
    year: int
    respondents: str = Field(default="", max_length=300)  # who was asked
    asked: int | None = None
    answered: int | None = None
    link: str = Field(default="", max_length=400)
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = Field(sa_type=Moment)


class CollectionState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Collection(Table, table=True):
    """Comparison figures asked from several municipalities by one form, for one period."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)  # who asks
    title: str = Field(max_length=200)
    guidance: str = Field(default="", max_length=2000)
    indicators: list[str] = Field(sa_type=JSON)  # keys of own indicators of the organisation that asks
    regions: list[str] = Field(sa_type=JSON)  # codes of the municipalities that are asked
    period: str = Field(max_length=20)
    period_sort: int
    due_on: date | None = None
    state: str = Field(default=CollectionState.OPEN, max_length=8)
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = Field(sa_type=Moment)


class CollectionAnswer(Table, table=True):
    """One municipality's answer to one question of a collection; typed by it, or by the asker on its behalf."""

    __tablename__ = "collection_answer"
    __table_args__ = (UniqueConstraint("collection_id", "region_code", "indicator_key"),)

    id: int | None = Field(default=None, primary_key=True)
    collection_id: int = Field(foreign_key="collection.id", index=True)
    region_code: str = Field(foreign_key="region.code", max_length=8)
    indicator_key: str = Field(foreign_key="indicator.key", max_length=60)
    value: float | None = None  # None: the municipality says that it has no figure
    note: str = Field(default="", max_length=400)
    answered_by: int = Field(foreign_key="user.id")
    answered_at: datetime = Field(sa_type=Moment)
