"""Cuts the report's typefaces down to what reports are written with, into app/rendering/fonts. See `make fonts`.

A whole family can be half a megabyte a face, most of it scripts that no report uses; what a report does use beyond
these letters is set in Source Sans 3, which is kept whole. Only families without a reserved name are cut: a cut font
is a changed font, and its licence would else ask for another name.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "node_modules" / "@expo-google-fonts"
FONTS = HERE.parents[1] / "app" / "rendering" / "fonts"
MANIFEST = FONTS / "build.json"
FAMILIES = {"fira-sans": "FiraSans", "literata": "Literata", "noto-sans": "NotoSans", "noto-serif": "NotoSerif"}
FACES = {"Regular": "400Regular", "Italic": "400Regular_Italic", "SemiBold": "600SemiBold", "Bold": "700Bold"}
LETTERS = [
    *range(0x20, 0x180),  # Latin, with the letters of Northern and Inari Sámi
    *range(0x1CD, 0x250),  # and of Skolt Sámi, whose two others stand next
    *(0x292, 0x2B9, 0x2BC, 0x2C6, 0x2C7, 0x2C8, 0x2C9, 0x2D8, 0x2D9, 0x2DA, 0x2DB, 0x2DC, 0x2DD),
    *range(0x300, 0x340),  # accents that stand over the letter before them
    *(0x1E02, 0x1E03, 0x1E9E, 0x1EF2, 0x1EF3),
    *range(0x2000, 0x2070),  # spaces, dashes, quotation marks
    *range(0x2070, 0x20D0),  # raised and lowered digits, currencies
    *range(0x2100, 0x2400),  # letter-like signs, fractions, arrows, mathematics
    *range(0x25A0, 0x2800),
    *range(0xFB00, 0xFB05),
]
SPACES = {0x2009: 0.17, 0x202F: 0.17}  # em; thin spaces stand in every large figure
HYPHENS = (0x2010, 0x2011)  # what a divided word ends with, and the one that words are not divided at
KEPT = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "ordn", "subs", "sups", "frac"]
FEATURES = [*KEPT, "lnum", "onum", "pnum", "tnum"]


def main() -> None:
    """Write every face, its licence and the manifest."""
    files = [entry for folder, name in FAMILIES.items() for entry in built(folder, name, FONTS)]
    MANIFEST.write_text(json.dumps({"files": list(whole()) + files}, indent=2) + "\n")


def whole() -> Iterator[dict[str, str]]:
    """What the manifest says of Source Sans 3, which is kept as its makers released it."""
    for path in [FONTS / "LICENSE", *sorted(FONTS.glob("SourceSans3-*.ttf"))]:
        yield {"path": path.name, "source": "Source Sans 3 3.052", "license": "OFL-1.1", "sha256": digest(path)}


def built(folder: str, name: str, into: Path) -> Iterator[dict[str, str]]:
    """The four faces of a family and its licence, cut into `into`; what the manifest says of each."""
    package = json.loads((SOURCES / folder / "package.json").read_text())
    origin = {"source": f"{package['name']} {package['version']}", "license": "OFL-1.1"}
    for face, place in FACES.items():
        source, target = SOURCES / folder / place / f"{name}_{place}.ttf", into / f"{name}-{face}.ttf"
        cut(source, target)
        yield {"path": target.name, **origin, "source_sha256": digest(source), "sha256": digest(target)}
    source, target = SOURCES / folder / "LICENSE_FONT", into / f"{name}-LICENSE"
    target.write_bytes(source.read_bytes())
    yield {"path": target.name, **origin, "source_sha256": digest(source), "sha256": digest(target)}


def cut(source: Path, target: Path) -> None:
    """The face with the letters and features of reports. The same source gives the same bytes."""
    options = subset.Options()
    options.layout_features, options.hinting, options.glyph_names = FEATURES, False, False
    options.name_IDs, options.notdef_outline = ["*"], True
    with TTFont(source, recalcTimestamp=False) as font:
        add_spaces(font)
        add_hyphens(font)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        font.save(target)


def add_spaces(font: TTFont) -> None:
    """The thin spaces that the face lacks: another font's would be too narrow beside its figures."""
    known = font.getBestCmap()
    for code, share in SPACES.items():
        if code not in known:
            name = f"uni{code:04X}"
            for kind, width in (("hmtx", round(share * font["head"].unitsPerEm)), ("vmtx", font["head"].unitsPerEm)):
                if kind in font:
                    font[kind][name] = (width, 0)
            font["glyf"][name] = Glyph()
            say(font, code, name)


def add_hyphens(font: TTFont) -> None:
    """Hyphens that the face lacks are drawn as that of the keyboard: another font's would stand out at a line's end."""
    known = font.getBestCmap()
    for code in HYPHENS:
        if code not in known:
            say(font, code, known[0x2D])


def say(font: TTFont, code: int, name: str) -> None:
    """The glyph of this name is the letter's."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
