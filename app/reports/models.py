"""Reports and the decisions made on their editions."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import JSON, Field, UniqueConstraint

from app.db import Moment, Table


class ReportState(StrEnum):
    DRAFT = "draft"
    IN_DECISION = "in-decision"
    REFERRED_BACK = "referred-back"
    APPROVED = "approved"
    PUBLISHED = "published"


class Report(Table, table=True):
    """One welfare report of one organisation, with the period it assesses and the period it plans.

    Section counts are kept on write, so that lists of reports read one row a report.
    """

    __table_args__ = (UniqueConstraint("organisation_id", "slug"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    template_version_id: int = Field(foreign_key="report_template_version.id")
    slug: str = Field(max_length=60)
    kind: str = Field(max_length=16)
    assessed_from: int
    assessed_to: int
    planned_from: int | None = None
    planned_to: int | None = None
    state: str = Field(default=ReportState.DRAFT, max_length=16)
    languages: list[str] = Field(default_factory=lambda: ["fi"], sa_type=JSON)  # the first is the original
    comparison: list[str] = Field(default_factory=list, sa_type=JSON)  # region codes, in column order
    restatements_seen: int = 0  # up to this restatement its figures are as the sources have them, less those kept
    sections_total: int = 0
    sections_writing: int = 0
    sections_ready: int = 0
    sections_accepted: int = 0
    sections_returned: int = 0
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)


class Outcome(StrEnum):
    APPROVED = "approved"
    APPROVED_AS_AMENDED = "approved-as-amended"
    NOTED = "noted"
    REFERRED_BACK = "referred-back"


class Decision(Table, table=True):
    """What one body decided on one edition at one meeting; printed in the report's part III."""

    __table_args__ = (UniqueConstraint("edition_id", "body_key"),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    edition_id: int = Field(foreign_key="edition.id", index=True)
    edition_sha256: str = Field(max_length=64)  # what the body had before it
    body_key: str = Field(max_length=40)  # from the report template's list of bodies
    body_name: str = Field(max_length=120)
    meeting_on: date
    paragraph: str = Field(max_length=20)  # the § of the minutes
    register_number: str = Field(default="", max_length=60)
    preparer: str = Field(default="", max_length=200)
    presenter: str = Field(default="", max_length=200)
    proposal: str = Field(default="", max_length=4000)
    outcome: str = Field(max_length=24)
    decision_text: str = Field(default="", max_length=4000)
    earlier_handling: str = Field(default="", max_length=1000)
    recorded_by: int = Field(foreign_key="user.id")
    recorded_at: datetime = Field(sa_type=Moment)


class KeptFigure(Table, table=True):
    """A figure that a report goes on printing although its source restated it, with the reason."""

    __tablename__ = "kept_figure"

    report_id: int = Field(primary_key=True, foreign_key="report.id")
    indicator_key: str = Field(primary_key=True, max_length=60)
    region_code: str = Field(primary_key=True, max_length=8)
    period_sort: int = Field(primary_key=True)
    population_group: str = Field(default="total", primary_key=True, max_length=20)
    restatement_id: int = Field(foreign_key="restatement.id")  # the one whose `before` is kept
    reason: str = Field(default="", max_length=400)
    kept_by: int = Field(foreign_key="user.id")
    kept_at: datetime = Field(sa_type=Moment)


class LeftOut(Table, table=True):
    """An indicator of the minimum content that a report leaves out on purpose; printed in its appendix."""

    __tablename__ = "left_out"
    __table_args__ = (UniqueConstraint("report_id", "item"),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    item: str = Field(max_length=300)  # the indicator's key, or the title of an unresolved one
    reason: str = Field(max_length=400)
    by: int = Field(foreign_key="user.id")
    at: datetime = Field(sa_type=Moment)
