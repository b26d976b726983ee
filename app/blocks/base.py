"""What every kind of data block is: settings in the text, the values it needs, and the nodes it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from app.i18n import Language
from app.rendering import tree
from app.rendering.series import IndicatorData, RegionName


@dataclass(frozen=True, slots=True)
class PackageContent:
    """An indicator package in the block's language: its title and its indicators in row order."""

    title: str
    indicators: tuple[str, ...]
    unresolved: tuple[str, ...] = ()  # titles that belong here but cannot be fetched yet


@dataclass(frozen=True, slots=True)
class BlockContext:
    """The report around a block. `newest_year` keeps an old report from showing later figures than its period."""

    language: Language
    own: RegionName
    comparison: tuple[RegionName, ...]
    plan_start: int  # year against which change is told
    newest_year: int | None = None
    around: tuple[RegionName, ...] = ()  # county, region: whose figure stands in where the own region has none
    twins: Mapping[str, RegionName] = field(default_factory=dict)  # by code: another region with the same boundaries
    packages: Mapping[str, PackageContent] = field(default_factory=dict)

    @property
    def regions(self) -> tuple[str, ...]:
        """The codes of all regions whose figures may be shown."""
        named = (self.own, *self.around, *self.comparison)
        stand_ins = (self.twins[region.code] for region in self.comparison if region.code in self.twins)
        return tuple(dict.fromkeys(region.code for region in (*named, *stand_ins)))


@dataclass(frozen=True, slots=True)
class Needs:
    """What a block must be given: indicator keys in row order, and its own comparison where it has one.

    Without own `comparison` the report's is meant. Figures are wanted of the context's `regions`.
    """

    indicators: tuple[str, ...]
    comparison: tuple[str, ...] | None = None


class Block(Protocol):
    """One kind of data block. `kind` is also the node's name in document/schema.json."""

    kind: ClassVar[str]
    label: ClassVar[str]  # marked with N_: the kind's name in menus

    def needs(self, attrs: Mapping[str, Any], context: BlockContext) -> Needs:
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
