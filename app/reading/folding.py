"""Words as they are compared: without case and diacritics, by their stems. Pure.

Finnish words end in many ways and grow together; what was typed is found wherever a word begins with its stem, and
a long stem also inside another word: "työttömyys" finds "nuorisotyöttömyyden".
"""

import re
import unicodedata
from functools import cache

_LETTERS = range(0x80, 0x250)  # accented Latin letters
_NOT_WORDS = re.compile(r"[^0-9a-z]+")
_LONG = 5  # letters of a stem that is looked for inside words too
MOST_WORDS = 6


@cache
def _table() -> dict[int, str]:
    """Accented letter → its plain one, one for one, so that a place in the folded text is one in the text."""
    plain = {code: unicodedata.normalize("NFD", chr(code).lower())[0] for code in _LETTERS}
    strokes = {ord(letter): by for letter, by in zip("øØđĐŧŦłŁ", "ooddttll", strict=True)}
    capitals = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    return plain | strokes | capitals


def folded(text: str) -> str:
    """The text in small plain letters, as long as it was."""
    return text.translate(_table())


def stems(typed: str) -> tuple[str, ...]:
    """The stems of the words that somebody typed, at most MOST_WORDS, each once."""
    words = [word for word in _NOT_WORDS.split(folded(unicodedata.normalize("NFC", typed))) if len(word) > 1]
    return tuple(dict.fromkeys(_stem(word) for word in words))[:MOST_WORDS]


def pattern(stem: str) -> re.Pattern[str]:
    """Finds a stem in folded text, and with it the rest of its word."""
    begin = "" if len(stem) >= _LONG else r"(?<![0-9a-z])"
    return re.compile(f"{begin}{re.escape(stem)}[0-9a-z]*")


def _stem(word: str) -> str:
    """What stays of a word when it is inflected: rough, but it never hides what was typed whole."""
    if word.isdecimal() or len(word) < _LONG:
        return word
    if word.endswith("nen"):
        return word[:-3]
    return word[:-2] if len(word) > 6 else word[:-1]
