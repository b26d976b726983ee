"""Our own fonts as PDF needs them: which glyphs every piece of a report carries, what they read as, how wide they are.

All pieces carry the same glyphs, so that one copy of each font serves them all when they are joined.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont

from app.rendering.writers.pdf.fetcher import FONTS, font_file

STAMPED = "0123456789/ "
"""What page numbers are set of."""
SOFT_HYPHEN = "\u00ad"

_RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2C6, 0x2DD), (0x300, 0x30C), (0x1E80, 0x1E9E), (0x2000, 0x206F), (0x2070, 0x209F),
    (0x20AC, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2199), (0x2200, 0x2265), (0x25A0, 0x25E6), (0x2713, 0x2717),
)  # fmt: skip
_FEATURES = frozenset({"calt", "ccmp", "liga", "lnum", "locl", "onum", "pnum", "tnum"})
_UNKNOWN = (0x25A1, 0xFFFD, 0x3F)  # what stands for a letter that no font has
_SPARE = 1000  # codes after a font's own glyphs, for letters that no font has

Substitute = tuple[str, tuple[int, ...], int]
"""A feature, the glyphs that it takes, and the one that it puts in their place."""


@dataclass(frozen=True, slots=True)
class Face:
    """`texts` and `widths` are by glyph. `stamps` has the glyph of each character of page numbers."""

    name: str
    family: str
    glyph_count: int
    ascent: int
    descent: int
    texts: dict[int, str]
    widths: dict[int, float]
    stamps: dict[str, int]
    hyphen: int
    unknown: int

    @property
    def line_end(self) -> int:
        """The code of a hyphen that only ends a line: the glyph is the hyphen's, but it reads as a soft one."""
        return self.glyph_count + _SPARE


def face_of(content: bytes) -> Face | None:
    """The face of a font file's bytes; None when it is none of ours."""
    name = _names().get(sha256(content).digest())
    return _face(name) if name else None


@cache
def _names() -> dict[bytes, str]:
    return {sha256(font_file(name)).digest(): name for name in FONTS}


@cache
def _face(name: str) -> Face:
    with TTFont(BytesIO(font_file(name)), lazy=True) as font:
        order = font.getGlyphOrder()
        letters = {code: font.getGlyphID(drawn) for code, drawn in sorted(font.getBestCmap().items())}
        substitutes = tuple(_substitutes(font))
        texts = _texts(letters, substitutes)
        per_em = 1000 / font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return Face(
            name=font["name"].getDebugName(6),
            family=font["name"].getDebugName(16) or font["name"].getDebugName(1),
            glyph_count=len(order),
            ascent=round(font["hhea"].ascent * per_em),
            descent=round(font["hhea"].descent * per_em),
            texts=texts,
            widths={glyph: advances[order[glyph]][0] * per_em for glyph in texts},
            stamps={character: _figure(letters[ord(character)], substitutes) for character in STAMPED},
            hyphen=letters.get(0x2010, letters[0x2D]),
            unknown=next(letters[code] for code in _UNKNOWN if code in letters),
        )


def _texts(letters: dict[int, int], substitutes: tuple[Substitute, ...]) -> dict[int, str]:
    """What each glyph reads as; one that several letters share as the first of them."""
    texts: dict[int, str] = {}
    for first, last in _RANGES:
        for code in range(first, last + 1):
            if code in letters:
                texts.setdefault(letters[code], chr(code))
    for _ in range(2):  # a figure may be substituted twice: lining, then of one width
        for _feature, taken, put in substitutes:
            if all(glyph in texts for glyph in taken):
                texts.setdefault(put, "".join(texts[glyph] for glyph in taken))
    return dict(sorted(texts.items()))


def _figure(glyph: int, substitutes: tuple[Substitute, ...]) -> int:
    """The lining figure of one width, where the font has more than one kind."""
    for wanted in ("lnum", "tnum"):
        glyph = next((put for feature, taken, put in substitutes if feature == wanted and taken == (glyph,)), glyph)
    return glyph


def _substitutes(font: Any) -> Iterator[Substitute]:
    """One glyph for another, or for several, of the features that text is set with."""
    if "GSUB" not in font:
        return
    table = font["GSUB"].table
    lookups = {
        (record.FeatureTag, index)
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in _FEATURES
        for index in record.Feature.LookupListIndex
    }
    glyph = font.getGlyphID
    for feature, index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            for taken, put in sorted(getattr(inner, "mapping", {}).items()):
                if isinstance(put, str):
                    yield feature, (glyph(taken),), glyph(put)
            for first, ligatures in sorted(getattr(inner, "ligatures", {}).items()):
                for ligature in ligatures:
                    yield feature, tuple(map(glyph, (first, *ligature.Component))), glyph(ligature.LigGlyph)
