"""`hvk indicators`, from the command line to the database, against a server that replays."""

from collections.abc import Iterator

import pytest
import stamina
from sqlmodel import select
from typer.testing import CliRunner

from app.cli import commands
from app.config import get_settings
from app.db import Database
from app.indicators import lease
from app.indicators.fetches import stored_figures
from app.indicators.models import Indicator, RefreshRun
from app.organisations.service import load_regions
from tests.indicators.test_sotkanet import METADATA, REGIONS, ROW
from tests.recorded.replay import Query, Reply, replaying

run = CliRunner(env={"COLUMNS": "160"}).invoke


@pytest.fixture
def service(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The command's settings point at this test's database and at a replaying Sotkanet that knows only 3219."""
    with database.write() as session:
        load_regions(session)
    stamina.set_testing(True)

    def rows(query: Query) -> Reply:
        return Reply([{**ROW, "indicator": 3219, "year": int(year)} for year in query["years"]])

    listed = [
        {"id": 3219, "title": {"fi": "Koulutuksen ulkopuolelle jääneet"}, "organization": {"title": {"fi": "Tk"}}}
    ]
    answers = {
        "/indicators/3219": Reply({**METADATA, "id": 3219}),
        "/indicators": Reply(listed),
        "/json": rows,
        "/regions": Reply(REGIONS),
    }
    with replaying(answers) as replay:
        monkeypatch.setenv("HVK_SOTKANET_URL", replay.address)
        monkeypatch.setenv("HVK_STATFIN_URL", replay.address)
        monkeypatch.setenv("HVK_DATABASE_URL", database.address.render_as_string(hide_password=False))
        get_settings.cache_clear()
        yield database
    get_settings.cache_clear()
    stamina.set_testing(False)


def test_refresh_stores_what_comes_and_tells_what_was_refused(service: Database):
    result = run(commands(), ["indicators", "refresh", "--package", "youth"])
    assert result.exit_code == 1  # 189 is not there
    assert "1 renewed, 2 figures changed." in result.output
    assert "sotkanet:189 refused" in result.output
    with service.read() as session:
        assert len(stored_figures(session, "sotkanet:3219")) == 2
    status = run(commands(), ["indicators", "status"])
    assert status.exit_code == 0
    assert "sotkanet:3219" in status.output
    again = run(
        commands(), ["indicators", "refresh", "--package", "youth", "--resume"]
    )  # nothing waits: from the beginning
    assert "1 renewed, 0 figures changed." in again.output


def test_an_interrupted_refresh_goes_on_where_it_was(service: Database, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("app.indicators.cli.carry_out", interrupted)
        result = run(commands(), ["indicators", "refresh", "--package", "youth"])
    assert result.exit_code == 130
    assert "--resume" in result.output
    assert "an unfinished refresh waits: 0 of" in run(commands(), ["indicators", "status"]).output
    result = run(commands(), ["indicators", "refresh", "--resume"])
    assert "1 renewed, 2 figures changed." in result.output
    with service.read() as session:
        assert len(session.exec(select(RefreshRun)).all()) == 1


def test_one_refresh_at_a_time(service: Database):
    with service.write() as session:
        assert lease.take(session, "another process")
    result = run(commands(), ["indicators", "refresh", "--package", "youth"])
    assert result.exit_code == 2
    assert "being refreshed already" in result.output


def test_the_lists_of_the_sources_are_kept_for_searching(service: Database):
    for _ in range(2):
        assert "sotkanet: 1 indicators" in run(commands(), ["indicators", "list"]).output
    with service.read() as session:
        listed = session.get_one(Indicator, "sotkanet:3219")
        assert (listed.title_fi, listed.fetched_at) == ("Koulutuksen ulkopuolelle jääneet", None)
        assert "ulkopuolelle jaaneet" in listed.search_words


def test_an_unknown_package_is_told_in_one_line(service: Database):
    result = run(commands(), ["indicators", "refresh", "--package", "nope"])
    assert result.exit_code == 2
    assert "nope" in result.output
