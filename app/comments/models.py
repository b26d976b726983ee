"""Threads of comments."""

from datetime import datetime

from sqlmodel import JSON, Field

from app.db import Moment, Table


class Thread(Table, table=True):
    """A conversation about a range (the mark `comment` with this key) or a block (its id) of a text.

    `quote` is what the text said when it began; it stays when the place is deleted.
    """

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=40)
    report_id: int = Field(foreign_key="report.id", index=True)
    section_id: int = Field(foreign_key="section.id", index=True)
    text_id: int = Field(foreign_key="section_text.id", index=True)
    block_id: str = Field(default="", max_length=40)
    quote: str = Field(default="", max_length=2000)
    created_by: int = Field(foreign_key="user.id")
    created_at: datetime = Field(sa_type=Moment)
    resolved_by: int | None = Field(default=None, foreign_key="user.id")
    resolved_at: datetime | None = Field(default=None, sa_type=Moment)


class Comment(Table, table=True):
    """One comment of a thread. `mentions` are the ids of those it calls; `body` names them as @{id}.

    An empty body: the first comment of a thread that others have answered was deleted by its author.
    """

    id: int | None = Field(default=None, primary_key=True)
    thread_id: int = Field(foreign_key="thread.id", index=True)
    author_id: int = Field(foreign_key="user.id", index=True)
    body: str = Field(max_length=4000)
    mentions: list[int] = Field(default_factory=list, sa_type=JSON)
    at: datetime = Field(sa_type=Moment)
    edited_at: datetime | None = Field(default=None, sa_type=Moment)
