"""Packages of an organisation's own: copied, ordered, offered in their years, and never taken from under a table."""

from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import select

from app.audit.models import AuditEntry
from app.db import Database
from app.indicators.models import OwnPackage
from app.indicators.packages import packages_for, year_of_packages
from tests.catalogue.conftest import LISTED, Kokkola, table, write_in
from tests.factories.people import signed_in
from tests.support.browse import Browser

LIST = "/kokkola/packages"


def put_together(client: TestClient, path: str = LIST, **typed: str) -> str:
    """The new package's address."""
    data = {"title_fi": "Oma paketti", "valid_from": "2020", "valid_to": "", "copy_of": "participation", **typed}
    answer = client.post(path, data=data, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def rows_of(database: Database, path: str) -> list[str]:
    with database.read() as session:
        return session.exec(select(OwnPackage).where(OwnPackage.key == path.rpartition("/")[2])).one().indicators


def test_a_package_is_copied_ordered_and_changed(
    client: TestClient, database: Database, browse: Browser, kokkola: Kokkola
) -> None:
    signed_in(client, kokkola.coordinator)
    path = put_together(client)
    first, second, third = "sotkanet:3076", "sotkanet:3127", "sotkanet:3129"
    assert rows_of(database, path) == [first, second, third]

    def act(verb: str, **data: str) -> Any:
        return client.post(f"{path}/indicators{verb}", data=data)

    assert act("/place", indicator=third, to="up").status_code == 200
    assert rows_of(database, path) == [first, third, second]
    act("/place", indicator=first, to="up")
    act("/place", indicator=first, to="down")
    assert rows_of(database, path) == [third, first, second]
    act("", indicator=LISTED)
    act("", indicator=LISTED)
    act("/removal", indicator=first)
    assert rows_of(database, path) == [third, second, LISTED]
    assert act("", indicator="sotkanet:424242").status_code == 422
    act("/removal", indicator=third)
    act("/removal", indicator=second)
    refused = act("/removal", indicator=LISTED)
    assert refused.status_code == 409
    assert "vähintään yksi mittari" in refused.text
    assert "Lisää: " in browse(f"{path}?q=työttömät").root.find(".//*[@id='more']//button").get("aria-label")
    client.post(path, data={"title_sv": "Eget paket", "valid_from": "2022", "valid_to": "2023"})
    page = browse(path)
    assert page.heading == "Eget paket", "a name in one language stands for all"
    assert "2022–2023" in page.text
    with database.read() as session:
        actions = set(session.exec(select(AuditEntry.action)))
    names = {"create", "change", "add-indicator", "remove-indicator", "move-indicator"}
    assert {f"package:{name}" for name in names} <= actions


def test_a_refused_form_keeps_what_was_typed(client: TestClient, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.coordinator)
    for typed, words in (
        ({"title_fi": "", "title_en": "", "valid_to": "Säilyy"}, "ainakin yhdellä kielellä"),
        ({"valid_from": "kaksi"}, "vuosi väliltä 1990"),
        ({"valid_to": "2019"}, "ennen ensimmäistä"),
    ):
        data = {"title_fi": "Oma", "title_en": "Säilyy", "valid_from": "2020", "copy_of": "older"} | typed
        answer = client.post(LIST, data=data)
        assert answer.status_code == 422
        assert words in answer.text
        assert 'value="Säilyy"' in answer.text


def test_a_used_package_is_retired_and_an_unused_one_deleted(
    client: TestClient, database: Database, browse: Browser, kokkola: Kokkola
) -> None:
    signed_in(client, kokkola.coordinator)
    path = put_together(client)
    key = path.rpartition("/")[2]
    write_in(database, kokkola.report, "background", [table(package=key)])
    assert client.post(f"{path}/removal").status_code == 409
    assert "Poista paketti käytöstä" in browse(path).text
    client.post(f"{path}/retirement")
    with database.read() as session:
        held = packages_for(session, kokkola.organisation, year_of_packages(2025), "fi")[key]
    assert (held.offered, len(held.indicators)) == (False, 3), "its tables keep their rows"
    write_in(database, kokkola.report, "background", [])
    assert client.post(f"{path}/removal", follow_redirects=False).headers["location"] == LIST
    assert browse(path).status == 404


def test_a_countys_package_is_used_but_not_changed_by_its_municipalities(
    client: TestClient, database: Database, browse: Browser, kokkola: Kokkola
) -> None:
    signed_in(client, kokkola.county_coordinator)
    key = put_together(client, f"/{kokkola.county.slug}/packages", title_fi="Alueen yhteiset").rpartition("/")[2]
    signed_in(client, kokkola.coordinator)
    assert "Alueen yhteiset" in browse(LIST).text
    assert client.post(f"{LIST}/{key}/retirement").status_code == 403
    assert client.post(f"{LIST}/older/removal").status_code == 403
    with database.read() as session:
        assert packages_for(session, kokkola.organisation, 2026, "fi")[key].offered
        assert key in packages_for(session, kokkola.county, 2026, "fi")
    signed_in(client, kokkola.author)
    page = browse(f"{LIST}/{key}")
    assert page.root.find(".//main//form") is None
    assert client.get(f"{LIST}/new").status_code == 403


def test_packages_of_other_years_are_not_offered(database: Database, kokkola: Kokkola) -> None:
    with database.read() as session:
        offered = {
            year: packages_for(session, kokkola.organisation, year, "sv")["hyte_coefficient_2026"].offered
            for year in (2025, 2026, 2027)
        }
    assert offered == {2025: False, 2026: True, 2027: False}
    assert year_of_packages(2025) == 2026
