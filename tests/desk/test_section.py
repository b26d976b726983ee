"""The section's page: who sees what, which buttons there are, guidance, languages, frozen sections."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from app.db import Database
from app.i18n import translate
from app.sections.errors import SectionFrozen
from app.sections.models import SectionState
from app.sections.service import freeze_sections
from tests.desk.conftest import Kokkola
from tests.desk.test_dashboard import change
from tests.factories.people import signed_in
from tests.support.browse import Browser

S = SectionState
VERBS = ("readiness", "reopening", "acceptance", "return")


def verbs_on(page: str) -> set[str]:
    return {verb for verb in VERBS if f"/sections/background/{verb}" in page}


BUTTONS = [
    ("author", S.NOT_STARTED, {"readiness"}),
    ("author", S.WRITING, {"readiness"}),
    ("author", S.READY, {"reopening"}),
    ("author", S.ACCEPTED, set()),
    ("author", S.RETURNED, {"readiness"}),
    ("coordinator", S.WRITING, {"readiness"}),
    ("coordinator", S.READY, {"reopening", "acceptance", "return"}),
    ("coordinator", S.ACCEPTED, {"reopening", "return"}),
    ("secretary", S.READY, set()),
]


@pytest.mark.parametrize(("person", "state", "verbs"), BUTTONS)
def test_the_buttons_are_those_that_work(
    client: TestClient, database: Database, kokkola: Kokkola, person: str, state: SectionState, verbs: set[str]
) -> None:
    change(database, kokkola, "background", state=state)
    signed_in(client, kokkola.people()[person])
    page = client.get(f"{kokkola.path}/sections/background").text
    assert verbs_on(page) == verbs
    writes = state in (S.NOT_STARTED, S.WRITING, S.RETURNED) and person != "secretary"
    assert f'data-editable="{"true" if writes else "false"}"' in page


@pytest.mark.parametrize(("person", "status"), [("reader", 403), ("outsider", 404)])
def test_who_may_not_see_it(client: TestClient, kokkola: Kokkola, person: str, status: int) -> None:
    signed_in(client, kokkola.people()[person])
    assert client.get(f"{kokkola.path}/sections/background").status_code == status


def test_the_page_guides_with_the_reports_own_template(client: TestClient, browse: Browser, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.author)
    page = browse(f"{kokkola.path}/sections/working-age")
    assert page.heading == "2.1 Työikäiset"
    answer = client.get(f"{kokkola.path}/sections/working-age").text
    for words in ("Mitä osiosta Työikäiset kerrotaan?", "Vertaa hyvinvointialueeseen.", "Noin 400 sanaa"):
        assert words in answer


def test_the_tree_shows_every_section_and_where_one_is(client: TestClient, browse: Browser, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.author)
    page = browse(f"{kokkola.path}/sections/population")
    keys = ["summary", "background", "population", "working-age", "approval"]
    assert [link for link in page.links if "/sections/" in link and "?" not in link] == [
        f"{kokkola.path}/sections/{key}" for key in keys
    ]
    current = [item.get("href") for item in page.root.iter("a") if item.get("aria-current") == "page"]
    assert current == [f"{kokkola.path}/sections/population"]


def test_the_text_has_its_languages_and_no_others(client: TestClient, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.author)
    address = f"{kokkola.path}/sections/background"
    assert 'data-language="fi"' in client.get(address).text
    assert 'data-language="sv"' in client.get(f"{address}?language=sv").text
    assert client.get(f"{address}?language=en").status_code == 404


def test_why_it_came_back_stands_in_the_section(client: TestClient, database: Database, kokkola: Kokkola) -> None:
    change(database, kokkola, "background", state=S.RETURNED, return_reason="Lisää vertailu <maahan>.")
    signed_in(client, kokkola.author)
    assert "Lisää vertailu &lt;maahan&gt;." in client.get(f"{kokkola.path}/sections/background").text


def test_a_frozen_section_is_for_reading(client: TestClient, database: Database, kokkola: Kokkola) -> None:
    with database.write() as session:
        freeze_sections(session, kokkola.report.id or 0)
    signed_in(client, kokkola.coordinator)
    page = client.get(f"{kokkola.path}/sections/background").text
    assert translate("fi", SectionFrozen.message) in page
    assert 'data-editable="false"' in page
    assert verbs_on(page) == set()


def test_the_section_that_fills_itself_may_be_introduced_but_not_accepted(client: TestClient, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.coordinator)
    page = client.get(f"{kokkola.path}/sections/approval").text
    assert 'data-editable="true"' in page
    assert f'action="{kokkola.path}/sections/approval/' not in page


def test_the_page_asks_few_questions_of_the_database(client: TestClient, kokkola: Kokkola, database: Database) -> None:
    signed_in(client, kokkola.coordinator)
    address = f"{kokkola.path}/sections/background"
    client.get(address)
    asked: list[str] = []
    event.listen(database.reader, "before_cursor_execute", lambda *given: asked.append(given[2]))
    client.get(address)
    assert len(asked) <= 14, asked
