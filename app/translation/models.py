"""Which revision of the original each block translates."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field

from app.db import Moment, Table


class Translation(Table, table=True):
    """A block of a translated text, and the block of the original (by the same id) as it was when translated."""

    text_id: int = Field(primary_key=True, foreign_key="section_text.id")
    block_id: str = Field(primary_key=True, max_length=40)
    source_version: int
    source: dict[str, Any] = Field(sa_type=JSON)
    checked: bool = False  # a person said that it is translated, even where its words are the original's
    by: int = Field(foreign_key="user.id")
    at: datetime = Field(sa_type=Moment)


class TranslationState(Table, table=True):
    """How a translated text stood against the original when it was last reckoned; lists read this, not the texts."""

    __tablename__ = "translation_state"

    text_id: int = Field(primary_key=True, foreign_key="section_text.id")
    source_version: int
    behind: int = 0
    missing: int = 0
    at: datetime = Field(sa_type=Moment)
