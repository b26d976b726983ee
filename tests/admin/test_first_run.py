"""The first run: everything at once or nothing, once only."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.models import Grant, User
from app.admin import first_run
from app.admin.errors import AlreadyStarted
from app.admin.first_run import FirstRunForm, proposed_form, start
from app.db import Database
from app.errors import BadInput
from app.organisations.models import Organisation
from app.permissions import Role
from app.reports.models import Report

FILLED = {
    **proposed_form().model_dump(),
    "municipality": "KU584",
    "name": "Elina Wiik",
    "email": "elina@perho.example",
    "password": "kolme kotkaa ja hanhi",
}


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch) -> None:
    monkeypatch.setattr("app.accounts.service.hash_password", lambda password: f"hashed {len(password)}")


def rows(database: Database, table: type) -> list:
    with database.read() as session:
        return list(session.exec(select(table)))


def test_an_empty_installation_offers_all_municipalities(client: TestClient) -> None:
    page = client.get("/first-run")
    assert page.status_code == 200
    assert page.text.count('<option value="KU') == 308
    assert page.text.index(">Ähtäri<") > page.text.index(">Ypäjä<") > page.text.index(">Akaa<")


def test_municipality_coordinator_and_report_are_made_and_signed_in(client: TestClient, any_database: Database) -> None:
    answer = client.post("/first-run", data=FILLED, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/perho/laaja-2021-2025")
    [person], [organisation], [report] = (rows(any_database, t) for t in (User, Organisation, Report))
    [grant] = rows(any_database, Grant)
    assert (grant.user_id, grant.role, grant.organisation_id) == (person.id, Role.COORDINATOR, organisation.id)
    assert (report.assessed_from, report.planned_to) == (2021, 2029)
    assert report.comparison == ["HVA18", "SSS"]
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("municipality", "KU999"),
        ("municipality", ""),
        ("name", ""),
        ("email", "elina"),
        ("password", "short"),
        ("password", "Elina Wiik on paras"),
        ("template", "unknown"),
        ("assessed_from", "20x1"),
        ("assessed_to", "99999999"),
        ("planned_to", "²⁰²⁹"),
        ("planned_to", ""),
        ("assessed_to", "2001"),
        ("languages", "de"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    client: TestClient, database: Database, field: str, value: str
) -> None:
    page = client.post("/first-run", data={**FILLED, field: value})
    assert page.status_code == 422
    assert f'id="d-{field}"' in page.text
    for name, typed in {**FILLED, field: value}.items():
        if name in ("name", "email", "assessed_from", "assessed_to", "planned_from", "planned_to"):
            assert f'value="{typed}"' in page.text
    if field != "municipality":
        assert '<option value="KU584" selected' in page.text
    assert FILLED["password"] not in page.text
    assert not rows(database, User)
    assert not rows(database, Organisation)


def test_all_faults_are_told_at_once(database: Database) -> None:
    with pytest.raises(BadInput) as told:
        start(database, FirstRunForm())
    expected = {"municipality", "name", "email", "password", "template", "assessed_from", "assessed_to"}
    assert set(told.value.field_errors) == expected


def test_the_second_is_told_clearly(client: TestClient, database: Database) -> None:
    start(database, FirstRunForm(**FILLED))
    assert client.get("/first-run", follow_redirects=False).headers["location"] == "/sign-in"
    late = client.post("/first-run", data={**FILLED, "email": "other@perho.example", "municipality": "KU272"})
    assert late.status_code == 409
    assert "otettiin jo käyttöön" in late.text
    assert [person.email for person in rows(database, User)] == [FILLED["email"]]


@pytest.mark.parametrize("same_address", [True, False])
def test_of_two_browsers_at_once_exactly_one_wins(any_database: Database, *, same_address: bool) -> None:
    def run(number: int) -> str:
        email = FILLED["email"] if same_address else f"p{number}@perho.example"
        try:
            start(any_database, FirstRunForm(**{**FILLED, "email": email}))
        except (AlreadyStarted, BadInput) as error:
            return type(error).__name__
        return "won"

    with ThreadPoolExecutor(3) as pool:
        ends = list(pool.map(run, range(3)))
    assert ends.count("won") == 1
    assert set(ends) <= {"won", "AlreadyStarted", "BadInput"}
    assert (
        len(rows(any_database, User)) == len(rows(any_database, Organisation)) == len(rows(any_database, Report)) == 1
    )


def test_a_failure_in_the_last_step_leaves_nothing(database: Database, monkeypatch) -> None:
    monkeypatch.setattr(first_run, "create_report", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        start(database, FirstRunForm(**FILLED))
    assert not rows(database, User)
    assert not rows(database, Organisation)


@pytest.mark.parametrize(("year", "years"), [(2026, "2021 2025 2025 2029"), (2029, "2025 2029 2029 2033")])
def test_the_newest_ended_term_is_proposed(monkeypatch, year: int, years: str) -> None:
    from datetime import date

    monkeypatch.setattr(first_run, "today", lambda: date(year, 11, 1))
    form = proposed_form()
    assert f"{form.assessed_from} {form.assessed_to} {form.planned_from} {form.planned_to}" == years
