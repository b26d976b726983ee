"""The road of own figures: an indicator is made, figures are typed, small ones hidden, cleared, asked of others."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlmodel import select

from app.accounts.models import User
from app.audit.models import AuditEntry
from app.db import Database
from app.indicators.models import Indicator, IndicatorAbout, Observation
from app.indicators.queries import indicator_data
from app.organisations.models import Organisation
from app.own_figures.models import CollectionAnswer, OwnFigure
from app.own_figures.publishing import publish
from app.own_figures.saving import FigureRow, save_figures
from app.permissions import Role
from app.rendering.series import Direction
from tests.factories.people import make_organisation, make_person, signed_in

pytestmark = pytest.mark.slow

PATH = "/kokkola/own-figures"
COUNTED = {
    "title_fi": "Tavoitetut nuoret",
    "title_sv": "Unga som nåtts",
    "unit_fi": "henkilöä",
    "collector": "Etsivä nuorisotyö",
    "definition_fi": "Vuoden aikana tavoitetut nuoret",
    "direction": "higher",
    "threshold": "2,5",
    "masks_small": "true",
}
Places = dict[tuple[str, int, str], float | None]


@pytest.fixture
def kokkola(database: Database) -> Organisation:
    """With three neighbours that use the service too."""
    for slug, code in (("kaustinen", "KU236"), ("toholampi", "KU849"), ("lestijarvi", "KU421")):
        make_organisation(database, slug, code)
    return make_organisation(database)


@pytest.fixture
def coordinator(database: Database, kokkola: Organisation) -> User:
    return make_person(database, "Koordinaattori", Role.COORDINATOR, organisation=kokkola)


@pytest.fixture
def desk(client: TestClient, coordinator: User) -> TestClient:
    """The coordinator's browser, with one indicator that counts people."""
    signed_in(client, coordinator)
    made = client.post(f"{PATH}/indicators", data=COUNTED)
    assert made.url.path == f"{PATH}/indicators/1/figures"
    return client


def typed(values: dict[str, str], was: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """The form of figures with these cells."""
    return {
        "cell": list(values),
        "value": list(values.values()),
        "was": [(was or {}).get(k, "") for k in values],
        **more,
    }


def published(database: Database, number: int = 1) -> Places:
    with database.read() as session:
        rows = session.exec(select(Observation).where(Observation.indicator_key.endswith(f"/{number}")))  # type: ignore[attr-defined]
        found = {(row.region_code, row.period_sort, row.population_group): row for row in rows}
    assert all((row.value is None) == (row.absence == "masked") for row in found.values())
    return {place: row.value for place, row in found.items()}


def key_of(database: Database, number: int = 1) -> str:
    with database.read() as session:
        return next(key for key in session.exec(select(Indicator.key)) if key.endswith(f"/{number}"))


SEXES = {"KU272|2024|total": "20", "KU272|2024|male": "18", "KU272|2024|female": "2"}


def test_figures_are_typed_hidden_and_cleared(desk: TestClient, database: Database, coordinator: User) -> None:
    address = f"{PATH}/indicators/1"
    warned = desk.post(f"{address}/figures/check", data=typed(SEXES), headers={"HX-Request": "true"}).text
    assert "suojattu julkaisusta" in warned
    assert "<h1" not in warned
    assert published(database) == {}, "looking saves nothing"
    assert desk.post(f"{address}/figures", data=typed({**SEXES, "KU272|2023|total": "0"})).url.path == address
    assert published(database) == {
        ("KU272", 202312, "total"): 0,
        ("KU272", 202412, "total"): 20,
        ("KU272", 202412, "male"): None,
        ("KU272", 202412, "female"): None,
    }
    page = desk.get(address).text
    assert "siitä voisi laskea pienen luvun" in page
    assert "1–4 henkilöä" in page
    clearing = {"region": "KU272", "period_sort": "202412", "group": "female"}
    assert desk.post(f"{address}/clearings", data=clearing).status_code == 422
    assert desk.post(f"{address}/clearings", data={**clearing, "reason": "Nuoret suostuivat"}).url.path == address
    assert published(database)["KU272", 202412, "female"] == 2
    desk.post(f"{address}/clearings", data={**clearing, "clears": "false"})
    assert published(database)["KU272", 202412, "male"] is None
    with database.read() as session:
        log = session.exec(select(AuditEntry).where(AuditEntry.subject_type == "own_indicator")).all()
    assert [entry.action for entry in log][-3:] == ["own-figures:save", "own-figures:clear", "own-figures:hide"]
    assert "KU272 2024 female: – → 1–4" in log[-3].detail["changes"], "the log names no small number"


def test_what_was_typed_comes_back(desk: TestClient, database: Database) -> None:
    address = f"{PATH}/indicators/1/figures"
    wrong = desk.post(address, data=typed({"KU272|2024|total": "kaksi", "KU272|2023|total": "12,5"}))
    assert wrong.status_code == 422
    assert 'value="kaksi"' in wrong.text
    assert "Tämä ei ole luku." in wrong.text
    assert "kokonaisluku" in desk.post(address, data=typed({"KU272|2023|total": "12,5"})).text
    assert published(database) == {}
    many = {f"KU{number:03}|{year}|total": "" for number in range(100) for year in range(2000, 2010)}
    desk.post(address, data=typed({**many, "KU272|2024|total": "1 020"}))
    meanwhile = desk.post(address, data=typed({"KU272|2024|total": "30", "KU272|2023|total": "9"}, note="Uusi luku"))
    assert meanwhile.status_code == 422
    assert "1020 (Koordinaattori)" in meanwhile.text
    assert 'value="30"' in meanwhile.text
    assert 'value="Uusi luku"' in meanwhile.text
    assert list(published(database).values()) == [1020]
    desk.post(address, data=typed({"KU272|2024|total": ""}, {"KU272|2024|total": "1020"}))
    assert published(database) == {}


def test_the_description_and_the_way_out_of_use(desk: TestClient, database: Database) -> None:
    key, address = key_of(database), f"{PATH}/indicators/1"
    changed = {**COUNTED, "title_fi": "Nuoret", "decimals": "2"}
    assert desk.post(f"{address}/definition", data=changed).status_code == 422, "people have no decimals"
    assert desk.post(f"{address}/definition", data={**changed, "decimals": "0", "comparability": "Kirjaus muuttui"})
    with database.read() as session:
        indicator = session.get(Indicator, key)
        about = session.get(IndicatorAbout, (key, "fi"))
        told = indicator_data(session, [key], ["KU272"], "fi")[key].info
    assert indicator is not None
    assert about is not None
    assert (indicator.title_fi, indicator.title_en, indicator.producer_sv) == ("Nuoret", "Nuoret", "Karleby")
    assert (told.direction, told.threshold, told.reference) == (Direction.HIGHER, 2.5, "")
    assert told.citation.startswith("Kokkola. Nuoret. Viitattu ")
    assert about.description == "Vuoden aikana tavoitetut nuoret"
    assert "Etsivä nuorisotyö" in about.interpretation
    assert about.limits.startswith("Kirjaus muuttui\n")
    desk.post(f"{address}/retirement")
    assert desk.post(f"{address}/figures", data=typed(SEXES)).status_code == 422
    desk.post(f"{address}/retirement/removal")
    assert desk.post(f"{address}/figures", data=typed(SEXES)).url.path == address


def test_a_survey_says_how_it_was_made(desk: TestClient, database: Database) -> None:
    survey = {"name": "Barometri", "kind": "barometer", "year": "2021", "asked": "1111", "answered": "455"}
    assert desk.post(f"{PATH}/surveys", data={**survey, "answered": "2000"}).status_code == 422
    page = desk.post(f"{PATH}/surveys", data=survey)
    assert "Barometri 2021, n = 455, vastausprosentti 41" in page.text
    question = {"title_fi": "Hyvinvoinnin arvosana", "decimals": "1", "collector": "Kaupunki", "question": "Millainen?"}
    desk.post(f"{PATH}/indicators?survey=1", data=question)
    cells = {"KU272|2021|total": "3,4", "KU272|2017|total": "3,1"}
    desk.post(f"{PATH}/indicators/2/figures", data=typed(cells, answers=["455", "4"], answers_was=["", ""]))
    assert published(database, 2) == {("KU272", 202112, "total"): 3.4, ("KU272", 201712, "total"): None}
    assert "edellinen: 3,1" in desk.get(f"{PATH}/surveys/1").text
    desk.post(f"{PATH}/surveys/1/facts", data={**survey, "kind": "school"})
    assert published(database, 2)["KU272", 201712, "total"] is None
    with database.read() as session:
        indicator = session.get(Indicator, key_of(database, 2))
    assert indicator is not None
    assert indicator.producer_fi == "Barometri 2021, n = 455, vastausprosentti 41"


def test_municipalities_answer_one_form(
    desk: TestClient, database: Database, coordinator: User, kokkola: Organisation
) -> None:
    asked = {
        "title": "Lastensuojelu",
        "indicators": [key_of(database)],
        "regions": ["KU236", "KU849"],
        "period": "2025",
    }
    with database.read() as session:
        kaustinen = session.exec(select(Organisation).where(Organisation.slug == "kaustinen")).one()
    author = make_person(database, "Kaustisen Kirjoittaja", Role.AUTHOR, organisation=kaustinen)
    assert desk.post(f"{PATH}/collections", data={**asked, "regions": []}).status_code == 422
    assert desk.post(f"{PATH}/collections", data={**asked, "due_on": "2020-01-31"}).url.path == f"{PATH}/collections/1"
    assert "myöhässä" in desk.get(f"{PATH}/collections/1").text
    answered = {"key": asked["indicators"], "value": ["9"], "was": [""], "note": [""]}
    assert desk.get(f"{PATH}/collections/1/answers/KU272").status_code == 404, "it is not asked"
    signed_in(desk, author)
    assert "pyytää kunnaltanne lukuja" in desk.get("/notifications").text
    assert "Lastensuojelu" in desk.get("/kaustinen/own-figures").text
    assert desk.post("/kaustinen/own-figures/asked/1", data={**answered, "value": ["2,5"]}).status_code == 422
    assert desk.post("/kaustinen/own-figures/asked/1", data={**answered, "value": ["3"]}).status_code == 200
    signed_in(desk, coordinator)
    late = desk.post(f"{PATH}/collections/1/answers/KU236", data=answered)
    assert (late.status_code, "Sillä välin tallennettu: 3" in late.text) == (422, True)
    desk.post(f"{PATH}/collections/1/answers/KU849", data=answered)
    desk.post(f"{PATH}/collections/1/closing")
    assert published(database) == {("KU236", 202512, "total"): None, ("KU849", 202512, "total"): 9}
    signed_in(desk, author)
    closed = desk.post("/kaustinen/own-figures/asked/1", data={**answered, "was": ["3"]})
    assert (closed.status_code, 'value="9"' in closed.text) == (409, True), "nothing typed is lost"
    signed_in(desk, coordinator)
    desk.post(f"{PATH}/collections/1/closing/removal")
    none = {**answered, "value": [""], "was": ["9"], "none": asked["indicators"]}
    desk.post(f"{PATH}/collections/1/answers/KU849", data=none)
    desk.post(f"{PATH}/collections/1/closing")
    assert published(database) == {("KU236", 202512, "total"): None}
    with database.read() as session:
        assert len(session.exec(select(CollectionAnswer)).all()) == 2


def test_rows_are_saved_together_or_not_at_all(
    desk: TestClient, database: Database, coordinator: User, kokkola: Organisation
) -> None:
    key = key_of(database)
    rows = [
        FigureRow(key, "KU272", "2024", 12),
        FigureRow(key, "KU272", "2022–2024", 12, "male"),
        FigureRow("sotkanet:127", "KU272", "2024", 12),
        FigureRow(key, "KU000", "2024", 12),
        FigureRow(key, "KU272", "viime vuonna", 12),
        FigureRow(key, "KU272", "2023", -1),
        FigureRow(key, "KU272", "2024", 13),
        FigureRow(key, "KU272", "2021", 12, "muut"),
    ]
    assert coordinator.id is not None
    with database.write() as session:
        wrong = save_figures(session, coordinator.id, kokkola, rows)
        assert [error.row for error in wrong.errors] == [2, 3, 4, 5, 6, 7]
        assert not session.exec(select(OwnFigure)).all()
        assert save_figures(session, coordinator.id, kokkola, rows[:2]).changed == 2
        assert save_figures(session, coordinator.id, kokkola, rows[:2]).changed == 0
        clash = save_figures(session, coordinator.id, kokkola, [FigureRow(key, "KU272", "2024", 1, "male")])
        assert "2022–2024" in clash.errors[0].message
        publish(session, key)
    assert published(database) == {("KU272", 202412, "total"): 12, ("KU272", 202412, "male"): 12}


def test_more_rows_ask_no_more_of_the_database(desk: TestClient, database: Database) -> None:
    question = {"title_fi": "Arvosana", "decimals": "1", "collector": "Kaupunki", "question": "Millainen?"}
    desk.post(f"{PATH}/surveys", data={"name": "Barometri", "kind": "barometer", "year": "2021"})
    asked = {"title": "Lastensuojelu", "indicators": [key_of(database)], "regions": ["KU236"], "period": "2025"}
    pages = (PATH, f"{PATH}/surveys/1", f"{PATH}/collections/1", f"{PATH}/indicators/1", f"{PATH}/indicators/1/figures")
    statements: list[str] = []
    event.listen(database.reader, "before_cursor_execute", lambda *call: statements.append(call[2]))

    def counted() -> list[int]:
        counts = []
        for page in pages:
            statements.clear()
            assert desk.get(page).status_code == 200
            counts.append(len(statements))
        return counts

    for rounds in range(2):
        desk.post(f"{PATH}/indicators?survey=1", data=question)
        desk.post(f"{PATH}/collections", data=asked)
        desk.post(f"{PATH}/indicators/1/figures", data=typed({f"KU272|{2020 + rounds}|total": "12"}))
        if not rounds:
            few = counted()
    desk.post(f"{PATH}/collections/1/questions", data={**asked, "regions": ["KU236", "KU849", "KU421"]})
    assert counted() == few
