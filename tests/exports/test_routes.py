"""A draft is asked for, waited for and downloaded; only by those who may."""

import re

import pytest
from fastapi.testclient import TestClient

from app.config import Settings
from app.db import Database
from app.exports.worker import Worker
from app.organisations.models import Organisation
from app.permissions import Role
from app.reports.models import Report
from tests.factories.people import make_organisation, make_person, signed_in
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch

PATH = "/kokkola/laaja-2021-2025/exports"


@pytest.fixture
def organisation(database: Database, report: Report) -> Organisation:
    return make_organisation(database)


@pytest.fixture
def client(database: Database, settings: Settings) -> TestClient:
    """Without the worker's thread: the tests do its work when they want it done."""
    return watch(TestClient(application(database, settings), base_url="http://127.0.0.1", headers=SAME_ORIGIN))


@pytest.fixture
def author(database: Database, organisation: Organisation, client: TestClient) -> TestClient:
    return signed_in(client, make_person(database, role=Role.AUTHOR, organisation=organisation))


def ask(client: TestClient, form: str = "json", language: str = "fi") -> str:
    answer = client.post(PATH, data={"format": form, "language": language}, follow_redirects=False)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_the_road_of_a_draft(author: TestClient, worker: Worker) -> None:
    address = ask(author)
    waiting = author.get(address)
    assert "hx-trigger" in waiting.text
    assert author.get(f"{address}/file").status_code == 404
    assert worker.work_once()
    done = author.get(address)
    assert f'href="{address}/file"' in done.text
    assert "hx-trigger" not in done.text
    file = author.get(f"{address}/file")
    assert file.status_code == 200
    assert file.headers["content-type"] == "application/json"
    assert 'filename="kokkola-laaja-2021-2025-luonnos-fi.json"' in file.headers["content-disposition"]
    assert file.headers["cache-control"] == "private, no-cache"
    assert file.json()["draft"] is True
    unchanged = author.get(f"{address}/file", headers={"if-none-match": file.headers["etag"]})
    assert unchanged.status_code == 304


def test_what_was_compared_is_told_beside_the_file(author: TestClient, worker: Worker) -> None:
    author.cookies.set("language", "en")
    address = ask(author)
    assert author.get(f"{address}/certificate.json").status_code == 404
    worker.work_once()
    page = author.get(address).text
    assert "Nothing is missing." in page
    assert "Compared with the report" in page
    answer = author.get(f"{address}/certificate.json")
    assert answer.json()["faults"] == []
    assert "vertailutodistus" not in answer.headers["content-disposition"]


def test_a_part_is_chosen_and_named(author: TestClient, worker: Worker) -> None:
    author.cookies.set("language", "en")
    form = author.get(f"{PATH}?part=section:background").text
    assert '<option value="section:background" selected>1 Tausta</option>' in form
    data = {"format": "json", "language": "fi", "part": "section:background"}
    address = author.post(PATH, data=data, follow_redirects=False).headers["location"]
    assert address != ask(author)
    worker.work_once()
    file = author.get(f"{address}/file")
    assert "luonnos-background-fi.json" in file.headers["content-disposition"]
    assert file.json()["part"] == "1 Tausta"
    assert author.post(PATH, data={**data, "part": "section:none"}).status_code == 422


def test_whoever_asked_or_the_coordinator_can_cancel(
    author: TestClient, database: Database, organisation: Organisation, worker: Worker
) -> None:
    author.cookies.set("language", "en")
    other = make_person(database, "Toinen", Role.AUTHOR, organisation=organisation, email="toinen@example.fi")
    chief = make_person(database, "Koordi", Role.COORDINATOR, organisation=organisation, email="koordi@example.fi")
    address = ask(author)
    assert "Stop making the file" in author.get(address).text
    signed_in(author, other)
    assert "Stop making the file" not in author.get(address).text
    assert author.post(f"{address}/cancellation").status_code == 403
    page = signed_in(author, chief).post(f"{address}/cancellation")
    assert "was cancelled" in page.text
    assert not worker.work_once()
    assert author.post(f"{address}/cancellation").status_code == 200, "it is over: nothing changes"
    assert ask(author) == address
    assert worker.work_once()


def test_htmx_gets_only_the_part_that_changes(author: TestClient) -> None:
    part = author.get(ask(author), headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'id="export"' in part


def test_asking_again_leads_to_the_same_file(author: TestClient) -> None:
    assert ask(author) == ask(author)
    assert ask(author) != ask(author, language="sv")


def test_a_draft_with_suggestions_is_asked_for_by_itself(author: TestClient) -> None:
    data = {"format": "json", "language": "fi", "suggestions": "true"}
    address = author.post(PATH, data=data, follow_redirects=False).headers["location"]
    assert address.endswith("?suggestions=true")
    assert f'hx-get="{address}"' in author.get(address).text


def test_trying_again_asks_for_the_same(author: TestClient, worker: Worker) -> None:
    author.cookies.set("language", "en")
    data = {"format": "docx", "language": "fi", "part": "section:background", "suggestions": "true", "comments": "true"}
    address = author.post(PATH, data=data, follow_redirects=False).headers["location"]
    path, _, query = address.partition("?")
    assert query == "suggestions=true&comments=true"
    waiting = author.get(address).text
    assert f'action="{path}/cancellation?{query.replace("&", "&amp;")}"' in waiting
    page = author.post(f"{path}/cancellation?{query}").text
    assert "Try again" in page
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    assert {name: sent.get(name) for name in data} == data
    assert author.post(PATH, data=data, follow_redirects=False).headers["location"] == address
    plain = author.post(PATH, data=data | {"format": "pdf"}, follow_redirects=False).headers["location"]
    assert plain.endswith("?suggestions=true"), "comments are in Word files alone"


@pytest.mark.parametrize(
    ("form", "language"), [("exe", "fi"), ("pdf", "en"), ("pdf", "xx"), ("p" * 99, "fi"), ("", "")]
)
def test_what_makes_no_sense_is_refused_with_words(author: TestClient, form: str, language: str) -> None:
    assert author.post(PATH, data={"format": form, "language": language}).status_code == 422


@pytest.mark.parametrize("job", ["0", "99999999999", "999", "x"])
def test_a_job_that_is_not_there(author: TestClient, job: str) -> None:
    assert author.get(f"{PATH}/{job}").status_code == 404
    assert author.get(f"{PATH}/{job}/file").status_code == 404


def test_others_see_nothing(author: TestClient, database: Database, organisation: Organisation, worker: Worker) -> None:
    address = ask(author)
    worker.work_once()
    foreign = make_organisation(database, "kaustinen", "KU236")
    client = signed_in(author, make_person(database, "Vieras", Role.COORDINATOR, organisation=foreign))
    for path in (address, f"{address}/file"):
        assert client.get(path).status_code == 404
    signed_in(client, make_person(database, "Valtuutettu", Role.READER, organisation=organisation))
    for path in (address, f"{address}/file"):
        assert client.get(path).status_code == 403
    client.cookies.clear()
    assert client.get(f"{address}/file", follow_redirects=False).status_code == 303
    assert client.post(PATH, data={"format": "pdf", "language": "fi"}, follow_redirects=False).status_code == 401
