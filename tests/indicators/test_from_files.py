"""Statistics from files: years are added, none deleted, no newer figure undone; faults by row, on page and command."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select
from typer.testing import CliRunner

from app.config import Settings
from app.datafiles.opening import open_file
from app.db import Database
from app.indicators.cli import app as command
from app.indicators.from_files import plan, take_in
from app.indicators.models import Fetch, Indicator, Observation, Restatement
from app.indicators.service import replace_series
from app.organisations.models import Region
from app.organisations.service import load_regions
from app.permissions import Role
from tests.factories.people import make_person, signed_in
from tests.support.browse import SAME_ORIGIN, application
from tests.support.pages import watch

pytestmark = pytest.mark.slow

KEY = "sotkanet:999999"
HEAD = "indicator;region;year;gender;primary value;absolute value\n"
COUNTRY = "658"
PATH = "/admin/indicators/import"


@pytest.fixture
def store(database: Database) -> Database:
    """With one constructed indicator that was fetched in June 2026."""
    with database.write() as session:
        load_regions(session)
        fetched = datetime(2026, 6, 1, tzinfo=UTC)
        item = Indicator(
            key=KEY, source="sotkanet", source_id="999999", title_fi="Koe", title_sv="Prov", title_en="Try",
            decimals=1, fetched_at=fetched,
        )  # fmt: skip
        figures = [
            Observation(indicator_key=KEY, region_code="KU272", period_sort=year * 100 + 12, period=str(year), value=1)
            for year in (2020, 2021)
        ]
        replace_series(session, item, figures)
    return database


def rows(*lines: str) -> bytes:
    return (HEAD + "".join(f"999999;{line}\n" for line in lines)).encode()


def stored(session: Session) -> dict[int, float | None]:
    found = session.exec(select(Observation).where(Observation.indicator_key == KEY))
    return {row.period_sort // 100: row.value for row in found if row.region_code == "KU272"}


def sotkanet_id(session: Session) -> str:
    return str(session.get_one(Region, "KU272").sotkanet_id)


def test_a_newer_file_restates_and_an_older_one_only_adds(store: Database) -> None:
    with store.write() as session:
        ku = sotkanet_id(session)
        content = rows(f"{ku};2021;total;2.5;", f"{ku};2022;total;3;", f"{ku};2020;total;;", f"{COUNTRY};2022;total;7;")
        file = open_file(content)
        found = plan(session, file.recognised.shape, file.figures())
        assert (found.figures, found.empty, found.skipped, found.faults) == (3, 1, 0, ())
        take_in(session, None, found, date(2020, 1, 1), "vanha.csv")
        assert stored(session) == {2020: 1, 2021: 1, 2022: 3}, "what is stored is newer than the file"
        item = session.get_one(Indicator, KEY)
        assert item.fetched_at is not None
        assert item.fetched_at.year == 2026
        (fetch,) = take_in(session, None, found, date(2026, 7, 1), "uusi.csv")
        assert (fetch.altered, fetch.removed) == (1, 0)
        assert stored(session) == {2020: 1, 2021: 2.5, 2022: 3}, "an empty cell takes nothing away"
        assert [(row.before, row.after) for row in session.exec(select(Restatement))] == [(1, 2.5)]
        assert session.get_one(Indicator, KEY).fetched_at == datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_every_row_that_cannot_be_read_says_why(store: Database) -> None:
    with store.read() as session:
        ku = sotkanet_id(session)
        file = open_file(
            rows(
                f"{ku};2022;total;1;", f"{ku};2022;total;1;", f"{ku};22;total;1;", f"{ku};2022;x;1;", "0;2022;total;1;"
            )
        )
        found = plan(session, file.recognised.shape, file.figures())
        assert [(item.line, item.fault) for item in found.faults] == [(3, "twice"), (4, "no-period"), (5, "no-group")]
        assert (found.figures, found.skipped) == (1, 1)
        own = open_file(
            b"Indicator;Area;Period;Value\nsotkanet:999999;Kainuu;2022;1\nsotkanet:999999;Nowhere;2022;1\n"
            b"sotkanet:888888;KU272;2022;1\nsotkanet:999999;Kokkola;2022;1,5\n"
        )
        found = plan(session, own.recognised.shape, own.figures())
        names = [item.fault for item in found.faults]
        assert names == ["unclear-region", "unknown-region", "unlisted-indicator"]
        assert found.figures == 1
        downloaded = open_file(
            b"Mittari,Alueen koodi,Ajankohta,Luku,Mittarin numero\nKoe,KU272,2022,1.5,StatFin-taulukko 1\n"
        )
        assert list(plan(session, downloaded.recognised.shape, downloaded.figures()).series) == [KEY]
        own = open_file(b"Mittari,Alueen koodi,Ajankohta,Luku,Mittarin numero\nKoe,KU272,2022,1.5,own:1/1\n")
        assert plan(session, own.recognised.shape, own.figures()).series == {}, "not a statistic of that name"


def test_an_administrator_takes_a_file_in(store: Database, tmp_path: Path) -> None:
    app = application(store, Settings(data_dir=tmp_path / "data"))
    client = watch(TestClient(app, base_url="http://127.0.0.1", headers=SAME_ORIGIN, follow_redirects=True))
    signed_in(client, make_person(store, role=Role.SYSTEM_ADMIN))
    assert client.get(PATH).status_code == 200
    title = '"Koululaisten koe";"999998";"Kokkola";"272";"yhteensä";2019;'
    page = client.post(PATH, files={"file": ("koe.csv", f"{title}4,5;\n{title.replace('2019', '2018')}x;\n".encode())})
    address = page.url.path
    assert "Koululaisten koe" in page.text
    assert "Rivi 2" in page.text
    for data in ({}, {"fetched_on": "2999-01-01"}, {"fetched_on": "2026-01-01"}):
        assert client.post(f"{address}/taking", data=data).status_code == 422
    assert client.get(f"{address}/faults").status_code == 200
    done = client.post(f"{address}/taking", data={"fetched_on": "2026-01-01", "leave_wrong": "true"})
    assert "1 luku muuttui" in done.text
    with store.read() as session:
        made = session.get_one(Indicator, "sotkanet:999998")
        assert (made.title_fi, made.decimals) == ("Koululaisten koe", 1)
    assert client.post(PATH, files={"file": ("x.csv", b"a;b\n1;2\n")}).status_code == 422
    page = client.post(PATH, files={"file": ("koe.csv", f"{title}4,5;\n".encode())})
    assert client.post(f"{page.url.path}/leaving").url.path == PATH


def test_the_command_tells_faults_and_how_it_ended(
    store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.indicators.import_command.Database", lambda _address: store)
    monkeypatch.setattr(store, "close", lambda: None)
    with store.read() as session:
        ku = sotkanet_id(session)
    file = tmp_path / "luvut.csv"
    file.write_bytes(rows(f"{ku};2022;total;3;", f"{ku};2023;total;noin;"))
    run = CliRunner().invoke(command, ["import", str(file)])
    assert run.exit_code == 1
    assert "Row 3" in run.output
    run = CliRunner().invoke(command, ["import", str(file), "--date", "2026-07-01", "--leave-wrong"])
    assert run.exit_code == 0, run.output
    with store.read() as session:
        assert stored(session)[2022] == 3
        assert session.exec(select(Fetch.rows).where(Fetch.indicator_key == KEY)).all()[-1] == 3
    file.write_bytes(b"")
    assert CliRunner().invoke(command, ["import", str(file)]).exit_code == 2
