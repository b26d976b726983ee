"""The accessibility statement of an organisation, and what readers tell it."""

from datetime import date, datetime
from typing import Any

from sqlmodel import JSON, Field, Text

from app.db import Moment, Table


class AccessibilityStatement(Table, table=True):
    """What the law (306/2019) asks an organisation to say of its pages and files. Texts are by language."""

    __tablename__ = "accessibility_statement"

    organisation_id: int = Field(primary_key=True, foreign_key="organisation.id")
    conformance: str = Field(max_length=12)  # full, partial, none
    shortcomings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # language → what is not accessible, why
    contact_email: str = Field(default="", max_length=254)
    contact_phone: str = Field(default="", max_length=40)
    reviewed_on: date
    updated_by: int | None = Field(default=None, foreign_key="user.id")
    updated_at: datetime = Field(sa_type=Moment)


class Feedback(Table, table=True):
    """A reader's message about a page or file; the law wants an answer within 14 days."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    address: str = Field(default="", max_length=300)  # the page it is about, below the site's own address
    message: str = Field(sa_type=Text)
    email: str = Field(default="", max_length=254)  # empty: no answer is asked for
    language: str = Field(max_length=2)
    sent_at: datetime = Field(sa_type=Moment)
    due_on: date
    answer: str = Field(default="", sa_type=Text)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    answered_by: int | None = Field(default=None, foreign_key="user.id")
