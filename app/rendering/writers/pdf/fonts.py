"""Fonts in a piece's PDF: the same glyphs in each, whatever its text uses; hyphens at line ends read as soft ones.

Stands in for WeasyPrint's font class and for its writing of fonts.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

import pydyf
from weasyprint.pdf import fonts as engine

from app.rendering.writers.pdf.faces import SOFT_HYPHEN, STAMPED, Face, face_of
from app.rendering.writers.pdf.fetcher import FONTS, font_file

_write_fonts = engine.build_fonts_dictionary

Glyphs = dict[str, tuple[int, float]]
"""The code and width of each character that a page number is set of."""


class LineEndCodes(NamedTuple):
    """A font's codes for what a line ends with: the hyphen, the one that reads as a soft hyphen, and the space."""

    hyphen: int
    soft_hyphen: int
    space: int


class _Widths(dict[int, float]):
    """By code. A letter that no font has is as wide as the glyph that stands for it, whatever room it got."""

    def __init__(self, face: Face) -> None:
        super().__init__(face.widths)
        self.face = face

    def __setitem__(self, code: int, width: float) -> None:
        unknown = self.face.line_end < code or self.face.glyph_count <= code < self.face.line_end
        super().__setitem__(code, self.face.widths[self.face.unknown] if unknown else width)


class ReportFont(engine.Font):  # type: ignore[misc]
    """A font that knows all its usual letters from the start. `lacks` are those of the text that no font has."""

    face: Face | None = None
    lacks: str = ""

    def __init__(self, *values: Any) -> None:
        super().__init__(*values)
        self.face = face_of(self.file_content)
        if self.face is None:
            return
        self.family, self.ascent, self.descent = self.face.family, self.face.ascent, self.face.descent
        self.widths = _Widths(self.face)
        self.to_unicode.update(self.face.texts)
        self.to_unicode[self.face.line_end] = SOFT_HYPHEN
        self.widths[self.face.line_end] = self.widths[self.face.hyphen]

    def rename(self) -> None:
        """Names it after its glyphs: pieces with the same ones can share one copy."""
        if self.face is None:
            return
        digest = sha256(self.face.name.encode() + repr(sorted(self.to_unicode.items())).encode()).digest()
        subset = "".join(chr(65 + letter % 26) for letter in digest[:6])
        self.name = f"/{subset}+{self.face.name}".encode()


def build_fonts_dictionary(pdf: Any, fonts: dict[Any, Any], *options: Any) -> Any:
    """As WeasyPrint's own, but every code of a font is led to a glyph: none to the one that stands for no letter."""
    unknown = {}
    for font in fonts.values():
        font.rename()
        unknown[font.hash] = tuple(font.missing.values())
        font.lacks = "".join(map(chr, font.missing))
        font.missing = {}
    written = _write_fonts(pdf, fonts, *options)
    for font in fonts.values():
        if font.face is not None:
            _lead_codes(pdf, written[font.hash], font.face, unknown[font.hash])
    return written


def _lead_codes(pdf: Any, reference: bytes, face: Face, unknown: tuple[int, ...]) -> None:
    """Every code is its glyph's number, but for those after the last glyph."""
    codes = {face.line_end: face.hyphen, **dict.fromkeys(unknown, face.unknown)}
    table = b"".join(
        codes.get(code, code if code < face.glyph_count else 0).to_bytes(2) for code in range(max(codes) + 1)
    )
    stream = pydyf.Stream([table])
    pdf.add_object(stream)
    descendant = _object(pdf, _object(pdf, reference)["DescendantFonts"][0])
    descendant["CIDToGIDMap"] = stream.reference


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def load_faces() -> None:
    """Read all our fonts now rather than at the first letter of each."""
    for name in FONTS:
        face_of(font_file(name))


def stamp_glyphs(font: Any) -> Glyphs:
    """Empty for a font that is none of ours."""
    if font.face is None:
        return {}
    stamps = font.face.stamps
    return {character: (stamps[character], font.widths[stamps[character]]) for character in STAMPED}


def line_end_codes(fonts: Iterable[Any]) -> dict[str, LineEndCodes]:
    """By font, of those that are ours."""
    faces = {font.hash: font.face for font in fonts if font.face is not None}
    return {name: LineEndCodes(face.hyphen, face.line_end, face.stamps[" "]) for name, face in faces.items()}
