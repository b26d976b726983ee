"""What PDF/A and PDF/UA ask of fonts, read from the file: embedded, widths that agree, every glyph in words."""

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

TOLERANCE = 1.0  # thousandths of the font's size, as ISO 19005-3, 6.2.11.5 has it
FORBIDDEN = {"\x00", "\ufeff", "\ufffe"}


def font_faults(content: bytes) -> list[str]:
    """Everything wrong with the fonts of the file, in words; empty when all is well."""
    faults: set[str] = set()
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            for font, codes in _used(page).items():
                faults.update(f"page {number}: {fault}" for fault in _faults(page.Resources.Font[font], codes))
    return sorted(faults)


def _used(page: Any) -> dict[str, set[int]]:
    """Font resource → two-byte codes shown with it, forms included."""
    used: dict[str, set[int]] = defaultdict(set)
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            font = str(operands[0])
        elif name in ("Tj", "TJ"):
            strings = operands[0] if name == "TJ" else [operands[0]]
            for string in strings:
                if isinstance(string, pikepdf.String):
                    raw = bytes(string)
                    used[font].update(int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return used


def _faults(font: Any, codes: set[int]) -> Iterator[str]:
    descendant = font.DescendantFonts[0]
    name = str(descendant.BaseFont)
    if "/FontFile2" not in descendant.FontDescriptor:
        yield f"{name} is not embedded as TrueType"
        return
    if "/CIDToGIDMap" not in descendant:
        yield f"{name} does not say which glyph a code is"
    program = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
    widths, words = _widths(descendant), _unicode(font)
    scale = 1000 / program["head"].unitsPerEm
    glyphs = program.getGlyphOrder()
    for code in sorted(codes):
        glyph = _glyph(descendant, code)
        if glyph == 0 or glyph >= len(glyphs):
            yield f"{name} shows code {code}, which is no glyph"
            continue
        advance = program["hmtx"][glyphs[glyph]][0] * scale
        if abs(widths.get(code, descendant.get("/DW", 1000)) - advance) > TOLERANCE:
            yield f"{name} glyph {code} is {advance:.0f} wide, the file says {widths.get(code)}"
        if not words.get(code) or FORBIDDEN & set(words[code]):
            yield f"{name} glyph {code} stands for no text"


def _glyph(descendant: Any, code: int) -> int:
    """The glyph of a code: the same number, or what the map says."""
    glyphs = descendant.get("/CIDToGIDMap")
    if not isinstance(glyphs, pikepdf.Stream):
        return code
    return int.from_bytes(glyphs.read_bytes()[2 * code : 2 * code + 2], "big")


def _widths(descendant: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    entries = list(descendant.get("/W", []))
    while entries:
        first = int(entries.pop(0))
        second = entries.pop(0)
        if isinstance(second, pikepdf.Array):
            widths.update({first + index: float(width) for index, width in enumerate(second)})
        else:
            width = float(entries.pop(0))
            widths.update(dict.fromkeys(range(first, int(second) + 1), width))
    return widths


def _unicode(font: Any) -> dict[int, str]:
    """Code → text, from the bfchar and bfrange lines of the map."""
    source = font.ToUnicode.read_bytes().decode("latin-1")
    words: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            words[int(code, 16)] = _text(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            start, base = int(first, 16), _text(text)
            for code in range(start, int(last, 16) + 1):
                words[code] = base[:-1] + chr(ord(base[-1]) + code - start)
    return words


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", errors="replace")
