"""What the JSON interface answers about the inside of a text: sections, tables, figures, indicators."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from app.api.shapes import LanguageCode, Links, Listing
from app.rendering.dataset import DataSet
from app.rendering.tree import Block, Footnote

Anchor = Annotated[str, Field(description="Where it stands on the report's page: #anchor.")]
Number = Annotated[str, Field(description="As printed, as 4.2; empty where it has none.")]
Rows = Annotated[
    tuple[tuple[str, ...], ...],
    Field(description="Rows of cells as texts; a cell over several columns or rows is repeated."),
]
Source = Annotated[str, Field(description="The producers' citation, as printed.")]
Notes = Annotated[tuple[str, ...], Field(description="Keys of marks and missing values.")]
SectionKey = Annotated[str, Field(description="The key of the section it stands in.")]
Figures = Annotated[
    DataSet | None,
    Field(description="Figures as their source gives them, with producer and licence; null where there are none."),
]


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionItem:
    """A section in the contents. `level` is that of its heading when the report's title is 1."""

    key: SectionKey
    number: Number
    title: str
    part: Annotated[str, Field(description="The part of the report it stands in; empty before the first.")]
    level: int
    role: Annotated[str, Field(description="text, summary, approval or sources.")]
    anchor: Anchor
    links: Links


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionList(Listing):
    """The sections in reading order."""

    language: LanguageCode
    items: tuple[SectionItem, ...]
    format: Literal["hvk-sections/1"] = "hvk-sections/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeSection(SectionItem):
    """A section three times: as words, as HTML to put on a page, and as the nodes that it is written from."""

    language: LanguageCode
    text: Annotated[str, Field(description="Every word of it: blocks apart by empty lines, cells by tabs.")]
    html: Annotated[str, Field(description="A fragment to put on a page; its heading is an h2.")]
    nodes: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    format: Literal["hvk-section/1"] = "hvk-section/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class TableItem:
    """A table of the report."""

    anchor: Anchor
    number: Number
    caption: str
    section: SectionKey
    links: Links


@dataclass(frozen=True, kw_only=True, slots=True)
class TableList(Listing):
    """The tables in reading order."""

    language: LanguageCode
    items: tuple[TableItem, ...]
    format: Literal["hvk-tables/1"] = "hvk-tables/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeTable(TableItem):
    """A table as it is printed, and the figures behind it."""

    language: LanguageCode
    head: Rows
    rows: Rows
    notes: Notes
    source: Source
    figures: Figures
    format: Literal["hvk-table/1"] = "hvk-table/1"


FigureKind = Annotated[Literal["chart", "image", "key-figure"], Field(description="What is shown.")]


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureItem:
    """A chart, an image or a figure set large."""

    anchor: Anchor
    kind: FigureKind
    number: Number
    caption: str
    section: SectionKey
    links: Links


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureList(Listing):
    """Charts, images and key figures in reading order."""

    language: LanguageCode
    items: tuple[FigureItem, ...]
    format: Literal["hvk-figures/1"] = "hvk-figures/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class WholeFigure(FigureItem):
    """What is shown, in words, and the figures behind it. `lines` say of a key figure what its value means."""

    language: LanguageCode
    source: Source
    alternative_text: Annotated[str, Field(description="What it shows, for whoever does not see it.")] = ""
    notes: Notes = ()
    head: Rows = ()
    rows: Rows = ()
    value: Annotated[str, Field(description="Of a key figure, as printed with its unit.")] = ""
    lines: tuple[str, ...] = ()
    media_type: Annotated[str, Field(description="Of an image, which `links` leads to.")] = ""
    figures: Figures = None
    format: Literal["hvk-figure/1"] = "hvk-figure/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorValue:
    """One figure. Without `value`, `absence` says why: no-data, masked or not-published."""

    region: str
    region_name: str
    period: str
    group: Annotated[str, Field(description="total, male or female.")]
    value: float | None
    lower: Annotated[float | None, Field(description="Lower limit of the 95 % confidence interval.")]
    upper: float | None
    absence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """An indicator that the report shows, with every figure of it that it shows, and whose they are."""

    key: Annotated[str, Field(description="Source and number there: sotkanet:127.")]
    title: str
    unit: str
    decimals: int
    producer: str
    collection: str
    reference: str
    licence: str
    fetched_on: Annotated[str, Field(description="The day its figures were fetched, ISO 8601.")]
    used_in: Annotated[tuple[str, ...], Field(description="Anchors of the tables, charts and key figures.")]
    values: tuple[IndicatorValue, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorList(Listing):
    """The indicators that the report shows, in reading order."""

    language: LanguageCode
    items: tuple[Indicator, ...]
    format: Literal["hvk-indicators/1"] = "hvk-indicators/1"
