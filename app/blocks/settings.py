"""What the settings of every kind of block have in common: how they stand in a text, and how they are read from it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.blocks.base import BlockContext
from app.i18n import N_, Language, translate
from app.rendering import tree

MAX_INDICATORS = 60
MAX_COMPARISON = 8
FIRST_YEAR, LAST_YEAR = 1900, 2100

Key = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Keys = Annotated[tuple[Key, ...], Field(max_length=MAX_INDICATORS)]
Codes = Annotated[tuple[Key, ...], Field(max_length=MAX_COMPARISON)]
CalendarYear = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class BlockSettings(BaseModel):
    """Settings as a node of the text carries them. Attributes that the kind does not know are passed over."""

    model_config = ConfigDict(frozen=True)
    unreadable: ClassVar[str] = N_("The settings of this block cannot be read. Set them again.")

    id: str = Field(default="", max_length=60)
    title: str = Field(default="", max_length=200)  # empty: made from the figures

    @classmethod
    def of(cls, attrs: Mapping[str, Any]) -> Self | None:
        """The settings that a node carries; None when they make no sense."""
        try:
            return cls.model_validate(dict(attrs))
        except ValidationError:
            return None


class OneIndicator(BlockSettings):
    """Settings of a block about one indicator."""

    indicator: str = Field(default="", max_length=60)

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.indicator,) if self.indicator else ()


class Compared(OneIndicator):
    """One indicator in the own region and those compared with."""

    comparison: Codes | None = None  # None: the report's


class ManyIndicators(BlockSettings):
    """Settings of a block about a package, or about indicators chosen one by one."""

    package: str = Field(default="", max_length=40)
    indicators: Keys = ()  # empty: all of the package

    def rows(self, context: BlockContext) -> tuple[str, ...]:
        """The indicators, in row order."""
        package = context.packages.get(self.package)
        return self.indicators or (package.indicators if package else ())

    def package_title(self, context: BlockContext) -> str:
        package = context.packages.get(self.package)
        return package.title if package else ""


def notice(language: Language, message: str, **params: Any) -> tuple[tree.Block, ...]:
    """A block that cannot be shown, and why."""
    return (tree.Notice(text=translate(language, message, **params)),)


def words(parts: Iterator[str] | list[str]) -> str:
    """Parts of a caption or a sentence that are not empty, with commas between."""
    return ", ".join(part for part in parts if part)
