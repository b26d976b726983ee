"""Files lie under the hash of their content and are handed out with the right headers."""

import hashlib
from pathlib import Path

import pytest
from starlette.requests import Request

from app.db import Database
from app.exports.downloads import file_answer
from app.exports.errors import FileNotReady
from app.exports.storage import keep_row
from app.files import file_path, read_file, write_file
from app.web.downloads import disposition


def test_content_is_found_again_by_its_hash_and_written_once(tmp_path: Path) -> None:
    sha256 = write_file(tmp_path, b"sisalto")
    assert sha256 == hashlib.sha256(b"sisalto").hexdigest()
    path = file_path(tmp_path, sha256)
    before = path.stat().st_ino
    assert write_file(tmp_path, b"sisalto") == sha256
    assert path.stat().st_ino == before
    assert read_file(tmp_path, sha256) == b"sisalto"
    assert [item.name for item in path.parent.iterdir()] == [sha256], "nothing half written is left"
    assert read_file(tmp_path, "0" * 64) is None


def test_a_file_has_one_row(database: Database) -> None:
    for media_type in ("application/pdf", "text/plain"):
        with database.write() as session:
            row = keep_row(session, "a" * 64, 3, media_type)
            assert row.media_type == "application/pdf"


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw, "query_string": b""})


def test_a_file_is_answered_with_its_name_and_tag_and_only_once(tmp_path: Path) -> None:
    sha256 = write_file(tmp_path, b"%PDF")
    answer = file_answer(request(), tmp_path, sha256, media_type="application/pdf", name="Kertomus, ä.pdf")
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"Kertomus---.pdf\"; filename*=UTF-8''Kertomus%2C%20%C3%A4.pdf"
    )
    assert answer.headers["etag"] == f'"{sha256}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    again = file_answer(
        request(if_none_match=f'"{sha256}"'), tmp_path, sha256, media_type="application/pdf", name="a.pdf"
    )
    assert again.status_code == 304


def test_a_name_cannot_break_out_of_its_header() -> None:
    assert '"' not in disposition('a"; x="\r\nSet-Cookie: b').replace('filename="', "").replace('"; ', "")
    assert "\n" not in disposition("a\nb")


def test_what_is_not_on_disk_is_not_ready(tmp_path: Path) -> None:
    with pytest.raises(FileNotReady):
        file_answer(request(), tmp_path, "0" * 64, media_type="application/pdf", name="a.pdf")
