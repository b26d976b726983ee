"""Nonsense gets a clear answer, never a 500."""

import time
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.db import Database
from app.web.params import MAX_TEXT_BODY
from tests.factories.people import make_organisation, make_person, signed_in

pytestmark = pytest.mark.slow

HOSTILE = ["\x00", "a\x00b", "\x1b[31m", "\ufffe", "\x7f"]
STRANGE = [
    "",
    "-1",
    "0",
    str(2**31),
    str(2**63),
    "9" * 5000,
    "NaN",
    "1e999",
    "٣",
    "²",
    "😀" * 100,
    "a\u202eb",
    "../../etc/passwd",
    "%",
    "%zz",
    "' OR 1=1 --",
    "{{7*7}}",
    "<script>",
    "a" * 3000,
    "\u0000",
    "é".encode("latin-1").decode("latin-1"),
]


@pytest.fixture(autouse=True)
def quick_verify(monkeypatch: pytest.MonkeyPatch) -> None:
    """No password is right here; the comparison itself is not the matter."""
    monkeypatch.setattr("app.accounts.sign_ins.verify", lambda _password, _stored: (False, None))


@pytest.fixture
def coordinator(client: TestClient, database: Database) -> TestClient:
    kokkola = make_organisation(database)
    return signed_in(client, make_person(database, role="coordinator", organisation=kokkola))


def refused(answer) -> bool:
    return 400 <= answer.status_code < 500


@pytest.mark.parametrize("path", ["/%00", "/kokkola%00", "/kokkola/people/%1b", "/static/%00", "/%ff", "/a%0a"])
def test_paths(client: TestClient, path: str) -> None:
    assert refused(client.get(path))


@pytest.mark.parametrize("query", ["next=%00", "%00=1", "next=%1b", "next=%ff%fe", "next=%EF%BF%BE", "saved=nonsense"])
def test_queries(client: TestClient, query: str) -> None:
    answer = client.get(f"/sign-in?{query}")
    assert answer.status_code in (200, 422)
    assert (answer.status_code == 200) is (query == "next=%ff%fe")


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("encoding", ["urlencoded", "multipart"])
def test_control_characters_in_forms(coordinator: TestClient, value: str, encoding: str) -> None:
    form = {"name": value, "language": "fi"}
    sent = {"data": form} if encoding == "urlencoded" else {"files": {k: (None, v) for k, v in form.items()}}
    assert coordinator.post("/account", **sent).status_code == 422
    assert coordinator.post("/account", data={"name": "A", "language": "fi", value: "x"}).status_code == 422


@pytest.mark.parametrize("value", STRANGE)
def test_strange_values(coordinator: TestClient, value: str) -> None:
    posts = [
        ("/account", {"name": value, "language": value}),
        ("/account/browsers", {"handle": value}),
        ("/account/password", {"current": value, "password": value}),
        ("/sign-in", {"email": value, "password": value, "next": value}),
        ("/kokkola/people", {"name": value, "email": value, "role": value}),
        ("/kokkola/people/1/roles", {"role": value}),
        ("/kokkola/people/1/account", {"closed": value}),
        ("/first-run", {"municipality": value, "assessed_from": value}),
    ]
    for path, form in posts:
        assert coordinator.post(path, data=form, follow_redirects=False).status_code < 500, path


@pytest.mark.parametrize(
    "number", ["0", "-1", str(2**31), str(2**63), "9" * 400, "NaN", "1.5", "1e3", "0x1", "%20", "٣"]
)
def test_numbers_in_paths(coordinator: TestClient, number: str) -> None:
    assert coordinator.post(f"/kokkola/people/{number}/link").status_code == 404
    assert coordinator.post(f"/kokkola/people/roles/{number}/removal").status_code == 404


@pytest.mark.parametrize("cookie", ["", "x" * 4000, "%00", '"', "é", "a;b=c", "sign_in=sign_in"])
def test_cookies(client: TestClient, cookie: str) -> None:
    headers = {"cookie": f"sign_in={cookie}; language={cookie}".encode()}
    assert client.get("/account", headers=headers, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1@evil.example", "", "[", "127.0.0.1:99999999"])
def test_hosts(client: TestClient, host: str) -> None:
    assert client.get("/sign-in", headers={"host": host}).status_code in (200, 400)
    assert client.get("/sign-in", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json"},
        {"content-type": "multipart/form-data"},
        {"content-type": "multipart/form-data; boundary=x; charset=nonsense"},
        {"content-type": "application/x-www-form-urlencoded; charset=utf-16"},
        {"content-type": "nonsense"},
        {"content-type": ""},
    ],
)
@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{", b"a=%", b"--x\r\n\r\n", b"&&&==="])
def test_bodies(client: TestClient, headers: dict[str, str], body: bytes) -> None:
    assert refused(client.post("/sign-in", content=body, headers=headers))


def chunks(size: int) -> Iterator[bytes]:
    yield b"email="
    for _ in range(size // 65536 + 1):
        yield b"a" * 65536


def test_a_body_that_says_it_is_too_large_is_not_read(client: TestClient) -> None:
    answer = client.post("/sign-in", content=b"", headers={"content-length": str(MAX_TEXT_BODY + 1)})
    assert answer.status_code == 413
    assert "suurempi kuin" in answer.text


@pytest.mark.parametrize("length", ["-1", "x", "9" * 5000, "1 2", "²"])
def test_a_length_that_is_none(client: TestClient, length: str) -> None:
    assert refused(client.post("/sign-in", content=b"", headers={"content-length": length.encode()}))


def test_a_body_that_does_not_say_its_size_is_counted(client: TestClient) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/sign-in", content=chunks(MAX_TEXT_BODY), headers=form)
    assert answer.status_code == 413
    assert "suurempi kuin" in answer.text


def test_many_fields_and_deep_names_end_soon(client: TestClient) -> None:
    began = time.monotonic()
    many = "&".join(f"f{n}=1" for n in range(100_000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert refused(client.post("/sign-in", content=many.encode(), headers=form))
    assert time.monotonic() - began < 5
