"""What every kind of data block is: settings in the text, the values it needs, and the nodes it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from app.i18n import Language
from app.rendering import tree
from app.rendering.series import IndicatorData, RegionName

COUNTRY = "SSS"


@dataclass(frozen=True, slots=True)
class PackageContent:
    """An indicator package in the block's language: its title and its indicators in row order."""

    title: str
    indicators: tuple[str, ...]
    unresolved: tuple[str, ...] = ()  # titles that belong here but cannot be fetched yet
    offered: bool = True  # False: not of the report's years; tables that name it keep their rows


class Area(StrEnum):
    """Whose municipalities a block shows one by one."""

    NONE = "none"
    COUNTY = "county"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class LeftOutItem:
    """An indicator of the minimum content that the report leaves out, and why."""

    title: str
    reason: str


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
    named: Mapping[str, RegionName] = field(default_factory=dict)  # by code: other regions that the block names
    few_answers: frozenset[str] = frozenset()  # codes of regions where a survey may have had few answers
    area: tuple[RegionName, ...] = ()  # the municipalities that the block's needs ask for
    shapes: Mapping[str, str] = field(default_factory=dict)  # by code: SVG path data of the area's municipalities
    plane: tuple[int, int] = (0, 0)  # width and height of the plane that the shapes lie in
    shapes_source: str = ""  # whose boundaries they are, in words
    left_out: tuple[LeftOutItem, ...] = ()

    @property
    def regions(self) -> tuple[str, ...]:
        """The codes of all regions whose figures may be shown."""
        named = (self.own, *self.around, *self.comparison)
        others = (*self.comparison, *self.named.values())
        stand_ins = (self.twins[region.code] for region in others if region.code in self.twins)
        everyone = (*named, *stand_ins, *self.named.values(), *self.area)
        return tuple(dict.fromkeys(region.code for region in everyone))

    @property
    def country(self) -> RegionName | None:
        """The country, where the block compares with it."""
        return next((region for region in self.comparison if region.code == COUNTRY), None)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a block must be given: indicator keys in row order, and its own comparison where it has one.

    Without own `comparison` the report's is meant. Figures are wanted of the context's `regions`, and of each
    municipality of `area`; of the total population, and of the population `groups` as well ("male", "female").
    `regions` are codes of further regions. `shapes`: the boundaries of the area's municipalities as well;
    `left_out`: what the report leaves out of the minimum content.
    """

    indicators: tuple[str, ...]
    comparison: tuple[str, ...] | None = None
    groups: tuple[str, ...] = ()
    area: Area = Area.NONE
    regions: tuple[str, ...] = ()
    shapes: bool = False
    left_out: bool = False


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
    ) -> tuple[tree.Block, ...]:
        """The block as tree nodes, not yet numbered. Never raises for data: what is missing is said in words."""
