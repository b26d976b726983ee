"""What a chart of the Document draws, as values: figures, names and roles; how they look is the writers' matter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field


class SeriesRole(StrEnum):
    """Whose figures a line, a bar or a dot shows; each is drawn in a way that needs no colour to be told apart."""

    OWN = "own"
    COUNTY = "county"  # the wellbeing services county, or the region
    COUNTRY = "country"
    PEER = "peer"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One figure of a drawing. `text` is the figure as printed, or in words why there is none."""

    label: str  # the period as printed, the region, or the group
    text: str
    value: float | None
    sort: int = 0  # of a line's points: last month of the period, yyyymm
    role: SeriesRole = SeriesRole.OWN


@dataclass(frozen=True, kw_only=True, slots=True)
class LineSeries:
    name: str
    role: SeriesRole
    marks: tuple[Mark, ...]  # oldest first; one without value breaks the line


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """Figures over years: at most five series. The axis starts from zero only if `from_zero`."""

    series: tuple[LineSeries, ...]
    unit: str
    decimals: int
    from_zero: bool = False
    kind: Literal["lines"] = "lines"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """One figure a region, from zero; `reference` is a rule behind the bars (the country)."""

    bars: tuple[Mark, ...]
    reference: Mark | None
    unit: str
    decimals: int
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True, kw_only=True, slots=True)
class DotRow:
    label: str
    dots: tuple[Mark, ...]  # one a group, the same groups in the same order in every row


@dataclass(frozen=True, kw_only=True, slots=True)
class Dots:
    """Gaps between groups: in each row a dot a group, joined by a rule."""

    rows: tuple[DotRow, ...]
    unit: str
    decimals: int
    kind: Literal["dots"] = "dots"


@dataclass(frozen=True, kw_only=True, slots=True)
class MapArea:
    """A municipality. `shape` is SVG path data; `band` its class, counted from the lowest; None: no figure."""

    code: str
    name: str
    text: str
    value: float | None
    band: int | None
    shape: str
    is_own: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Map:
    """Municipalities in classes. `width` and `height` are those of the shapes' own plane; `bands` name the classes."""

    areas: tuple[MapArea, ...]
    bands: tuple[str, ...]
    width: int
    height: int
    kind: Literal["map"] = "map"


Drawing = Annotated[Lines | Bars | Dots | Map, Field(discriminator="kind")]
