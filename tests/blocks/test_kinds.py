"""What each kind of chart, list and figure puts where, one rule a test, on figures of the test's own."""

from dataclasses import replace
from typing import Any

import pytest

from app.blocks import block_of
from app.blocks.bands import bands_of
from app.blocks.base import BlockContext, LeftOutItem, PackageContent
from app.rendering import tree
from app.rendering.drawings import Bars, Lines, SeriesRole
from app.rendering.series import Absence, Direction, IndicatorData, RegionName, Series
from app.rendering.tree import LineRole
from tests.factories.indicators import COUNTRY, COUNTY, OWN, REGION, make_context, make_data

PEERS = tuple(RegionName(f"KU00{number}", f"Kunta {number}", f"Kunta {number}") for number in range(1, 5))


def nodes(kind: str, *data: IndicatorData, context: BlockContext | None = None, **attrs: Any) -> tuple[Any, ...]:
    attrs = attrs or {"indicator": "sotkanet:1"}
    return block_of(kind).nodes(attrs, context or make_context(), {item.info.key: item for item in data}, anchor="t")


def texts(row: tuple[tree.Cell, ...]) -> list[str]:
    return [" ".join(part.text for line in cell.lines for part in line.inlines) for cell in row]


def test_a_line_chart_holds_five_series_the_own_first_and_names_those_left_out():
    data = make_data({code: {2021: 8.0, 2022: 9.0} for code in ("KU272", "HVA18", "SSS", *(p.code for p in PEERS))})
    context = make_context(comparison=(*PEERS, COUNTY, COUNTRY), around=(COUNTY,))
    (chart,) = nodes("line_chart", data, context=context)
    assert isinstance(chart.drawing, Lines)
    assert [series.role for series in chart.drawing.series] == [
        SeriesRole.OWN,
        SeriesRole.PEER,
        SeriesRole.PEER,
        SeriesRole.COUNTY,
        SeriesRole.COUNTRY,
    ]
    assert any("Kunta 3, Kunta 4" in note for note in chart.notes)
    assert chart.caption[0].text == "Työttömät, % työvoimasta, Kokkola 2021–2022"


def test_a_missing_year_is_a_gap_of_the_line_and_a_word_in_the_table():
    series = Series("KU272", make_data({"KU272": {2019: 8, 2020: 9, 2022: 8.5}}).series["KU272"].points)
    masked = replace(series, absences={202112: Absence.MASKED})
    (chart,) = nodes(
        "line_chart", replace(make_data({}), series={"KU272": masked}), context=make_context(comparison=())
    )
    assert [(mark.label, mark.value) for mark in chart.drawing.series[0].marks] == [
        ("2019", 8.0),
        ("2020", 9.0),
        ("2021", None),
        ("2022", 8.5),
    ]
    assert [texts(row) for row in chart.table.rows][2] == ["2021", "tietosuojattu"]
    assert any(note.startswith("Tietosuojattu:") for note in chart.notes)


@pytest.mark.parametrize(
    ("attrs", "labels"),
    [
        ({}, ["2019", "2020", "2021", "2022"]),
        ({"from_year": 2021}, ["2021", "2022"]),
        ({"from_year": 2020, "to_year": 2021}, ["2020", "2021"]),
    ],
)
def test_years_limit_a_line_chart(attrs: dict[str, int], labels: list[str]):
    data = make_data({"KU272": dict.fromkeys(range(2019, 2023), 8.0)})
    (chart,) = nodes("line_chart", data, indicator="sotkanet:1", **attrs)
    assert [mark.label for mark in chart.drawing.series[0].marks] == labels


def test_bars_stand_in_order_of_size_of_one_year_with_the_country_behind():
    data = make_data({"KU272": {2023: 8.0}, "KU001": {2022: 9.0, 2023: 9.5}, "KU002": {2022: 7.0}, "SSS": {2023: 8.8}})
    (chart,) = nodes("bar_chart", data, context=make_context(comparison=(COUNTRY, *PEERS[:2])))
    assert isinstance(chart.drawing, Bars)
    assert [(bar.label, bar.value) for bar in chart.drawing.bars] == [
        ("Kunta 1", 9.5),
        ("Kokkola", 8.0),
        ("Kunta 2", None),
    ]
    assert chart.drawing.reference.value == 8.8
    assert texts(chart.table.rows[2]) == ["Kunta 2", "2023", "ei tietoa"]


def test_bars_of_the_county_show_its_municipalities():
    data = make_data({"KU272": {2023: 8.0}, "KU001": {2023: 9.5}, "SSS": {2023: 8.8}})
    context = make_context(area=(OWN, PEERS[0]), comparison=(PEERS[1],), named={"SSS": COUNTRY})
    (chart,) = nodes("bar_chart", data, context=context, indicator="sotkanet:1", area="county")
    assert [bar.label for bar in chart.drawing.bars] == ["Kunta 1", "Kokkola"]
    assert chart.drawing.reference.label == "Koko maa"


def test_gaps_of_another_unit_are_left_out_and_counted():
    def grouped(key: str, unit: str) -> IndicatorData:
        series = make_data({"KU272": {2023: 8.0}}, key=key, unit=unit)
        return replace(series, groups={"male": series.series, "female": series.series})

    known = [grouped("sotkanet:1", "%"), grouped("sotkanet:2", "euroa")]
    (chart,) = nodes("gap_chart", *known, indicators=["sotkanet:1", "sotkanet:2"])
    assert len(chart.drawing.rows) == 1
    assert [dot.label for dot in chart.drawing.rows[0].dots] == ["miehet", "naiset"]
    assert any(note.startswith("1 mittari on jätetty pois") for note in chart.notes)


@pytest.mark.parametrize(
    ("values", "country", "threshold", "names", "bands"),
    [
        ([11.2, 11.3, 11.8, 12.3, 12.4], 11.8, 0.5, ["alle 11,3", "11,3–12,3", "yli 12,3"], [0, 1, 1, 1, 2]),
        ([12.0, 13.0], 11.8, 0.5, ["11,3–12,3", "yli 12,3"], [0, 1]),
        ([1, 2, 3, 4, 5, 6, 7, 8], None, 0.5, ["alle 3,0", "3,0–6,0", "yli 6,0"], [0, 0, 1, 1, 1, 1, 2, 2]),
        ([5, 5, 5], None, 0, ["5,0"], [0, 0, 0]),
        ([5], 100, 0, ["5,0"], [0]),
    ],
)
def test_classes_of_a_map(
    values: list[float], country: float | None, threshold: float, names: list[str], bands: list[int]
):
    found = bands_of(values, country, make_data({}, threshold=threshold, unit="").info, "fi")
    assert list(found.names) == names
    assert [found.band(value) for value in values] == bands


def test_without_boundaries_a_map_is_a_remark_and_a_table():
    data = make_data({"KU272": {2023: 8.0}, "SSS": {2023: 8.8}})
    notice, table = nodes("region_map", data, context=make_context(area=(OWN, PEERS[0]), named={"SSS": COUNTRY}))
    assert "hvk indicators boundaries" in notice.text
    assert "HVK_BOUNDARIES_FILE" in notice.text
    assert [texts(row) for row in table.rows] == [
        ["Kokkola", "2023", "8,0"],
        ["Kunta 1", "2023", "ei tietoa"],
        ["Koko maa", "2023", "8,8"],
    ]


def test_a_key_figure_tells_change_judgement_and_comparison():
    (figure,) = nodes("key_figure", make_data({"KU272": {2021: 9.0, 2024: 8.2}, "SSS": {2023: 9.4}}))
    assert (figure.value, figure.unit, figure.label[0].text) == ("8,2", "%", "Työttömät, % työvoimasta, Kokkola 2024")
    assert [(line.role, line.inlines[0].text.replace("\u00a0", " ")) for line in figure.lines] == [
        (LineRole.DOWN, "−0,8 %-yks. vuodesta 2021"),
        (LineRole.BETTER, "parantunut"),
        (LineRole.COMPARISON, "Koko maa 9,4 % (2023)"),
    ]
    assert {(datum.region, datum.period, datum.value) for datum in figure.data.figures} == {
        ("KU272", "2021", 9.0),
        ("KU272", "2024", 8.2),
        ("SSS", "2023", 9.4),
    }


def test_a_key_figure_of_another_region_is_not_compared_with_itself():
    context = make_context(named={"SSS": COUNTRY}, comparison=(COUNTRY, PEERS[0]))
    data = make_data({"KU272": {2024: 8.2}, "SSS": {2024: 9.4}})
    (figure,) = nodes("key_figure", data, context=context, indicator="sotkanet:1", region="SSS")
    assert figure.value == "9,4"
    assert [line.inlines[0].text for line in figure.lines] == ["Kunta 1 ei tietoa"]


def test_a_key_figure_tells_its_difference_from_others_of_the_same_year():
    (figure,) = nodes("key_figure", make_data({"KU272": {2024: 8.2}, "SSS": {2024: 9.4}}))
    assert [line.inlines[0].text.replace("\u00a0", " ") for line in figure.lines] == [
        "Koko maa 9,4 % (ero −1,2 %-yks.)"
    ]


def test_another_regions_key_figure_may_be_that_of_the_same_boundaries():
    context = make_context(named={"HVA18": COUNTY}, twins={"HVA18": REGION}, comparison=())
    assert "MK16" in context.regions
    (figure,) = nodes(
        "key_figure", make_data({"MK16": {2024: 8.2}}), context=context, indicator="sotkanet:1", region="HVA18"
    )
    assert figure.value == "8,2"
    assert [line.inlines[0].text for line in figure.lines] == ["alueen luku"]


def changes() -> list[IndicatorData]:
    return [
        make_data({"KU272": {2021: 9.0, 2024: 8.0}}, key="sotkanet:1", title="vähän parantunut"),
        make_data({"KU272": {2021: 9.0, 2024: 6.0}}, key="sotkanet:2", title="paljon parantunut"),
        make_data({"KU272": {2021: 1000, 2024: 1100}}, key="sotkanet:3", title="velka", threshold=10, unit="euroa"),
        make_data({"KU272": {2021: 9.0, 2024: 9.1}}, key="sotkanet:4", title="ennallaan"),
        make_data({"KU272": {2021: 9.0, 2024: 19.0}}, key="sotkanet:5", direction=Direction.NEUTRAL),
        make_data({"KU272": {2024: 19.0}}, key="sotkanet:6"),
        make_data({"MK16": {2021: 9.0, 2024: 8.2}}, key="sotkanet:7", title="maakunnan luku"),
    ]


def test_what_got_better_and_worse_fills_itself_the_largest_changes_first():
    packages = {"small": PackageContent("Pieni paketti", tuple(f"sotkanet:{number}" for number in range(1, 8)))}
    context = make_context(packages=packages, around=(COUNTY, REGION))
    better, worse = nodes("change_list", *changes(), context=context, package="small")
    assert better.caption[0].text == "Mikä parani: Pieni paketti"
    assert [texts(row)[0] for row in better.rows] == ["paljon parantunut %", "vähän parantunut %", "maakunnan luku %"]
    assert texts(better.rows[0])[1:] == ["9,0 2021", "6,0 2024", "−3,0\u00a0%-yks."]
    assert texts(better.rows[2])[2] == "8,2 2024 alueen luku"
    assert [texts(row)[0] for row in worse.rows] == ["velka euroa"]
    assert better.anchor != worse.anchor


def test_the_lists_are_cut_where_they_are_told_to():
    keys = [f"sotkanet:{number}" for number in range(1, 8)]
    better, _ = nodes("change_list", *changes(), indicators=keys, most=1)
    assert [texts(row)[0] for row in better.rows] == ["paljon parantunut %"]
    assert any("Pienempiä muutoksia jätetty pois: 1." in note for note in better.notes)


def test_a_list_without_rows_says_so():
    paragraph, _ = nodes("change_list", changes()[2], indicators=["sotkanet:3"])
    assert "".join(part.text for part in paragraph.inlines) == "Mikä parani. Mikään mittari ei parantunut olennaisesti."


def test_what_is_left_out_is_an_appendix_with_reasons():
    items = (LeftOutItem("Lasten pienituloisuusaste", "Lähde ei julkaise lukua."), LeftOutItem("b", "c"))
    (table,) = nodes("left_out_list", context=make_context(left_out=items), id="x")
    assert [texts(row) for row in table.rows] == [["Lasten pienituloisuusaste", "Lähde ei julkaise lukua."], ["b", "c"]]


def test_a_table_over_years_has_a_column_a_year_and_says_what_is_missing():
    data = make_data({"KU272": {2019: 7.0, 2021: 8.0, 2022: 9.0}, "SSS": {2021: 8.8}})
    settings = {"indicators": ["sotkanet:1"], "shape": "years"}
    (table,) = nodes("indicator_table", data, **settings, years=2, comparison=["SSS"])
    assert texts(table.head[0]) == ["Mittari", "Alue", "2021", "2022"]
    assert [texts(row) for row in table.rows] == [
        ["Työttömät, % työvoimasta", "Kokkola", "8,0", "9,0"],
        ["Koko maa", "8,8", "ei tietoa"],
    ]
    (own,) = nodes("indicator_table", data, **settings)  # the report's comparison would fill pages
    assert texts(own.head[0]) == ["Mittari", "2019", "2021", "2022"]


def test_regions_side_by_side_have_the_newest_figures_of_each():
    data = make_data({"KU272": {2019: 7.0, 2022: 9.0}, "SSS": {2021: 8.8}})
    context = make_context(comparison=(COUNTRY, PEERS[0]))
    (table,) = nodes("indicator_table", data, indicators=["sotkanet:1"], shape="regions", context=context)
    assert texts(table.head[0]) == ["Mittari", "Vuosi", "Kokkola", "Koko maa", "Kunta 1"]
    assert texts(table.rows[0]) == ["Työttömät, % työvoimasta", "2022", "9,0", "8,8 2021", "ei tietoa"]


def test_a_survey_of_a_small_municipality_is_judged_with_care_and_says_so():
    data = make_data({"KU272": {2021: 20.0, 2023: 24.0}}, threshold=2, threshold_few=5)
    (table,) = nodes("indicator_table", data, indicators=["sotkanet:1"])
    assert "heikentynyt" in texts(table.rows[0])[3]
    careful = make_context(few_answers=frozenset({"KU272"}))
    (table,) = nodes("indicator_table", data, indicators=["sotkanet:1"], context=careful)
    assert "ei olennaista muutosta" in texts(table.rows[0])[3]
    assert any("vähintään 5 prosenttiyksikköä" in note for note in table.notes)
