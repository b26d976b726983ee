"""The page of the look: who may change it, what is refused and why, and that a change can be taken back."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.audit.models import AuditEntry
from app.branding.answers import ALONE
from app.config import Settings
from app.db import Database
from app.files import forget_file, read_file
from app.organisations.models import Organisation
from app.organisations.queries import organisation_by_slug
from app.permissions import Role
from tests.factories.arms import ATTACKS, HONEST, drawing
from tests.factories.images import image_bytes
from tests.factories.people import make_organisation, make_person, signed_in, signed_out
from tests.factories.reports import make_report
from tests.support.browse import SAME_ORIGIN, Browser, application
from tests.support.pages import watch
from tests.support.processes import answer_from_memory

pytestmark = pytest.mark.slow

LOOK = "/kokkola/branding"


@pytest.fixture(autouse=True)
def _one_process_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_from_memory(monkeypatch, "app.branding.service")


@pytest.fixture
def client(database: Database, tmp_path: Path) -> TestClient:
    app = application(database, Settings(data_dir=tmp_path / "data"))
    client = watch(TestClient(app, base_url="http://127.0.0.1", headers={**SAME_ORIGIN, "accept-language": "fi"}))
    kokkola = make_organisation(database)
    return signed_in(client, make_person(database, "Kaisa Koordinaattori", Role.COORDINATOR, organisation=kokkola))


def kokkola(database: Database) -> Organisation:
    with database.read() as session:
        found = organisation_by_slug(session, "kokkola")
    assert found is not None
    return found


def send(client: TestClient, content: bytes, what: str = "arms", name: str = "vaakuna.svg") -> Any:
    return client.post(f"{LOOK}/{what}", files={"file": (name, content, "text/html")})


def changes(database: Database) -> list[str]:
    with database.read() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action.startswith("branding:")))  # type: ignore[attr-defined]
        return [entry.action for entry in entries]


def test_a_colour_that_can_be_read_is_taken(client: TestClient, database: Database) -> None:
    changed = client.post(f"{LOOK}/colour", data={"colour": "7C2D43"})
    assert "Väri on vaihdettu." in changed.text
    assert kokkola(database).brand_colour == "#7c2d43"
    client.post(f"{LOOK}/colour", data={"colour": "#7c2d43"})
    assert changes(database) == ["branding:colour"], "the same again is no change"


def test_a_light_colour_is_refused_with_the_darker_tone_at_hand(client: TestClient, database: Database) -> None:
    refused = client.post(f"{LOOK}/colour", data={"colour": "#e3b23c"})
    assert refused.status_code == 422
    assert 'value="#e3b23c"' in refused.text, "what was typed is kept"
    offered = re.search(r'name="suggested" value="(#[0-9a-f]{6})"', refused.text)
    assert offered
    client.post(f"{LOOK}/colour", data={"colour": "#e3b23c", "suggested": offered[1]})
    assert kokkola(database).brand_colour == offered[1]


@pytest.mark.parametrize("typed", ["punainen", "", "#12345", "red;}*{background:url(//x.fi)", "x" * 41])
def test_what_is_no_colour_is_refused(client: TestClient, database: Database, typed: str) -> None:
    assert client.post(f"{LOOK}/colour", data={"colour": typed}).status_code == 422
    assert kokkola(database).brand_colour == "#1f4e79"


def test_without_script_the_palette_counts_when_it_alone_was_touched(client: TestClient, database: Database) -> None:
    form = {"colour": "#1f4e79", "palette": "#4a3f7a", "shown": "#1f4e79"}
    client.post(f"{LOOK}/colour", data=form)
    assert kokkola(database).brand_colour == "#4a3f7a"
    client.post(f"{LOOK}/colour", data={**form, "colour": "#17566b"})
    assert kokkola(database).brand_colour == "#17566b"


def test_a_colour_is_judged_while_it_is_typed(client: TestClient, database: Database) -> None:
    judged = client.get(f"{LOOK}/colour", params={"colour": "#e3b23c"}).text
    assert "1,9" in judged
    assert "#8c6c21" in judged
    assert 'fill="#e3b23c"' in judged, "the cover shows it"
    assert "ei ole vielä väri" in client.get(f"{LOOK}/colour", params={"colour": "#e3"}).text
    assert changes(database) == []


def test_arms_are_sent_shown_removed_and_taken_back(client: TestClient, database: Database, tmp_path: Path) -> None:
    assert "Vaakuna on vaihdettu." in send(client, HONEST["gradient and use"]).text
    organisation = kokkola(database)
    assert organisation.arms_media_type == "image/svg+xml"
    address = f"/kokkola/arms/{organisation.arms_sha256}"
    assert f'<img class="arms" src="{address}" alt="">' in client.get("/kokkola").text
    shown = client.get(address)
    assert shown.content == read_file(tmp_path / "data", organisation.arms_sha256)
    assert shown.headers["content-type"] == "image/svg+xml"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-security-policy"] == ALONE
    assert client.get(address, headers={"if-none-match": shown.headers["etag"]}).status_code == 304
    removed = client.post(f"{LOOK}/arms/removal").text
    assert "Vaakuna on poistettu." in removed
    assert "Palauta aiempi vaakuna" in removed
    assert client.get(f"{LOOK}/arms/earlier").content == shown.content
    assert client.get(address).status_code == 404
    client.post(f"{LOOK}/arms/restoration")
    assert kokkola(database).arms_sha256 == organisation.arms_sha256
    assert changes(database) == ["branding:arms"] * 3


def test_a_picture_replaces_a_drawing(client: TestClient, database: Database) -> None:
    send(client, drawing())
    first = kokkola(database)
    send(client, image_bytes("PNG"), name="vaakuna.png")
    assert kokkola(database).arms_media_type == "image/png"
    client.post(f"{LOOK}/arms/restoration")
    assert (kokkola(database).arms_sha256, kokkola(database).arms_media_type) == (first.arms_sha256, "image/svg+xml")


def test_arms_that_were_cleaned_away_are_not_offered_again(
    client: TestClient, database: Database, tmp_path: Path
) -> None:
    send(client, drawing())
    sha256 = kokkola(database).arms_sha256
    client.post(f"{LOOK}/arms/removal")
    forget_file(tmp_path / "data", sha256)
    assert "Palauta aiempi vaakuna" not in client.get(LOOK).text
    assert client.post(f"{LOOK}/arms/restoration").status_code == 409


@pytest.mark.parametrize("name", ["script", "text", "external entity", "use bomb", "packed", "sheet from elsewhere"])
def test_a_drawing_that_does_harm_is_refused_in_words(client: TestClient, database: Database, name: str) -> None:
    refused = send(client, ATTACKS[name][0])
    assert refused.status_code == 422
    assert "Mitään ei muutettu." in refused.text
    assert "Piirro" in refused.text
    assert kokkola(database).arms_sha256 == ""


def test_bodies_are_bounded(client: TestClient) -> None:
    assert send(client, b"\0" * (2 * 2**20 + 1)).status_code == 413
    assert send(client, b"\0" * (3 * 2**20)).status_code == 413
    assert send(client, b"\0" * (5 * 2**20 + 1), "word-template").status_code == 413


def test_nothing_is_taken_back_where_nothing_was(client: TestClient) -> None:
    for what in ("arms", "word-template"):
        assert client.post(f"{LOOK}/{what}/restoration").status_code == 409
        assert client.get(f"{LOOK}/{what}" if what != "arms" else f"{LOOK}/arms/earlier").status_code == 404


def test_a_typeface_is_chosen_from_the_list(client: TestClient, database: Database) -> None:
    assert "Kirjaintyyppi on vaihdettu." in client.post(f"{LOOK}/typeface", data={"typeface": "literata"}).text
    assert client.post(f"{LOOK}/typeface", data={"typeface": "comic-sans"}).status_code == 422
    assert kokkola(database).font == "literata"
    assert 'value="literata" aria-describedby="about-literata" checked' in client.get(LOOK).text


def test_samples_of_typefaces_are_for_everybody_and_nothing_else_is(client: TestClient) -> None:
    sent = signed_out(client).get("/typefaces/Literata-Regular.ttf")
    assert (sent.status_code, sent.headers["content-type"]) == (200, "font/ttf")
    for name in ("build.json", "LICENSE", "Other-Regular.ttf", "..%2fbuild.json"):
        assert client.get(f"/typefaces/{name}").status_code in (404, 422)


def test_everybody_in_the_organisation_sees_arms_and_others_do_not(client: TestClient, database: Database) -> None:
    send(client, drawing())
    address = f"/kokkola/arms/{kokkola(database).arms_sha256}"
    reader = make_person(database, "Valtuutettu", Role.READER, organisation=kokkola(database))
    assert signed_in(client, reader).get(address).status_code == 200
    assert client.get(LOOK).status_code == 403
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    signed_in(client, make_person(database, "Kaustisen", Role.COORDINATOR, organisation=kaustinen))
    assert client.get(address).status_code == client.get(LOOK).status_code == 404
    assert client.post(f"{LOOK}/arms/removal").status_code == 404


def test_the_page_leads_to_drafts_in_this_look(client: TestClient, database: Database) -> None:
    make_report(database)
    assert '<a href="/kokkola/laaja-2021-2025">' in client.get(LOOK).text
    admin = make_person(database, "Ylläpitäjä", Role.ORGANISATION_ADMIN, organisation=kokkola(database))
    assert "/kokkola/laaja-2021-2025" not in signed_in(client, admin).get(LOOK).text


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_speaks_every_language(client: TestClient, language: str) -> None:
    client.headers["accept-language"] = language
    page = Browser(client)(LOOK)
    assert page.heading == {"sv": "Berättelsernas utseende", "en": "Look of the reports"}[language]
