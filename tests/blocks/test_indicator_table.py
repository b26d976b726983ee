"""The indicator table's cells, one rule a test, on figures of the test's own."""

from typing import Any

import pytest

from app.blocks.base import BlockContext, PackageContent
from app.blocks.indicator_table import IndicatorTable
from app.rendering import tree
from app.rendering.series import Direction, IndicatorData
from app.rendering.tree import LineRole
from tests.factories.indicators import COUNTRY, COUNTY, REGION, make_context, make_data

FALLING = {"KU272": {2021: 9.0, 2024: 8.2}, "SSS": {2024: 9.4}}


def table(*data: IndicatorData, context: BlockContext | None = None, attrs: dict[str, Any] | None = None) -> tree.Table:
    context = context or make_context()
    settings = attrs if attrs is not None else {"indicators": [item.info.key for item in data]}
    nodes = IndicatorTable().nodes(settings, context, {item.info.key: item for item in data}, anchor="t")
    assert isinstance(nodes[0], tree.Table)
    return nodes[0]


def lines(cell: tree.Cell) -> list[tuple[LineRole, str]]:
    return [(line.role, "".join(part.text for part in line.inlines)) for line in cell.lines]


def texts(row: tuple[tree.Cell, ...]) -> list[list[str]]:
    return [[text for _, text in lines(cell)] for cell in row]


def test_a_row_tells_year_value_change_and_comparison():
    found = table(make_data(FALLING))
    assert texts(found.head[0]) == [["Mittari"], ["Vuosi"], ["Kokkola"], ["Muutos"], ["Koko maa"]]
    assert texts(found.rows[0]) == [
        ["Työttömät, % työvoimasta"],
        ["2024", "vrt. 2021"],
        ["8,2"],
        ["−0,8\u00a0%-yks.", "parantunut"],
        ["9,4"],
    ]
    assert [cell.scope for cell in found.rows[0]] == ["row", None, None, None, None]
    assert [cell.label for cell in found.rows[0]] == ["", "Vuosi", "Kokkola", "Muutos", "Koko maa"]


@pytest.mark.parametrize(
    ("language", "change", "absent"),
    [
        ("fi", ["+0,8\u00a0%-yks.", "heikentynyt"], "ei tietoa"),
        ("sv", ["+0,8\u00a0procentenheter", "försämrats"], "uppgift saknas"),
        ("en", ["+0.8 percentage points", "worsened"], "no data"),
    ],
)
def test_it_speaks_the_reports_language(language: str, change: list[str], absent: str):
    found = table(make_data({"KU272": {2021: 8.2, 2024: 9.0}}), context=make_context(language=language))
    assert texts(found.rows[0])[3] == change
    assert lines(found.rows[0][4]) == [(LineRole.ABSENT, absent)]


@pytest.mark.parametrize(
    ("direction", "values", "roles"),
    [
        (Direction.LOWER, (9.0, 8.0), [LineRole.DOWN, LineRole.BETTER]),
        (Direction.LOWER, (8.0, 9.0), [LineRole.UP, LineRole.WORSE]),
        (Direction.HIGHER, (8.0, 9.0), [LineRole.UP, LineRole.BETTER]),
        (Direction.HIGHER, (9.0, 8.0), [LineRole.DOWN, LineRole.WORSE]),
        (Direction.HIGHER, (9.0, 9.4), [LineRole.UP, LineRole.SAME]),
        (Direction.HIGHER, (9.0, 9.5), [LineRole.UP, LineRole.BETTER]),
        (Direction.LOWER, (9.0, 9.0), [LineRole.FLAT, LineRole.SAME]),
        (Direction.NEUTRAL, (8.0, 9.0), [LineRole.UP]),
    ],
)
def test_direction_of_the_number_and_judgement(
    direction: Direction, values: tuple[float, float], roles: list[LineRole]
):
    data = make_data({"KU272": {2021: values[0], 2024: values[1]}}, direction=direction)
    assert [role for role, _ in lines(table(data).rows[0][3])] == roles


def test_the_change_is_the_difference_of_the_printed_figures():
    found = table(make_data({"KU272": {2021: 8.04, 2024: 8.16}}))
    assert texts(found.rows[0])[3][0] == "+0,2\u00a0%-yks."  # 8,2 − 8,0, not 0.12


def test_change_is_told_against_the_start_or_the_nearest_earlier_figure():
    found = table(make_data({"KU272": {2017: 7.0, 2019: 8.0, 2024: 9.0}}))
    assert texts(found.rows[0])[1] == ["2024", "vrt. 2019"]


@pytest.mark.parametrize("years", [{2024: 9.0}, {2022: 8.0, 2024: 9.0}, {2017: 8.0, 2019: 9.0}])
def test_without_an_earlier_and_a_later_figure_there_is_no_change(years: dict[int, float]):
    found = table(make_data({"KU272": years}))
    assert lines(found.rows[0][3])[0] == (LineRole.ABSENT, "ei vertailuvuotta")


@pytest.mark.parametrize(
    ("years", "told"),
    [
        ({2022: 8.0, 2024: 9.0}, ["edellisestä (2022): +1,0\u00a0%-yks., heikentynyt"]),  # nothing of 2021
        ({2021: 9.0, 2023: 8.0, 2024: 8.4}, ["edellisestä (2023): +0,4\u00a0%-yks., ei olennaista muutosta"]),
        ({2021: 9.0, 2023: 8.5, 2024: 8.0}, []),  # the same way as since the start
        ({2021: 9.0, 2024: 8.0}, []),
    ],
)
def test_the_change_since_the_previous_figure_is_told_where_it_says_more(years: dict[int, float], told: list[str]):
    found = table(make_data({"KU272": years}))
    assert [text for role, text in lines(found.rows[0][3]) if role is LineRole.NOTE] == told


def test_a_comparison_of_another_year_says_so():
    found = table(make_data({"KU272": {2024: 8.2}, "SSS": {2022: 9.9}}))
    assert lines(found.rows[0][4]) == [(LineRole.COMPARISON, "9,9"), (LineRole.NOTE, "2022")]


def test_a_zero_is_a_figure_and_an_absent_row_is_not():
    found = table(make_data({"KU272": {2024: 0.0}}))
    assert texts(found.rows[0])[2] == ["0,0"]
    assert lines(found.rows[0][4]) == [(LineRole.ABSENT, "ei tietoa")]
    assert any("Se ei ole nolla" in note for note in found.notes)


def test_where_the_municipality_has_no_figure_the_regions_stands_in_and_says_so():
    context = make_context(around=(COUNTY, REGION))
    found = table(make_data({"MK16": {2020: 37.4, 2024: 39.1}}, threshold=2), context=context)
    assert lines(found.rows[0][2]) == [(LineRole.OWN, "39,1"), (LineRole.NOTE, "alueen luku")]
    assert [role for role, _ in lines(found.rows[0][3])] == [LineRole.UP, LineRole.SAME]
    assert any("Keski-Pohjanmaa" in note for note in found.notes)


def test_a_county_without_figures_shows_those_of_the_region_with_the_same_boundaries():
    context = make_context(comparison=(COUNTY,), twins={"HVA18": REGION})
    found = table(make_data({"KU272": {2024: 8.2}, "MK16": {2024: 10.3}}), context=context)
    assert lines(found.rows[0][4]) == [(LineRole.COMPARISON, "10,3"), (LineRole.NOTE, "maakunnan luku")]
    both = table(make_data({"KU272": {2024: 8.2}, "MK16": {2024: 10.3}, "HVA18": {2024: 9.1}}), context=context)
    assert lines(both.rows[0][4]) == [(LineRole.COMPARISON, "9,1")]


def test_nobody_has_a_figure():
    found = table(make_data({}))
    assert [line for cell in found.rows[0][1:] for _, line in lines(cell)] == [
        "ei tietoa",
        "ei tietoa",
        "ei vertailuvuotta",
        "ei tietoa",
    ]


def test_an_old_report_shows_nothing_later_than_its_period():
    context = make_context(plan_start=2009, newest_year=2012)
    series = {"KU272": {2009: 9.9, 2011: 8.3, 2015: 12.0}, "SSS": {2011: 9.4, 2015: 11.1}}
    assert texts(table(make_data(series), context=context).rows[0])[1:] == [
        ["2011", "vrt. 2009"],
        ["8,3"],
        ["−1,6\u00a0%-yks.", "parantunut"],
        ["9,4"],
    ]


def test_a_package_leaves_out_what_says_nothing_of_the_period_and_counts_it():
    old = make_data({"KU272": {2011: 8.3}}, key="sotkanet:2")
    found = table(make_data(FALLING), old, attrs={"package": "small"})
    assert len(found.rows) == 1
    assert any("1 mittari, jolla ei ole lukuja vuosilta 2015–" in note for note in found.notes)
    assert len(table(make_data(FALLING), old).rows) == 2  # chosen one by one, it is shown


def test_an_indicator_never_fetched_is_counted_too():
    found = table(make_data(FALLING), attrs={"package": "small"})
    assert any("1 mittari" in note for note in found.notes)


def test_unresolved_titles_of_a_package_are_told():
    packages = {"small": PackageContent("Pieni", ("sotkanet:1",), ("Taloudellinen huoltosuhde",))}
    found = table(make_data(FALLING), attrs={"package": "small"}, context=make_context(packages=packages))
    assert any("tunnusta lähteessä ei ole vahvistettu" in note for note in found.notes)


def test_a_person_may_override_the_judgement_with_a_printed_reason():
    overrides = {"sotkanet:1": {"judgement": "same", "reason": "Laskentatapa muuttui 2022."}}
    found = table(make_data(FALLING), attrs={"indicators": ["sotkanet:1"], "overrides": overrides})
    assert lines(found.rows[0][3])[1] == (LineRole.SAME, "ei olennaista muutosta*")
    assert any(note.endswith("Laskentatapa muuttui 2022.") for note in found.notes)


def test_a_unit_that_the_title_does_not_tell_stands_under_it():
    found = table(make_data({"KU272": {2024: 380.2}}, title="Koulutustasomittain", unit="indeksi"))
    assert lines(found.rows[0][0]) == [(LineRole.PLAIN, "Koulutustasomittain"), (LineRole.UNIT, "indeksi")]


def test_the_source_line_names_collections_producers_and_days():
    kela = make_data(FALLING, key="sotkanet:683", producer="Kela")
    statfin = make_data(
        FALLING,
        key="statfin:14ww/rpt_aste",
        collection="Tilastokeskus, tulonjakotilasto",
        producer="Tilastokeskus, tulonjakotilasto",
        reference="StatFin-taulukko 14ww",
    )
    assert table(make_data(FALLING), kela, statfin).source == (
        "Lähteet: Sotkanet: ind. 1 (TEM); ind. 683 (Kela), viitattu 3.8.2026. "
        "Tilastokeskus, tulonjakotilasto: StatFin-taulukko 14ww, viitattu 3.8.2026."
    )


@pytest.mark.parametrize("columns", [0, 1, 5, 8])
def test_widths_fill_the_page_and_many_columns_turn_it(columns: int):
    found = table(make_data(FALLING), context=make_context(comparison=(COUNTRY,) * columns))
    assert len(found.widths) == len(found.head[0]) == len(found.rows[0]) == 4 + columns
    assert sum(found.widths) == pytest.approx(1)
    assert found.landscape == (columns > 5)


def test_months_are_printed_as_people_write_them():
    monthly = make_data({"KU272": {2026: 10.8}})
    point = monthly.series["KU272"].points[0]
    monthly.series["KU272"] = type(monthly.series["KU272"])("KU272", (type(point)("2026M06", 202606, 10.8),))
    assert texts(table(monthly).rows[0])[1] == ["6/2026"]


@pytest.mark.parametrize(
    ("attrs", "message"),
    [
        ({}, "Tähän taulukkoon ei ole valittu mittareita."),
        ({"package": "gone"}, "Tähän taulukkoon ei ole valittu mittareita."),
        ({"package": "small"}, "Millään valituista mittareista ei ole lukuja tältä kaudelta."),
        ({"indicators": 3}, "Tämän mittaritaulukon asetuksia ei voi lukea. Aseta ne uudelleen."),
    ],
)
def test_a_table_without_rows_is_a_notice(attrs: dict[str, Any], message: str):
    nodes = IndicatorTable().nodes(attrs, make_context(), {}, anchor="t")
    assert nodes == (tree.Notice(text=message),)


def test_caption_is_the_own_title_or_the_packages():
    assert table(make_data(FALLING), attrs={"package": "small"}).caption[0].text == "Pieni paketti"
    own = {"package": "small", "title": "Työttömyys"}
    assert table(make_data(FALLING), attrs=own).caption[0].text == "Työttömyys"
