"""Finds what a sentence claims; what it only hopes, asks, quotes or foresees is no claim."""

import re
from collections.abc import Iterator

from app.claims.clauses import Parsed
from app.claims.meaning import Change, Compared, Extreme, Meaning, Mention, Multiple, Said, Way
from app.claims.vocabulary import Vocabulary

WORDS_BETWEEN = 2


def claims(parsed: Parsed, words: Vocabulary) -> tuple[Said, ...]:
    """All claims in their order."""
    if words.patterns["condition"].search(parsed.masked):
        return ()
    phrases = [item for item in words.phrases if parsed.mentions or not isinstance(item[0], Compared)]
    found = [said for meaning, pattern in phrases for said in _said(meaning, pattern, parsed, words)]
    kept = [
        said for said in found if not _is_hedged(said, parsed, words) and not _compares_changes(said, found, parsed)
    ]
    return tuple(sorted(kept, key=lambda said: (said.start, said.end)))


def _said(meaning: Meaning, pattern: re.Pattern[str], parsed: Parsed, words: Vocabulary) -> Iterator[Said]:
    for match in pattern.finditer(parsed.masked):
        negated = _is_negated(match, parsed, words)
        if (negated and not _can_be_negated(meaning, match[0], words)) or _has_an_object(match, parsed, words):
            continue
        negated = negated and meaning != Change(Way.SAME)
        place = next((item for item in parsed.mentions if match.start() <= item.start < match.end()), None)
        yield Said(match.start(), match.end(), meaning, negated, place)


def _is_negated(match: re.Match[str], parsed: Parsed, words: Vocabulary) -> bool:
    clause = parsed.clauses[parsed.clause_at(match.end() - 1)]
    before = parsed.masked[clause.start : max(match.start(), clause.start)]
    after = words.patterns["not after"].match(parsed.masked[match.end() : clause.end])
    return bool(words.patterns["not"].search(match[0]) or words.patterns["not before"].search(before) or after)


def _has_an_object(match: re.Match[str], parsed: Parsed, words: Vocabulary) -> bool:
    """ "…, vilket har ökat behovet": something else is what grew."""
    clause = parsed.clauses[parsed.clause_at(match.end() - 1)]
    is_relative = words.patterns["relative"].match(parsed.masked[clause.start : clause.end])
    after = parsed.masked[match.end() : clause.end]
    return is_relative is not None and words.patterns["with object"].match(after) is not None


def _can_be_negated(meaning: Meaning, text: str, words: Vocabulary) -> bool:
    """ "Not doubled" says little; "not changed" has its negation in itself, "not remained the same" is rare."""
    match meaning:
        case Change(Way.SAME):
            return words.patterns["not"].search(text) is not None
        case Change() | Compared(Way.UP | Way.DOWN):
            return True
        case Compared() | Multiple() | Extreme():
            return False


def _is_hedged(said: Said, parsed: Parsed, words: Vocabulary) -> bool:
    """Looks at the stretch between commas, and at the one before it where this one is its aim."""
    start = max(parsed.masked.rfind(sign, 0, said.start) for sign in ",;:") + 1
    ends = [end for sign in ",;" if (end := parsed.masked.find(sign, said.end)) >= 0]
    stretch = parsed.masked[start : min(ends, default=len(parsed.masked))]
    if words.patterns["opens aim"].match(stretch):
        stretch = parsed.masked[: said.end]
    return words.patterns["hedge"].search(stretch) is not None


def _compares_changes(said: Said, found: list[Said], parsed: Parsed) -> bool:
    """ "Grew more than in the whole country" compares two changes, not two figures."""
    if not isinstance(said.meaning, Compared):
        return False
    changes = (other for other in found if isinstance(other.meaning, Change) and other.end <= said.start)
    return any(
        len(between.split()) <= WORDS_BETWEEN and not re.search(r"[,;:]|\b(?:ja|och)\b", between)
        for other in changes
        if (between := parsed.masked[other.end : said.start]) is not None
    )


def other_places(said: Said, parsed: Parsed) -> tuple[Mention, ...]:
    """The regions that the claim's clause names beside the one it compares with."""
    clause = parsed.clauses[parsed.clause_at(said.end - 1)]
    return tuple(item for item in parsed.mentions if clause.start <= item.start < clause.end and item != said.place)
