"""Stored files as answers: quick for everybody, exact for parts, and never another file than was asked for."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.files import write_file
from app.web import stored
from app.web.stored import PublicFiles, stored_answer

CONTENT = bytes(range(256)) * 3000  # three chunks
FOR_EVER = "public, max-age=31536000, immutable"


class Site:
    """An application that counts how often it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked = 0
        self.sha256 = write_file(folder, CONTENT)
        self.headers = {"Content-Disposition": "attachment", "ETag": '"tag"', "Cache-Control": FOR_EVER}
        app = Starlette(routes=[Route("/{path:path}", self.answer)])
        app.add_middleware(PublicFiles, site="/public")
        self.client = TestClient(app)

    def answer(self, _request: Request) -> Response:
        self.asked += 1
        found = stored_answer(self.folder, self.sha256, "application/pdf", self.headers)
        return found or Response(status_code=404)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_what_everybody_may_keep_is_remembered(site: Site) -> None:
    first, second = (site.client.get("/public/a.pdf") for _ in range(2))
    assert first.content == second.content == CONTENT
    assert dict(first.headers) == dict(second.headers)
    assert first.headers["content-length"] == str(len(CONTENT))
    assert site.asked == 1
    site.client.get("/public/b.pdf")
    assert site.asked == 2, "another address"
    site.client.get("/public/b.pdf", headers={"host": "another"})
    assert site.asked == 3, "another host, which may not be served at all"


def test_what_is_somebodys_own_is_asked_each_time(site: Site) -> None:
    for address in ("/desk/a.pdf", "/desk/a.pdf"):
        assert site.client.get(address).content == CONTENT
    site.headers["Cache-Control"] = "private, no-cache"
    for address in ("/public/a.pdf", "/public/a.pdf"):
        assert site.client.get(address).content == CONTENT
    assert site.asked == 4


def test_parts_and_tags_are_answered_by_the_application(site: Site) -> None:
    site.client.get("/public/a.pdf")
    part = site.client.get("/public/a.pdf", headers={"range": "bytes=1-3"})
    assert (part.status_code, part.content) == (206, CONTENT[1:4])
    site.client.get("/public/a.pdf", headers={"if-none-match": '"tag"'})
    assert site.asked == 3


def test_it_is_forgotten_after_a_while(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "REMEMBERED_SECONDS", 0.0)
    for _ in range(2):
        site.client.get("/public/a.pdf")
    assert site.asked == 2


def test_an_empty_file_is_an_answer(site: Site) -> None:
    site.sha256 = write_file(site.folder, b"")
    assert site.client.get("/desk/a.pdf").content == b""
