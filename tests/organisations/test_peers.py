"""Municipalities to compare with: alike, and not all from next door."""

from dataclasses import replace

from app.organisations.peers import Languages, Municipality, Settlement, suggest, unlikeness
from app.organisations.reference import municipality_rows

OWN = Municipality("KU1", "HVA1", "1", Languages.BILINGUAL_FINNISH, Settlement.URBAN, 40_000)


def other(code: str, **changes: object) -> Municipality:
    return replace(OWN, **{"code": code, "county": f"HVA-{code}", "collaborative_area": "2", **changes})  # type: ignore[arg-type]


def test_what_makes_two_municipalities_alike() -> None:
    """Each is less like the own one than the one before."""
    order = [
        other("next door", county="HVA1", collaborative_area="1"),
        other("same area", collaborative_area="1"),
        other("twin"),
        other("a little larger", residents=48_000),
        other("other majority", languages=Languages.BILINGUAL_SWEDISH),
        other("other settlement", settlement=Settlement.SEMI_URBAN),
        other("twice as large", residents=80_000),
        other("other language", languages=Languages.FINNISH),
        other("a fifth", residents=8_000),
    ]
    assert sorted(order, key=lambda item: unlikeness(OWN, item)) == order


def test_no_more_than_three_come_from_one_county_and_never_oneself() -> None:
    neighbours = [other(f"n{number}", county="HVA1", collaborative_area="1") for number in range(6)]
    far = [other(f"f{number}", residents=60_000) for number in range(6)]
    found = suggest(OWN, [OWN, *far, *neighbours], 8)
    assert [item.code for item in found] == ["n0", "n1", "n2", "f0", "f1", "f2", "f3", "f4"]
    assert suggest(OWN, [], 8) == []


def test_one_of_unknown_size_is_suggested_only_where_no_size_is_known() -> None:
    alike, unlike = other("alike", residents=None), other("unlike", residents=400_000)
    assert suggest(OWN, [alike, unlike], 8) == [unlike]
    assert suggest(OWN, [alike], 8) == [alike]
    assert suggest(replace(OWN, residents=None), [unlike, alike], 8) == [alike, unlike]


def test_every_municipality_of_2026_has_its_facts() -> None:
    rows = municipality_rows()
    assert len(rows) == 308
    assert {Languages(row["languages"]) for row in rows} == set(Languages)
    assert {Settlement(row["settlement"]) for row in rows} == set(Settlement)
    by_code = {row["code"]: row for row in rows}
    assert by_code["KU272"]["languages"] == "bilingual-finnish"
    assert by_code["KU091"]["settlement"] == "urban"
