"""The organisation's own Word template shapes the Word files of its drafts and editions, from the upload on."""

import hashlib
import io
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.config import Settings
from app.db import Database
from app.exports.models import ExportJob, JobState
from app.exports.worker import Worker
from app.files import forget_file
from app.organisations.models import Organisation
from app.permissions import Role
from app.press.orders import Made, Order
from app.proofs.certificate import Certificate
from tests.factories.editions import make_road
from tests.factories.municipal_templates import municipal_template
from tests.factories.people import make_person, signed_in
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch
from tests.support.press import shared_press
from tests.support.processes import answer_from_memory

pytestmark = pytest.mark.slow

FINNISH = municipal_template("fi", by_word=True)
SWEDISH = municipal_template("sv", by_word=False)


@pytest.fixture(autouse=True)
def _one_process_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_from_memory(monkeypatch, "app.branding.service")


@pytest.fixture
def road(database: Database) -> Any:
    return make_road(database)


@pytest.fixture
def client(database: Database, settings: Settings, road: Any) -> TestClient:
    client = TestClient(application(database, settings), base_url="http://127.0.0.1", headers=SAME_ORIGIN)
    return watch(client)


class NotingPress:
    """Makes nothing and notes what it was asked for."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def make(self, order: Order, **_listeners: Any) -> Made:
        self.orders.append(order)
        return Made(b"made", Certificate(file_sha256="", file_format="docx", compared={}))

    def close(self) -> None:
        return


def upload(client: TestClient, road: Any, database: Database, content: bytes) -> None:
    role, email = Role.ORGANISATION_ADMIN, f"{hashlib.sha256(content).hexdigest()[:8]}@example.fi"
    person = make_person(database, "Ylläpitäjä", role, organisation=road.organisation, email=email)
    files = {"file": ("pohja.dotx", content, "application/octet-stream")}
    address = f"/{road.organisation.slug}/branding/word-template"
    assert signed_in(client, person).post(address, files=files).status_code == 200
    signed_in(client, road.coordinator)


def ask(client: TestClient, road: Any) -> str:
    data = {"format": "docx", "language": "fi"}
    answer = client.post(f"{road.path}/exports", data=data, follow_redirects=False)
    return str(answer.headers["location"])


def test_a_draft_is_set_in_the_template_and_anew_in_the_next(
    client: TestClient, road: Any, database: Database, settings: Settings
) -> None:
    worker = Worker(database, settings, shared_press())
    signed_in(client, road.coordinator)
    plain = ask(client, road)
    upload(client, road, database, FINNISH)
    first = ask(client, road)
    assert ask(client, road) == first
    upload(client, road, database, SWEDISH)
    second = ask(client, road)
    assert len({plain, first, second}) == 3
    while worker.work_once():
        pass
    for address, styles in ((plain, "Heading1"), (first, "Otsikko1"), (second, "Rubrik1")):
        word = docx.Document(io.BytesIO(client.get(f"{address}/file").content))
        assert styles in {paragraph.style.style_id for paragraph in word.paragraphs if paragraph.style}
        has_letterhead = "Uttamusjoen" in word.sections[0].header.paragraphs[0].text
        assert has_letterhead == (address != plain)
        assert client.get(f"{address}/certificate.json").json()["faults"] == []


def test_an_edition_is_ordered_with_the_template(
    client: TestClient, road: Any, database: Database, settings: Settings
) -> None:
    upload(client, road, database, FINNISH)
    road.send()
    press = NotingPress()
    with database.write() as session:
        for job in session.exec(select(ExportJob)):
            job.state = JobState.QUEUED
    worker = Worker(database, settings, press)  # type: ignore[arg-type]
    while worker.work_once():
        pass
    assert {order.writer: order.template for order in press.orders} == {"docx": FINNISH, "pdf": b""}


def test_without_its_template_a_file_is_not_made(
    client: TestClient, road: Any, database: Database, settings: Settings
) -> None:
    upload(client, road, database, FINNISH)
    ask(client, road)
    with database.read() as session:
        organisation = session.get_one(Organisation, road.organisation.id)
        forget_file(settings.data_dir, organisation.word_template_sha256)
    press = NotingPress()
    assert Worker(database, settings, press).work_once()  # type: ignore[arg-type]
    assert press.orders == []
    with database.read() as session:
        assert session.exec(select(ExportJob)).one().state == JobState.FAILED
