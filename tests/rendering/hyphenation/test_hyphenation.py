"""Words marked by hand against what the patterns answer, with the limits that print.css sets (8 3 3)."""

from collections import defaultdict
from pathlib import Path

import pyphen
import pytest
import weasyprint

from app.rendering import hyphenation
from app.rendering.hyphenation import patterns

LISTS = Path(__file__).parent
WRONG_AT_MOST = 0.08


@pytest.fixture(scope="module")
def finnish() -> pyphen.Pyphen:
    hyphenation.install()
    return pyphen.Pyphen(lang="fi-FI", left=3, right=3)


def allowed_breaks(name: str) -> dict[str, set[int]]:
    """Each word of a list with the places where it may be broken; a word written twice has both ways."""
    words: dict[str, set[int]] = defaultdict(set)
    for line in (LISTS / name).read_text("utf-8").splitlines():
        for marked in line.partition("#")[0].split():
            syllables = marked.split("-")
            lengths = [sum(map(len, syllables[:count])) for count in range(1, len(syllables))]
            words["".join(syllables)].update(lengths)
    return words


@pytest.mark.parametrize("name", ["unseen.txt", "unseen_compounds.txt", "second_look.txt"])
def test_few_words_are_broken_where_they_may_not(finnish: pyphen.Pyphen, name: str) -> None:
    words = allowed_breaks(name)
    wrong = [finnish.inserted(word) for word, allowed in words.items() if set(finnish.positions(word)) - allowed]
    assert len(wrong) <= WRONG_AT_MOST * len(words), wrong


def test_the_trade_in_swedish_is_broken_well_by_pyphen_itself() -> None:
    swedish = pyphen.Pyphen(lang="sv", left=3, right=3)
    words = allowed_breaks("swedish.txt")
    wrong = [swedish.inserted(word) for word, allowed in words.items() if set(swedish.positions(word)) - allowed]
    assert len(wrong) <= WRONG_AT_MOST * len(words), wrong


def test_most_breaks_are_found(finnish: pyphen.Pyphen) -> None:
    words = allowed_breaks("unseen.txt")
    possible = sum(len([place for place in allowed if 3 <= place <= len(word) - 3]) for word, allowed in words.items())
    found = sum(len(allowed & set(finnish.positions(word))) for word, allowed in words.items())
    assert found >= 0.95 * possible


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("työllisyysaste", "työl-li-syys-aste"),
        ("yksinasuvat", "yksin-asu-vat"),
        ("maailma", "maa-ilma"),
        ("hyvinvointistrategia", "hyvin-voin-ti-stra-te-gia"),
        ("työajat", "työ-ajat"),
        ("lastensuojeluilmoitus", "las-ten-suo-je-lu-il-moi-tus"),
        ("Terveydenedistäminen", "Ter-vey-den-edis-tä-mi-nen"),
    ],
)
def test_seams_win_over_syllables(finnish: pyphen.Pyphen, word: str, expected: str) -> None:
    assert finnish.inserted(word) == expected


def test_the_dictionary_is_what_its_sources_make() -> None:
    assert hyphenation.DICTIONARY_FILE.read_text("utf-8") == patterns.dictionary(), (
        "run python -m app.rendering.hyphenation.patterns"
    )


def test_every_seam_has_two_sides() -> None:
    for line in patterns.SEAMS_FILE.read_text("utf-8").splitlines():
        for entry in line.partition("#")[0].split():
            before, bar, after = entry.partition("|")
            assert bar, entry
            assert len(after) > 1, entry
            assert "|" not in after, entry
            assert before or len(after) > 2, entry


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_weasyprint_breaks_words_of_the_language(language: str) -> None:
    hyphenation.install()
    style = "p { width: 20mm; font-size: 12pt; hyphens: auto; hyphenate-limit-chars: 8 3 3 }"
    word = {"fi": "hyvinvointikertomus", "sv": "välfärdsberättelsen"}[language]
    page = weasyprint.HTML(string=f'<html lang="{language}"><style>{style}</style><p>{word}</p>').render().pages[0]
    texts = [box.text for box in page._page_box.descendants() if hasattr(box, "text")]
    assert len(texts) > 1
    assert all(text.endswith("‐") for text in texts[:-1])
