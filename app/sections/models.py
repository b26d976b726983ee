"""Sections of a report, their texts, and the steps that made the texts."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field, Index, UniqueConstraint

from app.db import Moment, Table


class SectionState(StrEnum):
    NOT_STARTED = "not-started"
    WRITING = "writing"
    READY = "ready"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class Section(Table, table=True):
    """One section of one report. What it is about stands in the report's template version, under `key`."""

    __table_args__ = (UniqueConstraint("report_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id", index=True)
    key: str = Field(max_length=40)
    position: int
    state: str = Field(default=SectionState.NOT_STARTED, max_length=16)
    owner_id: int | None = Field(default=None, foreign_key="user.id", index=True)
    due_on: date | None = None
    return_reason: str = Field(default="", max_length=2000)
    frozen_at: datetime | None = Field(default=None, sa_type=Moment)  # set while an edition is in decision
    updated_at: datetime = Field(sa_type=Moment)
    updated_by: int | None = Field(default=None, foreign_key="user.id")


class SectionText(Table, table=True):
    """The text of a section in one language: the newest document, and the version number of its last step."""

    __tablename__ = "section_text"
    __table_args__ = (UniqueConstraint("section_id", "language"),)

    id: int | None = Field(default=None, primary_key=True)
    section_id: int = Field(foreign_key="section.id", index=True)
    language: str = Field(max_length=2)
    version: int = 0
    document: dict[str, Any] = Field(sa_type=JSON)
    word_count: int = 0
    updated_at: datetime = Field(sa_type=Moment)
    updated_by: int | None = Field(default=None, foreign_key="user.id")


class Step(Table, table=True):
    """One accepted step. The primary key is the arbiter between writers: one step a version, for ever.

    `batch` is the client's idempotency key: a batch sent again is acknowledged, not applied again.
    """

    __table_args__ = (Index("ix_step_text_id_batch", "text_id", "batch"),)

    text_id: int = Field(primary_key=True, foreign_key="section_text.id")
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})  # after this step
    batch: str = Field(max_length=40)
    client: str = Field(max_length=40)
    author_id: int = Field(foreign_key="user.id", index=True)
    body: dict[str, Any] = Field(sa_type=JSON)  # the step as ProseMirror writes it
    at: datetime = Field(sa_type=Moment)


class TextSnapshot(Table, table=True):
    """A text's whole document at one version: its beginning, then every so many steps, and at milestones.

    What lies between is reached by applying steps.
    """

    __tablename__ = "text_snapshot"

    text_id: int = Field(primary_key=True, foreign_key="section_text.id")
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    document: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = Field(sa_type=Moment)


class MilestoneKind(StrEnum):
    NAMED = "named"  # by a person
    FROZEN = "frozen"  # sent to decision
    RESTORED = "restored"
    IMPORTED = "imported"
    FORM = "form"  # saved without the editor


class Milestone(Table, table=True):
    """A version of a text that stands out in its history. `name` is the person's, or empty."""

    id: int | None = Field(default=None, primary_key=True)
    text_id: int = Field(foreign_key="section_text.id", index=True)
    version: int
    kind: str = Field(max_length=12)
    name: str = Field(default="", max_length=120)
    by: int | None = Field(default=None, foreign_key="user.id")
    at: datetime = Field(sa_type=Moment)

    @property
    def is_named(self) -> bool:
        """Is it there because a person named it, so that people may rename it and take the name away?"""
        return MilestoneKind(self.kind) is MilestoneKind.NAMED


class LastLook(Table, table=True):
    """The version of a text that a person had before them when they last left it."""

    __tablename__ = "last_look"

    user_id: int = Field(primary_key=True, foreign_key="user.id")
    text_id: int = Field(primary_key=True, foreign_key="section_text.id")
    version: int
    at: datetime = Field(sa_type=Moment)
