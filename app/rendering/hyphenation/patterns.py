"""Where Finnish words may be broken: syllables by the plain rules of grammar, seams of compounds by a list of stems.

A break comes before a consonant that a vowel follows, and between vowels that are neither long nor a diphthong.
What the rules cannot know, where one part of a compound ends, is told by `seams.txt`. Both are written as patterns
of the kind pyphen reads: an odd number allows a break, an even one forbids it, the greatest wins.
After a change of either: `python -m app.rendering.hyphenation.patterns`.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from app.rendering.hyphenation import DICTIONARY_FILE

SEAMS_FILE = Path(__file__).with_name("seams.txt")

VOWELS = "aeiouyäöåéü"
FRONT, BACK = "äöy", "aou"
CONSONANTS = "bcdfghjklmnpqrstvwxzšž"
DIPHTHONGS = frozenset(
    ("ai", "ei", "oi", "ui", "yi", "äi", "öi", "au", "eu", "iu", "ou", "ey", "iy", "äy", "öy", "ie", "uo", "yö")
)
ENDINGS = "ns"  # the consonants that a first part ends in, as a rule

SYLLABLE, FORBIDDEN, SEAM = 1, 8, 9


def dictionary() -> str:
    """The whole file for pyphen: its encoding, then one pattern a line."""
    patterns = sorted({*syllables(), *harmony(), *seams(SEAMS_FILE.read_text("utf-8"))})
    return "\n".join(("UTF-8", *patterns)) + "\n"


def syllables() -> Iterator[str]:
    """The rules of grammar."""
    for consonant, vowel in product(CONSONANTS, VOWELS):
        yield f"{SYLLABLE}{consonant}{vowel}"
    for first, second in product(VOWELS, VOWELS):
        if _is_divided(first, second):
            yield f"{first}{SYLLABLE}{second}"
        elif first != second:
            yield f"{first}{first}{SYLLABLE}{second}"  # a long vowel is a syllable's whole middle: maa-ilma


def harmony() -> Iterator[str]:
    """Front and back vowels never meet inside a part, so between them is a seam: työ-aika, not työai-ka or työa-jat."""
    for first, second in (*product(FRONT, BACK), *product(BACK, FRONT)):
        yield f"{first}{SEAM}{second}"
        for consonant in CONSONANTS:
            yield f"{first}{SEAM}{second}{FORBIDDEN}{consonant}"


def seams(text: str) -> Iterator[str]:
    """The patterns of a list of seams."""
    for line in text.splitlines():
        for entry in line.partition("#")[0].split():
            before, _, after = entry.partition("|")
            yield from _seam(before, after)


def _seam(before: str, after: str) -> Iterator[str]:
    opening = _opening(after)
    for ending in [before] if before else _possible_endings(after):
        if ending and ending[-1] in CONSONANTS:
            yield f"{ending[:-1]}{FORBIDDEN}{ending[-1]}{SEAM}{opening}"
        else:
            yield f"{ending}{SEAM}{opening}"


def _possible_endings(after: str) -> Iterable[str]:
    """What a first part may end in, so that no rule would find the seam before `after`."""
    if after[0] in CONSONANTS:
        return [""]
    return [*ENDINGS, *(vowel for vowel in VOWELS if vowel != after[0])]


def _opening(part: str) -> str:
    """The letters of a part: its first consonants kept together, no single vowel left alone at its beginning."""
    if _is_open(part):
        return f"{part[0]}{FORBIDDEN}{part[1:]}"
    vowel = next(place for place, letter in enumerate(part) if letter in VOWELS)
    return str(FORBIDDEN).join(part[: vowel + 1]) + part[vowel + 1 :]


def _is_open(part: str) -> bool:
    """Whether the part begins with a vowel that is a syllable by itself: (a)su-, (e)tu-."""
    shape = "".join("v" if letter in VOWELS else "c" for letter in part[:3])
    return shape == "vcv"


def _is_divided(first: str, second: str) -> bool:
    return first != second and first + second not in DIPHTHONGS


if __name__ == "__main__":
    DICTIONARY_FILE.write_text(dictionary(), "utf-8")
