"""`hvk demo` prepares the database and says who can sign in, and with what."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import commands
from app.config import get_settings
from app.db import Database
from app.demo import cli
from app.demo.errors import OrganisationIsReal
from app.demo.people import PASSWORD, PEOPLE


def test_it_prints_the_sign_ins_and_the_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    loaded: list[str] = []
    monkeypatch.setenv("HVK_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HVK_BASE_URL", "http://hyvinvointi.example:8000")
    monkeypatch.setattr(cli, "load_demo", lambda database, _progress: loaded.append(str(_address(database))))
    get_settings.cache_clear()
    result = CliRunner().invoke(commands(), ["demo"])
    get_settings.cache_clear()
    assert result.exit_code == 0, result.output
    assert all(person.email in result.output for person in PEOPLE)
    assert PASSWORD in result.output
    assert "http://hyvinvointi.example:8000" in result.output
    assert loaded == [str(tmp_path / "hvk.sqlite3")]


def test_it_says_why_it_did_not_load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(_database: Database, _progress: object) -> None:
        raise OrganisationIsReal(name="Kokkola")

    monkeypatch.setenv("HVK_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(cli, "load_demo", refuse)
    get_settings.cache_clear()
    result = CliRunner().invoke(commands(), ["demo"])
    get_settings.cache_clear()
    assert result.exit_code == 1
    assert result.output.startswith("Kokkola already uses this installation")


def _address(database: Database) -> str | None:
    return database.address.database
