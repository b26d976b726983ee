"""What a reference can point to, and words looked for in the whole report."""

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from tests.desk.conftest import Kokkola
from tests.factories.people import signed_in
from tests.factories.references import referring, table, write
from tests.support.browse import Browser


@pytest.fixture
def written(database: Database, kokkola: Kokkola) -> Kokkola:
    assert kokkola.author.id is not None
    with database.write() as session:
        write(session, kokkola.report, kokkola.author.id, "population", table("vv1", "Asukkaat Kokkolassa"))
        write(session, kokkola.report, kokkola.author.id, "background", referring("population-vv1"))
    return kokkola


def test_the_places_are_those_of_the_documents(client: TestClient, written: Kokkola) -> None:
    signed_in(client, written.author)
    told = client.get(f"{written.path}/sections/working-age/targets?language=fi").json()
    assert told["own"] == {"anchor": "working-age", "number": "2.1"}
    assert told["forms"] == {"section": "luku %(number)s", "table": "taulukko %(number)s", "figure": "kuvio %(number)s"}
    table_place = {"anchor": "population-vv1", "kind": "table", "number": "2.1", "name": "Asukkaat Kokkolassa"}
    assert table_place in told["places"]
    anchors = [place["anchor"] for place in told["places"]]
    assert anchors.index("population") < anchors.index("population-vv1") < anchors.index("working-age")
    assert client.get(f"{written.path}/sections/working-age/targets?language=en").status_code == 404


@pytest.mark.parametrize(("words", "count"), [("kokkola", 1), ("KOKKOLASSA", 1), ("Ks.", 1), ("poissa", 0), ("%_", 0)])
def test_words_are_found_in_every_section(
    client: TestClient, browse: Browser, written: Kokkola, words: str, count: int
) -> None:
    signed_in(client, written.author)
    page = browse(f"{written.path}/sections/working-age/find?language=fi&q={words.replace('%', '%25')}")
    assert f"{count} osum" in page.text
    hits = [link for link in page.links if "find=" in link]
    assert len(hits) == count
    if words == "kokkola":
        assert hits == [f"{written.path}/sections/population?language=fi&find=kokkola"]
        assert "Asukkaat Kokkolassa" in page.text


@pytest.mark.parametrize("path", ["targets?language=fi", "find?language=fi&q=a"])
def test_only_readers_of_the_report_find_anything(client: TestClient, written: Kokkola, path: str) -> None:
    for person, status in ((written.reader, 403), (written.outsider, 404), (written.author, 200)):
        signed_in(client, person)
        assert client.get(f"{written.path}/sections/background/{path}").status_code == status
