"""Regions named in a sentence, also in inflected forms."""

import re
from collections.abc import Iterator, Mapping

from app.claims.meaning import Mention
from app.claims.stems import lowered, shared_start
from app.claims.vocabulary import Vocabulary
from app.rendering.series import RegionName

WORD = re.compile(r"\b[^\W\d_][\w-]*")
SHORTEST_STEM = 4  # letters of a name that inflection leaves alone
LONGEST_CHANGE = 3  # letters at its end that inflection may change: "Koejoki", "Koejoella"


def mentions(text: str, regions: Mapping[str, RegionName], words: Vocabulary) -> tuple[Mention, ...]:
    """All regions of the text in their order: named ones, and "the country", "the county", "the region"."""
    found = [*_literal(text, regions), *_inflected(text, regions, words), *_general(text, words)]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda item: (-item.is_named, item.start - item.end)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return _joined(text, sorted(kept, key=lambda item: item.start))


def _literal(text: str, regions: Mapping[str, RegionName]) -> Iterator[Mention]:
    """Names of several words, and names with nothing but a genitive s."""
    for name, codes in _codes_by_name(regions).items():
        ending = "s?" if " " in name or not name.endswith("s") else ""
        for match in re.finditer(rf"\b{re.escape(name)}{ending}\b", text):
            yield Mention(match.start(), match.end(), codes, is_named=True)


def _inflected(text: str, regions: Mapping[str, RegionName], words: Vocabulary) -> Iterator[Mention]:
    names = {name: codes for name, codes in _codes_by_name(regions).items() if " " not in name}
    for match in WORD.finditer(text):
        word = match[0]
        if not word[0].isupper() or word in names or not words.inflected.search(word):
            continue
        fitting = [(len(stem), -len(name), codes) for name, codes in names.items() if (stem := _stem(word, name))]
        if fitting:
            yield Mention(match.start(), match.end(), max(fitting)[2], is_named=True)


def _stem(word: str, name: str) -> str:
    """What the word and the name share, if the word can be the name inflected."""
    stem = shared_start(word, name)
    needed = max(min(SHORTEST_STEM, len(name)), len(name) - LONGEST_CHANGE)
    return stem if len(stem) >= needed and len(word) - len(stem) <= LONGEST_CHANGE + 4 else ""


def _codes_by_name(regions: Mapping[str, RegionName]) -> dict[str, tuple[str, ...]]:
    """A county and a region may go by one name."""
    names: dict[str, tuple[str, ...]] = {}
    for code, region in regions.items():
        for name in {region.name, region.short_name} - {""}:
            names[name] = (*names.get(name, ()), code)
    return names


def _general(text: str, words: Vocabulary) -> Iterator[Mention]:
    for codes, pattern in words.places:
        for match in pattern.finditer(lowered(text)):
            if codes == ("SSS",) or not _belongs_to_a_name(text[: match.start()]):
                yield Mention(match.start(), match.end(), codes, is_named=False)


def _belongs_to_a_name(before: str) -> bool:
    """ "… Lapin hyvinvointialueella": another county than the own one, unless its name is known."""
    last = before.split()[-1:] or [""]
    return len(before.split()) > 1 and last[0][:1].isupper()


def _joined(text: str, found: list[Mention]) -> tuple[Mention, ...]:
    """ "Mallimaan hyvinvointialueella" is one region."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and last.is_named and not mention.is_named and not text[last.end : mention.start].strip():
            joined[-1] = Mention(last.start, mention.end, last.codes, is_named=True)
        else:
            joined.append(mention)
    return tuple(joined)
