"""Indicators, their observations, and what is known of every attempt to renew them."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import JSON, Field, Index, UniqueConstraint

from app.db import Moment, Table


class Indicator(Table, table=True):
    """A measured thing, as its source describes it. `key` is source:id, e.g. sotkanet:127 or statfin:12bs/vktm.

    Listed but never fetched while `fetched_at` is None. Those that an organisation counts itself have its id.
    """

    key: str = Field(primary_key=True, max_length=60)
    source: str = Field(max_length=20, index=True)
    source_id: str = Field(max_length=40)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
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
    search_words: str = Field(default="", max_length=1800)  # titles, producers and number, folded to lower case
    first_sort: int | None = None  # period_sort of its oldest and its newest figure, kept by every swap
    last_sort: int | None = None
    direction: str | None = Field(default=None, max_length=8)  # which way is good, where the catalogue does not say it
    threshold: float | None = None  # smallest change that matters, likewise
    source_updated_on: date | None = None
    fetched_at: datetime | None = Field(default=None, sa_type=Moment)


class IndicatorAbout(Table, table=True):
    """What the source says about an indicator in one language; plain text, read on the indicator's own page only."""

    __tablename__ = "indicator_about"

    indicator_key: str = Field(primary_key=True, foreign_key="indicator.key", max_length=60)
    language: str = Field(primary_key=True, max_length=2)
    description: str = Field(default="", max_length=20_000)
    interpretation: str = Field(default="", max_length=20_000)
    limits: str = Field(default="", max_length=20_000)


class Observation(Table, table=True):
    """One value: what, where, when, of whom. An absent row is an absent value, never a zero.

    A row without `value` says why there is none (`app.rendering.series.Absence`), where that is known.
    """

    __table_args__ = ({"sqlite_with_rowid": False},)  # the key is the order in which figures are read

    indicator_key: str = Field(primary_key=True, foreign_key="indicator.key", max_length=60)
    region_code: str = Field(primary_key=True, foreign_key="region.code", max_length=8)
    period_sort: int = Field(primary_key=True)  # last month of the period, yyyymm: orders years, months, spans
    population_group: str = Field(default="total", primary_key=True, max_length=20)
    period: str = Field(max_length=20)  # as printed: 2012, 2026M06, 2014–2016
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    absence: str = Field(default="", max_length=16)


class FetchOutcome(StrEnum):
    RENEWED = "renewed"  # figures came, some of them new or changed
    UNCHANGED = "unchanged"  # the source has what is stored
    REFUSED = "refused"  # an answer came that is not believed
    SILENT = "silent"  # no answer


class Fetch(Table, table=True):
    """One attempt to renew one indicator: what came, or why it was refused."""

    id: int | None = Field(default=None, primary_key=True)
    run_id: int | None = Field(default=None, foreign_key="refresh_run.id", index=True)
    indicator_key: str = Field(max_length=60, index=True)
    started_at: datetime = Field(sa_type=Moment)
    finished_at: datetime = Field(sa_type=Moment)
    outcome: str = Field(max_length=12)
    requests: int = 0
    rows: int = 0
    added: int = 0  # observations of places that had none
    altered: int = 0
    removed: int = 0
    reason: str = Field(default="", max_length=500)  # why it was refused or silent, in English

    @property
    def accepted(self) -> bool:
        return FetchOutcome(self.outcome) in (FetchOutcome.RENEWED, FetchOutcome.UNCHANGED)

    @property
    def changed(self) -> int:
        """Observations added, altered or removed."""
        return self.added + self.altered + self.removed


class RefreshRun(Table, table=True):
    """One refresh of many indicators. It goes on where it was killed: what is left are the keys without a fetch."""

    __tablename__ = "refresh_run"

    id: int | None = Field(default=None, primary_key=True)
    trigger: str = Field(max_length=12)  # schedule, command, person
    started_by: int | None = Field(default=None, foreign_key="user.id")
    keys: list[str] = Field(sa_type=JSON)
    done: int = 0
    started_at: datetime = Field(sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    stopped: bool = False  # a person asked it to end


class RefreshLease(Table, table=True):
    """Who may refresh now: one of several processes, until a moment that it keeps moving on."""

    __tablename__ = "refresh_lease"

    name: str = Field(primary_key=True, max_length=20)
    holder: str = Field(max_length=80)
    until: datetime = Field(sa_type=Moment)


class AnswerMark(Table, table=True):
    """What a source said of an answer's version, for asking only when something is new."""

    __tablename__ = "answer_mark"

    address: str = Field(primary_key=True, max_length=400)  # path and query, without the host
    etag: str = Field(default="", max_length=200)
    last_modified: str = Field(default="", max_length=60)
    at: datetime = Field(sa_type=Moment)


class Restatement(Table, table=True):
    """A stored figure that its source altered or took away. Reports show `before` until somebody accepts `after`."""

    __table_args__ = (Index("ix_restatement_place", "indicator_key", "region_code", "period_sort"),)

    id: int | None = Field(default=None, primary_key=True)
    fetch_id: int = Field(foreign_key="fetch.id", index=True)
    indicator_key: str = Field(foreign_key="indicator.key", max_length=60)
    region_code: str = Field(max_length=8)
    period_sort: int
    population_group: str = Field(default="total", max_length=20)
    period: str = Field(max_length=20)
    before: float | None = None
    before_lower: float | None = None
    before_upper: float | None = None
    before_fetched_at: datetime = Field(sa_type=Moment)
    after: float | None = None  # None: the source has the figure no more
    at: datetime = Field(sa_type=Moment)


class DoubtState(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"  # a person checked it against the source
    WRONG = "wrong"  # a person holds it for a mistake of the source: not shown until it changes
    PASSED = "passed"  # the figure changed before anybody looked


class Doubt(Table, table=True):
    """A figure that jumped further than its kind does: for a person to look at."""

    id: int | None = Field(default=None, primary_key=True)
    fetch_id: int = Field(foreign_key="fetch.id", index=True)
    indicator_key: str = Field(foreign_key="indicator.key", max_length=60, index=True)
    region_code: str = Field(max_length=8)
    period_sort: int
    population_group: str = Field(default="total", max_length=20)
    period: str = Field(max_length=20)
    before: float | None = None  # the figure it is held against: of the same place, or of the period before
    after: float | None = None
    rule: str = Field(max_length=20)  # the rule that it broke, by its name in app.indicators.doubts
    state: str = Field(default=DoubtState.OPEN, max_length=12)
    note: str = Field(default="", max_length=400)
    decided_by: int | None = Field(default=None, foreign_key="user.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    at: datetime = Field(sa_type=Moment)


class OwnPackage(Table, table=True):
    """An organisation's own indicator package. Municipalities of a county may use the county's.

    It stands here and not in the catalogue, since reports read it.
    """

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
