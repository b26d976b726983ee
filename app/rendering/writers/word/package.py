"""The parts around the text of a Word file, and one way to write the same bytes every time."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from app.rendering import tree
from app.rendering.drawings import Bars, Lines
from app.rendering.typefaces import typeface
from app.rendering.writers.word.charts import chart_xml
from app.rendering.writers.word.fonts import font_table
from app.rendering.writers.word.ground import Ground, ground_of
from app.rendering.writers.word.markup import NAMESPACES
from app.rendering.writers.word.numbering import LANGUAGES, footnotes_xml
from app.rendering.writers.word.pages import PageSetup
from app.rendering.writers.word.pagination import fill_pages
from app.rendering.writers.word.remarks import Remarks
from app.rendering.writers.word.sheets import bar_sheet, line_sheet, workbook

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
THREADS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
THREADS_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # in the archive; the document's own date is in its properties


class WordPackage:
    """A Word file being made: relations for links and images, then `write` with the finished text."""

    def __init__(self, document: tree.Document, template: bytes) -> None:
        self.tree = document
        self.ground: Ground = ground_of(document, template)
        self.part: Any = self.ground.part
        self.notes = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, b"", self.part.package)
        self._links: dict[tuple[str, bool], str] = {}
        self._charts = 0
        self._drawings = 0

    @property
    def setup(self) -> PageSetup:
        return self.ground.setup

    def link(self, address: str, *, in_note: bool = False) -> str:
        """The relation of an outside address; notes are a part of their own, with relations of their own."""
        key = address, in_note
        if key not in self._links:
            part = self.notes if in_note else self.part
            self._links[key] = part.relate_to(address, RT.HYPERLINK, is_external=True)
        return self._links[key]

    def image(self, content: bytes) -> str:
        """The relation of an image made of pixels."""
        relation: str = self.part.get_or_add_image(io.BytesIO(content))[0]
        return relation

    def drawing(self, content: bytes) -> str:
        """The relation of an SVG drawing; empty for none."""
        if not content:
            return ""
        self._drawings += 1
        name = PackURI(f"/word/media/drawing{self._drawings}.svg")
        relation: str = self.part.relate_to(Part(name, "image/svg+xml", content, self.part.package), RT.IMAGE)
        return relation

    def chart(self, drawing: Lines | Bars) -> str:
        """The relation of a chart in Word's own form, with its workbook behind it."""
        self._charts += 1
        package = self.part.package
        sheet = line_sheet(drawing) if isinstance(drawing, Lines) else bar_sheet(drawing)
        book = Part(PackURI(f"/word/embeddings/figures{self._charts}.xlsx"), CT.SML_SHEET, workbook(sheet), package)
        part = Part(PackURI(f"/word/charts/chart{self._charts}.xml"), CT.DML_CHART, b"", package)
        part._blob = chart_xml(drawing, self.tree.language, part.relate_to(book, RT.PACKAGE))
        relation: str = self.part.relate_to(part, RT.CHART)
        return relation

    def number_list(self, start: int, depth: int) -> tuple[int, int]:
        """Number and level of a new numbered list."""
        return self.ground.lists.begin(start, depth)

    def write(self, body: str, footnotes: str, remarks: Remarks) -> bytes:
        """The file. `body` is everything inside w:body, `footnotes` the w:footnote elements."""
        styled = self.ground.styled
        self.part._element = parse_xml(f"<w:document {NAMESPACES}><w:body>{styled(body)}</w:body></w:document>")
        notes = parse_xml(footnotes_xml(styled(footnotes)))
        fill_pages(self.part._element.body, notes, self.ground.shapes(self.tree.font))
        self.notes._blob = serialize_part_xml(notes)
        self.part.relate_to(self.notes, RT.FOOTNOTES)
        if remarks.comments:
            self._add_remarks(remarks)
        self.ground.finish()
        if not self.ground.is_template:
            self.part.relate_to(font_table(self.part.package, typeface(self.tree.font)), RT.FONT_TABLE)
        self._name()
        plain = io.BytesIO()
        self.part.package.save(plain)
        return _same_bytes(plain)

    def _add_remarks(self, remarks: Remarks) -> None:
        comments, threads = remarks.parts()
        for name, kind, relation, content in (
            ("comments", COMMENTS_TYPE, RT.COMMENTS, self.ground.styled(comments.decode()).encode()),
            ("commentsExtended", THREADS_TYPE, THREADS_RELATION, threads),
        ):
            part = Part(PackURI(f"/word/{name}.xml"), kind, content, self.part.package)
            self.part.relate_to(part, relation)

    def _name(self) -> None:
        made = datetime.fromisoformat(self.tree.created_on or "2000-01-01").replace(tzinfo=UTC)
        values: dict[str, Any] = {
            "title": self.tree.title,
            "subject": self.tree.subtitle,
            "author": self.tree.organisation,
            "last_modified_by": self.tree.organisation,
            "language": LANGUAGES[self.tree.language],
            "comments": self.tree.notice,
            "content_status": self.tree.status,
            "keywords": "",
            "revision": 1,
            "created": made,
            "modified": made,
        }
        for name, value in values.items():
            setattr(self.part.package.core_properties, name, value)


def _same_bytes(archive: io.BytesIO) -> bytes:
    """The archive again, without the moment it was made at."""
    result = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, SAME_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()
