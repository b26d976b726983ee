"""What a translator does: sees what is behind, copies, marks, pairs; and what lists tell of it."""

from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient
from prosemirror.transform import AttrStep
from sqlalchemy import event
from sqlmodel import select

from app.accounts.models import User
from app.audit.models import AuditEntry
from app.db import Database
from app.document import plain_text
from app.document.markdown import from_markdown
from app.permissions import Role
from app.reports.models import Report
from app.sections.models import SectionText
from app.sections.queries import section_by_key, text_of
from app.sections.server_steps import change_text
from app.sections.service import freeze_sections, replace_document
from app.translation.models import Translation, TranslationState
from tests.factories.people import make_organisation, make_person, signed_in
from tests.factories.reports import make_report
from tests.support.browse import Browser
from tests.support.pages import text_of as text_of_element

SECTION = "/kokkola/laaja-2021-2025/sections/background"
PAGE = f"{SECTION}/side-by-side?language=sv"
FINNISH = "# Tausta\n\nKunnassa asuu väkeä.\n\nLapsia on vähemmän.\n\n::: indicator_table package=population"
SWEDISH = {"language": "sv"}


@dataclass
class Bilingual:
    """A report in Finnish and Swedish, and those who write it."""

    database: Database
    report: Report
    author: User
    reader: User

    def text(self, language: str) -> SectionText:
        assert self.report.id is not None
        with self.database.read() as session:
            section = section_by_key(session, self.report.id, "background")
            assert section is not None
            assert section.id is not None
            found = text_of(session, section.id, language)
            assert found is not None
            return found

    def write(self, language: str, markdown: str) -> None:
        text = self.text(language)
        assert text.id is not None
        assert self.author.id is not None
        with self.database.write() as session:
            replace_document(session, self.author.id, text.id, from_markdown(markdown))

    def blocks(self, language: str) -> list[tuple[str, str]]:
        content = self.text(language).document["content"]
        return [(b["attrs"]["id"], plain_text({"type": "doc", "content": [b]})) for b in content]


@pytest.fixture
def bilingual(database: Database, client: TestClient) -> Bilingual:
    organisation = make_organisation(database)
    report = make_report(database, organisation)
    author = make_person(database, "Aino Kirjoittaja", Role.AUTHOR, organisation=organisation)
    reader = make_person(database, "Siiri Sihteeri", Role.APPROVER, organisation=organisation)
    bilingual = Bilingual(database, report, author, reader)
    bilingual.write("fi", FINNISH)
    signed_in(client, author)
    return bilingual


def states(client: TestClient) -> list[str]:
    page = client.get(PAGE).text
    return [part.split('"')[0] for part in page.split('class="rowblock rowblock--')[1:]]


def seen(bilingual: Bilingual) -> dict[str, str]:
    return {"language": "sv", "seen": str(bilingual.text("fi").version)}


def copied(client: TestClient, bilingual: Bilingual) -> None:
    """The Swedish text as a copy in which every paragraph has been translated."""
    assert client.post(f"{SECTION}/translation/copies", data=SWEDISH).status_code == 200
    assert bilingual.blocks("sv") == bilingual.blocks("fi")
    bilingual.write(
        "sv", "# Bakgrund\n\nI kommunen bor folk.\n\nBarnen är färre.\n\n::: indicator_table package=population"
    )


def test_copies_are_not_yet_translated_but_data_blocks_are(client: TestClient, bilingual: Bilingual) -> None:
    assert states(client) == ["missing", "missing", "missing", "missing"]
    client.post(f"{SECTION}/translation/copies", data=SWEDISH)
    assert states(client) == ["copied", "copied", "copied", "current"]
    copied(client, bilingual)
    assert states(client) == ["current"] * 4


def test_a_change_of_the_original_is_told_with_its_words_until_somebody_says_it_is_done(
    client: TestClient, browse: Browser, bilingual: Bilingual
) -> None:
    copied(client, bilingual)
    bilingual.write("fi", FINNISH.replace("väkeä", "46 773 henkeä"))
    page = browse(PAGE)
    assert "1 kappale jäljessä" in page.text
    changed = [text_of_element(item) for kind in ("del", "ins") for item in page.root.iter(kind)]
    assert changed == ["poistettu: väkeä", "lisätty: 46 773 henkeä"]
    assert states(client) == ["current", "behind", "current", "current"]
    answer = client.post(f"{SECTION}/translation/currency", data=seen(bilingual) | {"block": "m2"})
    assert answer.status_code == 200
    assert states(client) == ["current"] * 4
    assert "Jokainen kappale on ajan tasalla" in answer.text


def test_what_changed_after_the_page_was_opened_stays_behind(client: TestClient, bilingual: Bilingual) -> None:
    copied(client, bilingual)
    bilingual.write("fi", FINNISH.replace("väkeä", "ihmisiä"))
    opened = seen(bilingual)
    bilingual.write("fi", FINNISH.replace("väkeä", "asukkaita"))
    client.post(f"{SECTION}/translation/currency", data=opened)
    assert states(client) == ["current", "behind", "current", "current"]


def test_all_marks_what_is_behind_and_not_what_is_only_copied(client: TestClient, bilingual: Bilingual) -> None:
    client.post(f"{SECTION}/translation/copies", data=SWEDISH)
    bilingual.write("sv", FINNISH.replace("Kunnassa asuu väkeä.", "I kommunen bor folk."))
    bilingual.write("fi", FINNISH.replace("väkeä", "ihmisiä"))
    assert states(client) == ["copied", "behind", "copied", "current"]
    client.post(f"{SECTION}/translation/currency", data=seen(bilingual))
    assert states(client) == ["copied", "current", "copied", "current"]
    client.post(f"{SECTION}/translation/currency", data=seen(bilingual) | {"block": "m1"})
    assert states(client) == ["current", "current", "copied", "current"]


def test_settings_of_a_data_block_are_taken_over(client: TestClient, bilingual: Bilingual) -> None:
    copied(client, bilingual)
    bilingual.write("fi", FINNISH.replace("package=population", "package=older"))
    assert states(client) == ["current", "current", "current", "behind"]
    client.post(f"{SECTION}/translation/currency", data=seen(bilingual) | {"block": "m4"})
    assert states(client) == ["current"] * 4
    assert bilingual.text("sv").document["content"][3]["attrs"]["package"] == "older"


def test_a_block_of_its_own_is_paired_with_a_missing_one(client: TestClient, bilingual: Bilingual) -> None:
    bilingual.write("fi", "Yksi.\n\nKaksi.")
    bilingual.write("sv", "Ett.\n\n> Eget.\n\n- Två.")
    with bilingual.database.write() as session:
        text_id = bilingual.text("sv").id
        assert text_id is not None
        assert bilingual.author.id is not None
        change_text(session, bilingual.author.id, text_id, lambda _text: [AttrStep(0, "id", "eget")])
    assert states(client) == ["extra", "missing", "behind", "extra"]
    bilingual.write("fi", "Yksi.")
    assert states(client) == ["extra", "extra", "extra", "missing"]
    pairing = SWEDISH | {"extra": "eget", "missing": "m1"}
    assert client.post(f"{SECTION}/translation/pairs", data=pairing).status_code == 200
    assert states(client) == ["current", "extra", "extra"]
    assert bilingual.blocks("sv")[0] == ("m1", "Ett.")
    assert client.post(f"{SECTION}/translation/pairs", data=pairing).status_code == 409


def test_nothing_is_done_in_a_frozen_section_or_by_readers(client: TestClient, bilingual: Bilingual) -> None:
    with bilingual.database.write() as session:
        freeze_sections(session, bilingual.report.id or 0)
    for verb, data in (
        ("copies", SWEDISH),
        ("currency", seen(bilingual)),
        ("pairs", SWEDISH | {"extra": "a", "missing": "b"}),
    ):
        assert client.post(f"{SECTION}/translation/{verb}", data=data).status_code == 423
    assert "<form" not in client.get(PAGE).text.split('id="original"')[1].split("sbs__translation")[0]
    signed_in(client, bilingual.reader)
    assert client.post(f"{SECTION}/translation/copies", data=SWEDISH).status_code == 403


@pytest.mark.parametrize("language", ["fi", "en"])
def test_only_translations_are_shown_side_by_side(client: TestClient, bilingual: Bilingual, language: str) -> None:
    assert client.get(f"{SECTION}/side-by-side?language={language}").status_code == 404
    assert client.get(f"{SECTION}/side-by-side", follow_redirects=False).headers["location"] == PAGE


def test_lists_and_heads_tell_which_language_is_behind(client: TestClient, bilingual: Bilingual) -> None:
    copied(client, bilingual)
    client.get(PAGE)
    dashboard = SECTION.split("/sections")[0]
    assert "side-by-side" not in client.get(dashboard).text
    bilingual.write("fi", FINNISH.replace("väkeä", "ihmisiä"))
    assert "alkuteksti on muuttunut" in client.get(dashboard).text
    client.get(PAGE)
    for address in (dashboard, SECTION, f"{SECTION}?language=sv"):
        assert "1 kappale jäljessä" in client.get(address).text


def test_a_report_of_one_language_shows_and_asks_nothing(client: TestClient, bilingual: Bilingual) -> None:
    make_report(bilingual.database, languages=["fi"], slug="yksi")
    asked: list[str] = []
    event.listen(bilingual.database.reader, "before_cursor_execute", lambda *given: asked.append(given[2]))
    page = client.get("/kokkola/yksi/sections/background").text
    assert "side-by-side" not in page
    assert not [statement for statement in asked if "translation" in statement]
    assert client.get("/kokkola/yksi/sections/background/side-by-side").status_code == 404


def test_htmx_gets_the_original_alone(client: TestClient, bilingual: Bilingual) -> None:
    answer = client.post(f"{SECTION}/translation/copies", data=SWEDISH, headers={"HX-Request": "true"})
    assert answer.text.strip().startswith('<div id="original"')
    assert "Kopioitiin 4 kappaletta." in answer.text


def test_each_act_is_recorded_once_with_what_was_translated(client: TestClient, bilingual: Bilingual) -> None:
    client.post(f"{SECTION}/translation/copies", data=SWEDISH)
    with bilingual.database.read() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "translation:copy-missing")).all()
        assert [entry.detail for entry in entries] == [{"language": "sv", "blocks": 4}]
        kept = session.exec(select(Translation)).all()
        assert {row.block_id for row in kept} == {"m1", "m2", "m3", "m4"}
        assert [(row.behind, row.missing) for row in session.exec(select(TranslationState))] == [(0, 3)]
