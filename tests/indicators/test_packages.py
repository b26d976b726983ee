"""Packages and the catalogue: complete, and wrong files named with place and reason."""

from pathlib import Path

import pytest

from app.indicators.catalogue import CatalogueEntry, catalogue
from app.indicators.content import Titles
from app.indicators.errors import ContentInvalid, UnknownPackage
from app.indicators.packages import load_packages, package
from app.rendering.series import Direction

KEYS = {
    "structure_economy",
    "all_ages",
    "children",
    "youth",
    "working_age",
    "older",
    "environment",
    "participation",
    "service_system",
    "gaps",
    "health_promotion_activity",
    "hyte_coefficient_2026",
    "thl_minimum",
}
GOOD = """key: small
titles: {fi: Pieni, sv: Liten, en: Small}
valid_from: 2020
indicators: ["sotkanet:127"]
"""


def test_all_packages_are_there():
    assert set(load_packages()) == KEYS
    assert package("thl_minimum").unresolved
    with pytest.raises(UnknownPackage):
        package("no_such")


def test_every_catalogued_indicator_has_a_life_course_and_is_in_some_package_or_can_be_chosen():
    named = {key for found in load_packages().values() for key in found.indicators}
    assert named <= set(catalogue().indicators)
    assert len(named) > 60


def test_direction_and_threshold_by_family_unless_told_otherwise():
    known = catalogue()
    assert known.direction("sotkanet:181") is Direction.LOWER
    assert known.direction("sotkanet:127") is Direction.NEUTRAL
    assert known.threshold("sotkanet:181") == known.families["share"]
    assert known.threshold("sotkanet:3181") == 2
    assert known.threshold("sotkanet:4333") == 2  # surveys: two percentage points
    assert (known.direction("local:1"), known.threshold("local:1")) == (Direction.NEUTRAL, 0)


def test_a_family_without_a_threshold_is_refused():
    titles = Titles(fi="a", sv="b", en="c")
    entry = CatalogueEntry(
        titles=titles, family="unheard", good=Direction.LOWER, life_course="all", theme="x", checked="list"
    )
    with pytest.raises(ValueError, match="unheard"):
        type(catalogue())(families={}, indicators={"sotkanet:1": entry})


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (GOOD.replace("key: small", "key: other"), "key", "the file is called small"),
        (GOOD.replace("sotkanet:127", "sotkanet:99999"), "indicators.0", "not in the catalogue"),
        (GOOD.replace('"sotkanet:127"', '"sotkanet:127", "sotkanet:127"'), "indicators.1", "named twice"),
        (GOOD.replace('["sotkanet:127"]', "[]"), "indicators", "at least 1"),
        (GOOD.replace("sv: Liten, ", ""), "titles.sv", "required"),
        (GOOD + "colour: red\n", "colour", "not permitted"),
        (GOOD + "indicators: [\n", "line", "expected"),
    ],
)
def test_errors_name_file_place_and_reason(tmp_path: Path, text: str, place: str, reason: str):
    (tmp_path / "small.yaml").write_text(text)
    with pytest.raises(ContentInvalid) as error:
        load_packages(tmp_path)
    assert str(error.value).startswith("small.yaml, ")
    assert place in str(error.value)
    assert reason in str(error.value)
