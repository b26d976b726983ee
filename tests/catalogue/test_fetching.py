"""Fetching one indicator from its page; what the product knows before anything was fetched."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import func, select

from app.db import Database
from app.indicators import schedule
from app.indicators.beginning import list_catalogue
from app.indicators.catalogue import catalogue
from app.indicators.models import Indicator, RefreshRun
from app.indicators.runs import end_run
from tests.catalogue.conftest import LISTED, Kokkola
from tests.factories.people import signed_in
from tests.support.browse import Browser

PATH = "/kokkola/indicators/fetches"


@pytest.fixture(autouse=True)
def nobody_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's own thread would ask the source."""
    monkeypatch.setattr(schedule.Refresher, "start", lambda _refresher: None)
    monkeypatch.setattr(schedule.Refresher, "stop", lambda _refresher: None)


def test_an_indicator_is_fetched_by_whoever_may(
    client: TestClient, database: Database, browse: Browser, kokkola: Kokkola
) -> None:
    signed_in(client, kokkola.author)
    page = "/kokkola/indicators/sotkanet/9991"
    assert client.post(PATH, data={"key": LISTED}).status_code == 403
    assert browse(page).root.find(".//main//button") is None
    signed_in(client, kokkola.coordinator)
    assert "Hae tämä mittari" in browse(page).text
    schedule.wanted.clear()
    answer = client.post(PATH, data={"key": LISTED}, follow_redirects=False)
    assert answer.headers["location"] == f"{page}?fetching=true"
    assert schedule.wanted.is_set(), "the server's thread is told"
    assert "Haetaan lähteestä" in browse(f"{page}?fetching=true").text
    busy = client.post(PATH, data={"key": "sotkanet:181"})
    assert busy.status_code == 409
    assert "päivitetään jo" in busy.text
    with database.write() as session:
        run = session.exec(select(RefreshRun)).one()
        assert (run.keys, run.started_by) == ([LISTED], kokkola.coordinator.id)
        assert run.id is not None
        end_run(session, run.id)
    assert "Haku on päättynyt" in browse(f"{page}?fetching=true").text
    for key in ("", "sotkanet:424242", "own:1"):
        assert client.post(PATH, data={"key": key}).status_code == 404


def test_the_products_own_indicators_are_listed_once(database: Database, kokkola: Kokkola) -> None:
    with database.write() as session:
        list_catalogue(session)
        list_catalogue(session)
        listed = session.exec(select(func.count()).select_from(Indicator)).one()
        known = session.get_one(Indicator, "sotkanet:181")
    assert listed == len(catalogue().indicators) + 1
    assert known.fetched_at is not None, "what was fetched stays as it is"
