"""Judgement as a table: what a careful reader says of each change, and of a figure beside another."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from app.blocks.judgement import JUDGEMENTS, Judgement, Standing, change, difference, has_few_answers
from app.blocks.printing import difference_text, full_difference_text
from app.i18n import translate
from app.indicators.catalogue import SurveyThreshold, catalogue
from app.rendering.series import Direction, IndicatorInfo, Point
from tests.factories.indicators import make_data

CASES = yaml.safe_load((Path(__file__).parent / "judgements.yaml").read_text())
NOTHING = (None, None)


def info_of(case: dict[str, Any]) -> IndicatorInfo:
    threshold = catalogue().families[case["family"]]
    survey = isinstance(threshold, SurveyThreshold)
    return make_data(
        {},
        unit=case.get("unit", "%"),
        decimals=case.get("decimals", 1),
        direction=Direction(case["good"]),
        family=case["family"],
        threshold=threshold.large if survey else threshold,
        threshold_few=threshold.small if survey else None,
    ).info


def points(case: dict[str, Any]) -> tuple[Point, Point]:
    before, after = case.get("limits", (NOTHING, NOTHING))
    return Point("2021", 202112, case["before"], *before), Point("2024", 202412, case["after"], *after)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['family']} {case['before']} {case['after']}")
def test_a_change_is_judged(case: dict[str, Any]):
    info = info_of(case)
    found = change(info, *points(case), few_answers=case.get("few", False))
    assert (found.judgement or "none") == case["is"]
    text = difference_text(found.amount, info, "fi")
    assert text.replace("\u00a0", " ").replace("\u202f", " ") == case["text"]


def test_every_family_has_a_case():
    assert {case["family"] for case in CASES} >= set(catalogue().families) - {"days", "ratio"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["parantunut", "heikentynyt", "ei olennaista muutosta"]),
        ("sv", ["förbättrats", "försämrats", "ingen väsentlig förändring"]),
        ("en", ["improved", "worsened", "no essential change"]),
    ],
)
def test_outcomes_in_words(language: str, words: list[str]):
    assert [translate(language, JUDGEMENTS[judgement][1]) for judgement in Judgement] == words


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ((12.5, None, None), (11.8, None, None), Standing.ABOVE),
        ((11.1, None, None), (11.8, None, None), Standing.BELOW),
        ((11.7, None, None), (11.8, None, None), Standing.LEVEL),
        ((12.5, 11.5, 13.5), (11.8, 11.6, 12.0), Standing.LEVEL),
        ((12.5, 12.1, 12.9), (11.8, 11.6, 12.0), Standing.ABOVE),
    ],
)
def test_a_figure_beside_another(one: tuple[Any, ...], other: tuple[Any, ...], standing: Standing):
    info = info_of({"family": "share", "good": "neutral"})
    assert difference(info, Point("2024", 202412, *one), Point("2024", 202412, *other)).standing is standing


@pytest.mark.parametrize(
    ("unit", "fi", "sv", "en"),
    [
        ("%", "+1,0\u00a0%-yks.", "+1,0\u00a0procentenheter", "+1.0 percentage points"),
        ("euroa", "+1,0\u00a0€", "+1,0\u00a0€", "+1.0\u00a0€"),
        ("henkilöä", "+1,0\u00a0henkilöä", "+1,0\u00a0henkilöä", "+1.0\u00a0henkilöä"),
    ],
)
def test_differences_have_units(unit: str, fi: str, sv: str, en: str):
    info = info_of({"family": "share", "good": "lower", "unit": unit})
    found = change(info, Point("2021", 202112, 8.0), Point("2024", 202412, 9.0)).amount
    assert [full_difference_text(found, info, language) for language in ("fi", "sv", "en")] == [fi, sv, en]


@pytest.mark.parametrize(
    ("code", "residents", "few"),
    [
        ("KU584", 2653, True),
        ("KU272", 48006, False),
        ("KU272", None, True),  # nobody knows: rather too careful
        ("HVA18", None, False),
        ("SSS", None, False),
        ("KU001", 6000, False),
    ],
)
def test_where_few_may_have_answered(code: str, residents: float | None, few: bool):  # noqa: FBT001
    assert has_few_answers(code, residents) is few


def test_changes_are_weighed_by_what_matters():
    share = info_of({"family": "share", "good": "lower"})
    money = info_of({"family": "money", "good": "lower", "unit": "euroa", "decimals": 0})
    count = info_of({"family": "count", "good": "lower", "unit": "henkilöä", "decimals": 0})
    first, last = Point("2021", 202112, 8.0), Point("2024", 202412, 9.0)
    assert change(share, first, last).weight == 2
    assert change(money, Point("2021", 202112, 1000), Point("2024", 202412, 1100)).weight == 2
    assert change(count, Point("2021", 202112, 1000), Point("2024", 202412, 1100)).weight == 1  # a tenth of the first
