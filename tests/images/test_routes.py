"""An image is sent by whoever writes the section, shown to whoever reads the report, and published with its edition."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.audit.models import AuditEntry
from app.config import Settings
from app.db import Database
from app.files import file_path
from app.images.models import Image
from app.images.queries import image_of
from app.permissions import Role
from app.reports.models import Report
from app.reports.service import accept_section, mark_section_ready
from app.sections.queries import text_of
from app.sections.server_steps import replace_document
from tests.factories.editions import Road, make_road
from tests.factories.images import image_bytes, picture
from tests.factories.people import make_organisation, make_person, signed_in, signed_out
from tests.factories.reports import make_report, section_of
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch
from tests.support.processes import answer_from_memory

pytestmark = pytest.mark.slow

REPORT = "/kokkola/laaja-2021-2025"
SECTION = f"{REPORT}/sections/background"


@pytest.fixture(autouse=True)
def _one_process_an_image(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_from_memory(monkeypatch, "app.images.service")


@pytest.fixture
def client(database: Database, tmp_path: Path) -> TestClient:
    app = application(database, Settings(data_dir=tmp_path / "data"))
    return watch(TestClient(app, base_url="http://127.0.0.1", headers=SAME_ORIGIN))


@pytest.fixture
def report(database: Database) -> Report:
    return make_report(database)


@pytest.fixture
def author(database: Database, report: Report, client: TestClient) -> TestClient:
    person = make_person(database, role=Role.AUTHOR, organisation=make_organisation(database))
    return signed_in(client, person)


def send(client: TestClient, content: bytes = b"", section: str = SECTION) -> Any:
    return client.post(f"{section}/images", files={"file": ("kuva.png", content or image_bytes(), "text/html")})


def test_an_image_is_sent_and_shown(author: TestClient, database: Database, report: Report, tmp_path: Path) -> None:
    sent = send(author)
    assert sent.status_code == 200
    asset = sent.json()["asset"]
    assert (sent.json()["width"], sent.json()["height"]) == (320, 200)
    shown = author.get(f"{REPORT}/images/{asset}")
    assert shown.content == file_path(tmp_path / "data", asset).read_bytes()
    assert shown.headers["content-type"] == "image/png"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "private, max-age=31536000, immutable"
    again = author.get(f"{REPORT}/images/{asset}", headers={"if-none-match": shown.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    with database.read() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "image:add")).all()
        assert entry.detail["sha256"] == asset


def test_the_same_image_twice_is_one(author: TestClient, database: Database, tmp_path: Path) -> None:
    assert send(author).json() == send(author).json()
    with database.read() as session:
        assert len(session.exec(select(Image)).all()) == 1
    assert len([path for path in (tmp_path / "data" / "files").rglob("*") if path.is_file()]) == 1


def test_an_author_of_one_section_sends_there_alone(client: TestClient, database: Database, report: Report) -> None:
    section = section_of(database, report, "background")
    kokkola = make_organisation(database)
    person = make_person(database, role=Role.AUTHOR, organisation=kokkola, report_id=report.id, section_id=section.id)
    signed_in(client, person)
    asset = send(client).json()["asset"]
    assert client.get(f"{REPORT}/images/{asset}").status_code == 200
    assert send(client, section=f"{REPORT}/sections/population").status_code == 403


def test_an_image_is_not_found_from_another_report(author: TestClient, database: Database) -> None:
    asset = send(author).json()["asset"]
    make_report(database, make_organisation(database), slug="toinen")
    assert author.get(f"/kokkola/toinen/images/{asset}").status_code == 404
    assert author.get(f"{REPORT}/images/{'0' * 64}").status_code == 404
    assert author.get(f"{REPORT}/images/..%2f..%2fhvk.sqlite3").status_code == 404
    assert signed_out(author).get(f"{REPORT}/images/{asset}", follow_redirects=False).status_code == 303


def test_what_is_no_image_is_refused_in_words(author: TestClient, database: Database) -> None:
    refused = author.post(f"{SECTION}/images", files={"file": ("a.svg", b"<svg/>")}, headers={"accept-language": "fi"})
    assert refused.status_code == 422
    assert "PNG" in refused.json()["message"]
    assert author.post(f"{SECTION}/images").status_code == 422
    with database.read() as session:
        assert session.exec(select(Image)).all() == []


def test_a_body_is_bounded_before_it_is_read(author: TestClient) -> None:
    assert send(author, b"\0" * (10 * 2**20 + 1)).json()["message"]
    assert send(author, b"\0" * (10 * 2**20 + 1)).status_code == 413
    assert send(author, b"\0" * (11 * 2**20)).status_code == 413
    assert author.post(f"{SECTION}/readiness", content=b"\0" * (3 * 2**20)).status_code == 413


def test_a_frozen_section_takes_no_image(database: Database, client: TestClient) -> None:
    road = make_road(database)
    road.send()
    signed_in(client, road.author)
    assert send(client).status_code == 423


def test_a_report_holds_so_much_and_no_more(author: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(image_bytes())
    monkeypatch.setattr("app.images.service.LARGEST_TOTAL", size * 2)
    assert send(author).status_code == 200
    refused = send(author, image_bytes("PNG", picture((900, 600), colour="blue")))
    assert refused.status_code == 413
    assert send(author).status_code == 200, "what is there already needs no more room"


def figure(asset: str, **attrs: Any) -> dict[str, Any]:
    caption = {"type": "figure_caption", "content": [{"type": "text", "text": "Kokkolan ranta"}]}
    return {
        "type": "figure",
        "attrs": {"id": "kuva", "asset": asset, "alt": "Ranta kesällä", **attrs},
        "content": [caption],
    }


def put(road: Road, *blocks: dict[str, Any]) -> None:
    """The blocks as the accepted text of a section."""
    with road.database.write() as session:
        section = session.merge(section_of(road.database, road.report, "background"))
        text = text_of(session, section.id or 0, "fi")
        assert text is not None
        replace_document(session, road.coordinator_id, text.id or 0, {"type": "doc", "content": list(blocks)})
        session.refresh(section)
        mark_section_ready(session, road.coordinator_id, section)
        accept_section(session, road.coordinator_id, section)


def test_a_published_edition_shows_its_own_images(database: Database, client: TestClient) -> None:
    road = make_road(database)
    signed_in(client, road.author)
    shown, other = (
        send(client, image_bytes("PNG", picture(colour=colour))).json()["asset"] for colour in ("blue", "red")
    )
    put(road, figure(shown), figure("f" * 64, id="vieras"), figure("", id="tyhja"))
    edition = road.send()
    (document,) = [values for language, values in json.loads(edition.content)["documents"].items() if language == "fi"]
    blocks = next(s["blocks"] for part in document["parts"] for s in part["sections"] if s["key"] == "background")
    assert [block["kind"] for block in blocks] == ["figure", "notice"], (
        "unknown images are told about, empty places not"
    )
    assert (blocks[0]["asset"], blocks[0]["number"], blocks[0]["alt"]) == (shown, "1.1", "Ranta kesällä")
    signed_in(client, road.councillor)
    proposal = client.get(f"{REPORT}/editions/1").text
    assert f'src="{REPORT}/editions/1/images/{shown}" alt="Ranta kesällä"' in proposal
    assert client.get(f"{REPORT}/editions/1/images/{shown}").headers["content-type"] == "image/png"
    public = f"/julkaisut{REPORT}/1/images"
    signed_out(client)
    unpublished = client.get(f"{public}/{shown}")
    assert unpublished.status_code == 404
    road.approve()
    road.publish()
    assert f'src="{public}/{shown}"' in client.get(f"/julkaisut{REPORT}").text
    answer = client.get(f"{public}/{shown}")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "image/png"
    with database.read() as session:
        assert image_of(session, road.report_id, other) is not None
    hidden, unknown = (client.get(f"{public}/{name}") for name in (other, "0" * 64))
    assert (hidden.status_code, hidden.text.replace(other, "0" * 64)) == (404, unknown.text), (
        "what the edition does not show is nowhere"
    )
