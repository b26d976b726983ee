"""Lists of a Word file, and the fixed parts of it (parts/*.xml)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template

from app.rendering.writers.word.looks import LIST_DEPTHS, LIST_STEP
from app.rendering.writers.word.markup import NAMESPACES

PARTS_DIR = Path(__file__).parent / "parts"
LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
BULLETS = 1
NUMBERS = 2


@cache
def _part(name: str) -> Template:
    return Template((PARTS_DIR / name).read_text())


def settings_xml(language: str, *, fonts: str = "", mirrored: str = "", even: str = "", colours: str = "") -> bytes:
    """What holds for the whole file; the named elements stand where the schema wants them."""
    values = {"fonts": fonts, "mirrored": mirrored, "even": even, "colours": colours}
    return _part("settings.xml").substitute(values, language=language).encode()


def footnotes_xml(footnotes: str) -> bytes:
    """`footnotes` are the w:footnote elements, numbered from 1."""
    return _part("footnotes.xml").substitute(namespaces=NAMESPACES, footnotes=footnotes).encode()


@dataclass
class Lists:
    """Every numbered list of a file counts by itself: a w:num each, of the kind that its depth has.

    `kinds` are an abstract number and a level in it by depth; `first` is the first number that is free.
    """

    kinds: Sequence[tuple[int, int]] = tuple((NUMBERS, depth) for depth in range(LIST_DEPTHS))
    first: int = NUMBERS + 1
    made: list[str] = field(default_factory=list)

    def begin(self, start: int, depth: int) -> tuple[int, int]:
        """Number and level for the items of a new list."""
        kind, level = self.kinds[depth]
        number = self.first + len(self.made)
        self.made.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return number, level


def kinds_xml(*, first: int = BULLETS) -> tuple[str, str]:
    """The kinds of lists, and one list of each for the styles: w:abstractNum and w:num elements from `first` on."""
    bullets = _kind(first, "bullet", ("–",) * 9, "ListBullet")
    numbers = _kind(first + 1, "decimal", tuple(f"%{level}." for level in range(1, 10)), "ListNumber")
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (first, first + 1)
    )
    return bullets + numbers, lists


def _kind(identity: int, form: str, signs: Sequence[str], style: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}{level + 1 if level else ""}"/>' if level < LIST_DEPTHS else "")
        + f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 1) * LIST_STEP}" w:hanging="{LIST_STEP}"/></w:pPr></w:lvl>'
        for level, sign in enumerate(signs)
    )
    return f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
