"""Blocks of a Document as Word's paragraphs, lists, tables and drawings, each in a style of its own name."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.charts import scale_note
from app.rendering.drawings import Bars, Lines
from app.rendering.writers.word import drawings
from app.rendering.writers.word.looks import LIST_DEPTHS
from app.rendering.writers.word.markup import PLAIN, TAB, Look, attribute, field, paragraph, run, styled
from app.rendering.writers.word.numbering import LANGUAGES
from app.rendering.writers.word.package import WordPackage
from app.rendering.writers.word.runs import RunWriter
from app.rendering.writers.word.sheets import unseen
from app.rendering.writers.word.tables import line_xml, table_xml


class BlockWriter:
    """One pass over a Document's blocks; counts lists, pictures and captions."""

    def __init__(
        self, document: tree.Document, package: WordPackage, runs: RunWriter, assets: Mapping[str, bytes]
    ) -> None:
        self.language = document.language
        self.package = package
        self.inlines = runs
        self.assets = assets
        self.pictures = 0
        self.captions: dict[str, int] = {}
        self.line = package.setup.upright.line

    def words(self, message: str) -> str:
        return translate(self.language, message)  # type: ignore[arg-type]

    def block(self, block: tree.Block, *, depth: int = 0, style: str = "BodyText") -> str:
        """Blocks that may stand in lists and quotations too; `style` is that of paragraphs there."""
        if isinstance(block, tree.Paragraph):
            return paragraph(style, self.inlines.runs(block.inlines, _look_of(block)))
        if isinstance(block, tree.ItemList):
            return self.items(block, depth)
        if isinstance(block, tree.Quotation):
            return "".join(self.block(inner, style="Quote") for inner in block.blocks)
        writers: dict[type, Callable[..., str]] = {
            tree.Heading: self.minor_heading,
            tree.Table: self.table,
            tree.Figure: self.figure,
            tree.Chart: self.chart,
            tree.KeyFigure: self.key_figure,
            tree.Notice: self.notice,
        }
        return writers[type(block)](block)

    def minor_heading(self, heading: tree.Heading) -> str:
        """A heading where none can stand in the outline."""
        return paragraph("MinorHeading", self.inlines.runs(heading.inlines))

    def notice(self, notice: tree.Notice) -> str:
        return paragraph("ReportNotice", run(notice.text))

    def items(self, block: tree.ItemList, depth: int) -> str:
        """Deeper lists than Word has styles for stand on its deepest."""
        level = min(depth, LIST_DEPTHS - 1)
        end = str(level + 1) if level else ""
        style, place = f"ListBullet{end}", ""
        if block.ordered:
            number, own_level = self.package.number_list(block.start, level)
            place = f'<w:numPr><w:ilvl w:val="{own_level}"/><w:numId w:val="{number}"/></w:numPr>'
            style = f"ListNumber{end}"
        return "".join(self._item(item, style, place, f"ListContinue{end}", depth) for item in block.items)

    def _item(self, item: tree.ListItem, style: str, place: str, further: str, depth: int) -> str:
        first, *rest = item.blocks or (tree.Paragraph(inlines=()),)
        parts = []
        if isinstance(first, tree.Paragraph):
            parts.append(paragraph(style, self.inlines.runs(first.inlines, _look_of(first)), place))
        else:
            rest = [first, *rest]
        parts += [self.block(inner, depth=depth + 1, style=further) for inner in rest]
        return "".join(parts)

    def table(self, table: tree.Table) -> str:
        setup = self.package.setup
        line = setup.turned.line if table.landscape else setup.upright.line
        caption = self.caption(N_("Table"), table.number, table.caption, table.anchor)
        source = " ".join(part for part in (*table.notes, table.source) if part)
        return caption + table_xml(table, self.inlines.runs, line) + paragraph("Source", run(source) if source else "")

    def figure(self, figure: tree.Figure) -> str:
        natural = figure.width * drawings.EMU_PER_PIXEL, figure.height * drawings.EMU_PER_PIXEL
        picture = self.image(drawings.Image(self.assets[figure.asset], natural), figure.alt)
        source = paragraph("Source", run(figure.source)) if figure.source else ""
        caption = self.caption(N_("Figure"), figure.number, figure.caption, figure.anchor)
        return caption + paragraph("Drawing", picture) + source

    def chart(self, chart: tree.Chart) -> str:
        caption = self.caption(N_("Figure"), chart.number, chart.caption, chart.anchor)
        notes = (scale_note(chart.drawing, self.language), *unseen(chart.drawing), *chart.notes, chart.source)
        source = " ".join(part for part in notes if part)
        named = replace(chart.table, caption=chart.caption)
        table = table_xml(named, self.inlines.runs, self.line) if chart.prints_table else ""
        return caption + paragraph("Drawing", self.drawing(chart)) + table + paragraph("Source", run(source))

    def drawing(self, chart: tree.Chart) -> str:
        """Lines and bars as Word's own charts; what Word has no chart for, as a picture."""
        line = self.line * drawings.EMU_PER_TWIP
        if isinstance(chart.drawing, Lines | Bars):
            relation = self.package.chart(chart.drawing)
            return drawings.chart_frame(chart.drawing, self.drawing_name(chart.alt), relation, line=line)
        return self.image(drawings.drawn(chart, self.language, line=line), chart.alt)

    def key_figure(self, figure: tree.KeyFigure) -> str:
        unit = styled(f" {figure.unit}", "KeyFigureUnit") if figure.unit else ""
        lines = (paragraph("KeyFigureLine", line_xml(line, 0, self.inlines.runs)) for line in figure.lines)
        return "".join(
            (
                paragraph("KeyFigureLabel", self.inlines.runs(figure.label)),
                paragraph("KeyFigureValue", self.inlines.marked(figure.anchor, run(figure.value)) + unit),
                *lines,
                paragraph("Source", run(figure.source)),
            )
        )

    def caption(self, label: str, number: str, caption: tuple[tree.Inline, ...], anchor: str) -> str:
        """The running number is a field that begins anew in each section, so that lists of tables work."""
        if not number:
            return paragraph("Caption", self.inlines.marked(anchor, self.inlines.runs(caption)))
        word = self.words(label)
        prefix, dot, own = number.rpartition(".")
        self.captions[label] = self.captions.get(label, 0) + 1
        again = f" \\r {own}" if self.captions[label] == 1 or not own.isdecimal() else ""
        look = Look("CaptionLabel")
        counted = field(f"SEQ {word} \\* ARABIC{again}", own, look)
        marked = self.inlines.marked(anchor, (run(prefix + dot, look) if dot else "") + counted)
        return paragraph("Caption", run(f"{word} ", look) + marked + run(". ", look) + self.inlines.runs(caption))

    def image(self, image: drawings.Image, alt: str) -> str:
        relations = self.package.image(image.pixels), self.package.drawing(image.drawing)
        line = self.line * drawings.EMU_PER_TWIP
        return drawings.image_xml(image, self.drawing_name(alt), relations, line=line)

    def drawing_name(self, alt: str) -> str:
        """What Word calls a drawing, and what it tells to whoever does not see it."""
        self.pictures += 1
        label = attribute(f"{self.words(N_('Figure'))} {self.pictures}")
        identity = self.pictures + self.package.ground.taken_drawings
        return f'id="{identity}" name="{label}" descr="{attribute(alt)}"'

    def seal(self, edition_number: int | None, sha256: str) -> str:
        lines = ((self.words(N_("Edition")), str(edition_number)), (self.words(N_("Hash (SHA-256)")), sha256))
        title = paragraph("MinorHeading", run(self.words(N_("Sealed edition"))))
        return title + "".join(paragraph("CoverFact", run(label) + TAB + run(value)) for label, value in lines)


def _look_of(block: tree.Paragraph) -> Look:
    return Look(language=LANGUAGES.get(block.language, block.language)) if block.language else PLAIN
