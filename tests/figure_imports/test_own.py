"""The road of a file of own figures: sent, its columns said, faults by row, taken in; nothing is lost on the way."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.models import User
from app.audit.models import AuditEntry
from app.config import Settings
from app.db import Database
from app.figure_imports.models import FigureImport
from app.files import file_path
from app.indicators.models import Observation
from app.organisations.models import Organisation
from app.organisations.service import create_organisation, load_regions
from app.own_figures.models import OwnFigure
from app.permissions import Role
from tests.factories.people import make_person, signed_in
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch

pytestmark = pytest.mark.slow

OWN = "/kokkola/own-figures"
PATH = f"{OWN}/import"
COUNTED = {"title_fi": "Tavoitetut nuoret", "unit_fi": "henkilöä", "collector": "Etsivä nuorisotyö"}
PEOPLE = {**COUNTED, "definition_fi": "Vuoden aikana", "direction": "higher", "masks_small": "true"}
GOOD = "Mittari;Alue;Vuosi;Luku\nTavoitetut nuoret;Kokkola;2023;18\nTavoitetut nuoret;KU272;2024;3\n"
BAD = GOOD + "Tavoitetut nuoret;Kokolla;2022;5\nTavoitetut nuoret;Kokkola;2022;noin 5\nTavoitetut nuoret;272;2021;\n"


@pytest.fixture
def kokkola(database: Database) -> Organisation:
    with database.write() as session:
        load_regions(session)
        return create_organisation(session, None, "KU272")


@pytest.fixture
def coordinator(database: Database, kokkola: Organisation) -> User:
    return make_person(database, "Koordinaattori", Role.COORDINATOR, organisation=kokkola)


@pytest.fixture
def desk(database: Database, coordinator: User, tmp_path: Path) -> TestClient:
    """The coordinator's browser, with one indicator that counts people."""
    app = application(database, Settings(data_dir=tmp_path / "data"))
    client = watch(TestClient(app, base_url="http://127.0.0.1", headers=SAME_ORIGIN, follow_redirects=True))
    signed_in(client, coordinator)
    assert client.post(f"{OWN}/indicators", data=PEOPLE).status_code == 200
    return client


def send(client: TestClient, content: str | bytes, name: str = "luvut.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(PATH, files={"file": (name, data)})


def entered(database: Database) -> dict[tuple[str, int], float]:
    with database.read() as session:
        return {(row.region_code, row.period_sort): row.value for row in session.exec(select(OwnFigure))}


def test_a_file_is_looked_at_and_taken_in(desk: TestClient, database: Database) -> None:
    page = send(desk, GOOD)
    assert "2 riviä voi ottaa sisään" in page.text
    assert "1–4 henkilön" in page.text, "small numbers are told before"
    assert entered(database) == {}, "looking changes nothing"
    address = page.url.path
    done = desk.post(f"{address}/taking")
    assert "2 lukua muuttui" in done.text
    assert entered(database) == {("KU272", 202312): 18, ("KU272", 202412): 3}
    sha256 = hashlib.sha256(GOOD.encode()).hexdigest()
    assert not file_path(desk.app.state.settings.data_dir, sha256).exists(), "it held small numbers"
    with database.read() as session:
        found = {row.period_sort: row.absence for row in session.exec(select(Observation))}
        actions = [entry.action for entry in session.exec(select(AuditEntry))]
    assert found[202412] == "masked"
    assert {"figure-import:read", "figure-import:taken", "own-figures:save"} <= set(actions)
    assert "1 tallennettu luku muuttuisi" in send(desk, GOOD.replace("18", "19")).text
    again = desk.post(f"{address}/taking")
    assert again.status_code == 409
    assert "toisessa ikkunassa" in again.text


def test_faults_are_told_by_row_and_left_out_only_when_said(desk: TestClient, database: Database) -> None:
    page = send(desk, BAD)
    address = page.url.path
    for words in ("Rivi 4", "Kokolla", "Rivi 5", "noin 5", "1 rivillä ei ole lukua"):
        assert words in page.text
    refused = desk.post(f"{address}/taking")
    assert refused.status_code == 422
    assert "noin 5" in refused.text
    assert entered(database) == {}
    faults = desk.get(f"{address}/faults")
    assert faults.headers["content-type"].startswith("text/csv")
    assert len(faults.text.splitlines()) == 3
    desk.post(f"{address}/taking", data={"leave_wrong": "true"})
    assert len(entered(database)) == 2, "an empty cell is no zero and takes nothing away"


def test_columns_and_indicators_are_said_by_a_person(desk: TestClient, database: Database) -> None:
    page = send(desk, "Toiminta,Kausi,Määrä\nEtsivä työ,2022,12\nEtsivä työ,2023,14\n")
    address = page.url.path
    assert "Mikä sarake on mikin" in page.text
    assert "voi ottaa sisään" not in page.text
    page = desk.post(f"{address}/columns", data={"column": ["0", "", "1", "2", "", ""]})
    assert "Mikä mittareistasi" in page.text
    with database.read() as session:
        stored = session.exec(select(FigureImport)).one()
    assert stored.mapping["columns"] == {"indicator": 0, "period": 1, "value": 2}
    key = f"own:{stored.organisation_id}/1"
    page = desk.post(f"{address}/columns", data={"text": ["Etsivä työ"], "key": [key]})
    assert "2 riviä voi ottaa sisään" in page.text
    assert "jokainen rivi koskee aluetta Kokkola" in page.text
    foreign = desk.post(f"{address}/columns", data={"text": ["Etsivä työ"], "key": ["own:99/1"]})
    assert "Mikä mittareistasi" in foreign.text, "an indicator of somebody else is none"
    desk.post(f"{address}/columns", data={"column": ["", "", "1", "2", "", ""], "single": key})
    assert "2 lukua muuttui" in desk.post(f"{address}/taking").text
    assert entered(database) == {("KU272", 202212): 12, ("KU272", 202312): 14}


def test_what_cannot_be_read_says_what_to_do(desk: TestClient, database: Database) -> None:
    for content, words in (
        (b"", "tyhjä"),
        (b"\xd0\xcf\x11\xe0x", ".xls"),
        (b"PK\x03\x04", "CSV"),
        (b"{}", "JSON-stat"),
    ):
        page = send(desk, content)
        assert page.status_code == 422
        assert words in page.text
    assert desk.get(PATH).status_code == 200
    example = desk.get(f"{PATH}/example")
    assert "Tavoitetut nuoret" in example.text
    page = send(desk, example.content)
    assert "1 rivillä ei ole lukua" in page.text, "an example is no figure"
    left = desk.post(f"{page.url.path}/leaving")
    assert left.url.path == PATH
    assert "jätetty pois" in left.text
    assert desk.get(f"{PATH}/999").status_code == 404
    assert entered(database) == {}
