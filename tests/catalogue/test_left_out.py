"""What a report leaves out of the minimum content: counted, given reasons, withdrawn, printed."""

from fastapi.testclient import TestClient
from sqlmodel import select

from app.audit.models import AuditEntry
from app.db import Database
from app.reports.left_out import STOCK_REASONS, left_out_items, minimum_content
from tests.catalogue.conftest import USED, Kokkola, table, write_in
from tests.factories.people import signed_in
from tests.support.browse import Browser

UNRESOLVED = "Taloudellinen huoltosuhde"


def glued(text: str) -> str:
    return "".join(text.split())


def test_the_minimum_content_against_the_report(
    client: TestClient, database: Database, browse: Browser, kokkola: Kokkola
) -> None:
    path = f"{kokkola.path}/left-out"
    signed_in(client, kokkola.coordinator)
    whole = len(minimum_content())
    assert f"{whole - 1}puuttuuilmanperustelua0jätettypoisperustellusti1näkyy" in glued(browse(path).text)
    answer = client.post(path, data={"items": [UNRESOLVED, "sotkanet:3126"], "stock": STOCK_REASONS[0]})
    assert answer.status_code == 200
    client.post(path, data={"items": ["sotkanet:3126"], "stock": STOCK_REASONS[0], "reason": "Oma syy."})
    page = browse(path).text
    assert f"{whole - 3}puuttuuilmanperustelua2jätettypoisperustellusti1näkyy" in glued(page)
    assert "Oma syy." in page
    with database.read() as session:
        printed = left_out_items(session, kokkola.report.id or 0, "sv")
    assert [item.reason for item in printed] == ["Oma syy.", "Källan publicerar ingen siffra för vårt område."]
    assert printed[1].title == UNRESOLVED
    client.post(f"{path}/withdrawal", data={"items": [UNRESOLVED, USED]})
    with database.read() as session:
        assert [item.reason for item in left_out_items(session, kokkola.report.id or 0, "fi")] == ["Oma syy."]
        actions = session.exec(select(AuditEntry.action).where(AuditEntry.subject_type == "report")).all()
    assert actions[-3:] == ["left-out:give", "left-out:give", "left-out:withdraw"]


def test_what_is_shown_after_all_and_what_has_no_figures_is_told(
    client: TestClient, database: Database, browse: Browser, kokkola: Kokkola
) -> None:
    path = f"{kokkola.path}/left-out"
    signed_in(client, kokkola.coordinator)
    client.post(path, data={"items": [USED], "reason": "Turha syy."})
    write_in(database, kokkola.report, "background", [table(package="thl_minimum")])
    page = browse(path).text
    assert "näyttää mittarin sittenkin" in page
    assert "Taulukossa ilman kauden lukuja: 1 Tausta" in page
    client.post(path, data={"groups": ["without-figures", "unresolved"], "reason": "Ei lukuja."})
    assert "0puuttuu" in glued(browse(path).text)


def test_a_refused_form_keeps_what_was_chosen(client: TestClient, kokkola: Kokkola) -> None:
    path = f"{kokkola.path}/left-out"
    signed_in(client, kokkola.coordinator)
    for data, words in (
        ({"items": [UNRESOLVED]}, "Anna perustelu"),
        ({"reason": "Jokin syy"}, "ainakin yksi mittari"),
        ({"items": ["sotkanet:424242"], "reason": "Jokin syy"}, "ainakin yksi mittari"),
        ({"items": [UNRESOLVED], "reason": "x" * 401}, "enintään 400"),
    ):
        answer = client.post(path, data=data)
        assert answer.status_code == 422
        assert words in answer.text
        assert str(data.get("reason", "")) in answer.text
    signed_in(client, kokkola.author)
    assert client.get(path).status_code == 403
