"""Over HTTP: finding a figure to cite, what a restatement and a wrong claim look like, and deciding on sentences."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlmodel import col, select

from app.audit.models import AuditEntry
from app.db import Database
from app.document import plain_text
from app.figures.models import ClaimWaiver
from app.indicators.service import replace_series
from app.organisations.service import load_regions
from app.sections.models import SectionText
from app.sections.server_steps import replace_document
from app.sections.service import freeze_sections
from tests.factories.indicators import make_indicator, make_observations
from tests.factories.people import make_organisation, signed_in
from tests.factories.texts import OpenText, make_text
from tests.support.browse import Browser

KEY = "sotkanet:181"
FIRST = {("KU272", 2021): 9.0, ("KU272", 2024): 8.2, ("KU272", 2025): 1234.5, ("SSS", 2024): 9.4, ("KU743", 2024): 7.7}
HTMX = {"HX-Request": "true"}
WRONG = "Työttömyys kasvoi vuodesta 2021: vuonna 2024 osuus oli 8,2 prosenttia."


def token(**changes: Any) -> dict[str, Any]:
    figure = {"indicator": KEY, "region": "KU272", "period": "2024", "value": 8.2, "fetched_on": "", "text": "8,2"}
    return {
        "type": "figure_token",
        "attrs": figure | changes,
        "marks": [{"type": "comment", "attrs": {"thread": "c1"}}],
    }


def paragraph(id_: str, *content: Any) -> dict[str, Any]:
    runs = [{"type": "text", "text": run} if isinstance(run, str) else run for run in content]
    return {"type": "paragraph", "attrs": {"id": id_}, "content": runs}


DOCUMENT = {
    "type": "doc",
    "content": [
        paragraph("a", "Työttömiä oli vuonna 2024 ", token(text="8,2\u00a0%"), ". Se on tiedossa."),
        paragraph("b", WRONG.split("8,2")[0], token(), " prosenttia."),
        paragraph("c", "Muualla ", token(indicator="own:9", text="3"), " prosenttia."),
    ],
}


def store(database: Database, value: float | None = 8.2) -> None:
    figures = {place: figure for place, figure in {**FIRST, ("KU272", 2024): value}.items() if figure is not None}
    with database.write() as session:
        titles = {
            "title_fi": "Työttömät, % työvoimasta",
            "title_sv": "Arbetslösa, %",
            "search_words": "tyottomat arbetslosa",
        }
        indicator = make_indicator(KEY, unit_fi="%", unit_sv="%", decimals=1, **titles)
        replace_series(session, indicator, make_observations(KEY, figures))


@pytest.fixture
def written(database: Database) -> OpenText:
    """A text that cites a figure rightly, one with a wrong claim, and one of an indicator of somebody else's."""
    with database.write() as session:
        load_regions(session)
    store(database)
    text = make_text(database)
    other = make_organisation(database, "kaustinen", "KU236")
    with database.write() as session:
        foreign = make_indicator("own:9", title_fi="Oma", organisation_id=other.id)
        replace_series(session, foreign, make_observations("own:9", {("KU272", 2024): 3.0}))
        replace_document(session, text.author_id, text.text_id, DOCUMENT)
    return text


@pytest.fixture
def address(written: OpenText) -> str:
    return written.address.partition("/live")[0] + "/figures"


@pytest.fixture
def author(client: TestClient, written: OpenText) -> TestClient:
    client.follow_redirects = False
    return signed_in(client, written.author)


def marks(author: TestClient, address: str) -> dict[str, Any]:
    found: dict[str, Any] = author.get(f"{address}/marks", params={"language": "fi"}).json()
    return found


def words_of(database: Database, written: OpenText) -> str:
    with database.read() as session:
        return plain_text(session.get_one(SectionText, written.text_id).document)


def actions(database: Database) -> list[str]:
    """What was written down of figures and claims."""
    with database.read() as session:
        found = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()
    return [action for action in found if action.split(":")[0] in ("figure", "claim")]


def test_a_figure_is_found_by_words_and_given_with_its_regions_and_periods(author: TestClient, address: str):
    found = author.get(f"{address}/found", params={"words": "Työttömät"}).json()
    assert [(hit["key"], hit["newest"], hit["period"]) for hit in found["found"]] == [
        (KEY, "1\u202f234,5\u00a0%", "2025")
    ]
    assert author.get(f"{address}/found", params={"words": "arbetslösa"}).json()["total"] == 1
    assert author.get(f"{address}/found").json()["total"] == 1, "those that the text cites"
    series = author.get(f"{address}/series", params={"indicator": KEY}).json()
    regions = {region["code"]: region["points"] for region in series["regions"]}
    assert list(regions)[:2] == ["KU272", "HVA18"]
    assert regions["SSS"] == [{"period": "2024", "when": "2024", "value": 9.4, "text": "9,4"}]
    assert [point["period"] for point in regions["KU272"]] == ["2025", "2024", "2021"]
    assert "KU743" in {other["code"] for other in series["others"]}
    more = author.get(f"{address}/series", params={"indicator": KEY, "region": "KU743"}).json()
    assert more["regions"][-1]["points"][0]["text"] == "7,7"
    for unknown in ("own:9", "sotkanet:1"):
        assert author.get(f"{address}/series", params={"indicator": unknown}).status_code == 404


def test_a_wrong_claim_is_marked_where_it_stands_and_let_stand_with_a_reason(
    author: TestClient, address: str, database: Database
):
    told = marks(author, address)
    [claim] = told["claims"]
    start = len("Työttömiä oli vuonna 2024 . Se on tiedossa.") + 1 + 2 + 1 + len("Työttömyys ")
    assert (claim["from"], claim["to"]) == (start, start + len("kasvoi"))
    assert claim["points"] == [["2021", "9,0"], ["2024", "8,2"], ["2025", "1\u202f234,5"]]
    assert [change["told"] for change in told["changed"]] == ["Mittaria ei tunneta täällä: lukua ei voi tarkistaa"]
    page = Browser(author)(f"{address}?language=fi")
    assert WRONG in page.text
    assert "9,0 (2021) → 8,2 (2024)" in page.text
    waiver = f"{address}/sentences/{claim['key']}/waiver"
    assert author.post(waiver, data={"reason": " "}).status_code == 422
    assert author.post(waiver, data={"reason": "Kasvoi ensin."}).headers["location"] == f"{address}?language=fi"
    assert marks(author, address)["claims"] == []
    page = Browser(author)(f"{address}?language=fi")
    for shown in ("Kasvoi ensin.", "Aino Kirjoittaja", "Tarkista uudelleen"):
        assert shown in page.text
    gone = author.post(waiver.replace(claim["key"], "0" * 64), data={"reason": "Kirjoitettu perustelu"})
    assert gone.status_code == 409
    assert "Kirjoitettu perustelu" in gone.text, "what was typed is not lost"
    with database.read() as session:
        [kept] = session.exec(select(ClaimWaiver.id)).all()
    assert author.post(f"{address}/waivers/{kept}/withdrawal", headers=HTMX).status_code == 200
    assert len(marks(author, address)["claims"]) == 1
    assert actions(database) == ["claim:waive", "claim:withdraw"]


def test_many_cited_figures_are_as_few_queries_as_one(
    author: TestClient, address: str, database: Database, written: OpenText
):
    asked: list[str] = []
    event.listen(database.reader, "before_cursor_execute", lambda *given: asked.append(given[2]))
    marks(author, address)
    few = len(asked)
    with database.write() as session:
        many = [paragraph(f"m{number}", "Osuus oli ", token(), " prosenttia.") for number in range(30)]
        replace_document(session, written.author_id, written.text_id, {"type": "doc", "content": many})
    asked.clear()
    assert len(marks(author, address)["sentences"]) == 30
    assert len(asked) <= few


def test_a_restated_figure_is_accepted_sentence_by_sentence(
    author: TestClient, address: str, database: Database, written: OpenText
):
    store(database, 8.7)
    told = marks(author, address)
    assert [change["told"] for change in told["changed"]][:2] == [
        "Lähde on muuttanut lukua: 8,2\u00a0% → 8,7\u00a0%",
        "Lähde on muuttanut lukua: 8,2 → 8,7",
    ]
    page = Browser(author)(f"{address}?language=fi")
    assert "3 virkettä viittaa lukuun, joka on muuttunut" in page.text
    first = told["changed"][0]["key"]
    answer = author.post(f"{address}/sentences/{first}/acceptance", headers=HTMX)
    assert "Virkkeessä on uusi luku." in answer.text
    assert "vuonna 2024 8,7\u00a0%. Se" in words_of(database, written)
    assert "oli 8,2 prosenttia" in words_of(database, written)
    assert author.post(f"{address}/sentences/{first}/acceptance").status_code == 409
    assert author.post(f"{address}/acceptance").status_code == 303
    assert "oli 8,7 prosenttia" in words_of(database, written)
    with database.read() as session:
        content = session.get_one(SectionText, written.text_id).document["content"]
    assert content[0]["content"][1] == token(text="8,7\u00a0%", value=8.7, fetched_on="2026-08-03")
    assert actions(database) == ["figure:accept", "figure:accept"]


def test_a_changed_figure_is_kept_until_it_changes_again_and_a_frozen_text_stays(
    author: TestClient, address: str, database: Database, written: OpenText
):
    store(database, 8.7)
    key = marks(author, address)["changed"][0]["key"]
    assert author.post(f"{address}/sentences/{key}/keeping", data={"reason": "Vanha luku"}).status_code == 303
    assert key not in {change["key"] for change in marks(author, address)["changed"]}
    author.post(f"{address}/acceptance")
    assert "8,2\u00a0%" in words_of(database, written), "accepting all leaves it"
    store(database, None)
    gone = next(change for change in marks(author, address)["changed"] if change["key"] == key)
    assert gone["told"] == "Lähteessä ei enää ole tätä lukua"
    with database.write() as session:
        freeze_sections(session, written.report.id or 0)
    assert author.post(f"{address}/sentences/{key}/keeping", data={"reason": "x"}).status_code == 423
    assert "Jätä ennalleen" not in Browser(author)(f"{address}?language=fi").text
