"""Document → DOCX: Word's own styles, fields, footnotes and tables, so that a user can carry on in Word."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.charts import scale_note
from app.rendering.drawings import Bars, Lines
from app.rendering.outline import OutlinedSection, outline
from app.rendering.prose_inlines import plain_text
from app.rendering.writers.word import drawings
from app.rendering.writers.word.front import contents_xml, cover_xml, page_margins
from app.rendering.writers.word.markup import (
    BRAND,
    LINE_BREAK,
    TAB,
    THIRD_INK,
    attribute,
    bookmark,
    field,
    inner_link,
    outer_link,
    paragraph,
    run,
    shape,
    tracked,
)
from app.rendering.writers.word.package import WordPackage
from app.rendering.writers.word.pages import Pages
from app.rendering.writers.word.sheets import unseen
from app.rendering.writers.word.styles import BULLETS, LANGUAGES, NUMBERS
from app.rendering.writers.word.tables import line_xml, table_xml
from app.rendering.writers.word.template import check_template

EMU_PER_PIXEL = 9525
KEY_FIGURE_SIZE = 56  # half points


def docx_bytes(document: tree.Document, assets: Mapping[str, bytes] | None = None, template: bytes = b"") -> bytes:
    """The Word file. Same Document, same bytes. KeyError when a figure's image is not among `assets`."""
    if template:
        check_template(template)
    return _Writer(document, assets or {}).write()


def write(document: tree.Document, assets: Mapping[str, bytes], template: bytes = b"") -> bytes:
    """The file of the format `docx`; `template` is the organisation's own .docx or .dotx, if it has one."""
    return docx_bytes(document, assets, template)


class _Writer:
    """One pass over a Document; counts bookmarks, lists, pictures and footnotes."""

    def __init__(self, document: tree.Document, assets: Mapping[str, bytes]) -> None:
        self.document = document
        self.assets = assets
        self.package = WordPackage(document)
        self.bookmarks = 0
        self.pictures = 0
        self.changes = 0
        self.list_starts: list[int] = []
        self.footnotes: list[str] = []
        self.notes: Mapping[int, tree.Footnote] = {}
        self.captions: dict[str, int] = {}

    def words(self, message: str) -> str:
        return translate(self.document.language, message)  # type: ignore[arg-type]

    def write(self) -> bytes:
        items = tuple(outline(self.document))
        pages = Pages(self.package.margins(page_margins(self.document)))
        body = [cover_xml(self.document), contents_xml(self.document, items)]
        for item in items:
            body.append(pages.close(next_on_new_page=not item.is_subsection))
            body.append(self.section(item, pages))
        body.append(pages.last())
        return self.package.write("".join(body), "".join(self.footnotes), self.list_starts)

    def section(self, item: OutlinedSection, pages: Pages) -> str:
        section = item.section
        self.notes = {note.number: note for note in section.footnotes}
        self.captions = {}
        parts = [paragraph("Heading1", run(item.opens_part.title))] if item.opens_part else []
        parts.append(self.title(section.number, section.title, section.anchor, item.level))
        for block in section.blocks:
            if isinstance(block, tree.Table) and block.landscape:
                parts += [pages.close(next_on_new_page=True, turned=True), self.table(block), pages.turn_back()]
            elif isinstance(block, tree.Heading):
                parts.append(self.title("", plain_text(block.inlines), block.anchor, item.headings[block.anchor]))
            else:
                parts.append(self.block(block))
        if section.role == "approval" and self.document.edition_sha256:
            parts.append(self.seal())
        return "".join(parts)

    def title(self, number: str, title: str, anchor: str, level: int) -> str:
        """A heading; HTML's level 1 is the title of the whole, so Word's levels are one less."""
        hanging = (
            '<w:tabs><w:tab w:val="left" w:pos="851"/></w:tabs><w:ind w:left="851" w:hanging="851"/>' if number else ""
        )
        content = (run(number) + TAB if number else "") + run(title)
        return paragraph(f"Heading{level - 1}", self.marked(anchor, content), hanging)

    def marked(self, anchor: str, content: str) -> str:
        self.bookmarks += 1
        return bookmark(anchor, self.bookmarks, content)

    def block(self, block: tree.Block, *, depth: int = 0, style: str = "Normal") -> str:
        """Blocks that may stand in lists and quotations too."""
        if isinstance(block, tree.Paragraph):
            look = shape(language=LANGUAGES[block.language]) if block.language else ""
            return paragraph(style, self.runs(block.inlines, look))
        if isinstance(block, tree.Heading):
            return paragraph(style, self.runs(block.inlines, shape(bold=True)))
        if isinstance(block, tree.ItemList):
            return self.items(block, depth)
        if isinstance(block, tree.Quotation):
            return "".join(self.block(inner, style="Quote") for inner in block.blocks)
        if isinstance(block, tree.Table):
            return self.table(block)
        if isinstance(block, tree.Figure):
            return self.figure(block)
        if isinstance(block, tree.Chart):
            return self.chart(block)
        if isinstance(block, tree.KeyFigure):
            return self.key_figure(block)
        return paragraph("Notice", run(block.text))

    def items(self, block: tree.ItemList, depth: int) -> str:
        if block.ordered:
            self.list_starts.append(block.start)
        number = NUMBERS + len(self.list_starts) if block.ordered else BULLETS
        style = "ListNumber" if block.ordered else "ListBullet"
        parts = []
        for item in block.items:
            for index, inner in enumerate(item.blocks):
                if index == 0 and isinstance(inner, tree.Paragraph):
                    place = f'<w:numPr><w:ilvl w:val="{min(depth, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
                    parts.append(paragraph(style, self.runs(inner.inlines), place))
                elif isinstance(inner, tree.Paragraph):
                    parts.append(
                        paragraph("Normal", self.runs(inner.inlines), f'<w:ind w:left="{(depth + 1) * 397}"/>')
                    )
                else:
                    parts.append(self.block(inner, depth=depth + 1))
        return "".join(parts)

    def table(self, table: tree.Table) -> str:
        caption = self.caption(N_("Table"), table.number, table.caption, table.anchor)
        source = " ".join(part for part in (*table.notes, table.source) if part)
        return caption + table_xml(table, self.runs) + paragraph("Source", run(source) if source else "")

    def figure(self, figure: tree.Figure) -> str:
        caption = self.caption(N_("Figure"), figure.number, figure.caption, figure.anchor)
        source = paragraph("Source", run(figure.source)) if figure.source else ""
        picture = paragraph("Normal", self.picture(figure), "<w:keepNext/>" if source else "")
        return caption + picture + source

    def chart(self, chart: tree.Chart) -> str:
        caption = self.caption(N_("Figure"), chart.number, chart.caption, chart.anchor)
        notes = (scale_note(chart.drawing, self.document.language), *unseen(chart.drawing), *chart.notes, chart.source)
        source = " ".join(part for part in notes if part)
        follows = "<w:keepNext/>" if source or chart.prints_table else ""
        named = replace(chart.table, caption=chart.caption)
        table = table_xml(named, self.runs) if chart.prints_table else ""
        return caption + paragraph("Normal", self.drawing(chart), follows) + table + paragraph("Source", run(source))

    def drawing(self, chart: tree.Chart) -> str:
        """Lines and bars as Word's own charts; what Word has no chart for, as a picture."""
        if isinstance(chart.drawing, Lines | Bars):
            relation = self.package.chart(chart.drawing)
            return drawings.chart_frame(chart.drawing, self.drawing_name(chart.alt), relation)
        picture = drawings.picture(chart, self.document.language)
        return self.image(picture, drawings.natural_size(picture), chart.alt)

    def key_figure(self, figure: tree.KeyFigure) -> str:
        words = paragraph("Normal", self.runs(figure.label, shape(bold=True)), "<w:keepNext/>")
        large = run(figure.value, shape(bold=True, half_points=KEY_FIGURE_SIZE))
        unit = run(f" {figure.unit}", shape(colour=THIRD_INK)) if figure.unit else ""
        value = paragraph("Normal", self.marked(figure.anchor, large) + unit, "<w:keepNext/>")
        said = "".join(paragraph("Normal", line_xml(line, 0, self.runs), "<w:keepNext/>") for line in figure.lines)
        return words + value + said + paragraph("Source", run(figure.source))

    def caption(self, label: str, number: str, caption: tuple[tree.Inline, ...], anchor: str) -> str:
        """The running number is a field that begins anew in each section, so that lists of tables work."""
        if not number:
            return paragraph("Caption", self.marked(anchor, self.runs(caption)))
        word = self.words(label)
        prefix, dot, own = number.rpartition(".")
        self.captions[label] = self.captions.get(label, 0) + 1
        again = f" \\r {own}" if self.captions[label] == 1 else ""
        colour = shape(colour=BRAND)
        counted = field(f"SEQ {word} \\* ARABIC{again}", own, colour)
        name = self.marked(anchor, run(f"{word} {prefix}{dot}", colour) + counted)
        return paragraph("Caption", name + run(". ", colour) + self.runs(caption))

    def picture(self, figure: tree.Figure) -> str:
        natural = figure.width * EMU_PER_PIXEL, figure.height * EMU_PER_PIXEL
        return self.image(self.assets[figure.asset], natural, figure.alt)

    def image(self, content: bytes, natural: tuple[int, int], alt: str) -> str:
        """An image of this width and height, or as much smaller as the page asks for."""
        relation = self.package.image(content)
        return drawings.image_xml(natural, self.drawing_name(alt), relation, is_decoration=not alt)

    def drawing_name(self, alt: str) -> str:
        """What Word calls a drawing, and what it tells to whoever does not see it."""
        self.pictures += 1
        label = attribute(f"{self.words(N_('Figure'))} {self.pictures}")
        return f'id="{self.pictures}" name="{label}" descr="{attribute(alt)}"'

    def seal(self) -> str:
        lines = (
            (self.words(N_("Edition")), str(self.document.edition_number)),
            (self.words(N_("Hash (SHA-256)")), self.document.edition_sha256),
        )
        title = paragraph("Normal", run(self.words(N_("Sealed edition")), shape(bold=True)), "<w:keepNext/>")
        return title + "".join(paragraph("CoverFact", run(label) + TAB + run(value)) for label, value in lines)

    def runs(self, inlines: Iterable[tree.Inline], look: str = "") -> str:
        """`look` is run properties for words that have none of their own."""
        return "".join(self.inline(inline, look) for inline in inlines)

    def inline(self, inline: tree.Inline, look: str) -> str:
        if isinstance(inline, tree.LineBreak):
            return LINE_BREAK
        if isinstance(inline, tree.FootnoteCall):
            return self.footnote(inline.number)
        if isinstance(inline, tree.Proposed):
            return self.proposed(inline, look)
        if isinstance(inline, tree.Remarked):
            return self.runs(inline.inlines, look)
        if isinstance(inline, tree.CrossReference):
            return inner_link(inline.target, run(inline.text, shape(colour=BRAND)))
        own = shape(style="Hyperlink" if inline.link else "", bold=inline.strong, italic=inline.emphasis)
        words = run(inline.text, own or look)
        return outer_link(self.package.link(inline.link), words) if inline.link else words

    def proposed(self, change: tree.Proposed, look: str) -> str:
        """A tracked change, which Word offers to accept or reject. It may hold runs only, so links are words in it."""
        self.changes += 1
        plain = (_unlinked(inline) for inline in change.inlines)
        return tracked(self.runs(plain, look), change, number=self.changes, day=self.document.created_on)

    def footnote(self, number: int) -> str:
        note = self.notes.get(number)
        if note is None:
            return run(str(number), '<w:vertAlign w:val="superscript"/>')
        identity = len(self.footnotes) + 1
        sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'
        self.footnotes.append("")  # its place, before notes inside it are counted
        content = sign.format("<w:footnoteRef/>") + run(" ") + self.note_runs(note)
        self.footnotes[identity - 1] = (
            f'<w:footnote w:id="{identity}">{paragraph("FootnoteText", content)}</w:footnote>'
        )
        return sign.format(f'<w:footnoteReference w:id="{identity}"/>')

    def note_runs(self, note: tree.Footnote) -> str:
        """Links in notes are plain words: their relations would belong to another part."""
        return "".join(run(plain_text((inline,))) for inline in note.inlines)


def _unlinked(inline: tree.Inline) -> tree.Inline:
    if isinstance(inline, tree.CrossReference):
        return tree.Text(text=inline.text)
    if isinstance(inline, tree.Remarked):
        return replace(inline, inlines=tuple(map(_unlinked, inline.inlines)))
    return replace(inline, link=None) if isinstance(inline, tree.Text) else inline
