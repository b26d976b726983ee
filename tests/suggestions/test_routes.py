"""Over HTTP: who may, what comes back, and that no typed word is lost."""

from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from fastapi.testclient import TestClient

from app.sections.service import freeze_sections
from app.suggestions.choosing import Wish
from app.suggestions.models import SuggestionState
from tests.factories.people import make_organisation, make_person, signed_in
from tests.factories.suggestions import WORDS, Desk, paragraph
from tests.support.browse import Browser, opened

HTMX = {"HX-Request": "true"}
NUORET = {"start": "8", "end": "14"}


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """Signed in as the expert."""
    with opened(desk.database, follow_redirects=False) as client:
        yield signed_in(client, desk.expert)


def fields(html: str) -> dict[str, str]:
    """What the form on a page would send as it stands."""
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    sent = {}
    for item in root.iter("input"):
        if item.get("type") != "radio" or item.get("checked") is not None:
            sent[item.get("name", "")] = item.get("value", "")
    return sent | {item.get("name", ""): item.text or "" for item in root.iter("textarea")}


def form_for(client: TestClient, desk: Desk, **place: Any) -> dict[str, str]:
    query = {"language": "fi", "version": str(desk.version), **place}
    answer = client.get(f"{desk.address}/new", params=query, headers=HTMX)
    assert answer.status_code == 200
    return fields(answer.text)


def send(client: TestClient, desk: Desk, form: dict[str, str], **more: Any) -> Any:
    return client.post(desk.address, params={"language": "fi"}, data=form, **more)


def verb(client: TestClient, desk: Desk, path: str, **more: Any) -> Any:
    return client.post(f"{desk.address}/{path}", params={"language": "fi"}, **more)


def test_an_expert_suggests_and_the_author_accepts(client: TestClient, desk: Desk):
    form = form_for(client, desk, **NUORET)
    assert (form["words"], form["seen"]) == ("nuoret", "nuoret")
    answer = send(client, desk, form | {"words": "lapset", "reason": "Koskee myös lapsia."})
    assert answer.status_code == 303
    address, _, made = answer.headers["location"].partition("#suggestion-")
    page = Browser(client)(address)
    assert "Koskee myös lapsia." in page.text
    assert (desk.words, "Hyväksy" in page.text) == (WORDS, False)
    signed_in(client, desk.text.author)
    assert "Hyväksy" in Browser(client)(f"{desk.address}?language=fi").text
    assert verb(client, desk, f"{made}/acceptance").status_code == 303
    assert desk.words == "Kunnan lapset voivat hyvin."


def test_an_expert_never_writes(client: TestClient, desk: Desk):
    one = desk.suggest(8, 14, "lapset")
    for path in (f"{one.id}/acceptance", f"{one.id}/rejection", f"{one.id}/reopening", "acceptance", "rejection"):
        assert verb(client, desk, path).status_code == 403
    assert desk.words == WORDS


def test_who_writes_but_does_not_own_cannot_decide(client: TestClient, desk: Desk):
    owner = make_person(desk.database, "Oona Omistaja", "author", organisation=make_organisation(desk.database))
    one = desk.suggest(8, 14, "lapset")
    with desk.database.write() as session:
        desk.access(session, owner).section.owner_id = owner.id
    signed_in(client, desk.text.author)
    assert verb(client, desk, f"{one.id}/acceptance").status_code == 403
    assert "Hyväksy" not in Browser(client)(f"{desk.address}?language=fi").text
    assert desk.stored(one).state == SuggestionState.OPEN


def test_who_only_reads_sees_suggestions_but_makes_none(client: TestClient, desk: Desk):
    desk.suggest(8, 14, "lapset")
    reader = make_person(desk.database, "Lasse Lukija", "approver", organisation=make_organisation(desk.database))
    signed_in(client, reader)
    assert "Eeva Asiantuntija" in Browser(client)(f"{desk.address}?language=fi").text
    assert client.get(f"{desk.address}/open?language=fi").json()["may_suggest"] is False
    assert client.get(f"{desk.address}/new?language=fi&block=p1").status_code == 403
    assert send(client, desk, {"block": "p1", "wish": "remove-block"}).status_code == 403


def test_the_editor_learns_what_goes_and_what_comes(client: TestClient, desk: Desk):
    desk.suggest(8, 21, "lapset voivat")
    (told,) = client.get(f"{desk.address}/open?language=fi").json()["suggestions"]
    assert (told["author"], told["base"]) == ("Eeva Asiantuntija", "nuoret voivat")
    assert [(piece["what"], piece["text"], piece["size"]) for piece in told["pieces"]] == [
        ("delete", "nuoret", 6),
        ("insert", "lapset", 6),
        ("keep", " voivat", 7),
    ]


def test_words_that_changed_while_the_form_was_open_are_compared(client: TestClient, desk: Desk):
    form = form_for(client, desk, **NUORET)
    desk.accept(desk.suggest(8, 14, "nuorten ryhmät", wish=Wish.CHANGE))
    answer = send(client, desk, form | {"words": "lapset"}, headers=HTMX)
    again = fields(answer.text)
    assert answer.status_code == 409
    assert again["words"] == "lapset"
    assert "nuorten ryhmät" in again["seen"]
    assert send(client, desk, again).status_code == 303
    (told,) = client.get(f"{desk.address}/open?language=fi").json()["suggestions"]
    assert told["base"] == "nuorten ryhmät"


@pytest.mark.parametrize(
    ("typed", "words"),
    [({"words": "nuoret"}, "Kirjoita"), ({"words": " "}, "Kirjoita"), ({"words": "x", "reason": "y" * 1001}, "1000")],
)
def test_a_refused_form_comes_back_as_it_was_typed(client: TestClient, desk: Desk, typed: dict[str, str], words: str):
    answer = send(client, desk, form_for(client, desk, **NUORET) | typed)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert typed.items() <= fields(answer.text).items()


def test_a_frozen_section_gives_the_words_back(client: TestClient, desk: Desk):
    form = form_for(client, desk, **NUORET)
    with desk.database.write() as session:
        freeze_sections(session, desk.text.section.report_id)
    answer = send(client, desk, form | {"words": "lapset ja nuoret"})
    assert answer.status_code == 423
    assert fields(answer.text)["words"] == "lapset ja nuoret"


def test_a_place_that_is_gone_leaves_the_words_for_copying(client: TestClient, desk: Desk):
    form = form_for(client, desk, block="p1") | {"words": "Uusi teksti", "reason": "Siksi."}
    desk.write(paragraph("Aivan muuta", id_="p9"))
    answer = send(client, desk, form)
    assert answer.status_code == 409
    assert "Uusi teksti" in answer.text
    assert "Siksi." in answer.text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"version": "0"},
        {"version": "99", "start": "1", "end": "2"},
        {"version": "1", "start": "1", "end": "999999", "words": "x"},
        {"version": "x", "start": "1", "end": "2"},
        {"block": "p1", "wish": "explode"},
        {"block": "nowhere", "wish": "remove-block"},
        {"block": "p1", "wish": "change", "words": "x"},
    ],
)
def test_nonsense_is_refused(client: TestClient, desk: Desk, form: dict[str, str]):
    assert 400 <= send(client, desk, form).status_code < 500
    assert client.get(f"{desk.address}/open?language=fi").json()["suggestions"] == []


def test_changed_text_is_asked_about(client: TestClient, desk: Desk):
    one = desk.suggest(8, 21, "lapset jaksavat")
    desk.accept(desk.suggest(8, 14, "pojat", by=desk.other))
    signed_in(client, desk.text.author)
    refused = verb(client, desk, f"{one.id}/acceptance")
    assert refused.status_code == 409
    assert "pojat voivat" in refused.text
    assert "Hyväksy silti" in refused.text
    assert verb(client, desk, f"{one.id}/acceptance", data={"anyway": "true"}).status_code == 303
    assert desk.words == "Kunnan lapset jaksavat hyvin."


def test_beside_the_text_the_panel_comes_back_with_what_happened(client: TestClient, desk: Desk):
    one = desk.suggest(8, 14, "lapset")
    other = desk.suggest(22, 27, "huonosti", by=desk.other)
    signed_in(client, desk.text.author)
    answer = verb(client, desk, "acceptance", headers=HTMX)
    assert answer.status_code == 200
    assert "2 ehdotusta hyväksytty." in answer.text
    assert verb(client, desk, f"{one.id}/rejection", headers=HTMX).text.count("Ehdotus on ratkaistu sillä välin.") == 1
    assert verb(client, desk, f"{other.id}/reopening", headers=HTMX).status_code == 200
    assert desk.words == "Kunnan lapset voivat hyvin."
    assert verb(client, desk, "rejection").status_code == 303


def test_an_expert_withdraws_their_own(client: TestClient, desk: Desk):
    one = desk.suggest(8, 14, "lapset")
    other = desk.suggest(22, 27, "huonosti", by=desk.other)
    assert verb(client, desk, f"{other.id}/withdrawal").status_code == 403
    assert verb(client, desk, f"{one.id}/withdrawal").status_code == 303
    assert desk.stored(one).state == SuggestionState.WITHDRAWN


def test_a_suggestion_of_another_section_is_not_found(client: TestClient, desk: Desk):
    one = desk.suggest(8, 14, "lapset")
    signed_in(client, desk.text.author)
    elsewhere = desk.address.replace("background", "population")
    assert client.post(f"{elsewhere}/{one.id}/acceptance?language=fi").status_code == 404
    assert client.get(f"{desk.address}?language=en").status_code == 404


def test_every_kind_and_state_has_its_card(client: TestClient, desk: Desk):
    desk.write(paragraph(WORDS), paragraph("Toinen kappale", id_="p2"), paragraph("Kolmas", id_="p3"))
    for wish in (Wish.CHANGE_BLOCK, Wish.REMOVE_BLOCK, Wish.ADD_BLOCK):
        desk.suggest_block("p2", wish, "Uusi teksti")
    gone = desk.suggest_block("p3", Wish.REMOVE_BLOCK)
    desk.reject(desk.suggest(8, 14, "lapset"))
    desk.accept(gone)
    signed_in(client, desk.text.author)
    text = Browser(client)(f"{desk.address}?language=fi").text
    for words in (
        "uutta kappaletta",
        "poistamista kokonaan",
        "toista tekstiä",
        "Hylkäsi Aino",
        "Hyväksyi Aino",
        "Kumoa",
    ):
        assert words in text


def test_a_page_without_suggestions_says_what_to_do(client: TestClient, desk: Desk):
    page = Browser(client)(f"{desk.address}?language=fi")
    assert "Mitään ei odota ratkaisua. Valitse" in page.text


def test_the_list_of_sections_counts_what_waits(client: TestClient, desk: Desk):
    desk.suggest(8, 14, "lapset")
    desk.reject(desk.suggest(22, 27, "huonosti"))
    assert "1 avoin ehdotus" in Browser(client)(desk.address.partition("/sections")[0]).text
