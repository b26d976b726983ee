"""The typefaces that a report may be set in: free ones that come with the product, each in four faces.

Each has the letters of Finnish, Swedish, English and Northern Sámi, and figures of one width for tables. What a
typeface lacks (arrows, marks of judgement, other scripts) is set in Source Sans 3, which therefore always stands
second. Charts are always set in Source Sans 3: their words are measured by its widths.
"""

from dataclasses import dataclass
from pathlib import Path

FONTS_DIR = Path(__file__).resolve().parent / "fonts"
DEFAULT = "source-sans"


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family, with the names of its files in FONTS_DIR."""

    key: str
    name: str  # as people choose it
    family: str  # as style sheets and Word name it
    regular: str
    italic: str
    semibold: str
    bold: str
    has_serifs: bool = False

    @property
    def files(self) -> tuple[str, str, str, str]:
        return (self.regular, self.italic, self.semibold, self.bold)

    @property
    def families(self) -> tuple[str, ...]:
        """The family, then the one that has what it lacks."""
        return tuple(dict.fromkeys((self.family, TYPEFACES[DEFAULT].family)))


def _typeface(key: str, family: str, *, has_serifs: bool = False) -> Typeface:
    regular, italic, semibold, bold = (
        f"{family.replace(' ', '')}-{face}.ttf" for face in ("Regular", "Italic", "SemiBold", "Bold")
    )
    return Typeface(key, family, family, regular, italic, semibold, bold, has_serifs)


TYPEFACES: dict[str, Typeface] = {
    face.key: face
    for face in (
        _typeface(DEFAULT, "Source Sans 3"),
        _typeface("fira-sans", "Fira Sans"),
        _typeface("noto-sans", "Noto Sans"),
        _typeface("literata", "Literata", has_serifs=True),
        _typeface("noto-serif", "Noto Serif", has_serifs=True),
    )
}


def typeface(key: str) -> Typeface:
    """The typeface of this key; Source Sans 3 when there is none, as with a report older than its choice."""
    return TYPEFACES.get(key, TYPEFACES[DEFAULT])
