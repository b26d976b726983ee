"""A language's words of change and comparison, made ready for searching."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.claims import words_fi, words_sv
from app.claims.meaning import Change, Compared, Extreme, Meaning, Multiple, Since, Way

PLACE = "\ue000"  # stands for each letter of a region's name
PLACE_AS_OBJECT = "\ue002"  # the same where the name's case says "than": "koko maata suurempi"
FIGURE = "\ue001"  # stands for each letter of a cited figure
MEANINGS: dict[str, Meaning] = {
    "grew": Change(Way.UP),
    "fell": Change(Way.DOWN),
    "stayed": Change(Way.SAME),
    "improved": Change(Way.BETTER),
    "worsened": Change(Way.WORSE),
    "more than before": Change(Way.UP),
    "less than before": Change(Way.DOWN),
    "halved": Multiple(0.5),
    "half as much again": Multiple(1.5),
    "doubled": Multiple(2),
    "tripled": Multiple(3),
    "quadrupled": Multiple(4),
    "more than there": Compared(Way.UP),
    "less than there": Compared(Way.DOWN),
    "as there": Compared(Way.SAME),
    "better than there": Compared(Way.BETTER),
    "worse than there": Compared(Way.WORSE),
    "highest": Extreme(Way.UP),
    "lowest": Extreme(Way.DOWN),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`numbers` are words for numbers of years; `kin` are stems of words that mean the same.

    `inflected` is how a region's name ends in a sentence.
    `is_head_first`: "andelen arbetslösa", not "työttömien osuus".
    """

    phrases: tuple[tuple[Meaning, re.Pattern[str]], ...]
    since: Mapping[Since, re.Pattern[str]]
    patterns: Mapping[str, re.Pattern[str]]
    places: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    numbers: Mapping[str, int]
    kin: tuple[tuple[str, ...], ...]
    inflected: re.Pattern[str]
    is_head_first: bool


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of Finnish ("fi") or Swedish ("sv")."""
    words = words_sv if language == "sv" else words_fi
    return Vocabulary(
        phrases=tuple((MEANINGS[name], _compiled(text, words.PARTS)) for name, text in words.PHRASES.items()),
        since={Since(name): _compiled(text, words.PARTS) for name, text in words.SINCE.items()},
        patterns={name: _compiled(text, words.PARTS) for name, text in words.PATTERNS.items()},
        places=tuple((codes, _compiled(text, words.PARTS)) for codes, text in words.PLACES.items()),
        numbers=words.NUMBERS,
        kin=words.KIN,
        inflected=_compiled(words.INFLECTED, words.PARTS),
        is_head_first=words.HEAD_FIRST,
    )


def _compiled(text: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    """With every <part> put in its place, parts of parts too; blanks of the source mean nothing."""
    while used := re.search(r"<([a-z_]+)>", text):
        text = text.replace(used[0], f"(?:{parts[used[1]]})")
    for sign, letters in (("§", PLACE + PLACE_AS_OBJECT), ("¶", PLACE_AS_OBJECT), ("¤", FIGURE)):
        text = text.replace(sign, f"[{letters}]+")
    return re.compile(text, re.VERBOSE)
