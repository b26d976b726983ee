"""The report's own typeface inside the Word file, so that it looks the same where it is not installed.

Word keeps fonts veiled: the first 32 bytes are XORed with a key that stands beside them (ECMA-376, 4: 2.8.1).
"""

import uuid
from functools import cache
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from app.rendering.typefaces import FONTS_DIR, Typeface
from app.rendering.writers.word.markup import NAMESPACES

FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
TABLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"


def font_table(package: Any, face: Typeface) -> Part:
    """The part that names the typeface, with its files behind it."""
    part = Part(PackURI("/word/fontTable.xml"), TABLE_TYPE, b"", package)
    faces = []
    files = {"embedRegular": face.regular, "embedBold": face.bold, "embedItalic": face.italic}
    for index, (element, file) in enumerate(files.items(), start=1):
        key = uuid.uuid5(uuid.NAMESPACE_URL, file)  # the same in every file
        name = PackURI(f"/word/fonts/font{index}.odttf")
        relation = part.relate_to(Part(name, FONT_TYPE, _veiled(file, key), package), FONT_RELATION)
        faces.append(f'<w:{element} r:id="{relation}" w:fontKey="{{{str(key).upper()}}}"/>')
    other, family = ("Cambria", "roman") if face.has_serifs else ("Calibri", "swiss")
    part._blob = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<w:fonts {NAMESPACES}><w:font w:name="{face.family}"><w:altName w:val="{other}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/>{"".join(faces)}</w:font></w:fonts>'
    ).encode()
    return part


@cache
def _veiled(file: str, key: uuid.UUID) -> bytes:
    content = (FONTS_DIR / file).read_bytes()
    return bytes(a ^ b for a, b in zip(content[:32], key.bytes[::-1] * 2, strict=True)) + content[32:]
