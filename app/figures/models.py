"""Claims in a text that somebody let stand although the figures speak against them."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from app.db import Moment, Table


class ClaimWaiver(Table, table=True):
    """One sentence of one text, by the hash of its words and figures: changed words are a new claim."""

    __tablename__ = "claim_waiver"
    __table_args__ = (UniqueConstraint("text_id", "sentence_sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    text_id: int = Field(foreign_key="section_text.id", index=True)
    sentence_sha256: str = Field(max_length=64)
    sentence: str = Field(max_length=1000)
    reason: str = Field(max_length=400)
    by: int = Field(foreign_key="user.id")
    at: datetime = Field(sa_type=Moment)
