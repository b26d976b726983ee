"""Starting a report and changing its settings: what is usual is filled in, what was typed is kept."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.models import User
from app.db import Database
from app.indicators.service import replace_series
from app.organisations.queries import organisation_by_slug
from app.organisations.service import create_organisation, load_regions
from app.permissions import Role
from app.reports.models import Report, ReportState
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_person, signed_in
from tests.factories.reports import make_report
from tests.support.browse import Browser

NEW = "/kokkola/reports/new"
USUAL: dict[str, Any] = {
    "assessed_from": "2021",
    "assessed_to": "2025",
    "planned_from": "2025",
    "planned_to": "2029",
    "around": ["HVA18", "SSS"],
    "peers": ["Seinäjoki", "", "jakobstad"],
    "languages": ["fi", "sv"],
}


@pytest.fixture
def coordinator(database: Database) -> User:
    """Of the real Kokkola, with all the regions of Finland around it."""
    with database.write() as session:
        load_regions(session)
        create_organisation(session, None, "KU272")
    with database.read() as session:
        kokkola = organisation_by_slug(session, "kokkola")
    return make_person(database, "Veera Vetäjä", Role.COORDINATOR, organisation=kokkola)


def values_of(page: Any) -> dict[str, list[str]]:
    """Field name → the values that the form would send."""
    values: dict[str, list[str]] = {}
    for field in page.root.iter("input"):
        if field.get("type") != "checkbox" or field.get("checked") is not None:
            values.setdefault(field.get("name"), []).append(field.get("value"))
    return values


def test_the_form_is_filled_with_the_council_terms_and_the_regions_around(
    client: TestClient, browse: Browser, coordinator: User
) -> None:
    signed_in(client, coordinator)
    values = values_of(browse(NEW))
    years = [values[name][0] for name in ("assessed_from", "assessed_to", "planned_from", "planned_to")]
    assert years == ["2021", "2025", "2025", "2029"]
    assert values["around"] == ["HVA18", "SSS"]
    assert values["languages"] == ["fi"]


def test_an_annual_report_has_one_year_and_no_plan(client: TestClient, browse: Browser, coordinator: User) -> None:
    signed_in(client, coordinator)
    values = values_of(browse(f"{NEW}?template=vuosiraportti"))
    assert values["assessed_from"] == values["assessed_to"]
    assert "planned_from" not in values
    assert browse(f"{NEW}?template=no-such").status == 404


def test_a_started_report_has_what_was_chosen(client: TestClient, database: Database, coordinator: User) -> None:
    signed_in(client, coordinator)
    answer = client.post(f"{NEW}?template=laaja", data=USUAL, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/kokkola/laaja-2021-2025")
    with database.read() as session:
        report = session.exec(select(Report)).one()
    assert report.comparison == ["HVA18", "SSS", "KU743", "KU598"], "peers by any of their names, in order"
    assert report.languages == ["fi", "sv"]
    assert report.sections_total == 25


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"assessed_from": "kaksi"}, "neljällä numerolla"),
        ({"assessed_to": "2019"}, "ennen ensimmäistä"),
        ({"planned_to": "20290"}, "neljällä numerolla"),
        ({"peers": ["Atlantis"]}, "Kuntaa Atlantis ei löydy"),
        ({"peers": ["Kokkola"]}, "äläkä omaa kuntaasi"),
        ({"around": ["HVA18", "XX1"]}, "ei tunneta"),
        ({"languages": []}, "ainakin yksi kieli"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(
    client: TestClient, database: Database, coordinator: User, typed: dict[str, Any], words: str
) -> None:
    signed_in(client, coordinator)
    data = {"peers": ["Seinäjoki"]} | USUAL | typed
    answer = client.post(NEW, data=data)
    assert answer.status_code == 422
    assert words in answer.text
    for value in (data["assessed_from"], data["assessed_to"], data["planned_to"], *data["peers"]):
        assert f'value="{value}"' in answer.text
    with database.read() as session:
        assert session.exec(select(Report)).first() is None


def test_the_same_period_again_is_refused_beside_the_period(client: TestClient, coordinator: User) -> None:
    signed_in(client, coordinator)
    assert client.post(NEW, data=USUAL).status_code == 200
    answer = client.post(NEW, data=USUAL)
    assert answer.status_code == 409
    assert "on jo samanlainen kertomus" in answer.text


def test_only_the_coordinator_starts_and_settles(client: TestClient, database: Database, coordinator: User) -> None:
    with database.read() as session:
        kokkola = organisation_by_slug(session, "kokkola")
    make_report(database, kokkola)
    author = make_person(database, "Aino Kirjoittaja", Role.AUTHOR, organisation=kokkola)
    signed_in(client, author)
    for address in (NEW, "/kokkola/laaja-2021-2025/settings"):
        assert client.get(address).status_code == 403
        assert client.post(address, data=USUAL).status_code == 403


def test_settings_are_changed(client: TestClient, database: Database, browse: Browser, coordinator: User) -> None:
    with database.read() as session:
        kokkola = organisation_by_slug(session, "kokkola")
    make_report(database, kokkola, languages=("fi",), comparison=("SSS", "KU743"))
    signed_in(client, coordinator)
    address = "/kokkola/laaja-2021-2025/settings"
    values = values_of(browse(address))
    assert (values["around"], values["peers"][0]) == (["SSS"], "Seinäjoki")
    answer = client.post(address, data=USUAL | {"assessed_from": "2020", "languages": ["sv"]}, follow_redirects=False)
    assert answer.headers["location"] == "/kokkola/laaja-2021-2025"
    with database.read() as session:
        report = session.exec(select(Report)).one()
    assert (report.assessed_from, report.languages) == (2020, ["fi", "sv"])


def test_suggested_municipalities_are_added_to_those_chosen(
    client: TestClient, database: Database, browse: Browser, coordinator: User
) -> None:
    figures = {
        ("KU272", 2025): 47_000.0,
        ("KU743", 2025): 67_000.0,
        ("KU638", 2025): 51_000.0,
        ("KU491", 2024): 52_000.0,
    }
    with database.write() as session:
        replace_series(session, make_indicator("sotkanet:127"), make_observations("sotkanet:127", figures))
    signed_in(client, coordinator)
    page = browse(NEW)
    told = [item.get("value") for item in page.root.iter("input") if item.get("name") == "suggested"]
    assert told == ["Porvoo", "Mikkeli", "Seinäjoki"]
    assert "51 000 asukasta, kaksikielinen, kaupunkimainen" in " ".join(page.text.split())
    data = USUAL | {"peers": ["Kajaani", "Vaasa"], "suggested": ["Porvoo", "Mikkeli", "Vaasa"]}
    refused = client.post(NEW, data=data | {"suggested": ["Porvoo", "Mikkeli", "Seinäjoki", "Oulu"]})
    assert "enintään viisi kuntaa" in refused.text
    assert client.post(NEW, data=data, follow_redirects=False).status_code == 303
    with database.read() as session:
        assert session.exec(select(Report)).one().comparison == ["HVA18", "SSS", "KU205", "KU905", "KU638", "KU491"]


def test_settings_of_a_report_in_decision_are_locked(client: TestClient, database: Database, coordinator: User) -> None:
    with database.read() as session:
        kokkola = organisation_by_slug(session, "kokkola")
    report = make_report(database, kokkola)
    with database.write() as session:
        session.get_one(Report, report.id).state = ReportState.IN_DECISION
    signed_in(client, coordinator)
    address = "/kokkola/laaja-2021-2025/settings"
    assert "Asetukset eivät enää muutu" in client.get(address).text
    assert client.post(address, data=USUAL).status_code == 423
