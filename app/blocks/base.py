"""What every kind of data block is: settings in the text, the values it needs, and the nodes it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from app.i18n import Language
from app.rendering import tree
from app.rendering.series import IndicatorData, RegionName


@dataclass(frozen=True, slots=True)
class BlockContext:
    """The report around a block. `newest_year` keeps an old report from showing later figures than its period."""

    language: Language
    own: RegionName
    comparison: tuple[RegionName, ...]
    plan_start: int  # year against which change is told
    newest_year: int | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a block must be given: indicator keys in row order; regions come from the context."""

    indicators: tuple[str, ...]


class Block(Protocol):
    """One kind of data block. `kind` is also the node's name in document/schema.json."""

    kind: ClassVar[str]
    label: ClassVar[str]  # marked with N_: the kind's name in menus

    def needs(self, attrs: Mapping[str, Any]) -> Needs:
        """The values this block asks for."""

    def nodes(
        self,
        attrs: Mapping[str, Any],
        context: BlockContext,
        indicators: Mapping[str, IndicatorData],
        *,
        anchor: str,
        number: str,
    ) -> tuple[tree.Block, ...]:
        """The block as tree nodes. Never raises for data: what is missing is said in words."""
