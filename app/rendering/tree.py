"""The Document: a report as a plain tree of values, from which every output is written.

Frozen, without behaviour but for walking it. The same tree gives the same bytes in every format.
`kind` names a node in JSON. Texts are final: numbers, judgements and captions are already in the
Document's language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from app.rendering.dataset import DataSet
from app.rendering.drawings import Drawing
from app.rendering.inlines import CrossReference as CrossReference
from app.rendering.inlines import FootnoteCall as FootnoteCall
from app.rendering.inlines import Inline as Inline
from app.rendering.inlines import LineBreak as LineBreak
from app.rendering.inlines import Proposed as Proposed
from app.rendering.inlines import Remark as Remark
from app.rendering.inlines import Remarked as Remarked
from app.rendering.inlines import Text as Text

FORMAT = "hvk-document/1"


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading inside a section: depth 1–3 below the section's own heading."""

    anchor: str
    depth: int
    inlines: tuple[Inline, ...]
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """`language` is set only where it differs from the Document's."""

    inlines: tuple[Inline, ...]
    language: str | None = None
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListItem:
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemList:
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    kind: Literal["list"] = "list"


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotation:
    blocks: "tuple[Block, ...]"
    kind: Literal["quotation"] = "quotation"


class LineRole(StrEnum):
    """What a line of a cell is, so that each writer can set it off: by mark and word, never colour alone."""

    PLAIN = "plain"
    OWN = "own"  # the own newest value
    COMPARISON = "comparison"
    PERIOD = "period"
    UNIT = "unit"
    NOTE = "note"  # "vrt. 2017", "alueen luku"
    ABSENT = "absent"  # a missing value, in words
    UP = "up"  # direction of the number
    DOWN = "down"
    FLAT = "flat"
    BETTER = "better"  # judgement
    WORSE = "worse"
    SAME = "same"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    inlines: tuple[Inline, ...]
    role: LineRole = LineRole.PLAIN


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """`scope` makes it a header cell. `label` is the column's name where a row is shown as label–value pairs."""

    lines: tuple[Line, ...]
    scope: Literal["col", "row", "colgroup", "rowgroup"] | None = None
    colspan: int = 1
    rowspan: int = 1
    numeric: bool = False  # set right-aligned, digits of equal width
    label: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """`number` is within the section ("4.2"); `widths` are shares of the full width that sum up to 1.

    `style` is "indicators" for indicator tables (folding to one block a row on a phone), else "plain".
    """

    anchor: str
    number: str
    caption: tuple[Inline, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()
    style: Literal["indicators", "decisions", "plain"] = "plain"
    notes: tuple[str, ...] = ()  # keys of marks and missing values, short
    source: str = ""  # the producers' citation and the day of fetching
    landscape: bool = False
    data: DataSet | None = None
    kind: Literal["table"] = "table"


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """An image by the hash of its bytes. Without `alt` it is decorative."""

    anchor: str
    number: str
    caption: tuple[Inline, ...]
    asset: str
    media_type: str
    width: int
    height: int
    alt: str = ""
    source: str = ""
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """A drawing with its words: `alt` tells what it shows to whoever does not see it.

    `table` has the same figures, without caption and number; it is printed on paper only if `prints_table`.
    """

    anchor: str
    number: str
    caption: tuple[Inline, ...]
    drawing: Drawing
    alt: str
    table: Table
    prints_table: bool = False
    notes: tuple[str, ...] = ()
    source: str = ""
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyFigure:
    """One figure set large. `value` is as printed; `lines` are what is said of it: change, judgement, comparison."""

    anchor: str
    value: str
    unit: str
    label: tuple[Inline, ...]
    lines: tuple[Line, ...]
    source: str
    data: DataSet | None = None
    kind: Literal["key-figure"] = "key-figure"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A set-off remark that the tool itself writes: a block that could not be shown, an empty section."""

    text: str
    kind: Literal["notice"] = "notice"


Block = Annotated[
    Heading | Paragraph | ItemList | Quotation | Table | Figure | Chart | KeyFigure | Notice,
    Field(discriminator="kind"),
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Footnote:
    number: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """`number` is "4.2", or empty for unnumbered ones. `role` "approval" marks where decisions are printed,
    "sources" the list that the tool itself makes.
    """

    key: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...] = ()
    role: Literal["text", "summary", "approval", "sources"] = "text"

    @property
    def anchor(self) -> str:
        return self.key.replace("_", "-")


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of the report ("Osa I"); without title its sections stand directly under the report."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """A line of the cover: "Vastuutaho ja laatijat", …"""

    label: str
    text: str


ArmsType = Literal["", "image/svg+xml", "image/png"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A report in one language, or a `part` of it by that name: then without cover and contents.

    `notice` (the example's) is printed on every page. `arms` is an asset: the organisation's, set beside its name,
    which says the same. `font` is a key of rendering.typefaces.
    """

    language: str
    organisation: str
    title: str
    subtitle: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    draft: bool
    status: str  # "luonnos", "päätösehdotus, versio 2", "hyväksytty"
    edition_number: int | None = None
    edition_sha256: str = ""  # printed on the approval page; never part of what is hashed
    notice: str = ""
    brand_colour: str = "#1f4e79"
    created_on: str = ""  # ISO date of freezing, or of the draft
    arms: str = ""
    arms_media_type: ArmsType = ""
    font: str = "source-sans"
    part: str = ""
    format: str = FORMAT

    def sections(self) -> Iterator[Section]:
        """All sections in reading order."""
        for part in self.parts:
            yield from part.sections

    def assets(self) -> frozenset[str]:
        """Every image that a writer needs, by the hash of its bytes."""
        figures = (block.asset for section in self.sections() for block in section.blocks if isinstance(block, Figure))
        return frozenset(name for name in (self.arms, *figures) if name)


_ADAPTER = TypeAdapter(Document)


def to_json(document: Document) -> dict[str, Any]:
    """The Document as JSON values; `from_json` gives an equal Document back."""
    values: dict[str, Any] = _ADAPTER.dump_python(document, mode="json")
    return values


def from_json(values: dict[str, Any]) -> Document:
    """Raises pydantic.ValidationError, naming the place, when `values` are not a Document."""
    return _ADAPTER.validate_python(values)
