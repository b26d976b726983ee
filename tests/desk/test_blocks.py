"""Previews and settings of data blocks on the desk."""

import json
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.blocks import BLOCK_TYPES
from app.db import Database
from app.indicators.service import replace_series
from app.organisations.service import load_regions
from app.permissions import Role
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_organisation, make_person, signed_in
from tests.factories.reports import make_report

pytestmark = pytest.mark.slow

BLOCKS = "/kokkola/laaja-2021-2025/blocks"
SETTINGS = f"{BLOCKS}/indicator_table/settings"
FIGURES = {("KU272", 2021): 9.0, ("KU272", 2024): 8.2, ("SSS", 2024): 9.4, ("KU743", 2024): 7.7}


@pytest.fixture
def writer(client: TestClient, database: Database) -> TestClient:
    """A coordinator of Kokkola, whose report compares with the county and the country."""
    with database.write() as session:
        load_regions(session)
        indicator = make_indicator("sotkanet:181", title_fi="Työttömät, % työvoimasta", unit_fi="%", decimals=1)
        replace_series(session, indicator, make_observations("sotkanet:181", FIGURES))
    organisation = make_organisation(database)
    make_report(database, organisation, comparison=["HVA18", "SSS"])
    return signed_in(client, make_person(database, role=Role.COORDINATOR, organisation=organisation))


def preview(client: TestClient, attrs: Any, **query: str):
    return client.get(f"{BLOCKS}/indicator_table/preview", params={"attrs": json.dumps(attrs), **query})


def test_a_preview_is_the_table_as_readers_see_it(writer: TestClient):
    answer = preview(writer, {"package": "working_age"}, language="fi")
    assert answer.status_code == 200
    for text in ("Työttömät, % työvoimasta", "8,2", "parantunut", "9,4", "ei tietoa", "Keski-Pohjanmaa"):
        assert text in answer.text


def test_a_preview_speaks_the_texts_language(writer: TestClient):
    assert "förbättrats" in preview(writer, {"package": "working_age"}, language="sv").text


@pytest.mark.parametrize("attrs", ["{", "[]", "7", '"x"'])
def test_settings_that_are_no_object_are_bad_input(writer: TestClient, attrs: str):
    for address in (f"{BLOCKS}/indicator_table/preview", SETTINGS):
        assert writer.get(address, params={"attrs": attrs}).status_code == 422


def test_settings_that_make_no_sense_are_shown_in_words(writer: TestClient):
    answer = preview(writer, {"indicators": 3})
    assert answer.status_code == 200
    assert "ei voi lukea" in answer.text


def test_an_unknown_kind_is_not_found(writer: TestClient):
    assert writer.get(f"{BLOCKS}/pie_chart/preview").status_code == 404
    assert writer.get(f"{BLOCKS}/pie_chart/settings").status_code == 404


def test_the_form_holds_the_present_settings(writer: TestClient):
    attrs = {"package": "working_age", "indicators": ["sotkanet:181"], "comparison": ["KU743"], "title": "Työ"}
    page = writer.get(SETTINGS, params={"attrs": json.dumps(attrs)}).text
    for part in ('value="Työ"', 'value="sotkanet:181" checked', 'value="KU743" checked', 'value="chosen" checked'):
        assert part in page


def test_new_settings_come_back_as_attributes(writer: TestClient):
    form = {
        "id": "b1",
        "package": "working_age",
        "rows": "chosen",
        "indicators": ["sotkanet:181", "sotkanet:683"],
        "columns": "own",
        "comparison": ["SSS", "HVA18"],
        "added_municipality": "KU743",
        "title": " Työ ",
        "override_key": ["sotkanet:181", "sotkanet:683"],
        "override_judgement": ["same", ""],
        "override_reason": ["Laskentatapa muuttui.", ""],
    }
    answer = writer.post(SETTINGS, data=form)
    assert answer.status_code == 200
    attrs = answer.json()["attrs"]
    assert attrs == {
        "id": "b1",
        "package": "working_age",
        "indicators": ["sotkanet:181", "sotkanet:683"],
        "comparison": ["SSS", "HVA18", "KU743"],
        "title": "Työ",
        "overrides": {"sotkanet:181": {"judgement": "same", "reason": "Laskentatapa muuttui."}},
        "shape": "newest",
        "years": 6,
    }
    shown = preview(writer, attrs).text
    assert "7,7" in shown
    assert "Laskentatapa muuttui." in shown


def test_the_whole_package_with_the_reports_regions_is_the_plain_case(writer: TestClient):
    form = {"package": "youth", "rows": "package", "indicators": ["sotkanet:181"], "comparison": ["SSS"]}
    attrs = writer.post(SETTINGS, data=form).json()["attrs"]
    assert (attrs["package"], attrs["indicators"], attrs["comparison"]) == ("youth", [], None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"package": "gone"}, "Valitse paketti luettelosta."),
        ({"package": ""}, "Valitse paketti tai valitse mittarit yksitellen."),
        ({"rows": "chosen"}, "Valitse ainakin yksi mittari."),
        ({"rows": "chosen", "indicators": ["sotkanet:99999"]}, "Valitse mittarit luettelosta."),
        ({"columns": "own", "comparison": ["KU999"]}, "Valitse alueet luettelosta."),
        ({"columns": "own", "comparison": ["KU272"]}, "Valitse alueet luettelosta."),
        ({"columns": "own", "comparison": [f"MK{n:02}" for n in range(1, 12)]}, "Valitse enintään 8 aluetta."),
        ({"override_key": "sotkanet:181", "override_judgement": "same", "override_reason": " "}, "perustelu"),
        ({"override_key": "sotkanet:181", "override_judgement": "good", "override_reason": "x"}, "Valitse arvio"),
    ],
    ids=str,
)
def test_bad_settings_bring_the_form_back_with_what_was_typed(writer: TestClient, change: dict, message: str):
    answer = writer.post(SETTINGS, data={"package": "youth", "title": "Omat nuoret", **change})
    assert answer.status_code == 422
    assert message in answer.text
    assert 'value="Omat nuoret"' in answer.text


def test_the_search_keeps_what_is_chosen(writer: TestClient):
    form = {"package": "youth", "rows": "chosen", "indicators": "sotkanet:127", "search": "diabe"}
    found = writer.post(f"{SETTINGS}/hits", data=form).text
    assert 'value="sotkanet:683"' in found
    assert 'value="sotkanet:127" checked' in found
    assert 'value="sotkanet:181"' not in found


def test_the_dialog_previews_what_is_typed_or_says_what_is_wrong(writer: TestClient):
    assert "8,2" in writer.post(f"{SETTINGS}/preview", data={"package": "working_age"}).text
    assert "Valitse ainakin yksi mittari." in writer.post(f"{SETTINGS}/preview", data={"rows": "chosen"}).text


@pytest.mark.parametrize("role", [Role.READER, Role.REGIONAL_COORDINATOR])
def test_settings_are_for_those_who_write(writer: TestClient, database: Database, role: Role):
    reader = make_person(database, "Lukija", role=role, organisation=make_organisation(database))
    assert signed_in(writer, reader).get(SETTINGS).status_code == 403


def test_other_municipalities_see_nothing(writer: TestClient, database: Database):
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    stranger = make_person(database, "Vieras", role=Role.COORDINATOR, organisation=kaustinen)
    assert signed_in(writer, stranger).get(f"{BLOCKS}/indicator_table/preview").status_code == 404


def test_the_figures_of_a_block_of_the_draft_can_be_had(writer: TestClient):
    shown = preview(writer, {"package": "working_age"}, language="fi").text
    links = [unescape(part.split('"')[0]) for part in shown.split('href="') if "/figures." in part]
    assert [link.split("?")[0].rpartition(".")[2] for link in links] == ["csv", "xlsx", "jsonstat"]
    rows = writer.get(links[0]).text.splitlines()
    assert any("KU272" in row and ",8.2," in row for row in rows)
    assert writer.get(links[1]).content.startswith(b"PK")
    assert json.loads(writer.get(links[2]).content)["class"] == "dataset"
    nothing = writer.get(
        f"{BLOCKS}/indicator_table/figures.csv", params={"attrs": '{"indicators": ["sotkanet:99999"]}'}
    )
    assert nothing.status_code == 404


def test_every_kind_has_its_dialog(writer: TestClient):
    for block in BLOCK_TYPES:
        page = writer.get(f"{BLOCKS}/{block.kind}/settings", params={"attrs": '{"title": 7, "indicators": "x"}'})
        assert page.status_code == 200
        assert 'name="title"' in page.text
    form = {"indicator": "sotkanet:181", "from_year": "2015", "to_year": "2012", "title": "Oma"}
    refused = writer.post(f"{BLOCKS}/line_chart/settings", data=form)
    assert (refused.status_code, "ensimmäistä myöhempi" in refused.text) == (422, True)
    taken = writer.post(f"{BLOCKS}/line_chart/settings", data={**form, "to_year": ""}).json()["attrs"]
    assert taken == {
        "id": "",
        "title": "Oma",
        "indicator": "sotkanet:181",
        "from_year": 2015,
        "to_year": None,
        "from_zero": False,
        "comparison": None,
    }
    for kind, wrong in (
        ("bar_chart", {"indicator": "sotkanet:181", "area": "moon"}),
        ("region_map", {"indicator": ""}),
        ("change_list", {"package": "youth", "most": "many"}),
        ("indicator_table", {"package": "youth", "shape": "round"}),
        ("key_figure", {"indicator": "sotkanet:181", "region": "KU999"}),
    ):
        assert writer.post(f"{BLOCKS}/{kind}/settings", data=wrong).status_code == 422
