"""Requests that another site made with a person's cookies are refused, WebSockets included."""

import pytest
from starlette.requests import HTTPConnection

from app.web.origin import is_own_origin, needs_own_origin

OWN, EVIL = "http://127.0.0.1:8000", "https://evil.example"


def connection(kind: str, method: str, site: str | None, origin: str | None) -> HTTPConnection:
    headers = [(b"host", b"127.0.0.1:8000")]
    headers += [(b"sec-fetch-site", site.encode())] if site is not None else []
    headers += [(b"origin", origin.encode())] if origin is not None else []
    return HTTPConnection({"type": kind, "method": method, "headers": headers})


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    ("site", "origin", "allowed"),
    [
        ("same-origin", OWN, True),
        ("same-origin", None, True),
        ("none", None, True),
        ("same-site", OWN, False),
        ("cross-site", OWN, False),
        ("cross-site", EVIL, False),
        ("", OWN, False),
        ("SAME-ORIGIN", EVIL, False),
        (None, OWN, True),
        (None, EVIL, False),
        (None, "null", False),
        (None, "", False),
        (None, "http://127.0.0.1:8001", False),
        (None, "http://127.0.0.1:8000.evil.example", False),
        (None, "http://user@evil.example:8000", False),
        (None, None, False),
    ],
)
def test_changing_requests(method: str, site: str | None, origin: str | None, *, allowed: bool) -> None:
    asking = connection("http", method, site, origin)
    assert needs_own_origin(asking)
    assert is_own_origin(asking) is allowed


@pytest.mark.parametrize(
    ("site", "origin", "allowed"),
    [
        ("same-origin", OWN, True),
        (None, OWN, True),
        ("same-origin", EVIL, False),
        (None, EVIL, False),
        ("same-origin", None, False),
        (None, None, False),
    ],
)
def test_websockets_are_judged_by_origin(site: str | None, origin: str | None, *, allowed: bool) -> None:
    asking = connection("websocket", "GET", site, origin)
    assert needs_own_origin(asking)
    assert is_own_origin(asking) is allowed


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_needs_no_origin(method: str) -> None:
    assert not needs_own_origin(connection("http", method, "cross-site", EVIL))


def test_a_refused_request_reaches_no_route(client, database) -> None:
    from tests.factories.people import make_person, signed_in

    signed_in(client, make_person(database))
    answer = client.post("/sign-out", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "toiselta sivustolta" in answer.text
    assert client.get("/account").status_code == 200
