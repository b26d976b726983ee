"""Word files for tests, made as people make them: with Word's own styles."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.factories.images import image_bytes

FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="2"><w:p><w:r><w:t>Lähde: Sotkanet.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def word_bytes(write: Callable[[Any], None]) -> bytes:
    """The file that `write` filled."""
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_table(document: Any, *rows: tuple[str, ...], bold_head: bool = True) -> Any:
    """A table of these words, its first row in bold."""
    table = document.add_table(len(rows), len(rows[0]))
    for index, row in enumerate(rows):
        for cell, text in zip(table.rows[index].cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = bold_head and index == 0
    return table


def add_footnote_call(paragraph: Any) -> None:
    """The place of footnote 2; `with_footnotes` adds its words."""
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))


def with_footnotes(content: bytes) -> bytes:
    """The same file with the part that python-docx does not write."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name).decode() if name.endswith((".rels", "Types].xml")) else source.read(name)
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                extra = f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                part = str(part).replace("</Relationships>", extra)
            target.writestr(name, part)
        target.writestr("word/footnotes.xml", FOOTNOTES)
    return result.getvalue()


def last_report(document: Any) -> None:
    """Last term's report in small: a cover, numbered chapters, lists, a table, an image, links and notes."""
    document.add_paragraph("Hyvinvointikertomus 2017–2020", style="Title")
    document.add_heading("1 Taustaa", 1)
    first = document.add_paragraph("Kertomus on ")
    first.add_run("laadittu").bold = True
    first.add_run(" yhdessä.")
    add_footnote_call(first)
    document.add_paragraph("ensimmäinen", style="List Bullet")
    document.add_paragraph("sisempi", style="List Bullet 2")
    document.add_heading("2 Hyvinvointi elämänkaaressa", 1)
    document.add_paragraph("Johdanto ikäryhmiin.")
    document.add_heading("2.1 Työikäiset", 2)
    document.add_paragraph("Taulukko 4. Työttömät", style="Caption")
    add_table(document, ("Mittari", "2019", "2020"), ("Työttömät, %", "8,1", "9,9"))
    document.add_heading("Johtopäätökset", 3)
    document.add_paragraph("Työttömyys kasvoi.")
    document.add_picture(io.BytesIO(image_bytes()))
    document.add_paragraph("Kuva 1: Ranta", style="Caption")
    document.add_heading("3 Liitteet", 1)
    document.add_paragraph("Liite 1.")


def long_report(document: Any) -> None:
    """About thirty pages."""
    sentence = "Kaupungin väestö kasvoi vuoden aikana ja palvelujen tarve muuttui monin tavoin eri ikäryhmissä. "
    for chapter in range(1, 8):
        document.add_heading(f"{chapter} Luku {chapter}", 1)
        for part in range(1, 5):
            document.add_heading(f"{chapter}.{part} Osio", 2)
            for _ in range(3):
                document.add_paragraph(sentence * 7)
            add_table(document, *[("Mittari", "2019", "2020")] * 8)
