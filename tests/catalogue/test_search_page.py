"""Finding indicators and opening one."""

from datetime import UTC, datetime

from fastapi.testclient import TestClient
from sqlalchemy import event

from app.db import Database
from app.indicators.models import Doubt, Fetch, FetchOutcome, IndicatorAbout, Observation
from tests.catalogue.conftest import LISTED, USED, Kokkola, table, write_in
from tests.factories.people import signed_in
from tests.support.browse import Browser

NOW = datetime(2026, 9, 1, tzinfo=UTC)
LIST = "/kokkola/indicators"
PAGE = f"{LIST}/sotkanet/181"


def test_the_list_is_searched_and_narrowed(client: TestClient, browse: Browser, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.author)
    everything = browse(LIST)
    assert everything.heading == "Mittarit"
    assert f"{LIST}/sotkanet/9991" in everything.links
    for query, here in (
        ("q=arbetslosa+tyovoimasta", True),  # words of two languages, without diacritics
        ("q=181", True),
        ("q=arbetslosa+kukka", False),
        ("own=true", True),
        ("theme=work", True),
        ("theme=health", False),
        ("life=older", False),
        ("package=working_age&source=sotkanet", True),
        ("package=children", False),
        ("source=statfin", False),
        ("theme=nonsense&page=-5", True),
    ):
        assert (PAGE in browse(f"{LIST}?{query}").links) is here, query
    nothing = browse(f"{LIST}?q=kukkaruukku")
    assert "Yksikään mittari ei vastaa hakua" in nothing.text
    assert LIST in nothing.links, "the way back to all of them"
    unresolved = browse(f"{LIST}?package=hyte_coefficient_2026").text
    assert "18 paketin mittaria on vahvistamatta" in unresolved
    assert client.get(f"{LIST}?q={'x' * 200}").status_code == 422


def add_particulars(database: Database) -> None:
    """What the source says, a failed attempt, a doubt, a masked figure and one of a population group."""
    with database.write() as session:
        session.add(
            IndicatorAbout(indicator_key=USED, language="fi", description="Eka.\n\nToka.", limits="<b>Raja</b>")
        )
        fetch = Fetch(
            indicator_key=USED, started_at=NOW, finished_at=NOW, outcome=FetchOutcome.SILENT, reason="no answer"
        )
        session.add(fetch)
        session.flush()
        assert fetch.id is not None
        place = {"indicator_key": USED, "region_code": "KU272", "period_sort": 202412, "period": "2024"}
        masked = {"indicator_key": USED, "region_code": "KU743", "period_sort": 202312, "period": "2023"}
        session.add(Observation(absence="masked", **masked))
        groups = {"region_code": "KU272", "period_sort": 202412, "period": "2024", "population_group": "female"}
        session.add(Observation(indicator_key=USED, value=6.4, **groups))
        session.add(Doubt(fetch_id=fetch.id, rule="jump", before=9.0, after=12.0, at=NOW, **place))


def test_an_indicators_page_tells_everything(
    client: TestClient, database: Database, browse: Browser, kokkola: Kokkola
) -> None:
    add_particulars(database)
    signed_in(client, kokkola.coordinator)
    page = browse(PAGE)
    for words in (
        "Kokkola 12,0 % 2024",
        "+3,0 %-yks.",  # since 2021, judged as a block judges it
        "heikentynyt",
        "Keski-Pohjanmaan hyvinvointialue 6,5 %",  # the region of the same boundaries stands in
        "Koko maa 10,1 %",
        "Seinäjoki 7,5 %",
        "Pienempi luku on parempi",
        "Pienin merkitsevä muutos: 0,5 %-yks.",
        "Eka.",
        "<b>Raja</b>",
        "2 Väestö",
        "no answer",
        "9,0",
        "tietosuojattu",
        "Vuosinaiset20246,4",  # the population group's table
    ):
        assert "".join(words.split()) in "".join(page.text.split()), words
    assert f"{kokkola.path}/sections/population" in page.links
    for form, start in (("csv", b"Mittari,"), ("xlsx", b"PK"), ("jsonstat", b"{")):
        answer = client.get(f"{LIST}/files/{form}/sotkanet/181")
        assert answer.content.startswith(start), form
        assert answer.headers["content-disposition"].startswith('attachment; filename="sotkanet-181.')
    told = client.get(f"{LIST}/files/csv/sotkanet/181").text
    assert "KU272" in told
    assert "MK16" in told, "under the name of the area whose figure it is"
    assert client.get(f"{LIST}/files/csv/sotkanet/9991").status_code == 404
    empty = browse(f"{LIST}/sotkanet/9991")
    assert "Mittaria ei ole vielä haettu" in empty.text
    assert browse(f"{LIST}/sotkanet/3126").status == 200, "only in the product's catalogue"
    for nowhere in ("sotkanet/424242", "sotkanet/", "x/y%20z"):
        assert client.get(f"{LIST}/{nowhere}").status_code in (404, 422)


def test_queries_do_not_grow_with_what_is_shown(client: TestClient, database: Database, kokkola: Kokkola) -> None:
    signed_in(client, kokkola.coordinator)
    for path in (PAGE, f"{kokkola.path}/left-out", LIST):
        client.get(path)
        before = statements(client, database, path)
        for key in ("background", "working-age", "summary"):
            write_in(database, kokkola.report, key, [table(package="working_age"), table(indicators=[USED, LISTED])])
        assert statements(client, database, path) == before, path


def statements(client: TestClient, database: Database, path: str) -> int:
    count: list[str] = []

    def note(*call: object) -> None:
        count.append(str(call[2]))

    event.listen(database.reader, "before_cursor_execute", note)
    assert client.get(path).status_code == 200
    event.remove(database.reader, "before_cursor_execute", note)
    return len(count)
