"""Comments over HTTP: who may, what comes back with and without JavaScript, and no typed word lost."""

import pytest
from fastapi.testclient import TestClient

from app.comments import service
from app.comments.models import Thread
from app.i18n import translate
from app.permissions import Role
from app.rendering.prose_inlines import inline_runs
from app.sections.errors import PlaceGone
from app.sections.queries import text_body
from app.sections.service import freeze_sections
from tests.comments.conftest import Talk
from tests.factories.people import make_organisation, make_person, signed_in

pytestmark = pytest.mark.slow

HTMX = {"HX-Request": "true"}
FORM = {"version": "1", "start": "10", "end": "16"}


def verbs(thread: Thread, comment: int) -> list[str]:
    return [
        "",
        *(f"/{thread.key}/{verb}" for verb in ("replies", "resolution", "reopening")),
        *(f"/{thread.key}/{comment}/{verb}" for verb in ("wording", "removal")),
    ]


def test_who_may(client: TestClient, talk: Talk):
    kokkola, kaustinen = make_organisation(talk.database), make_organisation(talk.database, "kaustinen", "KU236")
    thread = talk.start(talk.jukka, "Milloin?")
    (comment,) = talk.comments()
    for name, role, place, status in (
        ("Lauri Lukija", Role.READER, kokkola, 403),
        ("Kaisa Kaustinen", Role.COORDINATOR, kaustinen, 404),
    ):
        signed_in(client, make_person(talk.database, name, role, organisation=place))
        for address in ("", "/places"):
            assert client.get(talk.path + address).status_code == status
        for address in verbs(thread, comment.id or 0):
            assert client.post(talk.path + address, data={"body": "x", **FORM}).status_code == status
    assert [(comment.body, comment.edited_at) for comment in talk.comments()] == [("Milloin?", None)]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "beside"])
def test_the_whole_talk_by_forms(client: TestClient, talk: Talk, headers: dict[str, str]):
    signed_in(client, talk.jukka)

    def post(address: str, **data: str) -> str:
        answer = client.post(f"{talk.path}{address}?language=fi", data=data, headers=headers)
        assert answer.status_code == 200
        return answer.text

    assert "<q>kasvoi</q>" in post("", body="Milloin <b>siis</b>?\n@Aino Kirjoittaja", **FORM)
    page = client.get(f"{talk.path}?show=mine").text
    assert 'Milloin &lt;b&gt;siis&lt;/b&gt;?\n<b class="mention">@Aino Kirjoittaja</b>' in page
    (thread,) = talk.page(talk.jukka).threads
    assert "Vuonna 2020." in post(f"/{thread.key}/replies", body="Vuonna 2020.")
    reply = talk.comments()[1]
    assert "muokattu" in post(f"/{thread.key}/{reply.id}/wording", body="Vuonna 2021.")
    assert "Ei avoimia kommentteja" in post(f"/{thread.key}/resolution")
    assert "0 avointa, 1 ratkaistu" in client.get(talk.path).text
    assert "1 avoin, 0 ratkaistua" in post(f"/{thread.key}/reopening", show="resolved")
    assert "Vuonna 2021." not in post(f"/{thread.key}/{reply.id}/removal")


def test_only_beside_the_text_htmx_sends_the_forms(client: TestClient, talk: Talk):
    signed_in(client, talk.jukka)
    talk.start(talk.jukka, "Milloin?")
    assert "hx-post" not in client.get(talk.path).text
    assert client.get(talk.path, headers=HTMX).text.count("hx-post") == 5


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "beside"])
def test_what_cannot_be_kept_comes_back_as_typed(client: TestClient, talk: Talk, headers: dict[str, str]):
    signed_in(client, talk.jukka)
    thread = talk.start(talk.aino, "Milloin?")
    talk.step({"stepType": "replace", "from": 1, "to": 25})

    def refused(address: str, status: int, **data: str) -> str:
        answer = client.post(f"{talk.path}{address}", data={"body": "Sanani & muuta", **data}, headers=headers)
        assert answer.status_code == status
        assert "Sanani &amp; muuta" in answer.text
        return answer.text

    assert translate("fi", PlaceGone.message) in refused("", 409, **{**FORM, "version": "2"})
    assert "Tämä keskustelu on sillä välin poistettu" in refused("/ei-ole/replies", 409)
    with talk.database.write() as session:
        freeze_sections(session, talk.text.report.id or 0)
    assert "jäädytetty" in refused("", 423, **FORM)
    long = client.post(f"{talk.path}/{thread.key}/replies", data={"body": "y" * 3001}, headers=headers)
    assert long.status_code == 422
    assert "y" * 3001 in long.text
    assert len(talk.comments()) == 1


def test_a_language_that_the_report_is_not_written_in(client: TestClient, talk: Talk):
    signed_in(client, talk.jukka)
    assert [client.get(f"{talk.path}?language={code}").status_code for code in ("sv", "en", "xx")] == [200, 404, 422]
    assert f'href="{talk.path}?language=fi" lang="fi"' in client.get(f"{talk.path}?language=sv").text


def test_the_editor_is_told_where_conversations_hang(client: TestClient, talk: Talk):
    signed_in(client, talk.jukka)
    first, second = talk.start(talk.jukka, "Yksi"), talk.start(talk.jukka, "Kaksi", "laski")
    talk.say(talk.jukka, service.resolve, first.key)
    found = client.get(f"{talk.path}/places?language=fi").json()["threads"]
    assert [(item["key"], item["block"], item["open"]) for item in found] == [
        (first.key, "", False),
        (second.key, "", True),
    ]


def test_the_section_list_counts_open_conversations(client: TestClient, talk: Talk):
    signed_in(client, talk.jukka)
    talk.start(talk.jukka, "Yksi")
    talk.start(talk.jukka, "Kaksi", "laski")
    desk = talk.path.removesuffix("/comments")
    for page in (desk, desk.split("/sections/")[0]):
        assert client.get(page).text.count("2 avointa kommenttia") == 1


def test_outputs_never_show_that_something_was_commented(client: TestClient, talk: Talk):
    """A document of a text with comments has the same runs as one without."""
    with talk.database.read() as session:
        plain = text_body(session, talk.text.text_id)
    talk.start(talk.jukka, "Salainen huomio")
    with talk.database.read() as session:
        commented = text_body(session, talk.text.text_id)
    assert commented != plain
    runs = [inline_runs(body["content"][0]["content"], None, lambda _node: None) for body in (plain, commented)]
    assert runs[0] == runs[1]
    assert len(runs[0]) == 1
