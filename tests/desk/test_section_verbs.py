"""The buttons of a section: by role, with and without JavaScript, refused forms kept as typed."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app.clock import today
from app.db import Database
from app.i18n import translate
from app.sections.errors import SectionFrozen
from app.sections.models import SectionState
from app.sections.service import freeze_sections
from tests.desk.conftest import Kokkola
from tests.desk.test_dashboard import change
from tests.factories.people import signed_in
from tests.factories.reports import section_of

pytestmark = pytest.mark.slow

HTMX = {"HX-Request": "true"}
S = SectionState
STARTS = {
    "assignment": S.WRITING,
    "readiness": S.WRITING,
    "reopening": S.READY,
    "acceptance": S.READY,
    "return": S.READY,
}
ENDS = {
    "assignment": S.WRITING,
    "readiness": S.READY,
    "reopening": S.WRITING,
    "acceptance": S.ACCEPTED,
    "return": S.RETURNED,
}
MAY = {
    "coordinator": set(STARTS),
    "author": {"readiness", "reopening"},
    "reader": set(),
    "secretary": set(),
    "outsider": set(),
}


@pytest.mark.parametrize("verb", list(STARTS))
@pytest.mark.parametrize("person", list(MAY))
def test_every_verb_by_everybody(
    client: TestClient, database: Database, kokkola: Kokkola, person: str, verb: str
) -> None:
    change(database, kokkola, "background", state=STARTS[verb])
    signed_in(client, kokkola.people()[person])
    answer = client.post(
        f"{kokkola.path}/sections/background/{verb}", data={"reason": "Lisää luvut."}, follow_redirects=False
    )
    may = verb in MAY[person]
    assert answer.status_code == (303 if may else 404 if person == "outsider" else 403)
    assert section_of(database, kokkola.report, "background").state == (ENDS if may else STARTS)[verb]


def test_an_author_does_not_take_back_what_was_accepted(
    client: TestClient, database: Database, kokkola: Kokkola
) -> None:
    change(database, kokkola, "background", state=S.ACCEPTED)
    for person, status in ((kokkola.author, 403), (kokkola.coordinator, 303)):
        signed_in(client, person)
        address = f"{kokkola.path}/sections/background/reopening"
        assert client.post(address, follow_redirects=False).status_code == status


def test_without_javascript_one_returns_to_where_the_button_was(
    client: TestClient, database: Database, kokkola: Kokkola
) -> None:
    signed_in(client, kokkola.coordinator)
    address = f"{kokkola.path}/sections/background"
    places = []
    for verb, data in (("readiness", {}), ("acceptance", {"view": "section", "language": "sv"})):
        answer = client.post(f"{address}/{verb}", data=data, follow_redirects=False)
        places.append(answer.headers["location"])
    assert places == [f"{kokkola.path}#section-background", f"{address}?language=sv"]


def test_with_htmx_the_row_comes_back_with_all_that_follows(client: TestClient, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.coordinator)
    due = today() + timedelta(days=30)
    data = {"owner_id": str(kokkola.author.id), "due_on": due.isoformat()}
    answer = client.post(f"{kokkola.path}/sections/background/assignment", data=data, headers=HTMX)
    assert answer.status_code == 200
    assert answer.headers["vary"] == "HX-Request"
    assert answer.text.lstrip().startswith('<tbody id="section-background">')
    assert "<html" not in answer.text
    assert "Aino Kirjoittaja" in answer.text
    for target in ("#progress", "#todo", "#status"):
        assert f'hx-target="{target}"' in answer.text


def test_owner_and_date_are_saved_and_taken_away(client: TestClient, database: Database, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.coordinator)
    address, due = f"{kokkola.path}/sections/background/assignment", today() + timedelta(days=30)
    client.post(address, data={"owner_id": str(kokkola.author.id), "due_on": due.isoformat()})
    section = section_of(database, kokkola.report, "background")
    assert (section.owner_id, section.due_on) == (kokkola.author.id, due)
    client.post(address, data={"owner_id": "", "due_on": ""})
    section = section_of(database, kokkola.report, "background")
    assert (section.owner_id, section.due_on) == (None, None)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"owner_id": "", "due_on": "eilen"}, "päivä, kuukausi ja vuosi"),
        ({"owner_id": "", "due_on": "1999-01-01"}, "kahden vuoden"),
        ({"owner_id": "999999999999", "due_on": ""}, "Valitse joku"),
        ({"owner_id": "x", "due_on": ""}, "Valitse joku"),
    ],
)
def test_a_refused_panel_stays_open_as_it_was_typed(
    client: TestClient,
    database: Database,
    kokkola: Kokkola,
    headers: dict[str, str],
    typed: dict[str, str],
    words: str,
) -> None:
    signed_in(client, kokkola.coordinator)
    answer = client.post(f"{kokkola.path}/sections/background/assignment", data=typed, headers=headers)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{typed["due_on"]}"' in answer.text
    section = section_of(database, kokkola.report, "background")
    assert (section.owner_id, section.due_on) == (None, None)


def test_half_a_refused_panel_is_not_saved(client: TestClient, database: Database, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.coordinator)
    data = {"owner_id": str(kokkola.reader.id), "due_on": today().isoformat()}
    assert client.post(f"{kokkola.path}/sections/background/assignment", data=data).status_code == 422
    assert section_of(database, kokkola.report, "background").due_on is None


def test_returning_without_a_reason_asks_for_it(client: TestClient, database: Database, kokkola: Kokkola) -> None:
    change(database, kokkola, "background", state=S.READY)
    signed_in(client, kokkola.coordinator)
    answer = client.post(f"{kokkola.path}/sections/background/return", data={"reason": " "})
    assert answer.status_code == 422
    assert "miksi osio palaa" in answer.text
    assert section_of(database, kokkola.report, "background").state == S.READY


def test_a_frozen_section_says_so(client: TestClient, database: Database, kokkola: Kokkola) -> None:
    with database.write() as session:
        freeze_sections(session, kokkola.report.id or 0)
    signed_in(client, kokkola.author)
    answer = client.post(f"{kokkola.path}/sections/background/readiness")
    assert answer.status_code == 423
    assert translate("fi", SectionFrozen.message) in answer.text


@pytest.mark.parametrize("key", ["no-such", "X", "a" * 60, "..%2f"])
def test_a_section_that_is_not_there(client: TestClient, kokkola: Kokkola, key: str) -> None:
    signed_in(client, kokkola.coordinator)
    assert client.post(f"{kokkola.path}/sections/{key}/readiness").status_code == 404
