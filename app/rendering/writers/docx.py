"""Document → DOCX: Word's own styles, fields, footnotes and tables, so that a user can carry on in Word.

Numbers of headings are words, not Word's own numbering: they are the Document's in every format, what is printed in one
language only leaves gaps that a count would close, and minutes of a council name them.
"""

from collections.abc import Mapping

from app.rendering import tree
from app.rendering.outline import OutlinedSection, outline
from app.rendering.writers.word import drawings
from app.rendering.writers.word.blocks import BlockWriter
from app.rendering.writers.word.front import contents_xml, cover_xml, part_anchor
from app.rendering.writers.word.markup import TAB, paragraph, run
from app.rendering.writers.word.package import WordPackage
from app.rendering.writers.word.pages import Pages
from app.rendering.writers.word.runs import RunWriter


def docx_bytes(document: tree.Document, assets: Mapping[str, bytes] | None = None, template: bytes = b"") -> bytes:
    """The Word file. Same Document, same bytes. KeyError when a figure's image is not among `assets`.

    `template` is the organisation's own .docx or .dotx; TemplateRefused when it can not be used.
    """
    return _Writer(document, assets or {}, template).write()


def write(document: tree.Document, assets: Mapping[str, bytes], template: bytes = b"") -> bytes:
    """The file of the format `docx`."""
    return docx_bytes(document, assets, template)


class _Writer:
    """One pass over a Document."""

    def __init__(self, document: tree.Document, assets: Mapping[str, bytes], template: bytes) -> None:
        self.document = document
        self.assets = assets
        self.package = WordPackage(document, template)
        self.runs = RunWriter(document, self.package)
        self.blocks = BlockWriter(document, self.package, self.runs, assets)
        self.pages = Pages(self.package.setup)

    def write(self) -> bytes:
        items = tuple(outline(self.document))
        front = (
            "" if self.document.part else cover_xml(self.document, self._arms()) + contents_xml(self.document, items)
        )
        body = [front] if front else []
        for item in items:
            if body:
                self.pages.close(body, next_on_new_page=not item.is_subsection)
            body += self._section(item)
        body.append(self.pages.last())
        return self.package.write("".join(body), "".join(self.runs.footnotes), self.runs.remarks)

    def _arms(self) -> str:
        """Decoration: the name beside them says the same."""
        if not self.document.arms:
            return ""
        return self.blocks.image(drawings.arms(self.assets[self.document.arms], self.document.arms_media_type), "")

    def _section(self, item: OutlinedSection) -> list[str]:
        section = item.section
        self.runs.enter(section)
        self.blocks.captions = {}
        parts = []
        if item.opens_part:
            parts.append(paragraph("Heading1", self.runs.marked(part_anchor(section), run(item.opens_part.title))))
        parts.append(self._title(section, item.level))
        for block in section.blocks:
            if isinstance(block, tree.Table) and block.landscape:
                self.pages.close(parts, next_on_new_page=True, turned=True)
                parts.append(self.blocks.table(block))
                self.pages.turn_back(parts)
            elif isinstance(block, tree.Heading):
                content = self.runs.marked(block.anchor, self.runs.runs(block.inlines))
                parts.append(paragraph(f"Heading{item.headings[block.anchor] - 1}", content))
            else:
                parts.append(self.blocks.block(block))
        if section.role == "approval" and self.document.edition_sha256:
            parts.append(self.blocks.seal(self.document.edition_number, self.document.edition_sha256))
        return [part for part in parts if part]

    def _title(self, section: tree.Section, level: int) -> str:
        """A section's heading; HTML's level 1 is the title of the whole, so Word's levels are one less."""
        if section.number:
            content = self.runs.marked(section.anchor, run(section.number)) + TAB + run(section.title)
        else:
            content = self.runs.marked(section.anchor, run(section.title))
        return paragraph(f"Heading{level - 1}", content)
