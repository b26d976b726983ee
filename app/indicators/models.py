"""Indicators, their observations and the log of fetches."""

from datetime import date, datetime

from sqlmodel import Field

from app.db import Moment, Table


class Indicator(Table, table=True):
    """A measured thing, as its source describes it. `key` is source:id, e.g. sotkanet:127 or statfin:12bs/vktm."""

    key: str = Field(primary_key=True, max_length=60)
    source: str = Field(max_length=20, index=True)
    source_id: str = Field(max_length=40)
    title_fi: str = Field(max_length=400)
    title_sv: str = Field(max_length=400)
    title_en: str = Field(max_length=400)
    unit_fi: str = Field(default="", max_length=40)
    unit_sv: str = Field(default="", max_length=40)
    unit_en: str = Field(default="", max_length=40)
    decimals: int = 0
    producer_fi: str = Field(default="", max_length=120)
    producer_sv: str = Field(default="", max_length=120)
    producer_en: str = Field(default="", max_length=120)
    source_updated_on: date | None = None
    fetched_at: datetime = Field(sa_type=Moment)


class Observation(Table, table=True):
    """One value: what, where, when, of whom. An absent row is an absent value, never a zero."""

    indicator_key: str = Field(primary_key=True, foreign_key="indicator.key", max_length=60)
    region_code: str = Field(primary_key=True, foreign_key="region.code", max_length=8)
    period_sort: int = Field(primary_key=True)  # last month of the period, yyyymm: orders years, months, spans
    population_group: str = Field(default="total", primary_key=True, max_length=20)
    period: str = Field(max_length=20)  # as printed: 2012, 2026M06, 2014–2016
    value: float
    lower: float | None = None
    upper: float | None = None


class Fetch(Table, table=True):
    """One attempt to renew one indicator: what came, or why it was refused."""

    id: int | None = Field(default=None, primary_key=True)
    indicator_key: str = Field(max_length=60, index=True)
    started_at: datetime = Field(sa_type=Moment)
    finished_at: datetime = Field(sa_type=Moment)
    accepted: bool
    rows: int = 0
    changed: int = 0  # observations added, altered or removed
    reason: str = Field(default="", max_length=500)
