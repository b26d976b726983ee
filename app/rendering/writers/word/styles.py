"""The fixed parts of the Word file (parts/*.xml) and the numbering of its lists.

The styles are few and bear Word's own names, so that a user can restyle the whole.
"""

from functools import cache
from pathlib import Path
from string import Template

from app.rendering.writers.word.markup import NAMESPACES

PARTS_DIR = Path(__file__).parent / "parts"
LANGUAGES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
BULLETS = 1
NUMBERS = 2
LIST_STEP = 397  # twips of indent a level


@cache
def _part(name: str) -> Template:
    return Template((PARTS_DIR / name).read_text())


def styles_xml(language: str) -> bytes:
    return _part("styles.xml").substitute(language=LANGUAGES[language]).encode()


def settings_xml(language: str) -> bytes:
    return _part("settings.xml").substitute(language=LANGUAGES[language]).encode()


def footnotes_xml(footnotes: str) -> bytes:
    """`footnotes` are the w:footnote elements, numbered from 1."""
    return _part("footnotes.xml").substitute(namespaces=NAMESPACES, footnotes=footnotes).encode()


def numbering_xml(starts: list[int]) -> str:
    """Bullets, numbers, and one more list for each of `starts`, so that every numbered list begins where it should.

    The list of `starts[i]` has the number `NUMBERS + 1 + i`.
    """
    bullets = _abstract(BULLETS, "bullet", "–", "ListBullet")
    numbers = _abstract(NUMBERS, "decimal", "%{}.", "ListNumber")
    lists = "".join(_list(NUMBERS + 1 + index, start) for index, start in enumerate(starts))
    return (
        f"<w:numbering {NAMESPACES}>{bullets}{numbers}"
        f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
        f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="{NUMBERS}"/></w:num>{lists}</w:numbering>'
    )


def _list(identity: int, start: int) -> str:
    return (
        f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{NUMBERS}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
    )


def _abstract(identity: int, form: str, sign: str, style: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if level == 0 else "")
        + f'<w:lvlText w:val="{sign.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{(level + 1) * LIST_STEP}" w:hanging="{LIST_STEP}"/></w:pPr></w:lvl>'
        for level in range(9)
    )
    return f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
