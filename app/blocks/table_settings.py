"""The settings of an indicator table, as they stand in a text and in the settings form."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.blocks.base import BlockContext
from app.blocks.readings import Judgement
from app.i18n import translate

MAX_INDICATORS = 60
MAX_COMPARISON = 8

Key = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class Override(BaseModel):
    """A judgement that a person sets instead of the computed one, with the reason that is printed."""

    model_config = ConfigDict(frozen=True)

    judgement: Judgement
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


class TableSettings(BaseModel):
    """The settings of one table, as they stand in the text."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(default="", max_length=60)
    package: str = Field(default="", max_length=40)
    indicators: tuple[Key, ...] = Field(default=(), max_length=MAX_INDICATORS)  # empty: all of the package
    comparison: tuple[Key, ...] | None = Field(default=None, max_length=MAX_COMPARISON)  # None: the report's
    title: str = Field(default="", max_length=200)  # empty: the package's
    overrides: dict[Key, Override] = Field(default_factory=dict, max_length=MAX_INDICATORS)

    def rows(self, context: BlockContext) -> tuple[str, ...]:
        """The indicators, in row order."""
        package = context.packages.get(self.package)
        return self.indicators or (package.indicators if package else ())

    def caption(self, context: BlockContext) -> str:
        package = context.packages.get(self.package)
        return self.title or (package.title if package else translate(context.language, "Indicator table"))

    @classmethod
    def of(cls, attrs: Mapping[str, Any]) -> Self | None:
        """The settings that a node carries; None when they make no sense."""
        try:
            return cls.model_validate(dict(attrs))
        except ValidationError:
            return None
