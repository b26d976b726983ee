"""What a report shows of restated figures, and what its coordinator decides about them."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import col, select

from app.accounts.models import Notification
from app.audit.models import AuditEntry
from app.db import Database
from app.figures.watching import Watch
from app.indicators.service import replace_series
from app.organisations.service import load_regions
from app.permissions import Role
from app.reports.models import Report
from app.reports.restated import newest_restatement
from app.sections.models import SectionText
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_organisation, make_person, signed_in
from tests.factories.reports import make_report

REPORT = "/kokkola/laaja-2021-2025"
KEY = "sotkanet:181"
FIRST = {("KU272", 2021): 9.0, ("KU272", 2024): 8.2, ("SSS", 2024): 9.4, ("KU743", 2024): 7.7}


def store(database: Database, **changes: float) -> None:
    """The first figures with others at "KU272_2024"."""
    figures = FIRST | {(name[:-5].upper(), int(name[-4:])): value for name, value in changes.items()}
    with database.write() as session:
        indicator = make_indicator(KEY, title_fi="Työttömät, % työvoimasta", unit_fi="%", decimals=1)
        replace_series(session, indicator, make_observations(KEY, figures))


@pytest.fixture
def coordinator(client: TestClient, database: Database) -> TestClient:
    """Of Kokkola, whose report prints the indicator, of its own region and the country."""
    with database.write() as session:
        load_regions(session)
    store(database)
    organisation = make_organisation(database)
    make_report(database, organisation, comparison=["SSS"])
    table = {"type": "indicator_table", "attrs": {"id": "t", "indicators": [KEY]}}
    with database.write() as session:
        text = session.exec(select(SectionText).order_by(col(SectionText.id))).first()
        assert text is not None
        text.document = {"type": "doc", "content": [{"type": "paragraph"}, table]}
    return signed_in(client, make_person(database, role=Role.COORDINATOR, organisation=organisation))


def table(client: TestClient) -> str:
    attrs = '{"indicators": ["sotkanet:181"]}'
    return client.get(f"{REPORT}/blocks/indicator_table/preview", params={"attrs": attrs}).text


def ids(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="of" value="')[1:]]


def test_a_restated_figure_waits_until_it_is_taken_in(coordinator: TestClient, database: Database):
    store(database, ku272_2024=8.7, ku743_2024=1.0, sss_2024=9.41)
    assert "8,2" in table(coordinator)
    page = coordinator.get(f"{REPORT}/figures").text
    for part in ("8,2", "8,7", "Työttömät, % työvoimasta", "Kokkola"):
        assert part in page
    assert len(ids(page)) == 1, "what is not printed, or prints the same, needs no decision"
    up_to = page.split('name="up_to" value="')[1].split('"')[0]
    coordinator.post(f"{REPORT}/figures", data={"up_to": up_to, "of": ids(page), "reason": ""})
    assert "8,7" in table(coordinator)
    assert "8,2" not in coordinator.get(f"{REPORT}/figures").text
    with database.read() as session:
        assert "report:take-figures" in session.exec(select(AuditEntry.action)).all()


def test_a_kept_figure_stays_until_it_is_released(coordinator: TestClient, database: Database):
    store(database, ku272_2024=8.7)
    page = coordinator.get(f"{REPORT}/figures").text
    form = {"up_to": "99", "of": ids(page), "keep": ids(page), "reason": "  "}
    refused = coordinator.post(f"{REPORT}/figures", data=form)
    assert refused.status_code == 422
    assert "Perustele" in refused.text
    coordinator.post(f"{REPORT}/figures", data=form | {"reason": "Lautakunta käsitteli tämän luvun."})
    assert "8,2" in table(coordinator)
    store(database, ku272_2024=8.9)
    again = coordinator.get(f"{REPORT}/figures").text
    assert "8,2" in table(coordinator)
    for part in ("8,2", "8,9", "Lautakunta käsitteli tämän luvun."):
        assert part in again
    place = again.split('name="place" value="')[1].split('"')[0]
    coordinator.post(f"{REPORT}/figures/released", data={"place": place})
    assert "8,7" in table(coordinator), "the later restatement still waits"


def test_the_coordinator_hears_of_it_once(coordinator: TestClient, database: Database):
    watch = Watch(database)
    store(database, sss_2024=9.41)
    watch.look()
    with database.read() as session:
        assert session.exec(select(Notification)).all() == []
        assert session.exec(select(Report.restatements_seen)).one() == newest_restatement(session)
    store(database, ku272_2024=8.7)
    watch.look()
    store(database, ku272_2024=8.9)
    Watch(database).look()
    with database.read() as session:
        (told,) = session.exec(select(Notification)).all()
    assert told.href == f"{REPORT}/figures"
    assert "korjasi" in coordinator.get("/notifications").text


def test_a_report_that_begins_now_shows_what_the_source_has_now(coordinator: TestClient, database: Database):
    store(database, ku272_2024=8.7)
    with database.write() as session:
        report = session.exec(select(Report)).one()
        report.restatements_seen = 10**6
        session.add(report)
    assert "8,7" in table(coordinator)


@pytest.mark.parametrize("place", ["", "a|b|c|d", "sotkanet:181|KU272|99999999999|total"])
def test_a_figure_that_is_no_figure_is_bad_input(coordinator: TestClient, place: str):
    assert coordinator.post(f"{REPORT}/figures/released", data={"place": place}).status_code == 422


def test_only_the_coordinator_decides(coordinator: TestClient, database: Database):
    author = make_person(database, "Kirjoittaja", role=Role.AUTHOR, organisation=make_organisation(database))
    client = signed_in(coordinator, author)
    assert client.get(f"{REPORT}/figures").status_code == 200
    assert client.post(f"{REPORT}/figures", data={}).status_code == 403
