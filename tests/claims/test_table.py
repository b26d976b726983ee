"""Precision and recall over the table of sentences, by language and part. A wrong mark costs more than a missed one."""

from dataclasses import dataclass

import pytest

from app.claims import Verdict
from tests.claims.figures import Row, found_in, rows

LEAST_PRECISION = 0.95


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


def count(some: list[Row], language: str) -> Count:
    """Every mark counts; right is one that touches the words that a careful person would mark."""
    total = Count()
    for row in some:
        marks = [finding for finding in found_in(row, language) if finding.verdict is Verdict.MISMATCH]
        right = [mark for mark in marks if mark.start < row.wrong[1] and mark.end > row.wrong[0]]
        total.right += len(right)
        total.wrong += len(marks) - len(right)
        total.missed += row.verdict is Verdict.MISMATCH and not right
    return total


@pytest.mark.parametrize(("language", "least"), [("fi", 120), ("sv", 60)])
def test_the_table_is_large_enough(language: str, least: int):
    assert len({row.sentence.text for row in rows(language)}) >= least
    assert all((row.verdict is Verdict.MISMATCH) == (row.wrong != (0, 0)) for row in rows(language))


@pytest.mark.parametrize("is_held_out", [False, True])
@pytest.mark.parametrize(("language", "least_recall"), [("fi", 0.95), ("sv", 0.85)])
def test_what_is_marked_is_wrong(language: str, least_recall: float, *, is_held_out: bool):
    total = count([row for row in rows(language) if row.is_held_out is is_held_out], language)
    assert total.precision >= LEAST_PRECISION
    assert total.recall >= least_recall


@pytest.mark.parametrize(("language", "least_recall"), [("fi", 0.85), ("sv", 0.85)])
def test_sentences_written_after_the_rules(language: str, least_recall: float):
    total = count(list(rows(language, f"{language}_later")), language)
    assert total.precision >= LEAST_PRECISION
    assert total.recall >= least_recall


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_true_claims_are_mostly_found_to_hold(language: str):
    true = [row for row in rows(language) if row.verdict is Verdict.HOLDS]
    held = [row for row in true if any(finding.verdict is Verdict.HOLDS for finding in found_in(row, language))]
    assert len(held) / len(true) >= 0.9
