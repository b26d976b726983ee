"""The parts around the text of a Word file, and one way to write the same bytes every time."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from app.rendering import tree
from app.rendering.drawings import Bars, Lines
from app.rendering.writers.word.charts import chart_xml
from app.rendering.writers.word.fonts import font_table
from app.rendering.writers.word.markup import NAMESPACES
from app.rendering.writers.word.sheets import bar_sheet, line_sheet, workbook
from app.rendering.writers.word.styles import (
    LANGUAGES,
    footnotes_xml,
    numbering_xml,
    settings_xml,
    styles_xml,
)

_MARGINS = {
    "header": f"<w:hdr {NAMESPACES}>{{}}</w:hdr>",
    "footer": f"<w:ftr {NAMESPACES}>{{}}</w:ftr>",
}
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # in the archive; the document's own date is in its properties
_STALE = ("stylesWithEffects", "customXml", "webSettings", "fontTable", "thumbnail")  # of the library's empty file


class WordPackage:
    """A Word file being made: relations for links and images, then `write` with the finished text."""

    def __init__(self, document: tree.Document) -> None:
        self.tree = document
        self.word = docx.Document()
        self.part: Any = self.word.part
        for relations in (self.part.rels, self.part.package.rels):
            for identity in [i for i, rel in relations.items() if rel.reltype.endswith(_STALE)]:
                del relations[identity]
        self._links: dict[str, str] = {}
        self._charts = 0

    def link(self, address: str) -> str:
        """The relation of an outside address."""
        if address not in self._links:
            self._links[address] = self.part.relate_to(address, RT.HYPERLINK, is_external=True)
        return self._links[address]

    def image(self, content: bytes) -> str:
        """The relation of an image."""
        relation: str = self.part.get_or_add_image(io.BytesIO(content))[0]
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

    def margins(self, contents: Mapping[tuple[str, str], str]) -> str:
        """References to new heads and feet; `contents` are paragraphs by ("header" or "footer", type)."""
        references = []
        for (place, kind), content in contents.items():
            part, relation = self.part.add_header_part() if place == "header" else self.part.add_footer_part()
            part._element = parse_xml(_MARGINS[place].format(content))
            references.append(f'<w:{place}Reference w:type="{kind}" r:id="{relation}"/>')
        return "".join(references)

    def write(self, body: str, footnotes: str, list_starts: list[int]) -> bytes:
        """The file. `body` is everything inside w:body, `footnotes` the w:footnote elements."""
        language = self.tree.language
        self.part._element = parse_xml(f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        self.part._styles_part._element = parse_xml(styles_xml(language))
        self.part.numbering_part._element = parse_xml(numbering_xml(list_starts))
        self.part._settings_part._element = parse_xml(settings_xml(language))
        self._add_footnotes(footnotes)
        self.part.relate_to(font_table(self.part.package), RT.FONT_TABLE)
        self._name()
        plain = io.BytesIO()
        self.part.package.save(plain)
        return _same_bytes(plain)

    def _add_footnotes(self, footnotes: str) -> None:
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, footnotes_xml(footnotes), self.part.package)
        self.part.relate_to(part, RT.FOOTNOTES)

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
