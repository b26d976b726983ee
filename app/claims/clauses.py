"""A sentence taken apart: its clauses, which of them speak of one thing, its figures and regions masked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.claims.finding import Sentence
from app.claims.meaning import Mention
from app.claims.places import mentions
from app.claims.stems import lowered
from app.claims.vocabulary import FIGURE, PLACE, PLACE_AS_OBJECT, Vocabulary
from app.rendering.series import RegionName

QUOTED = re.compile(r'["”“»][^"”“»«]*["”“»«]')
OBJECT_ENDING = re.compile(r"(?<!ss)(?<!ll)(?<!st)(?<!lt)[aä]$")


@dataclass(frozen=True, slots=True)
class Clause:
    """`follows`: it says more of what the clause before it spoke of.

    `is_loose`: a figure in it may still be of something else: ", mikä näkyy …", ", ja osuus oli …".
    """

    start: int
    end: int
    follows: bool
    is_loose: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """The sentence in small letters, cited figures, regions and quotations masked letter by letter."""

    masked: str
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]

    def clause_at(self, position: int) -> int:
        return next((i for i, clause in enumerate(self.clauses) if position < clause.end), len(self.clauses) - 1)

    def text_of(self, clause: int) -> str:
        return self.masked[self.clauses[clause].start : self.clauses[clause].end]

    def is_one_thing(self, claiming: int, citing: int) -> bool:
        """Do all clauses from one to the other speak of the same thing, by their form?"""
        first, last = sorted((claiming, citing))
        between = self.clauses[first + 1 : last + 1]
        return all(clause.follows and not (clause.is_loose and claiming < citing) for clause in between)


def parse(sentence: Sentence, regions: Mapping[str, RegionName], words: Vocabulary) -> Parsed:
    text = sentence.text
    for match in QUOTED.finditer(text):
        text = _masked(text, match.start(), match.end(), "_")
    for cited in sentence.cited:
        text = _masked(text, cited.start, cited.end, FIGURE)
    found = mentions(text, regions, words)
    for mention in found:
        is_object = OBJECT_ENDING.search(text[mention.start : mention.end])
        text = _masked(text, mention.start, mention.end, PLACE_AS_OBJECT if is_object else PLACE)
    masked = lowered(text)
    return Parsed(masked, found, _clauses(masked, words))


def _masked(text: str, start: int, end: int, letter: str) -> str:
    return text[:start] + letter * (end - start) + text[end:]


def _clauses(masked: str, words: Vocabulary) -> tuple[Clause, ...]:
    cuts = sorted({0, *(match.start() for match in words.patterns["boundary"].finditer(masked)), len(masked)})
    return tuple(_clause(masked, start, end, words) for start, end in pairwise(cuts))


def _clause(masked: str, start: int, end: int, words: Vocabulary) -> Clause:
    text = masked[start:end]
    follows = start > 0 and any(words.patterns[name].search(text) for name in ("follows", "adds"))
    return Clause(start, end, follows, words.patterns["loose"].search(text) is not None)
