"""First pages: who is sent where, my sections over all reports, lists of reports."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app.accounts.models import Grant, User
from app.clock import now, today
from app.db import Database
from app.permissions import Role
from app.reports.models import Report, ReportState
from app.sections.models import SectionState
from tests.desk.conftest import Kokkola
from tests.desk.test_dashboard import change
from tests.factories.people import make_organisation, make_person, signed_in
from tests.factories.reports import make_report, section_of
from tests.support.browse import Browser


@pytest.mark.parametrize(
    ("person", "place"), [("author", "/my-sections"), ("coordinator", "/reports"), ("reader", "/editions")]
)
def test_everybody_starts_at_their_own_first_page(
    client: TestClient, kokkola: Kokkola, person: str, place: str
) -> None:
    signed_in(client, kokkola.people()[person])
    assert client.get("/", follow_redirects=False).headers["location"] == place


def test_nobody_goes_to_the_published_reports_and_an_empty_house_to_its_first_run(
    client: TestClient, database: Database
) -> None:
    assert client.get("/", follow_redirects=False).headers["location"] == "/first-run"
    make_person(database)
    assert client.get("/", follow_redirects=False).headers["location"] == "/julkaisut"


def own(database: Database, kokkola: Kokkola, key: str, **values: object) -> None:
    change(database, kokkola, key, owner_id=kokkola.author.id, **values)


def test_my_sections_put_the_late_first_and_tell_why_one_came_back(
    client: TestClient, browse: Browser, database: Database, kokkola: Kokkola
) -> None:
    own(database, kokkola, "summary", due_on=today() + timedelta(days=9))
    own(database, kokkola, "background", due_on=today() - timedelta(days=2))
    own(database, kokkola, "population", state=SectionState.RETURNED, return_reason="Lisää vertailu maahan.")
    own(database, kokkola, "working-age", state=SectionState.READY)
    signed_in(client, kokkola.author)
    text = browse("/my-sections").text
    places = [text.index(name) for name in ("1 Tausta", "2 Väestö", "Tiivistelmä", "2.1 Työikäiset")]
    assert places == sorted(places)
    assert "Lisää vertailu maahan." in text
    assert "Mitä osiosta Tausta kerrotaan?" in text


def test_my_sections_come_from_every_report_that_i_still_see(
    client: TestClient, browse: Browser, database: Database, kokkola: Kokkola
) -> None:
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    foreign = make_report(database, kaustinen)
    with database.write() as session:
        grant = Grant(
            user_id=kokkola.author.id or 0,
            role=Role.AUTHOR,
            organisation_id=kaustinen.id,
            report_id=foreign.id,
            granted_at=now(),
        )
        session.add(grant)
    own(database, kokkola, "background")
    own_there = Kokkola(kaustinen, foreign, *(kokkola.author,) * 5)
    own(database, own_there, "population")
    signed_in(client, kokkola.author)
    links = browse("/my-sections").links
    assert {"/kokkola/laaja-2021-2025/sections/background", "/kaustinen/laaja-2021-2025/sections/population"} <= set(
        links
    )
    with database.write() as session:
        session.delete(session.merge(grant))
    assert not any(link.startswith("/kaustinen") for link in browse("/my-sections").links)


def test_nothing_of_a_decided_report_waits(
    client: TestClient, browse: Browser, database: Database, kokkola: Kokkola
) -> None:
    own(database, kokkola, "background")
    with database.write() as session:
        session.get_one(Report, kokkola.report.id).state = ReportState.PUBLISHED
    signed_in(client, kokkola.author)
    assert "Sinulle ei ole vielä annettu osioita" in browse("/my-sections").text


def seen(browse: Browser, client: TestClient, person: User, path: str = "/reports") -> set[str]:
    signed_in(client, person)
    return {link for link in browse(path).links if "laaja" in link}


def test_reports_are_those_one_may_see(
    client: TestClient, browse: Browser, database: Database, kokkola: Kokkola
) -> None:
    assert seen(browse, client, kokkola.coordinator) == {kokkola.path}
    assert seen(browse, client, kokkola.author) == {kokkola.path}
    assert seen(browse, client, kokkola.outsider) == set()
    assert seen(browse, client, kokkola.reader) == set(), "a draft is not for the council yet"
    with database.write() as session:
        session.get_one(Report, kokkola.report.id).state = ReportState.IN_DECISION
    assert seen(browse, client, kokkola.reader) == {f"{kokkola.path}/decisions"}


def test_a_role_on_one_section_shows_its_report_alone(
    client: TestClient, browse: Browser, database: Database, kokkola: Kokkola
) -> None:
    make_report(database, kokkola.organisation, assessed=(2017, 2021), planned=(2021, 2025))
    section = section_of(database, kokkola.report, "population")
    person = make_person(
        database,
        "Pia Pieni",
        Role.AUTHOR,
        organisation=kokkola.organisation,
        report_id=kokkola.report.id,
        section_id=section.id,
    )
    assert seen(browse, client, person) == {kokkola.path}
    assert client.get("/kokkola").status_code == 200
    assert client.get(kokkola.path).status_code == 200
    base = f"{kokkola.path}/sections"
    assert client.post(f"{base}/population/readiness", follow_redirects=False).status_code == 303
    assert client.post(f"{base}/background/readiness", follow_redirects=False).status_code == 403


def test_empty_lists_say_what_to_do(client: TestClient, browse: Browser, database: Database) -> None:
    kokkola = make_organisation(database)
    coordinator = make_person(database, "Veera Vetäjä", Role.COORDINATOR, organisation=kokkola)
    author = make_person(database, "Aino Kirjoittaja", Role.AUTHOR, organisation=kokkola)
    signed_in(client, coordinator)
    assert "/kokkola/reports/new" in browse("/reports").links
    signed_in(client, author)
    page = browse("/kokkola")
    assert "/kokkola/reports/new" not in page.links
    assert page.heading == "Kokkola"


def test_an_organisation_that_one_has_nothing_to_do_with_is_not_there(client: TestClient, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.outsider)
    assert client.get("/kokkola").status_code == 404
