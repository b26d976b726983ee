"""The report's own font inside the Word file, so that it looks the same where the font is not installed.

Word keeps fonts veiled: the first 32 bytes are XORed with a key that stands beside them (ECMA-376, 4: 2.8.1).
"""

import uuid
from pathlib import Path
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from app.rendering.writers.word.markup import NAMESPACES

FONTS_DIR = Path(__file__).resolve().parents[2] / "fonts"
FAMILY = "Source Sans 3"
FACES = {
    "embedRegular": "SourceSans3-Regular.ttf",
    "embedBold": "SourceSans3-Bold.ttf",
    "embedItalic": "SourceSans3-Italic.ttf",
}
FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
TABLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"


def font_table(package: Any) -> Part:
    """The part that names the font, with its faces behind it."""
    part = Part(PackURI("/word/fontTable.xml"), TABLE_TYPE, b"", package)
    faces = []
    for index, (element, file) in enumerate(FACES.items(), start=1):
        key = uuid.uuid5(uuid.NAMESPACE_URL, file)  # the same in every file
        content = _veiled((FONTS_DIR / file).read_bytes(), key)
        relation = part.relate_to(
            Part(PackURI(f"/word/fonts/font{index}.odttf"), FONT_TYPE, content, package), FONT_RELATION
        )
        faces.append(f'<w:{element} r:id="{relation}" w:fontKey="{{{str(key).upper()}}}"/>')
    part._blob = (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
        f'<w:fonts {NAMESPACES}><w:font w:name="{FAMILY}"><w:altName w:val="Calibri"/><w:charset w:val="00"/>'
        f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>{"".join(faces)}</w:font></w:fonts>'
    ).encode()
    return part


def _veiled(content: bytes, key: uuid.UUID) -> bytes:
    reversed_key = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(content[:32], reversed_key, strict=True)) + content[32:]
