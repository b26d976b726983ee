"""`hvk export` and `hvk verify`: files, clear errors, exit codes."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import commands
from app.config import Settings
from app.db import Database
from app.editions import cli
from app.editions.models import Edition
from tests.factories.editions import Road, make_road


@pytest.fixture
def road(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Road]:
    """A report with one edition in decision; the commands work on its database."""
    address = database.address.render_as_string(hide_password=False)
    monkeypatch.setattr(cli, "get_settings", lambda: Settings(data_dir=tmp_path, database_url=address))
    road = make_road(database)
    road.send()
    return road


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(commands(), list(arguments))
    return result.exit_code, result.output


def test_an_editions_json_has_its_hash(road: Road, tmp_path: Path) -> None:
    out = tmp_path / "edition.json"
    code, _ = run("export", "kokkola/laaja-2021-2025", "--format", "json", "--edition", "1", "--out", str(out))
    assert code == 0
    assert hashlib.sha256(out.read_bytes()).hexdigest() == road.edition.sha256


def test_a_draft_as_html_says_that_it_is_one(road: Road, tmp_path: Path) -> None:
    out = tmp_path / "draft.html"
    code, said = run("export", "kokkola/laaja-2021-2025", "--format", "html", "--lang", "fi", "--out", str(out))
    assert (code, said.strip()) == (0, f"{out}: {out.stat().st_size} bytes")
    text = out.read_text()
    assert "luonnos" in text
    assert "Osion background teksti" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("turku/laaja-2021-2025",), "no organisation turku"),
        (("kokkola/laaja-1999-2000",), "kokkola has no report laaja-1999-2000"),
        (("kokkola",), "name it: organisation/report"),
        (("kokkola/laaja-2021-2025", "--format", "odt"), "no format odt: choose pdf, docx, html, json"),
        (("kokkola/laaja-2021-2025", "--lang", "en"), "not written in en: choose fi, sv"),
        (("kokkola/laaja-2021-2025", "--edition", "9"), "has no edition 9"),
        (("kokkola/laaja-2021-2025", "--edition", "1", "--lang", "en"), "is not in en: choose fi, sv"),
    ],
)
def test_a_wrong_name_is_said_in_one_line(road: Road, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    out = tmp_path / "none"
    code, output = run("export", *arguments, "--out", str(out))
    assert code == cli.WRONG_NAME
    assert said in output
    assert len(output.strip().splitlines()) == 1
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_said(road: Road, tmp_path: Path) -> None:
    out = tmp_path / "no-such-folder" / "edition.json"
    code, output = run("export", "kokkola/laaja-2021-2025", "--format", "json", "--edition", "1", "--out", str(out))
    assert code == cli.FAILED
    assert "no-such-folder" in output


def test_verify_says_that_all_holds_or_what_does_not(road: Road) -> None:
    assert run("verify")[0] == 0
    with road.database.write() as session:
        edition = session.get_one(Edition, road.edition.id)
        edition.content = edition.content.replace("tapahtunut", "tapahtumatta")
        session.add(edition)
    code, output = run("verify")
    assert code == cli.FAULTY
    assert "kokkola/laaja-2021-2025 1: the content does not have its hash" in output
