"""The road of a Word file: looked at, chosen, taken in, undone; nothing written is overwritten on the way."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.models import User
from app.audit.models import AuditEntry
from app.config import Settings
from app.db import Database
from app.document import plain_text
from app.i18n import use_language
from app.images.models import Image
from app.imports.models import WordImport
from app.permissions import Role
from app.report_templates.schema import IndicatorTableBlock, TextBlock
from app.reports.models import Report
from app.sections.models import Milestone, MilestoneKind, SectionText
from app.sections.queries import text_of
from app.sections.saving import save_steps
from app.sections.server_steps import replace_document
from app.sections.service import freeze_sections
from tests.factories.people import make_organisation, make_person, signed_in
from tests.factories.reports import make_report, section_of, section_template, small_template, texts
from tests.factories.texts import typing
from tests.factories.word import last_report, with_footnotes, word_bytes
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch
from tests.support.processes import answer_from_memory

pytestmark = pytest.mark.slow

PATH = "/kokkola/laaja-2021-2025"
WORD = with_footnotes(word_bytes(last_report))
OWN = {"type": "paragraph", "attrs": {"id": "oma"}, "content": [{"type": "text", "text": "Oma teksti."}]}


@pytest.fixture(autouse=True)
def _one_process_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_from_memory(monkeypatch, "app.imports.word_file")


@pytest.fixture
def report(database: Database) -> Report:
    """With a section that begins with a heading and an indicator table."""
    template = small_template()
    blocks = (
        TextBlock(kind="heading", title=texts("Johtopäätös")),
        IndicatorTableBlock(kind="indicator_table", package="p"),
    )
    sections = tuple(
        section_template("working-age", "Työikäiset", subsection=True, blocks=blocks) if s.key == "working-age" else s
        for s in template.sections
    )
    return make_report(database, template=small_template(sections=sections))


@pytest.fixture
def coordinator(database: Database) -> User:
    return make_person(database, role=Role.COORDINATOR, organisation=make_organisation(database))


@pytest.fixture
def client(database: Database, report: Report, coordinator: User, tmp_path: Path) -> TestClient:
    """The coordinator's."""
    app = application(database, Settings(data_dir=tmp_path / "data"))
    client = watch(TestClient(app, base_url="http://127.0.0.1", headers=SAME_ORIGIN, follow_redirects=True))
    return signed_in(client, coordinator)


@pytest.fixture
def address(client: TestClient) -> str:
    """Of the file as it was read."""
    page = send(client)
    assert page.status_code == 200
    return str(page.url.path)


def send(client: TestClient, content: bytes = WORD, language: str = "fi") -> Any:
    return client.post(f"{PATH}/imports", data={"language": language}, files={"file": ("vanha.docx", content)})


def stored(database: Database, report: Report, key: str, language: str = "fi") -> SectionText:
    with database.read() as session:
        text = text_of(session, section_of(database, report, key).id or 0, language)
    assert text is not None
    return text


def write(database: Database, report: Report, actor: User, *blocks: dict[str, Any]) -> None:
    """The blocks as the text of `background`."""
    text = stored(database, report, "background")
    with database.write() as session:
        replace_document(session, actor.id or 0, text.id or 0, {"type": "doc", "content": list(blocks)})


def apply(client: TestClient, address: str, *targets: str) -> Any:
    return client.post(f"{address}/application", data={"target": list(targets)})


def made_at(database: Database, address: str) -> WordImport:
    with database.read() as session:
        return session.get_one(WordImport, int(address.rsplit("/", 1)[1]))


TARGETS = ("", "background", "", "working-age", "")  # cover, Taustaa, the chapter, Työikäiset, appendices


def test_the_preview_proposes_and_changes_nothing(
    client: TestClient, address: str, database: Database, report: Report
) -> None:
    page = client.get(address)
    assert [part["target"] for part in made_at(database, address).parts] == list(TARGETS)
    with database.read() as session:
        assert session.exec(select(SectionText).where(SectionText.version > 0)).all() == []
        assert session.exec(select(Image)).all() == []
    for said in ("1 Taustaa", "korvaa tyhjän tekstin", "1 taulukko", "1 kuva", "Ennen ensimmäistä otsikkoa"):
        assert said in page.text
    assert "vanha.docx" in client.get(f"{PATH}/imports/new").text
    assert f"{PATH}/imports/new" in client.get(PATH).text


def test_parts_come_into_empty_texts_and_below_written_ones(
    client: TestClient, coordinator: User, address: str, database: Database, report: Report
) -> None:
    write(database, report, coordinator, OWN, {"type": "paragraph", "attrs": {"id": "tyhja"}})
    assert "lisätään kirjoitetun loppuun" in client.get(address).text
    done = apply(client, address, *TARGETS)
    assert (done.status_code, "Otettu kertomukseen" in done.text) == (200, True)
    background = stored(database, report, "background").document["content"]
    assert [block["type"] for block in background] == ["paragraph", "paragraph", "bullet_list"]
    assert background[0] == OWN
    working = stored(database, report, "working-age").document["content"]
    assert [block["type"] for block in working] == ["table_figure", "heading", "paragraph", "figure", "indicator_table"]
    assert (working[1]["attrs"]["level"], working[4]["attrs"]["package"]) == (1, "p")
    asset = working[3]["attrs"]["asset"]
    assert client.get(f"{PATH}/images/{asset}").status_code == 200
    with database.read() as session:
        kinds = session.exec(select(Milestone.kind, Milestone.name)).all()
        assert kinds == [(MilestoneKind.IMPORTED, "vanha.docx")] * 2
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "import:apply")).all()
        assert entry.detail["sections"] == ["background", "working-age"]
    assert stored(database, report, "population").version == 0


def test_undoing_gives_back_what_nobody_has_changed_since(
    client: TestClient, coordinator: User, address: str, database: Database, report: Report
) -> None:
    before = stored(database, report, "working-age").document
    apply(client, address, *TARGETS)
    text = stored(database, report, "background")
    with database.write() as session:
        save_steps(
            session,
            coordinator.id or 0,
            text.id or 0,
            version=text.version,
            batch="b",
            client="c",
            steps=[typing("Lisäys. ")],
        )
    undone = client.post(f"{address}/withdrawal")
    assert "Kumottu osittain" in undone.text
    assert f"{PATH}/sections/background/history?language=fi" in undone.text
    assert stored(database, report, "working-age").document == before
    assert plain_text(stored(database, report, "background").document).startswith("Lisäys. Kertomus on laadittu")
    assert client.post(f"{address}/withdrawal").status_code == 409
    assert apply(client, address, *TARGETS).status_code == 409


def test_an_undone_import_leaves_nothing_else_changed(
    client: TestClient, coordinator: User, address: str, database: Database, report: Report
) -> None:
    write(database, report, coordinator, OWN)
    apply(client, address, *TARGETS)
    assert "Kumottu</" in client.post(f"{address}/withdrawal").text
    assert stored(database, report, "background").document["content"] == [OWN]


def test_frozen_sections_are_named_and_nothing_is_taken_in(
    client: TestClient, address: str, database: Database, report: Report
) -> None:
    with database.write() as session:
        freeze_sections(session, report.id or 0)
    refused = apply(client, address, "background", *TARGETS[1:])
    assert refused.status_code == 423
    assert "1 Tausta, 2.1 Työikäiset" in refused.text
    assert stored(database, report, "background").version == 0
    made = made_at(database, address)
    assert (made.state, made.parts[0]["target"]) == ("preview", "background"), "choices stay"
    with database.read() as session:
        assert session.exec(select(Image)).all() == []


def test_a_text_that_would_be_too_long_is_named_and_nothing_is_taken_in(
    client: TestClient,
    coordinator: User,
    address: str,
    database: Database,
    report: Report,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.document.checking.MAX_BYTES", 1500)
    refused = apply(client, address, *TARGETS)
    assert (refused.status_code, "liian pitkäksi: 2.1 Työikäiset" in refused.text) == (409, True)
    text = stored(database, report, "background")
    assert text.version == 0
    with database.write() as session:  # nothing of what was rolled back is remembered anywhere
        save_steps(session, coordinator.id or 0, text.id or 0, version=0, batch="b", client="c", steps=[typing("Alku")])
    assert plain_text(stored(database, report, "background").document) == "Alku"


def test_choices_are_checked(client: TestClient, address: str) -> None:
    assert apply(client, address, "", "", "", "", "").status_code == 422
    assert apply(client, address, "background").status_code == 422
    assert apply(client, address, "nowhere", *TARGETS[1:]).status_code == 422
    assert client.post(f"{address}/application").status_code == 422
    assert client.get(f"{address}9").status_code == 404


@pytest.mark.parametrize(("content", "said"), [(b"%PDF-1.7", "PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx")])
def test_other_files_are_refused_with_what_to_do(client: TestClient, content: bytes, said: str) -> None:
    refused = send(client, content, "sv")
    assert refused.status_code == 422
    assert said in refused.text
    assert '<option value="sv" selected>' in refused.text


def test_a_large_file_is_refused(client: TestClient) -> None:
    assert send(client, b"\0" * (20 * 2**20 + 1)).status_code == 413
    assert send(client, b"\0" * (21 * 2**20)).status_code == 413


def test_a_language_that_the_report_is_not_written_in_is_refused(client: TestClient) -> None:
    assert send(client, language="en").status_code == 422


def test_an_import_is_the_coordinators_and_of_its_own_report(
    client: TestClient, address: str, database: Database
) -> None:
    make_report(database, make_organisation(database), template=small_template(key="toinen"), slug="toinen")
    assert client.get(address.replace(PATH, "/kokkola/toinen")).status_code == 404
    author = make_person(database, "Jukka", role=Role.AUTHOR, organisation=make_organisation(database))
    signed_in(client, author)
    assert client.get(address).status_code == 403
    assert apply(client, address, *TARGETS).status_code == 403
    with use_language("fi"):
        assert f"{PATH}/imports/new" not in client.get(PATH).text
