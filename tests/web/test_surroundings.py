"""Headers, HEAD, language, robots and the log line of each request."""

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from app.db import Database
from app.web.middleware import SECURITY_HEADERS
from tests.factories.people import make_person, signed_in


@pytest.mark.parametrize("path", ["/sign-in", "/health", "/nothing-here", "/account", "/static/css/tokens.css"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    answer = client.get(path, follow_redirects=False)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/sign-in", "/robots.txt", "/nothing-here", "/static/css/tokens.css"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.headers["content-length"] == get.headers["content-length"]


def test_pages_are_not_kept_by_caches(client: TestClient, database: Database) -> None:
    signed_in(client, make_person(database))
    assert client.get("/account").headers["cache-control"] == "no-store"


def test_language_is_asked_of_the_browser_and_remembered_by_choice(client: TestClient) -> None:
    assert '<html lang="sv"' in client.get("/sign-in", headers={"accept-language": "de, sv-FI;q=0.9"}).text
    assert '<html lang="fi"' in client.get("/sign-in", headers={"accept-language": "de"}).text
    answer = client.get("/language/en?next=%2Fsign-in%3Fnext%3D%252Faccount", follow_redirects=False)
    assert answer.headers["location"] == "/sign-in?next=%2Faccount"
    assert '<html lang="en"' in client.get("/sign-in", headers={"accept-language": "sv"}).text


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"])
def test_choosing_a_language_leads_nowhere_else(client: TestClient, wanted: str) -> None:
    answer = client.get("/language/sv", params={"next": wanted}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_an_unknown_language_is_no_page(client: TestClient) -> None:
    assert client.get("/language/de").status_code == 404


def test_robots_may_read_what_is_published(client: TestClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Allow: /julkaisut" in lines
    assert "Disallow: /" in lines


def test_the_log_has_the_route_but_no_texts_and_tokens(client: TestClient) -> None:
    with capture_logs() as lines:
        answer = client.get("/set-password/abcdefghijklmnopqrstuvwxyz?x=secret")
    [line] = [line for line in lines if line["event"] == "request"]
    assert line["route"] == "/set-password/{token}"
    assert (line["method"], line["status"]) == ("GET", 410)
    assert line["ms"] >= 0
    assert "abcdefgh" not in str(lines)
    assert "secret" not in str(lines)
    assert len(answer.headers["x-request-id"]) == 8
