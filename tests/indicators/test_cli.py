"""`hvk indicators`, from the command line to the database, against a server that replays."""

from collections.abc import Iterator

import pytest
import stamina
from typer.testing import CliRunner

from app.cli import app
from app.config import get_settings
from app.db import Database
from app.indicators.fetches import stored_figures
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

    answers = {"/indicators/3219": Reply({**METADATA, "id": 3219}), "/json": rows, "/regions": Reply(REGIONS)}
    with replaying(answers) as replay:
        monkeypatch.setenv("HVK_SOTKANET_URL", replay.address)
        monkeypatch.setenv("HVK_DATABASE_URL", database.address.render_as_string(hide_password=False))
        get_settings.cache_clear()
        yield database
    get_settings.cache_clear()
    stamina.set_testing(False)


def test_refresh_stores_what_comes_and_tells_what_was_refused(service: Database):
    result = run(app, ["indicators", "refresh", "--package", "youth"])
    assert result.exit_code == 1  # 189 is not there
    assert "1 renewed, 2 figures changed." in result.output
    assert "sotkanet:189 refused" in result.output
    assert "1 left as they are" in result.output
    with service.read() as session:
        assert len(stored_figures(session, "sotkanet:3219")) == 2
    status = run(app, ["indicators", "status"])
    assert status.exit_code == 0
    assert "sotkanet:3219" in status.output


def test_an_unknown_package_is_told_in_one_line(service: Database):
    result = run(app, ["indicators", "refresh", "--package", "nope"])
    assert result.exit_code == 2
    assert "nope" in result.output
