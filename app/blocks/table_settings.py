"""The settings of an indicator table, as they stand in a text and in the settings form."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.blocks.base import BlockContext
from app.blocks.judgement import Judgement
from app.blocks.settings import MAX_COMPARISON, MAX_INDICATORS, Codes, Key, ManyIndicators
from app.i18n import N_, translate

MAX_YEARS = 15

__all__ = ["MAX_COMPARISON", "MAX_INDICATORS", "MAX_YEARS", "Override", "Shape", "TableSettings"]


class Shape(StrEnum):
    """What the columns are."""

    NEWEST = "newest"  # newest figure, its year, the change, the regions compared with
    YEARS = "years"
    REGIONS = "regions"


class Override(BaseModel):
    """A judgement that a person sets instead of the computed one, with the reason that is printed."""

    model_config = ConfigDict(frozen=True)

    judgement: Judgement
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


class TableSettings(ManyIndicators):
    """The settings of one table. `years`: how many periods the shape "years" shows."""

    unreadable: ClassVar[str] = N_("The settings of this indicator table cannot be read. Set them again.")

    comparison: Codes | None = None  # None: the report's
    overrides: dict[Key, Override] = Field(default_factory=dict, max_length=MAX_INDICATORS)
    shape: Shape = Shape.NEWEST
    years: int = Field(default=6, ge=2, le=MAX_YEARS)

    def caption(self, context: BlockContext) -> str:
        return self.title or self.package_title(context) or translate(context.language, "Indicator table")
