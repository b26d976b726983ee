"""The dashboard as each person sees it: rows, lateness by the clock, what to do next."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlmodel import select

from app.clock import today
from app.db import Database
from app.reports import service
from app.reports.models import Report, ReportState
from app.sections.models import Section, SectionState
from tests.desk.conftest import Kokkola
from tests.factories.people import signed_in
from tests.support.browse import Browser


def change(database: Database, kokkola: Kokkola, key: str, **values: object) -> None:
    """Set columns of one section, as the verbs would have."""
    with database.write() as session:
        section = session.exec(select(Section).where(Section.report_id == kokkola.report.id, Section.key == key)).one()
        section.sqlmodel_update(values)
        session.add(section)
        service.keep_counts(session, section.report_id)


@pytest.mark.parametrize(
    ("person", "status"),
    [("coordinator", 200), ("author", 200), ("secretary", 200), ("reader", 403), ("outsider", 404)],
)
def test_who_sees_the_dashboard(client: TestClient, kokkola: Kokkola, person: str, status: int) -> None:
    signed_in(client, kokkola.people()[person])
    assert client.get(kokkola.path).status_code == status


def test_nobody_is_sent_to_sign_in(client: TestClient, kokkola: Kokkola) -> None:
    answer = client.get(kokkola.path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/sign-in")


def test_rows_stand_in_the_reports_order_with_numbers(client: TestClient, browse: Browser, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.coordinator)
    page = browse(kokkola.path)
    assert page.heading == "Laaja hyvinvointikertomus 2021–2025"
    order = ["Tiivistelmä", "Osa I Arviointi", "1 Tausta", "2 Väestö", "2.1 Työikäiset", "Osa III"]
    text = page.text.replace("1Tausta", "1 Tausta").replace("2Väestö", "2 Väestö").replace("2.1Työ", "2.1 Työ")
    places = [text.index(name) for name in order]
    assert places == sorted(places)


@pytest.mark.parametrize("state", list(SectionState))
def test_only_an_unfinished_section_is_late(
    client: TestClient, database: Database, kokkola: Kokkola, state: SectionState
) -> None:
    change(database, kokkola, "background", state=state, due_on=today() - timedelta(days=6))
    signed_in(client, kokkola.coordinator)
    late = state not in (SectionState.READY, SectionState.ACCEPTED)
    assert ("myöhässä 6 pv" in client.get(kokkola.path).text) == late


def test_a_section_is_late_from_the_midnight_of_finland(
    client: TestClient, database: Database, kokkola: Kokkola, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(database, kokkola, "background", due_on=date(2026, 11, 20))
    signed_in(client, kokkola.coordinator)
    for hour, minute, late in ((23, 59, False), (0, 1, True)):
        day = 20 if hour == 23 else 21
        moment = datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/Helsinki"))
        monkeypatch.setattr("app.clock.now", lambda moment=moment: moment)
        assert ("myöhässä 1 pv" in client.get(kokkola.path).text) == late


def test_only_the_coordinator_may_edit_a_row(client: TestClient, kokkola: Kokkola) -> None:
    for person, may in ((kokkola.coordinator, True), (kokkola.author, False), (kokkola.secretary, False)):
        signed_in(client, person)
        page = client.get(f"{kokkola.path}?edit=background").text
        assert ("/sections/background/assignment" in page) == may
        assert ("?edit=population" in page) == may


def test_owners_to_choose_from_are_those_who_may_write(client: TestClient, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.coordinator)
    page = client.get(f"{kokkola.path}?edit=background").text
    assert "Aino Kirjoittaja" in page
    assert "Lauri Lukija" not in page


def test_next_for_the_coordinator(client: TestClient, browse: Browser, database: Database, kokkola: Kokkola) -> None:
    change(database, kokkola, "background", due_on=today() - timedelta(days=3), owner_id=kokkola.author.id)
    change(database, kokkola, "population", state=SectionState.READY, owner_id=kokkola.author.id)
    signed_in(client, kokkola.coordinator)
    text = browse(kokkola.path).text
    order = ["Muistuta: 1 Tausta", "Lue ja hyväksy: 2 Väestö", "Valitse vastuuhenkilö 2 osiolle"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_when_all_is_accepted_the_next_thing_is_the_decision(
    client: TestClient, browse: Browser, database: Database, kokkola: Kokkola
) -> None:
    for key in ("summary", "background", "population", "working-age"):
        change(database, kokkola, key, state=SectionState.ACCEPTED)
    signed_in(client, kokkola.coordinator)
    page = browse(kokkola.path)
    assert "Lähetä kertomus päätettäväksi" in page.text
    assert f"{kokkola.path}/decisions" in page.links


def test_next_for_an_author_is_their_own(
    client: TestClient, browse: Browser, database: Database, kokkola: Kokkola
) -> None:
    change(database, kokkola, "background", state=SectionState.RETURNED, owner_id=kokkola.author.id)
    change(database, kokkola, "population", state=SectionState.READY, owner_id=kokkola.author.id)
    signed_in(client, kokkola.author)
    text = browse(kokkola.path).text
    assert "Korjaa: 1 Tausta" in text
    assert "Lue ja hyväksy" not in text


def test_in_decision_the_secretary_records_it(
    client: TestClient, browse: Browser, database: Database, kokkola: Kokkola
) -> None:
    with database.write() as session:
        session.get_one(Report, kokkola.report.id).state = ReportState.IN_DECISION
    signed_in(client, kokkola.secretary)
    assert "Kirjaa seuraava päätös" in browse(kokkola.path).text
    signed_in(client, kokkola.author)
    assert "Mikään ei odota sinua täällä" in browse(kokkola.path).text


def test_the_dashboard_asks_few_questions_of_the_database(
    client: TestClient, kokkola: Kokkola, database: Database
) -> None:
    signed_in(client, kokkola.coordinator)
    client.get(kokkola.path)
    asked: list[str] = []
    event.listen(database.reader, "before_cursor_execute", lambda *given: asked.append(given[2]))
    client.get(kokkola.path)
    assert len(asked) <= 14, asked
    assert not any("document" in statement for statement in asked), "no text is read for a list"
