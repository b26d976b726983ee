"""What a finding tells, one rule a test."""

import time

import pytest

from app.claims import Finding, Sentence, Verdict, check
from tests.claims.figures import make_row, regions, rows


def findings(marked: str, language: str = "fi", told_in: str = "fi") -> tuple[Finding, ...]:
    sentence = make_row(marked, Verdict.UNKNOWN, language).sentence
    return check(sentence, language, told_in, regions(language))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "Luku kasvoi: 8,0 (2008) → 9,9 (2009)."),
        ("sv", "Siffran ökade: 8,0 (2008) → 9,9 (2009)."),
        ("en", "The figure grew: 8.0 (2008) → 9.9 (2009)."),
    ],
)
def test_a_change_is_told_in_the_readers_language(language: str, told: str):
    (finding,) = findings("Työttömyysaste laski edellisestä vuodesta ja oli {unemployed 2009} %.", told_in=language)
    assert (finding.verdict, finding.told) == (Verdict.MISMATCH, told)


def test_a_finding_shows_where_the_words_stand_and_the_series():
    marked = "Työttömyysaste laski edellisestä vuodesta ja oli {unemployed 2009} %."
    (finding,) = findings(marked)
    assert marked[finding.start : finding.end] == "laski"
    assert finding.cited == 0
    assert [point.period for point in finding.points] == [str(year) for year in range(2000, 2012)]


def test_a_comparison_names_both_regions():
    (finding,) = findings("Työttömyysaste ({unemployed 2011} %) on yli maan keskiarvon.")
    assert finding.told == "Luku on pienempi: Kokkola 8,3, Koko maa 9,4 (2011)."


def test_a_judgement_says_which_way_is_good():
    (finding,) = findings("Kiusaamistilanne on parantunut vuodesta 2023, kiusattuja oli {bullied 2025} %.")
    assert finding.told == "Luku kasvoi, ja pienempi on parempi: 6,0 (2023) → 8,6 (2025)."


def test_nobody_judges_a_neutral_indicator():
    (finding,) = findings("Väestötilanne on heikentynyt, asukkaita on {population 2022}.")
    assert finding.verdict is Verdict.UNKNOWN


def test_a_year_without_a_figure_cannot_tell():
    (finding,) = findings("Tupakointi väheni vuodesta 2016 ja oli {smoking 2023} %.")
    assert (finding.verdict, finding.told) == (Verdict.UNKNOWN, "Tähän ei ole lukua, johon verrata.")


def test_a_claim_that_is_true_of_some_recent_year_is_not_marked():
    (finding,) = findings("Yksinäisyys on lisääntynyt, {lonely 2025} % nuorista on yksinäisiä.")
    assert finding.verdict is Verdict.HOLDS


@pytest.mark.parametrize(("year", "verdict"), [(2021, Verdict.HOLDS), (2025, Verdict.MISMATCH)])
def test_confidence_limits_that_overlap_are_no_change(year: int, verdict: Verdict):
    (finding,) = findings(f"Osuus pysyi ennallaan vuodesta 2019 ja oli {{bullied {year}}} %.")
    assert finding.verdict is verdict


def test_a_region_of_another_name_is_not_taken_for_the_own_county():
    assert findings("Yksinäisten osuus oli {lonely 2021} %, pienempi kuin Vertailumaan hyvinvointialueella.") == ()


def test_a_sentence_without_figures_claims_nothing():
    assert check(Sentence("Työttömyys kasvoi.", ()), "fi", "fi", regions("fi")) == ()


def test_a_long_text_is_checked_at_once():
    """About 1 000 words with 20 figures; the first sentence of a language makes its words ready."""
    some = [row.sentence for row in rows("fi") if len(row.sentence.cited) == 1][:20]
    findings("Työttömyysaste laski ja oli {unemployed 2009} %.")
    start = time.perf_counter()
    for sentence in some:
        check(Sentence(sentence.text + " Näin todettiin" * 15, sentence.cited), "fi", "fi", regions("fi"))
    assert time.perf_counter() - start < 0.1
