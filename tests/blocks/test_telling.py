"""Alternative texts: what is said of a drawing is what its figures show, and no more."""

from dataclasses import replace
from typing import Any

import pytest

from app.blocks import block_of
from app.blocks.base import BlockContext
from app.rendering import tree
from app.rendering.series import Absence, Direction, IndicatorData, Point, RegionName, Series
from tests.factories.indicators import COUNTRY, COUNTY, OWN, REGION, make_context, make_data

PEER = RegionName("KU743", "Seinäjoki", "Seinäjoki")
PERHO = RegionName("KU584", "Perho", "Perho")
HALSUA = RegionName("KU074", "Halsua", "Halsua")
RISING = {2015: 9.5, 2017: 9.8, 2019: 10.5, 2021: 11.1, 2023: 11.7}


def made(kind: str, data: IndicatorData, context: BlockContext | None = None, **attrs: Any) -> tree.Chart:
    attrs = attrs or {"indicator": data.info.key}
    nodes = block_of(kind).nodes(attrs, context or make_context(), {data.info.key: data}, anchor="t")
    assert isinstance(nodes[0], tree.Chart)
    return nodes[0]


def told(kind: str, data: IndicatorData, context: BlockContext | None = None, **attrs: Any) -> str:
    return made(kind, data, context, **attrs).alt.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fi",
            (
                "Kokkola: 11,7 % (2023). Muutos vuodesta 2015: +2,2 %-yks., heikentynyt. "
                "Koko maa: 14,2 % (2023); Kokkola on sen alapuolella, ero 2,5 %-yks."
            ),
        ),
        (
            "sv",
            (
                "Kokkola: 11,7 % (2023). Förändring sedan 2015: +2,2 procentenheter, försämrats. "
                "Koko maa: 14,2 % (2023); Kokkola ligger under, skillnaden är 2,5 procentenheter."
            ),
        ),
        (
            "en",
            (
                "Kokkola: 11.7 % (2023). Change since 2015: +2.2 percentage points, worsened. "
                "Koko maa: 14.2 % (2023); Kokkola is below it, the difference is 2.5 percentage points."
            ),
        ),
    ],
)
def test_level_change_and_comparison_in_three_languages(language: str, said: str):
    data = make_data({"KU272": RISING, "SSS": {2023: 14.2}})
    assert told("line_chart", data, make_context(language=language)) == said


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({2023: 11.7}, "Kokkola: 11,7 % (2023). Muita lukuja ei ole."),
        ({2021: 9.0, 2022: 9.2}, "Kokkola: 9,2 % (2022). Muutos vuodesta 2021: +0,2 %-yks., ei olennaista muutosta."),
        (
            {2019: 9.0, 2020: 12.0, 2021: 9.5},
            (
                "Kokkola: 9,5 % (2021). Muutos vuodesta 2019: +0,5 %-yks., heikentynyt. "
                "Välillä suurimmillaan: 12,0 % (2020)."
            ),
        ),
        (
            {2019: 9.0, 2020: 7.0, 2021: 9.0},
            (
                "Kokkola: 9,0 % (2021). Muutos vuodesta 2019: 0,0 %-yks., ei olennaista muutosta. "
                "Välillä pienimmillään: 7,0 % (2020)."
            ),
        ),
        (  # the highest inside is no higher than matters
            {2019: 9.0, 2020: 9.3, 2021: 9.1},
            "Kokkola: 9,1 % (2021). Muutos vuodesta 2019: +0,1 %-yks., ei olennaista muutosta.",
        ),
        (  # 2021 is missing, and it is said
            {2019: 9.0, 2020: 9.3, 2022: 9.1},
            "Kokkola: 9,1 % (2022). Muutos vuodesta 2019: +0,1 %-yks., ei olennaista muutosta. Ei tietoa: 2021.",
        ),
    ],
)
def test_the_course_of_a_line(own: dict[int, float], said: str):
    assert told("line_chart", make_data({"KU272": own}), make_context(comparison=())) == said


def test_what_is_neither_good_nor_bad_is_not_judged():
    data = make_data({"KU272": RISING}, direction=Direction.NEUTRAL)
    assert "Muutos vuodesta 2015: +2,2 %-yks." in told("line_chart", data)
    assert "heikentynyt" not in told("line_chart", data)


def test_spans_of_years_are_named_whole():
    series = Series("KU272", (Point("2014–2016", 201612, 110.0), Point("2017–2019", 201912, 98.0)))
    data = replace(make_data({}, unit="indeksi", family="index", threshold=5), series={"KU272": series})
    assert told("line_chart", data, make_context(comparison=())) == (
        "Kokkola: 98,0 (2017–2019). Muutos jaksosta 2014–2016: −12,0, parantunut."
    )


def test_missing_comparisons_and_other_years_make_no_claim():
    data = make_data({"KU272": {2021: 9.0, 2023: 9.5}, "HVA18": {2022: 15.0}})
    context = make_context(comparison=(COUNTY, COUNTRY), around=(COUNTY,))
    assert told("line_chart", data, context).endswith("Keski-Pohjanmaa: 15,0 % (2022). Koko maa: ei tietoa.")


def test_no_essential_difference_is_said_so():
    data = make_data({"KU272": {2023: 11.7}, "SSS": {2023: 11.8}})
    assert told("line_chart", data).endswith("Koko maa: 11,8 % (2023); olennaista eroa ei ole.")


def test_numbers_of_people_are_not_compared_with_larger_areas():
    people = {"family": "count", "threshold": 0, "unit": "henkilöä", "decimals": 0, "direction": Direction.NEUTRAL}
    data = make_data({"KU272": {2022: 48006}, "SSS": {2022: 5563970}, "KU743": {2022: 65323}}, **people)
    context = make_context(comparison=(COUNTRY, PEER))
    assert "5" + "\u202f" + "563" not in told("line_chart", data, context)
    assert told("line_chart", data, context).endswith("Seinäjoki: 65\u202f323 henkilöä (2022).")
    chosen = told("line_chart", data, context, indicator="sotkanet:1", comparison=["SSS", "KU743"])
    assert "Koko maa: 5\u202f563\u202f970 henkilöä (2022)." in chosen


def test_a_region_that_stands_in_goes_by_its_own_name():
    data = make_data({"MK16": RISING})
    chart = made("line_chart", data, make_context(around=(COUNTY, REGION)))
    assert chart.alt.startswith("Keski-Pohjanmaa: 11,7")
    assert "Kokkola" not in chart.alt
    assert any(note.startswith("Alueen luku") for note in chart.notes)


def bars(**values: float) -> IndicatorData:
    return make_data({code: {2024: value} for code, value in values.items()})


def test_bars_tell_the_extremes_the_own_place_and_the_country():
    context = make_context(comparison=(COUNTRY, PEER, PERHO, HALSUA))
    assert told("bar_chart", bars(KU272=11.9, KU743=12.9, KU584=15.9, SSS=14.2), context) == (
        "Suurin: Perho 15,9 %. Pienin: Kokkola 11,9 %. Kokkola: 11,9 %, suurimmasta laskien sijalla 3 (lukuja 3). "
        "Koko maa: 14,2 % (2024); Kokkola on sen alapuolella, ero 2,3 %-yks. Ei tietoa: Halsua."
    )


def test_bars_that_are_alike_share_their_place():
    context = make_context(comparison=(PEER, PERHO, HALSUA))
    said = told("bar_chart", bars(KU272=11.9, KU743=12.9, KU584=12.9, KU074=11.9), context)
    assert said.startswith("Suurin: Perho, Seinäjoki 12,9 %. Pienin: Halsua, Kokkola 11,9 %.")
    assert "sijalla 3 (lukuja 4)" in said
    assert told("bar_chart", bars(KU272=9, KU743=9), context).startswith("Kaikki luvut ovat samat: 9,0 %.")


def test_the_widest_gap_is_told_and_what_is_masked():
    first, second = (make_data({}, key=f"sotkanet:{number}", title=f"Mittari {number}") for number in (1, 2))

    def grouped(data: IndicatorData, men: float, women: float | None) -> IndicatorData:
        hidden = Series("KU272", (), Absence.MASKED, {202312: Absence.MASKED})
        of_women = Series("KU272", (Point("2023", 202312, women),)) if women is not None else hidden
        return replace(
            data,
            groups={"male": {"KU272": Series("KU272", (Point("2023", 202312, men),))}, "female": {"KU272": of_women}},
        )

    known = {"sotkanet:1": grouped(first, 12.5, 8.1), "sotkanet:2": grouped(second, 3.0, None)}
    attrs = {"indicators": list(known)}
    chart = block_of("gap_chart").nodes(attrs, make_context(), known, anchor="t")[0]
    assert isinstance(chart, tree.Chart)
    assert chart.alt.replace("\u00a0", " ") == (
        "Suurin ero: Mittari 1 (2023): miehet 12,5 %, naiset 8,1 %; ero 4,4 %-yks. Tietosuojattu: Mittari 2 (naiset)."
    )
    same = {"sotkanet:1": grouped(first, 8.3, 8.1)}
    assert (
        block_of("gap_chart")
        .nodes(attrs, make_context(), same, anchor="t")[0]
        .alt.startswith("Ryhmien välillä ei ole olennaisia eroja.")
    )


def test_a_map_tells_its_classes_and_the_own_one():
    area = (OWN, PEER, PERHO, HALSUA)
    shapes = {region.code: "M0 0h9v9z" for region in area}
    context = make_context(area=area, shapes=shapes, plane=(9, 9), named={"SSS": COUNTRY}, comparison=())
    chart = made("region_map", bars(KU272=11.9, KU743=14.0, KU584=15.9, SSS=14.2), context)
    assert chart.alt.replace("\u00a0", " ") == (
        "Luokat: alle 13,7 %: 1 kunta; 13,7–14,7 %: 1 kunta; yli 14,7 %: 1 kunta. "
        "Kokkola: 11,9 %, luokassa alle 13,7 %. "
        "Koko maa: 14,2 % (2024); Kokkola on sen alapuolella, ero 2,3 %-yks. Suurin: Perho 15,9 %. "
        "Pienin: Kokkola 11,9 %. Ei tietoa: Halsua."
    )
    assert [area.band for area in chart.drawing.areas] == [2, 1, 0, None]  # type: ignore[union-attr]
