"""The words on a PDF's pages by the numbers of their marked content, read from the pages' own drawing operations.

Only what our files are made of is read: glyphs of two bytes as hexadecimal strings, each font with its ToUnicode map.
Whatever is drawn otherwise is not found, and so told as missing.
"""

import re
import struct
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from app.proofs.items import JOIN

_STEP = re.compile(
    rb"/\w+\s*(?P<mark><<[^>]*>>\s*|/\w+\s*)?B[DM]C\b"
    rb"|EMC\b(?P<end>)"
    rb"|BT\s+(?P<place>(?:[-\d.]+\s+){6})Tm\b"
    rb"|/(?P<font>\w+)\s+(?P<size>[-\d.]+)\s+Tf\b"
    rb"|\[(?P<array>[^\]]*)\]\s*TJ\b"
    rb"|<(?P<string>[0-9a-fA-F\s]*)>\s*Tj\b"
)
_MCID = re.compile(rb"/MCID\s+(\d+)")
_HEX = re.compile(rb"<([0-9a-fA-F]*)>")
_SHIFT = re.compile(rb">\s*(-?\d[\d.]*)")
_CHAR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_MAPS = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
UNKNOWN = "\ufffd"
GAP = 0.12  # of the letters' size; less between two pieces of text is no space


@dataclass(slots=True)
class Font:
    """What a font's codes say, and how wide each is in thousandths of the letters' size."""

    letters: defaultdict[int, str]
    widths: defaultdict[int, float]
    drawn: Container[int] = range(1, 0x10000)  # the codes that the embedded font has a glyph for


NO_FONT = Font(defaultdict(lambda: UNKNOWN), defaultdict(float))


@dataclass(slots=True)
class Piece:
    """Words drawn in one go. `lacks` are the letters that the font has no glyph for."""

    text: str
    start: float
    end: float
    line: float
    size: float
    lacks: str = ""

    def joint(self, after: "Piece") -> str:
        """What stands between this piece and the next one: nothing, or the end of a line or a gap."""
        is_near = abs(after.line - self.line) < 0.6 * self.size and abs(after.start - self.end) < GAP * self.size
        return "" if is_near else JOIN


@dataclass
class PageWords:
    """The pieces of one page by marked content; `loose` are words that belong to none and are no artifact."""

    marked: dict[int, list[Piece]] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)


class PdfWords:
    """Reads pages; keeps the fonts that it has met."""

    def __init__(self) -> None:
        self.fonts: dict[tuple[int, int], Font] = {}

    def page(self, page: pikepdf.Page) -> PageWords:
        """The words of a page."""
        found = PageWords()
        inside: list[int | None] = []  # of each open mark: its number, or None for an artifact
        fonts = self._fonts(page)
        font, size, start, line = NO_FONT, 1.0, 0.0, 0.0
        for step in _STEP.finditer(_content(page)):
            kind = step.lastgroup
            if kind in (None, "mark"):
                inside.append(_number(step["mark"], inside))
            elif kind == "end":
                inside = inside[:-1]
            elif kind == "place":
                *_, start, line = map(float, step["place"].split())
            elif kind == "size":
                font, size = fonts.get(step["font"], NO_FONT), float(step["size"])
            else:
                piece = _piece(step, font, size, start, line)
                _keep(piece, inside, found)
                start = piece.end
        return found

    def _fonts(self, page: pikepdf.Page) -> dict[bytes, Font]:
        named: Any = page.obj.get("/Resources", {})
        named = named.get("/Font", {})
        return {str(name)[1:].encode(): self._font(font) for name, font in named.items()}

    def _font(self, font: Any) -> Font:
        key = font.objgen
        if key not in self.fonts:
            letters = dict(_letters(font.ToUnicode.read_bytes())) if "/ToUnicode" in font else {}
            widths = defaultdict(float, _widths(font))
            self.fonts[key] = Font(defaultdict(lambda: UNKNOWN, letters), widths, _drawn(font))
        return self.fonts[key]


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.get("/Contents")
    if isinstance(contents, pikepdf.Array):
        return b"\n".join(one.read_bytes() for one in contents)
    return bytes(contents.read_bytes()) if contents is not None else b""


def _number(properties: bytes | None, inside: list[int | None]) -> int | None:
    """Of a mark that opens: its own number, else that of the mark around it."""
    found = _MCID.search(properties or b"")
    if found:
        return int(found[1])
    return inside[-1] if inside else None


def _piece(step: "re.Match[bytes]", font: Font, size: float, start: float, line: float) -> Piece:
    array = step["array"]
    strings = b"".join(_HEX.findall(array)) if array is not None else step["string"]
    raw = bytes.fromhex(strings.decode("ascii"))
    numbers = struct.unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
    shifts = sum(map(float, _SHIFT.findall(array))) if array is not None else 0.0
    width = sum(map(font.widths.__getitem__, numbers)) - shifts
    text = "".join(map(font.letters.__getitem__, numbers))
    lacks = "".join(font.letters[one] for one in numbers if one not in font.drawn) if numbers else ""
    return Piece(text, start, start + width * size / 1000, line, size, lacks)


def _keep(piece: Piece, inside: list[int | None], found: PageWords) -> None:
    if not inside:
        found.loose.append(piece.text)
    elif inside[-1] is not None:
        found.marked.setdefault(inside[-1], []).append(piece)


def _letters(table: bytes) -> Iterator[tuple[int, str]]:
    for kind, lines in _MAPS.findall(table):
        if kind == b"bfchar":
            yield from ((int(code, 16), _utf16(text)) for code, text in _CHAR.findall(lines))
        else:
            for first, last, text in _RANGE.findall(lines):
                for step in range(int(last, 16) - int(first, 16) + 1):
                    yield int(first, 16) + step, _utf16(b"%0*x" % (len(text), int(text, 16) + step))


def _utf16(code: bytes) -> str:
    return bytes.fromhex(code.decode("ascii")).decode("utf-16-be", "replace")


def _drawn(font: Any) -> Container[int]:
    glyphs = range(1, _glyphs(font))
    table = font.DescendantFonts[0].get("/CIDToGIDMap") if "/DescendantFonts" in font else None
    if not isinstance(table, pikepdf.Stream):
        return glyphs
    raw = table.read_bytes()
    numbers = struct.unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
    return frozenset(code for code, glyph in enumerate(numbers) if glyph in glyphs)


def _glyphs(font: Any) -> int:
    """How many codes lead to a glyph: as the font's own map says, or as many as its program has, by its table maxp."""
    own_map: Any = font.DescendantFonts[0].get("/CIDToGIDMap") if "/DescendantFonts" in font else None
    if isinstance(own_map, pikepdf.Stream):
        return len(own_map.read_bytes()) // 2
    described: Any = font.DescendantFonts[0].get("/FontDescriptor", {}) if "/DescendantFonts" in font else {}
    if "/FontFile2" not in described:
        return 0x10000
    program = described.FontFile2.read_bytes()
    for entry in range(12, 12 + 16 * int.from_bytes(program[4:6], "big"), 16):
        if program[entry : entry + 4] == b"maxp":
            place = int.from_bytes(program[entry + 8 : entry + 12], "big")
            return int.from_bytes(program[place + 4 : place + 6], "big")
    return 0x10000


def _widths(font: Any) -> Iterator[tuple[int, float]]:
    """Of a font with codes of two bytes: the array W, of runs and ranges."""
    entries = list(font.DescendantFonts[0].get("/W", [])) if "/DescendantFonts" in font else []
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + step, float(width)) for step, width in enumerate(second))
        else:
            width = float(entries.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))
