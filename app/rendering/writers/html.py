"""Document → HTML: for reading on a screen, for paper, or a fragment of either. One set of macros for all."""

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.i18n import translate
from app.rendering import tree
from app.rendering.charts import Width, draw, scale_note
from app.rendering.inlines import address
from app.rendering.outline import OutlinedSection, heading_levels, outline
from app.rendering.parts import CARD
from app.rendering.prose_inlines import plain_text
from app.rendering.references import figure_name, table_name
from app.rendering.typefaces import DEFAULT, Typeface, typeface
from app.rendering.writers.paper import headline, tint, unbroken
from app.rendering.writers.spread import Group, groups
from app.rendering.writers.tables import LineView, TableView, line_view, table_view
from app.rendering.writers.widths import paper_view

APP_DIR = Path(__file__).resolve().parents[2]
PRINT_CSS = tuple(APP_DIR / "rendering" / "styles" / f"{sheet}.css" for sheet in ("print", "card"))
SCREEN_SHEETS = ("tokens", "base", "components", "frame", "data", "charts", "reading", "document")
SCREEN_CSS = tuple(APP_DIR / "static" / "css" / f"{sheet}.css" for sheet in SCREEN_SHEETS)
DEFAULT_BRAND = "#1f4e79"
DATA_FORMATS = (("csv", "CSV"), ("xlsx", "XLSX"), ("jsonstat", "JSON-stat"))  # as app/datafiles/formats.py has them
GRID_FORMATS = DATA_FORMATS[:2]

DataAddress = Callable[[str, str], str]
"""A block's anchor and a format's key → where its figures can be downloaded."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the macros must know of the place a block stands in."""

    language: str
    prefix: str = ""  # the section's anchor, before the ids of its footnotes
    for_print: bool = False
    notes: Mapping[int, tree.Footnote] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)  # address of an image by its hash
    edition_number: int | None = None
    edition_sha256: str = ""
    data_address: DataAddress | None = None  # where the figures of a block can be downloaded; None: nowhere
    called: set[int] = field(default_factory=set)  # notes that have been called so far
    links_to_itself: bool = False  # can a reader take the address of every heading, table and figure?
    in_pieces: bool = False  # are sections set apart from each other, and joined later?
    page_slots: Mapping[str, str] = field(default_factory=dict)  # room for the page that each reference names

    @property
    def inside_note(self) -> "Setting":
        """A footnote holds no footnotes."""
        return replace(self, notes={})

    def is_first_call(self, number: int) -> bool:
        """Whether a note's number stands here for the first time: then the note leads back to it."""
        is_first = number not in self.called
        self.called.add(number)
        return is_first

    def words(self, message: str, **params: Any) -> str:
        return translate(self.language, message, **params)  # type: ignore[arg-type]

    def plain(self, inlines: tuple[tree.Inline, ...]) -> str:
        return plain_text(inlines)

    def reference(self, target: str) -> str:
        """Where a reference leads. In pieces what it points to may be elsewhere, so the joining makes it a link."""
        return f"xref:{target}" if self.in_pieces else f"#{target}"

    def level(self, heading: tree.Heading) -> int:
        return self.levels[heading.anchor]

    def table(self, table: tree.Table) -> TableView:
        return paper_view(table) if self.for_print else table_view(table)

    def groups(self, section: tree.Section) -> tuple[Group, ...]:
        """What of a section stands side by side on paper."""
        return tuple(groups(section))

    def key_lines(self, figure: tree.KeyFigure) -> tuple[LineView, ...]:
        return tuple(line_view(line) for line in figure.lines)

    def table_name(self, number: str) -> str:
        return table_name(self.language, number)

    def figure_name(self, number: str) -> str:
        return figure_name(self.language, number)

    def drawing(self, chart: tree.Chart, width: Width) -> Markup:
        return _markup(draw(chart, width=width, look="print" if self.for_print else "screen", language=self.language))

    @property
    def width_on_paper(self) -> Width:
        """A card's chart stands beside what changed, in half the width."""
        return "narrow" if self.prefix == CARD else "wide"

    def chart_notes(self, chart: tree.Chart) -> tuple[str, ...]:
        """All that stands under a chart, in order."""
        lines = (scale_note(chart.drawing, self.language), *chart.notes, chart.source)
        return tuple(line for line in lines if line)

    def downloads(self, block: tree.Table | tree.Chart | tree.KeyFigure) -> tuple[tuple[str, str], ...]:
        """What the block can be downloaded as, and where: the figures where it has any, else a table's cells."""
        if self.data_address is None:
            return ()
        inner = block.table if isinstance(block, tree.Chart) else block
        formats = DATA_FORMATS if inner.data else GRID_FORMATS
        return tuple((label, self.data_address(block.anchor, key)) for key, label in formats)

    def image(self, figure: tree.Figure) -> str:
        return f"asset:{figure.asset}" if self.for_print else self.images.get(figure.asset, "")


def blocks_html(
    blocks: tuple[tree.Block, ...], language: str, *, level: int = 3, data_address: DataAddress | None = None
) -> Markup:
    """Blocks alone, as a page shows them; `level` is that of the heading they stand under."""
    at = Setting(language, levels=heading_levels(blocks, level), data_address=data_address)
    return _markup(_macro("_blocks.html", "blocks")(blocks, at))


def reading_html(
    document: tree.Document, images: Mapping[str, str] | None = None, *, data_address: DataAddress | None = None
) -> Markup:
    """All parts and sections without the title: the article of a reading page.

    `data_address`: where the figures behind its blocks can be downloaded.
    """
    values = _values(document, images or {}, for_print=False, data_address=data_address, links_to_itself=True)
    return _markup(_environment().get_template("document/_body.html").render(values))


def document_html(document: tree.Document, *, for_print: bool, images: Mapping[str, str] | None = None) -> str:
    """A whole HTML file that needs nothing beside it, but for paper the fonts and images of `writers.pdf`."""
    template = "document/print/whole.html" if for_print else "document/page.html"
    return _environment().get_template(template).render(_values(document, images or {}, for_print=for_print))


def write(document: tree.Document, assets: Mapping[str, bytes]) -> bytes:
    """The file of the format `html`: images are within it."""
    types = {
        block.asset: block.media_type
        for section in document.sections()
        for block in section.blocks
        if isinstance(block, tree.Figure)
    }
    images = {
        name: f"data:{types[name]};base64,{base64.b64encode(content).decode()}"
        for name, content in assets.items()
        if name in types
    }
    return document_html(document, for_print=False, images=images).encode()


def printed(template: str, values: Mapping[str, Any]) -> str:
    """A file for paper from a template with the values of `paper_values` and its own."""
    return _environment().get_template(template).render(values)


def paper_values(document: tree.Document, page_slots: Mapping[str, str]) -> dict[str, Any]:
    """What the templates of pieces for paper need; `page_slots` has figures as wide as the page of each target."""
    return _values(document, {}, for_print=True, in_pieces=True, page_slots=page_slots)


def _values(document: tree.Document, images: Mapping[str, str], **setting: Any) -> dict[str, Any]:
    for_print = setting["for_print"]
    base = Setting(
        document.language,
        images=images,
        edition_number=document.edition_number,
        edition_sha256=document.edition_sha256,
        **setting,
    )

    def setting_of(item: OutlinedSection) -> Setting:
        notes = _notes(item.section)
        return replace(base, prefix=item.section.anchor, notes=notes, levels=item.headings, called=set())

    return {
        "document": document,
        "outlined": tuple(outline(document)),
        "setting_of": setting_of,
        "words": base.words,
        "brand": brand_of(document.brand_colour),
        "own_style": _markup(own_css(document.brand_colour, document.font)),
        "stylesheet": _markup(print_css() if for_print else _screen_css()),
    }


def _notes(section: tree.Section) -> dict[int, tree.Footnote]:
    return {note.number: note for note in section.footnotes}


def own_css(brand_colour: str, font: str = "") -> str:
    """The organisation's colour and typeface, for the stylesheet for paper."""
    return f"{font_faces(font)}:root {{ --brand: {brand_of(brand_colour)}; }}"


def brand_of(colour: str) -> str:
    """The organisation's colour, or the product's where it has no proper one."""
    return colour if re.fullmatch(r"#[0-9a-fA-F]{6}", colour) else DEFAULT_BRAND


def font_faces(font: str) -> str:
    """The rules that give "Report" its files, and Source Sans 3, which charts and missing letters are set in."""
    chosen, charts = typeface(font), typeface(DEFAULT)
    names = {"Report": chosen} if chosen is charts else {"Report": chosen, charts.family: charts}
    return "".join(_font_face(name, face) for name, face in names.items())


def _font_face(name: str, face: Typeface) -> str:
    looks = ("", "font-style: italic; ", "font-weight: 600; ", "font-weight: 700; ")
    return "".join(
        f'@font-face {{ font-family: "{name}"; {look}src: url("font:{file}"); }}\n'
        for look, file in zip(looks, face.files, strict=True)
    )


@cache
def print_css() -> str:
    """The stylesheet for paper, alike for all."""
    widths = "".join(f".w-{percent} {{ width: {percent}%; }}\n" for percent in range(1, 101))
    return "\n".join(path.read_text() for path in PRINT_CSS) + widths


@cache
def _screen_css() -> str:
    return "\n".join(path.read_text() for path in SCREEN_CSS)


def _markup(text: str) -> Markup:
    """What our own templates made, with everything a person wrote escaped; or our own stylesheets."""
    return Markup(text)  # noqa: S704


def _macro(file: str, name: str) -> Any:
    return getattr(_environment().get_template(f"document/{file}").module, name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(APP_DIR / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["address"] = address
    environment.filters["unbroken"] = unbroken
    environment.filters["headline"] = headline
    environment.filters["tint"] = tint
    return environment
