"""An organisation's Word template made for tests: own styles with Finnish names, a letterhead, own margins."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from tests.factories.images import image_bytes

TEMPLATE_TYPE = b".template.main+xml"
DOCUMENT_TYPE = b".document.main+xml"


def letterhead(*, as_template: bool = True) -> bytes:
    """A .dotx, or the .docx that it was made of."""
    word: Any = docx.Document()
    word.add_paragraph("Tähän kirjoitetaan")
    section = word.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(40)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(image_bytes()), width=Mm(30))
    section.footer.paragraphs[0].text = "Kokkolan kaupunki, PL 43"
    word.styles["Heading 2"].font.size = Pt(19)
    word.styles["Heading 2"].element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    )
    word.styles["Caption"].element.getparent().remove(word.styles["Caption"].element)
    word.styles.add_style("Kuvaotsikko", WD_STYLE_TYPE.PARAGRAPH).font.italic = True
    word.styles.add_style("Leipäteksti", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(12)
    for name in ("Body Text", "Body Text Char"):
        if name in [style.name for style in word.styles]:
            word.styles[name].element.getparent().remove(word.styles[name].element)
    buffer = io.BytesIO()
    word.save(buffer)
    return changed(buffer.getvalue(), {"[Content_Types].xml": (DOCUMENT_TYPE, TEMPLATE_TYPE)} if as_template else {})


def changed(content: bytes, replaced: Mapping[str, tuple[bytes, bytes]], **added: bytes) -> bytes:
    """The file with words of some parts changed, and with parts more."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            old, new = replaced.get(name, (b"", b""))
            part = source.read(name)
            target.writestr(name, part.replace(old, new) if old else part)
        for name, part in added.items():
            target.writestr(name, part)
    return result.getvalue()
