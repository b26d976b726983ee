"""Whether a claim is about the thing that the cited figure measures."""

import re
from itertools import takewhile

from app.claims.clauses import Parsed
from app.claims.finding import Cited
from app.claims.meaning import Said
from app.claims.stems import shared_start
from app.claims.vocabulary import Vocabulary

SHARED_LETTERS = 5  # words that begin with so many same letters are of one root: "työttömyys", "työttömät"
LONGEST_ENDING = 5
SHORTEST_WORD = 4
SHARE_OF = re.compile(r"[%/]")  # what follows is what the indicator is a share of, not what it measures
NUMBER_OR_STEM = re.compile(r"\d+|.{1,4}")


def is_about(said: Said, cited: Cited, parsed: Parsed, words: Vocabulary) -> bool:
    """By the sentence's form where the clauses hang together, else by the words of the claim's subject."""
    claiming, citing = parsed.clause_at(said.end - 1), parsed.clause_at(cited.start)
    title = _content(SHARE_OF.split(cited.data.info.title)[0], words)
    near = _content(words.patterns["whole"].sub(" ", parsed.text_of(citing)), words) if claiming != citing else []
    if _is_of_a_part(parsed.text_of(claiming), cited, words):
        return False
    if parsed.is_one_thing(claiming, citing) and not words.patterns["beside"].search(parsed.text_of(citing)):
        return True
    return _names_it(_subject(said, parsed, words), [*title, *near], words)


def _is_of_a_part(clause: str, cited: Cited, words: Vocabulary) -> bool:
    """Boys, or the old, while the figure is everybody's."""
    title = cited.data.info.title.lower()
    parts = [match[0] for match in words.patterns["subgroup"].finditer(clause)]
    return any(NUMBER_OR_STEM.match(part)[0] not in title for part in parts)  # type: ignore[index]


def _subject(said: Said, parsed: Parsed, words: Vocabulary) -> list[str]:
    """The claim's words before its verb; in an inverted Swedish clause the two after it."""
    clause = parsed.clauses[parsed.clause_at(said.end - 1)]
    before = _words(parsed.masked[clause.start : max(said.start, clause.start)], words)
    if before or not words.is_head_first:
        return before
    return _words(parsed.masked[said.end : clause.end], words)[:2]


def _names_it(subject: list[str], known: list[str], words: Vocabulary) -> bool:
    if not subject:
        return False
    head, rest = _head(subject, words)
    if words.patterns["measure"].match(head):
        return not rest or any(_is_kin(word, known, words) for word in rest)
    return _is_kin(head, known, words)


def _head(subject: list[str], words: Vocabulary) -> tuple[str, list[str]]:
    """The word that decides, and those that say more closely of what it is the share or the number."""
    if not words.is_head_first:
        return subject[-1], subject[-2:-1]
    is_preposition = words.patterns["preposition"].match
    phrase = list(takewhile(lambda word: not is_preposition(word), subject)) or subject
    head = phrase[0] if words.patterns["measure"].match(phrase[0]) else phrase[-1]
    return head, [word for word in subject if word != head and not is_preposition(word)]


def _is_kin(word: str, known: list[str], words: Vocabulary) -> bool:
    return any(_share_a_root(word, other, words) for other in known)


def _share_a_root(word: str, other: str, words: Vocabulary) -> bool:
    """Both must end where they part: of "lastensuojeluilmoitus" and "lasten" one is not the other's thing."""
    for stems in words.kin:
        found = [max((len(stem) for stem in stems if each.startswith(stem)), default=0) for each in (word, other)]
        if all(found):
            return _is_only_an_ending(word[found[0] :], words)
    shared = len(shared_start(word, other))
    return shared >= SHARED_LETTERS and all(_is_only_an_ending(each[shared:], words) for each in (word, other))


def _is_only_an_ending(rest: str, words: Vocabulary) -> bool:
    return len(rest) <= LONGEST_ENDING or words.patterns["measure ending"].search(rest) is not None


def _content(text: str, words: Vocabulary) -> list[str]:
    """Its words but for those that could be said of any figure."""
    measure = words.patterns["measure"]
    return [word for word in _words(text, words) if len(word) >= SHORTEST_WORD and not measure.match(word)]


def _words(text: str, words: Vocabulary) -> list[str]:
    found = (word.strip("().,;:_") for word in text.lower().split())
    return [word for word in found if word and not words.patterns["passed over"].match(word)]
