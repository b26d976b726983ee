"""The municipality's own Word template: looked at in a process of its own, kept as it was sent, and never run."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient

from app.branding.service import shown_name
from app.config import Settings
from app.db import Database
from app.files import read_file
from app.organisations.models import Organisation
from app.organisations.queries import organisation_by_slug
from app.permissions import Role
from tests.factories.people import make_organisation, make_person, signed_in
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch
from tests.support.processes import answer_from_memory

pytestmark = pytest.mark.slow

ADDRESS = "/kokkola/branding/word-template"
RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = (
    b'<Relationship Id="x9" TargetMode="External" Target="http://x.fi/a.png"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
)


@pytest.fixture(autouse=True)
def _one_process_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_from_memory(monkeypatch, "app.branding.service")


@pytest.fixture
def client(database: Database, tmp_path: Path) -> TestClient:
    app = application(database, Settings(data_dir=tmp_path / "data"))
    client = watch(TestClient(app, base_url="http://127.0.0.1", headers={**SAME_ORIGIN, "accept-language": "fi"}))
    kokkola = make_organisation(database)
    return signed_in(client, make_person(database, role=Role.ORGANISATION_ADMIN, organisation=kokkola))


def template(**changed: bytes | None) -> bytes:
    """A Word file; `changed` are parts by their last name (dots as _): put in its place, or added to `word/`."""
    whole, buffer = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            key = name.rsplit("/", 1)[-1].replace(".", "_")
            content = changed.pop(key, source.read(name))
            if content is not None:
                target.writestr(name, content)
        for key, content in changed.items():
            target.writestr(f"word/{key}.bin", content or b"")
    return buffer.getvalue()


def with_relation() -> bytes:
    with zipfile.ZipFile(io.BytesIO(template())) as source:
        return source.read(RELATIONS).replace(b"</Relationships>", OUTSIDE)


def send(client: TestClient, content: bytes, name: str = "Kunnan pohja.dotx") -> Any:
    return client.post(ADDRESS, files={"file": (name, content, "application/octet-stream")})


def kokkola(database: Database) -> Organisation:
    with database.read() as session:
        found = organisation_by_slug(session, "kokkola")
    assert found is not None
    return found


def test_a_template_is_kept_downloaded_removed_and_taken_back(
    client: TestClient, database: Database, tmp_path: Path
) -> None:
    content = template()
    assert "Word-malli on otettu käyttöön." in send(client, content).text
    organisation = kokkola(database)
    assert organisation.word_template_name == "Kunnan pohja.dotx"
    assert read_file(tmp_path / "data", organisation.word_template_sha256) == content
    sent = client.get(ADDRESS)
    assert sent.content == content
    assert sent.headers["content-disposition"] == (
        "attachment; filename=\"Kunnan-pohja.dotx\"; filename*=UTF-8''Kunnan%20pohja.dotx"
    )
    assert sent.headers["content-type"].endswith("wordprocessingml.template")
    removed = client.post(f"{ADDRESS}/removal").text
    assert "Word-malli on poistettu." in removed
    assert kokkola(database).word_template_sha256 == ""
    client.post(f"{ADDRESS}/restoration")
    assert kokkola(database).word_template_name == "Kunnan pohja.dotx"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("..\\..\\pohja.DOCX", "pohja.docx"),
        ("a/b/pohja.exe", "pohja.dotx"),
        ("Kunnan pohja", "Kunnan pohja.dotx"),
        ("", "template.dotx"),
        ("..", "template.dotx"),
        ("\u202epohja\r\nX.docx", "pohjaX.docx"),
        ("n" * 300 + ".docx", "n" * 115 + ".docx"),
    ],
)
def test_a_name_is_kept_only_as_it_can_be_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Word-tiedosto"),
        (b"{\\rtf1}", "Word-tiedosto"),
        (b"\xd0\xcf\x11\xe0", "Word-tiedosto"),
        (template(document_xml=None), "Word-tiedosto"),
        (template(document_xml=b"<w:document"), "Word-tiedosto"),
        (template(vbaProject=b"Attribute"), "makroja"),
        (template(document_xml_rels=with_relation()), "muualta"),
        (template(settings_xml=b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'), "määrityksiä"),
        (template(bomb=b"\0" * 60 * 2**20), "liian suuri"),
    ],
    ids=["empty", "RTF", "old Word", "no text", "broken", "macros", "fetches", "entities", "bomb"],
)
def test_what_is_no_harmless_template_is_refused_in_words(
    client: TestClient, database: Database, content: bytes, said: str
) -> None:
    refused = send(client, content)
    assert refused.status_code == 422
    assert "Mitään ei muutettu." in refused.text
    assert said in refused.text
    assert kokkola(database).word_template_sha256 == ""
