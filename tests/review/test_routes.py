"""The handling of a report over HTTP: who may what, what is said, and that forms lose nothing."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.clock import today
from app.db import Database
from app.exports.models import ExportJob, JobState
from app.exports.storage import keep_row
from app.files import write_file
from app.reports.models import Decision, ReportState
from tests.factories.editions import Road, make_road
from tests.factories.files import stand_in_files
from tests.factories.people import make_organisation, make_person, signed_in, signed_out

pytestmark = pytest.mark.slow


@pytest.fixture
def road(database: Database) -> Road:
    return make_road(database)


@pytest.fixture
def coordinator(client: TestClient, road: Road) -> TestClient:
    client.cookies.set("language", "en")
    return signed_in(client, road.coordinator)


def test_the_whole_road_by_forms(coordinator: TestClient, road: Road) -> None:
    path = road.path
    assert "Every section has been accepted" in coordinator.get(f"{path}/decisions").text
    assert "It never changes" in coordinator.get(f"{path}/editions/new").text
    page = coordinator.post(f"{path}/editions")
    assert page.url.path == f"{path}/decisions"
    assert "Record a decision: City Board" in page.text
    page = coordinator.post(f"{path}/decisions", data=road.form().model_dump())
    assert "Record a decision: Council" in page.text
    council = {"body_key": "council", "body_name": "Kaupunginvaltuusto", "paragraph": "98"}
    assert "PDF in Finnish is still being made" in page.text, "said before anybody tries"
    page = coordinator.post(f"{path}/decisions", data=road.form(**council).model_dump())
    assert page.status_code == 409
    assert "nothing was recorded" in page.text
    assert 'value="98"' in page.text, "what was typed comes back"
    stand_in_files(road.database, road.edition.id or 0)
    page = coordinator.post(f"{path}/decisions", data=road.form(**council).model_dump())
    assert "The report has been approved" in page.text
    assert "without signing in" in coordinator.get(f"{path}/publication").text
    page = coordinator.post(f"{path}/publication")
    assert f"/julkaisut{path}" in page.text
    assert road.report.state == ReportState.PUBLISHED


def test_a_bad_form_keeps_what_was_typed(coordinator: TestClient, road: Road) -> None:
    road.send()
    tomorrow = (today() + timedelta(days=1)).isoformat()
    form = road.form(meeting_on=tomorrow, proposal="Esitetään hyväksyttäväksi.", paragraph="")
    page = coordinator.post(f"{road.path}/decisions", data=form.model_dump())
    assert page.status_code == 422
    for said in ("still ahead", "Give the paragraph", "Esitetään hyväksyttäväksi.", tomorrow):
        assert said in page.text
    with road.database.read() as session:
        assert session.exec(select(Decision)).all() == []


def test_a_double_submit_records_once_and_says_so(coordinator: TestClient, road: Road) -> None:
    road.send()
    form = road.form().model_dump()
    assert coordinator.post(f"{road.path}/decisions", data=form).status_code == 200
    again = coordinator.post(f"{road.path}/decisions", data=form)
    assert again.status_code == 409
    assert "already been recorded" in again.text
    assert coordinator.post(f"{road.path}/editions").status_code == 409


def test_another_version_than_the_one_seen_is_a_conflict(coordinator: TestClient, road: Road) -> None:
    road.send()
    answer = coordinator.post(f"{road.path}/decisions", data=road.form(edition_sha256="f" * 64).model_dump())
    assert answer.status_code == 409
    assert "Nothing was recorded" in answer.text


def test_what_is_missing_is_named_before_and_at_sending(client: TestClient, road: Road) -> None:
    with road.database.write() as session:
        session.connection().exec_driver_sql("update section set state = 'ready' where key = 'background'")
    client.cookies.set("language", "en")
    browser = signed_in(client, road.coordinator)
    assert "1 Tausta" in browser.get(f"{road.path}/decisions").text
    assert "Not accepted: 1 Tausta" in browser.get(f"{road.path}/editions/new").text
    assert browser.post(f"{road.path}/editions").status_code == 409


def test_taking_back_asks_for_a_reason(coordinator: TestClient, road: Road) -> None:
    road.send()
    assert "Reason" in coordinator.get(f"{road.path}/referral").text
    refused = coordinator.post(f"{road.path}/referral", data={"reason": " "})
    assert refused.status_code == 422
    assert "Write why" in refused.text
    coordinator.post(f"{road.path}/referral", data={"reason": "Luku 2 on väärin."})
    assert road.report.state == ReportState.REFERRED_BACK


def test_a_referral_is_shown_with_its_words(coordinator: TestClient, road: Road) -> None:
    road.send()
    road.decide(outcome="referred-back", decision_text="Resurssit täsmennettävä.")
    page = coordinator.get(f"{road.path}/decisions").text
    assert "Referred back to preparation: Kaupunginhallitus" in page
    assert "Resurssit täsmennettävä." in page


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("coordinator", {"decisions", "record", "send", "publish"}),
        ("secretary", {"decisions", "record"}),
        ("author", {"decisions"}),
        ("councillor", {"decisions"}),
    ],
)
def test_rights(client: TestClient, road: Road, who: str, allowed: set[str]) -> None:
    browser = signed_in(client, getattr(road, who))
    answers = {
        "decisions": browser.get(f"{road.path}/decisions"),
        "record": browser.post(f"{road.path}/decisions", data={"body_key": "board"}),
        "send": browser.get(f"{road.path}/editions/new"),
        "publish": browser.get(f"{road.path}/publication"),
    }
    assert {name for name, answer in answers.items() if answer.status_code != 403} == allowed


@pytest.mark.parametrize("place", ["decisions", "editions/new", "editions/1", "editions/1/fi.json", "publication"])
def test_strangers_find_nothing(client: TestClient, road: Road, place: str) -> None:
    road.send()
    stranger = make_person(
        road.database, "Naapuri", "coordinator", organisation=make_organisation(road.database, "kaustinen", "KU236")
    )
    assert signed_in(client, stranger).get(f"{road.path}/{place}").status_code == 404
    assert signed_out(client).get(f"{road.path}/{place}", follow_redirects=False).status_code == 303


class TestEdition:
    def test_a_councillor_reads_it_before_publication(self, client: TestClient, road: Road) -> None:
        road.send()
        browser = signed_in(client, road.councillor)
        assert f"{road.path}/editions/1" in browser.get("/editions").text
        page = browser.get(f"{road.path}/editions/1").text
        assert "Osion background teksti" in page
        assert road.edition.sha256 in page
        assert "Sammanfattningen" in browser.get(f"{road.path}/editions/1?language=sv").text

    def test_nothing_to_read_is_said(self, client: TestClient, road: Road) -> None:
        client.cookies.set("language", "en")
        assert "nothing to read yet" in signed_in(client, road.councillor).get("/editions").text

    @pytest.mark.parametrize("number", ["2", "0", "99999999999", "x"])
    def test_no_such_edition(self, client: TestClient, road: Road, number: str) -> None:
        road.send()
        assert signed_in(client, road.councillor).get(f"{road.path}/editions/{number}").status_code == 404

    def test_its_json_is_the_stored_bytes(self, client: TestClient, road: Road) -> None:
        road.send()
        answer = signed_in(client, road.councillor).get(f"{road.path}/editions/1/fi.json")
        assert answer.text == road.edition.content
        assert answer.headers["etag"] == f'"{road.edition.sha256}"'
        assert "private" in answer.headers["cache-control"]

    def test_a_file_comes_when_it_is_made(self, client: TestClient, road: Road) -> None:
        road.send()
        browser = signed_in(client, road.councillor)
        assert browser.get(f"{road.path}/editions/1/fi.pdf").status_code == 404
        assert "hx-trigger" in browser.get(f"{road.path}/editions/1/files").text
        make_files(browser, road)
        assert browser.get(f"{road.path}/editions/1/fi.pdf").content == b"pdf of fi"
        assert "hx-trigger" not in browser.get(f"{road.path}/editions/1/files").text

    def test_a_failed_file_can_be_asked_for_again(self, client: TestClient, road: Road) -> None:
        road.send()
        with road.database.write() as session:
            for job in session.exec(select(ExportJob)):
                job.state = JobState.FAILED
                session.add(job)
        client.cookies.set("language", "en")
        assert "could not be made" in signed_in(client, road.councillor).get(f"{road.path}/editions/1/files").text
        signed_in(client, road.coordinator).post(f"{road.path}/editions/1/files")
        with road.database.read() as session:
            assert JobState.FAILED not in {job.state for job in session.exec(select(ExportJob))}


def make_files(client: TestClient, road: Road) -> None:
    """What the worker would do, without rendering."""
    folder = client.app.state.settings.data_dir  # type: ignore[attr-defined]
    with road.database.write() as session:
        for job in session.exec(select(ExportJob)):
            content = f"{job.format} of {job.language}".encode()
            job.file_sha256 = keep_row(session, write_file(folder, content), len(content), "text/plain").sha256
            job.state, job.source = JobState.DONE, None
            session.add(job)
