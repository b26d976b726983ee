"""Suggested changes."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field

from app.db import Moment, Table


class SuggestionKind(StrEnum):
    WORDS = "words"  # the words that carry the mark become others, or none
    TEXT = "text"  # the text of a block becomes another
    REMOVAL = "removal"  # a block goes
    ADDITION = "addition"  # a new paragraph comes after a block


class SuggestionState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Suggestion(Table, table=True):
    """A proposal for a range (the mark `suggestion` with this key) or a block (its id) of a text.

    `base` is the content that stood there, `proposed` what should: lists of nodes as JSON. Once accepted, `base` is
    what the proposal took the place of, and `applied_at` is where its beginning came to stand in `applied_version`.
    """

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=40)
    report_id: int = Field(foreign_key="report.id", index=True)
    section_id: int = Field(foreign_key="section.id", index=True)
    text_id: int = Field(foreign_key="section_text.id", index=True)
    author_id: int = Field(foreign_key="user.id")
    kind: str = Field(max_length=12)
    block_id: str = Field(default="", max_length=40)
    base: list[Any] = Field(default_factory=list, sa_type=JSON)
    proposed: list[Any] = Field(default_factory=list, sa_type=JSON)
    reason: str = Field(default="", max_length=1000)
    state: str = Field(default=SuggestionState.OPEN, max_length=12)
    created_at: datetime = Field(sa_type=Moment)
    decided_by: int | None = Field(default=None, foreign_key="user.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    applied_version: int | None = None
    applied_at: int | None = None
