"""The history over HTTP: who may what, comparing, names with and without HTMX, bringing back, what others changed."""

import pytest
from fastapi.testclient import TestClient

from app.i18n import translate
from app.permissions import Role
from app.sections.errors import SectionFrozen, StaleVersion
from app.sections.looks import remember_look
from app.sections.models import TextSnapshot
from app.sections.service import freeze_sections
from tests.factories.people import make_organisation, make_person, signed_in
from tests.history.conftest import Past, blocks, paragraph, typed
from tests.support.browse import Browser

pytestmark = pytest.mark.slow

HTMX = {"HX-Request": "true"}
PAGES = ("", "/compare?from=0&to=now", "/versions/1", "/since", "/authorship", "/authorship/blocks")


@pytest.fixture
def written(past: Past, client: TestClient) -> Past:
    """Two revisions: Aino's two paragraphs, Jukka's word in the first; Aino is signed in."""
    past.write(past.aino_id, 0, blocks(paragraph("Kunta kasvaa.", "a"), paragraph("Toinen.", "b")))
    past.write(past.jukka_id, 20, typed("nopeasti ", 7))
    signed_in(client, past.text.author)
    return past


def test_whoever_reads_the_report_reads_its_history(client: TestClient, written: Past) -> None:
    for role, status in ((Role.REGIONAL_COORDINATOR, 200), (Role.READER, 403)):
        organisation = make_organisation(written.database)
        signed_in(client, make_person(written.database, f"Henkilö {role}", role, organisation=organisation))
        assert {client.get(written.path + page).status_code for page in PAGES} == {status}


def test_only_writers_change_it(client: TestClient, written: Past) -> None:
    organisation = make_organisation(written.database)
    signed_in(client, make_person(written.database, "Siiri", Role.APPROVER, organisation=organisation))
    for verb in ("names", "names/1", "names/1/removal", "restoration"):
        answer = client.post(f"{written.path}/{verb}", data={"name": "x", "version": 1, "seen": 2})
        assert answer.status_code == 403


def test_revisions_are_listed_with_what_can_be_done(client: TestClient, browse: Browser, written: Past) -> None:
    page = browse(written.path)
    assert page.heading == "Historia: 1 Tausta"
    assert page.text.index("Jukka Niemelä") < page.text.index("Aino Kirjoittaja")
    assert f"{written.path}/compare?language=fi&from=1&to=2" in page.links
    assert f"{written.path}/restoration?language=fi&version=1" in page.links
    assert [item.get("value") for item in page.root.iter("input") if item.get("name") == "from"] == ["2", "1", "0"]
    beside = client.get(written.path, headers=HTMX).text
    assert 'type="radio"' not in beside
    assert 'hx-trigger="history-changed from:body"' in beside


def test_an_empty_text_says_so(client: TestClient, browse: Browser, past: Past) -> None:
    signed_in(client, past.text.author)
    assert "Mitään ei ole vielä kirjoitettu." in browse(past.path).text
    assert browse(f"{past.path}/authorship").status == 200


@pytest.mark.parametrize("view", ["inline", "side"])
def test_two_versions_are_compared_with_the_author_of_each_change(
    client: TestClient, browse: Browser, written: Past, view: str
) -> None:
    page = browse(f"{written.path}/compare?language=fi&from=1&to=now&view={view}")
    (added,) = page.root.iter("ins")
    assert "".join(added.itertext()).split() == ["Lisännyt", "Jukka", "Niemelä:", "nopeasti", "lisäys", "päättyy"]
    assert list(page.root.iter("del")) == []
    assert "1 sana lisätty" in page.text
    assert f"{written.path}/restoration?language=fi&version=1" in page.links


def test_the_order_in_which_versions_are_named_does_not_matter(client: TestClient, written: Past) -> None:
    query = f"{written.path}/compare?language=fi&"
    assert client.get(f"{query}from=2&to=1").text.count("<ins>") == client.get(f"{query}from=1&to=2").text.count(
        "<ins>"
    )


def test_without_differences_it_is_said(browse: Browser, written: Past) -> None:
    assert "Versioissa lukee sama teksti." in browse(f"{written.path}/compare?from=now&to=now").text


def test_versions_that_are_not_there(client: TestClient, written: Past) -> None:
    wanted = {"from=9&to=now": 404, "from=1&to=9": 404, "from=x": 422, "from=-1": 422, "": 422, "from=1&view=up": 422}
    assert {query: client.get(f"{written.path}/compare?{query}").status_code for query in wanted} == wanted


def test_what_is_older_than_the_history_is_listed_but_not_compared(client: TestClient, written: Past) -> None:
    with written.database.write() as session:
        begin = session.get_one(TextSnapshot, (written.text.text_id, 0))
        document = begin.document
        session.delete(begin)
        session.flush()
        session.add(TextSnapshot(text_id=written.text.text_id, version=2, document=document, at=begin.at))
    page = client.get(written.path).text
    assert page.count("sanoja ei voi verrata") == 2
    answer = client.get(f"{written.path}/compare?from=1&to=now")
    assert (answer.status_code, "historia ei ulotu" in answer.text) == (404, True)


def test_a_version_is_read_as_it_was(browse: Browser, written: Past) -> None:
    assert "Kunta kasvaa." in browse(f"{written.path}/versions/1").text
    assert browse(f"{written.path}/versions/7").status == 404


def test_a_name_is_given_with_and_without_htmx(client: TestClient, browse: Browser, written: Past) -> None:
    answer = client.post(f"{written.path}/names?language=fi", data={"name": "Luonnos"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{written.path}?language=fi")
    page = client.post(f"{written.path}/names?language=fi", data={"name": "Alku", "version": 1}, headers=HTMX).text
    assert "Luonnos" in page
    assert "Alku" in page
    named = next(
        item.get("action") for item in browse(written.path).root.iter("form") if "/removal" in str(item.get("action"))
    )
    renaming = str(named).replace("/removal", "")
    assert client.post(renaming, data={"name": "Uusi nimi"}).status_code == 200
    assert "Uusi nimi" in browse(written.path).text
    assert "Uusi nimi" not in client.post(str(named)).text


def test_a_refused_name_comes_back_as_it_was_typed(client: TestClient, written: Past) -> None:
    name = "x" * 121
    for headers in ({}, HTMX):
        answer = client.post(f"{written.path}/names?language=fi", data={"name": name}, headers=headers)
        assert answer.status_code == 422
        assert f'value="{name}"' in answer.text
        assert "Nimessä on yli 120 merkkiä." in answer.text


def test_an_earlier_version_is_brought_back_after_a_look(client: TestClient, browse: Browser, written: Past) -> None:
    page = browse(f"{written.path}/restoration?language=fi&version=1")
    assert "1 sana poistettu" in page.text
    form = {"version": "1", "seen": "2"}
    answer = client.post(f"{written.path}/restoration?language=fi", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert "Aiempi versio palautettu" in browse(written.path).text
    assert "sama teksti" in browse(f"{written.path}/compare?from=1&to=now").text


def test_what_came_meanwhile_is_seen_before_anything_comes_back(client: TestClient, written: Past) -> None:
    written.write(written.jukka_id, 40, typed("Ensin: "))
    answer = client.post(f"{written.path}/restoration?language=fi", data={"version": 1, "seen": 2})
    assert answer.status_code == 409
    assert translate("fi", StaleVersion.message) in answer.text
    assert 'name="seen" value="3"' in answer.text


def test_a_frozen_section_is_not_brought_back(client: TestClient, written: Past) -> None:
    with written.database.write() as session:
        freeze_sections(session, written.text.section.report_id)
    answer = client.post(f"{written.path}/restoration", data={"version": 1, "seen": 2})
    assert (answer.status_code, translate("fi", SectionFrozen.message) in answer.text) == (423, True)
    page = client.get(f"{written.path}/restoration?version=1").text
    assert "Aiempia versioita voi lukea mutta ei palauttaa." in page
    assert ">Palauta<" not in page


def look(past: Past, user_id: int, version: int) -> None:
    with past.database.write() as session:
        remember_look(session, user_id, past.text.text_id, version)


def test_one_is_told_what_others_changed_since_one_looked(client: TestClient, written: Past) -> None:
    address = f"{written.path}/since?language=fi"
    assert client.get(address).text.strip() == ""
    look(written, written.aino_id, 1)
    told = client.get(address).text
    assert "1 kappale on muuttunut" in told
    assert "Jukka Niemelä" in told
    assert f"{written.path}/compare?language=fi&amp;from=1&amp;to=now" in told


def test_ones_own_changes_and_none_are_no_news(client: TestClient, written: Past) -> None:
    address = f"{written.path}/since?language=fi"
    look(written, written.jukka_id, 1)
    signed_in(client, written.jukka)
    assert client.get(address).text.strip() == ""
    signed_in(client, written.text.author)
    look(written, written.aino_id, 2)
    assert client.get(address).text.strip() == ""


def test_every_paragraph_has_its_writers(client: TestClient, browse: Browser, written: Past) -> None:
    page = browse(f"{written.path}/authorship?language=fi").text
    assert "Viimeksi muuttanut Jukka Niemelä" in page
    told = client.get(f"{written.path}/authorship/blocks?language=fi").json()
    assert told == {
        "version": 2,
        "blocks": [
            {"id": "a", "names": ["Aino Kirjoittaja", "Jukka Niemelä"]},
            {"id": "b", "names": ["Aino Kirjoittaja"]},
        ],
    }


def test_each_language_has_its_own_history(client: TestClient, written: Past) -> None:
    assert "Jukka" not in client.get(f"{written.path}?language=sv").text
    assert client.get(f"{written.path}?language=en").status_code == 404
