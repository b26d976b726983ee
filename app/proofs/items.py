"""What a report says, as a flat sequence: one item for each thing that a reader of any file would meet, in order.

The Document is told as items by `expected`, a file by its reader; both in the same normal form, so that they can be
compared one by one.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

JOIN = "\x1f"
"""A place where a space may stand or not: between the lines of a cell, at the end of a printed line."""

PAGE = "\x1d"
"""The number of a page, whichever it is: it stands after references and in the contents."""

TAB = "\x1e"
"""A jump in the line, apart from a tab that somebody wrote; a space like others in the end."""

_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1c\ufffe\uffff]")  # XML cannot hold them
_SPACES = re.compile(r"[^\S\x1d\x1f]+")
_ROUND_JOIN = re.compile(" ?\x1f[ \x1f]*")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_NOT_WORDS = re.compile("[\\s\x1f-]+")
_HYPHENS = str.maketrans("\u2010\u2011", "--")


class Kind(StrEnum):
    """Kinds of items; their values are those that a certificate counts by."""

    COVER = "cover"
    CONTENTS = "contents"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list-item"
    NOTICE = "notice"
    CAPTION = "caption"
    TABLE = "table"
    CELL = "cell"
    PICTURE = "picture"
    CHART = "chart"
    SERIES = "series"
    KEY_FIGURE = "key-figure"
    SOURCE = "source"
    FOOTNOTE = "footnote"
    LINK = "link"
    REFERENCE = "reference"
    CHANGE = "change"
    REMARK = "remark"
    SEAL = "seal"


Facts = dict[str, str]
Place = tuple[str, ...]
"""Where an item stands, from the section inward, as its readers know it."""


@dataclass(frozen=True, slots=True)
class Item:
    """`facts` say what else is true of it: level, scope, spans, language, address … `place` is the Document's."""

    kind: Kind
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    place: Place = ()
    seen_as: Kind | None = None  # in a format where the kind cannot be told from another

    @property
    def seen(self) -> Kind:
        """The kind that it can be known by."""
        return self.seen_as or self.kind

    @property
    def likeness(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """What two items have in common that are the same but for spaces and how lines break."""
        return f"{self.seen}:{_NOT_WORDS.sub('', self.text)}", self.facts


def item(kind: Kind, text: str, place: Place = (), /, **facts: object) -> Item:
    """An item in the normal form; facts that are empty, None or False are none."""
    told = tuple(sorted((name, str(value)) for name, value in facts.items() if value not in ("", None, False)))
    return Item(kind, normal(text), told, place)


def normal(text: str) -> str:
    """Text as it is compared: NFC, every run of spaces one space, hyphens alike, ligatures as letters.

    What shows nothing is left out.
    """
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    seen = _UNSEEN.sub("", _FORBIDDEN.sub("", text))
    letters = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), seen)
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", letters.translate(_HYPHENS)))
    return _ROUND_JOIN.sub(JOIN, spaced).strip(" " + JOIN)


def same_words(one: str, other: str) -> bool:
    """Whether two normal texts say the same; a JOIN matches a space and nothing."""
    if one == other:
        return True
    return first_difference(one, other) is None


def first_difference(one: str, other: str) -> tuple[int, int] | None:
    """Where two normal texts part, in each of them; a JOIN matches a space and nothing."""
    here = there = 0
    while here < len(one) and there < len(other):
        if one[here] == other[there]:
            here, there = here + 1, there + 1
        elif one[here] == JOIN:
            here, there = here + 1, there + (other[there] == " ")
        elif other[there] == JOIN:
            here, there = here + (one[here] == " "), there + 1
        elif other[there] == "-" and other[there + 1 : there + 2] == JOIN:  # a word broken at the line's end
            there += 2
        else:
            return here, there
    return (here, there) if (one[here:] + other[there:]).strip(" " + JOIN) else None
