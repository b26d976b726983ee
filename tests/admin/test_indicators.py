"""The page of the indicators' figures: starting and stopping a refresh, watching it, deciding about odd figures."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import col, select

from app.accounts.models import User
from app.clock import now
from app.db import Database
from app.indicators import lease
from app.indicators.models import Doubt, FetchOutcome, RefreshRun
from app.indicators.runs import count_done, end_run
from app.indicators.service import log_fetch, replace_series
from app.organisations.service import load_regions
from app.permissions import Role
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_organisation, make_person, signed_in
from tests.support.browse import Browser

PAGE = "/admin/indicators"
KEY = "sotkanet:181"


@pytest.fixture
def keeper(client: TestClient, database: Database) -> User:
    with database.write() as session:
        load_regions(session)
    person = make_person(database, "Koordinaattori", Role.COORDINATOR, organisation=make_organisation(database))
    signed_in(client, person)
    return person


def test_an_empty_page_says_what_to_do(keeper: User, browse: Browser) -> None:
    text = browse(PAGE).text
    assert "Mitään ei ole vielä haettu." in text
    assert "Päivityksiä ei ole vielä tehty." in text
    assert "Mikään luku ei odota ratkaisua." in text


def test_a_refresh_is_started_watched_and_stopped(
    client: TestClient, keeper: User, database: Database, browse: Browser
) -> None:
    with database.write() as session:
        assert lease.take(session, "a server")  # another one: this one must not go out to the sources
    assert client.post(f"{PAGE}/refresh", data={"package": "nope"}).status_code == 404
    assert client.post(f"{PAGE}/refresh", data={"package": "youth"}).status_code == 200
    assert "Päivitetään: 0/" in browse(PAGE).text
    again = client.post(f"{PAGE}/refresh", data={"package": ""})
    assert again.status_code == 409
    assert "päivitetään jo" in again.text
    with database.write() as session:
        run = session.exec(select(RefreshRun)).one()
        assert run.id is not None
        silent = log_fetch(session, run.keys[0], now(), FetchOutcome.SILENT, run_id=run.id, reason="no route to <host>")
        assert silent.run_id == run.id
        count_done(session, run.id)
    part = client.get(f"{PAGE}/refresh", headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert f"1/{len(run.keys)}" in part.text
    assert client.get(f"{PAGE}/refresh", follow_redirects=False).status_code == 303
    assert "no route to <host>" in browse(f"{PAGE}/refresh/{run.id}").text
    assert client.get(f"{PAGE}/refresh/99").status_code == 404
    client.post(f"{PAGE}/refresh/{run.id}/stop")
    assert "Keskeytetään, kun" in browse(PAGE).text
    with database.write() as session:
        end_run(session, run.id)
    assert "Ei vastausta 1" in browse(PAGE).text
    ended = client.get(f"{PAGE}/refresh", headers={"HX-Request": "true"})
    assert ended.headers["HX-Redirect"] == PAGE


def test_odd_figures_are_confirmed_or_declared_wrong(
    client: TestClient, keeper: User, database: Database, browse: Browser
) -> None:
    good, bad = {("KU272", 2021): 8.3, ("SSS", 2021): 7.0}, {("KU272", 2022): 83.0, ("SSS", 2022): 70.5}
    with database.write() as session:
        for figures in (good, good | bad):
            replace_series(session, make_indicator(KEY, title_fi="Työttömät"), make_observations(KEY, figures))
        kokkola, country = session.exec(select(Doubt.id).order_by(col(Doubt.region_code))).all()
    text = browse(PAGE).text
    assert "Hyppäys edellisestä jaksosta" in text
    assert "70,5" in text
    assert "Viimeisin hyvä haku" in text
    form = {"first": kokkola, "decision": "wrong", "note": ""}
    refused = client.post(f"{PAGE}/doubts", data={**form, "doubts": [kokkola]})
    assert refused.status_code == 422
    assert "Kirjoita, miksi luvut ovat virheellisiä" in refused.text
    none = client.post(f"{PAGE}/doubts", data={**form, "note": "Pilkku puuttuu"})
    assert none.status_code == 422
    assert 'value="Pilkku puuttuu"' in none.text
    assert client.post(f"{PAGE}/doubts", data={**form, "doubts": [kokkola], "note": "Pilkku"}).status_code == 200
    assert client.post(f"{PAGE}/doubts", data={**form, "doubts": [kokkola], "note": "Pilkku"}).status_code == 409
    client.post(f"{PAGE}/doubts", data={"first": country, "doubts": [country], "decision": "confirmed"})
    assert "Mikään luku ei odota ratkaisua." in browse(PAGE).text
    with database.read() as session:
        states = session.exec(select(Doubt.state, Doubt.decided_by).order_by(col(Doubt.region_code))).all()
        assert states == [("wrong", keeper.id), ("confirmed", keeper.id)]
