"""Every error is answered by a calm page, or by its fragment for HTMX, in the reader's language."""

import importlib
import pkgutil

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

import app as product
from app.config import Settings
from app.db import Database
from app.errors import DomainError
from app.main import create_app
from app.web.errors import TITLES
from app.web.middleware import SECURITY_HEADERS
from tests.support.browse import SAME_ORIGIN
from tests.support.pages import faults_of

pytestmark = pytest.mark.slow

for module in pkgutil.walk_packages(product.__path__, "app."):
    if module.name.rsplit(".", 1)[-1] in ("errors", "deps", "guards", "service", "workflow"):
        importlib.import_module(module.name)


def all_errors(base: type[DomainError] = DomainError) -> set[type[DomainError]]:
    return {base}.union(*(all_errors(kind) for kind in base.__subclasses__()))


class AnyParams(dict):
    def __missing__(self, key: str) -> str:
        return f"<{key}>"


class Numbers(BaseModel):
    number: int


ERRORS = sorted(all_errors(), key=lambda kind: (kind.__module__, kind.__name__))
LANGUAGES = ("fi", "sv", "en")
STORAGE_ERRORS = {
    "stale": (StaleDataError("x"), 409),
    "integrity": (IntegrityError("INSERT secret", {}, Exception("UNIQUE")), 409),
    "locked": (OperationalError("UPDATE secret", {}, Exception("database is locked")), 503),
    "pool": (PoolTimeout("QueuePool limit"), 503),
    "data": (DataError("INSERT secret", {}, Exception("NUL")), 422),
    "bug": (ZeroDivisionError("secret"), 500),
    "teapot": (HTTPException(418), 418),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A server whose routes fail as asked, on a database that does not exist."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('none')}/none.sqlite3")
    app: FastAPI = create_app(Settings(), database)

    @app.get("/fail/domain/{number}")
    def fail_domain(number: int) -> None:
        kind = ERRORS[number]
        error = kind.__new__(kind)
        Exception.__init__(error)
        error.params = AnyParams() if "%(" in kind.message else {}
        error.field_errors = {}
        raise error

    @app.get("/fail/storage/{name}")
    def fail_storage(name: str) -> None:
        raise STORAGE_ERRORS[name][0]

    app.router.routes.insert(0, app.router.routes.pop())
    app.router.routes.insert(0, app.router.routes.pop())
    return TestClient(app, "http://127.0.0.1", raise_server_exceptions=False, headers=SAME_ORIGIN)


def check(answer, status: int, language: str, *, fragment: bool) -> None:
    assert answer.status_code == status
    assert not faults_of(answer.text)
    assert answer.text.lstrip().startswith("<!doctype html>") is not fragment
    assert ('<html lang="' + language in answer.text) is not fragment
    assert "secret" not in answer.text
    assert answer.headers["vary"] == "HX-Request"
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize("number", range(len(ERRORS)), ids=[kind.__name__ for kind in ERRORS])
def test_every_domain_error(broken: TestClient, number: int) -> None:
    """As a fragment in every language; as a page, which stands around the same words, in one of them by turns."""
    kind = ERRORS[number]
    assert kind.status in TITLES
    for language in LANGUAGES:
        headers = {"accept-language": language, "HX-Request": "true"}
        check(broken.get(f"/fail/domain/{number}", headers=headers), kind.status, language, fragment=True)
    language = LANGUAGES[number % len(LANGUAGES)]
    answer = broken.get(f"/fail/domain/{number}", headers={"accept-language": language}, follow_redirects=False)
    if kind.__name__ == "SignInNeeded":
        assert answer.headers["location"] == f"/sign-in?next=%2Ffail%2Fdomain%2F{number}"
    else:
        check(answer, kind.status, language, fragment=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fragment", [False, True])
@pytest.mark.parametrize("name", STORAGE_ERRORS)
def test_every_failure_underneath(broken: TestClient, name: str, language: str, *, fragment: bool) -> None:
    headers = {"accept-language": language} | ({"HX-Request": "true"} if fragment else {})
    check(broken.get(f"/fail/storage/{name}", headers=headers), STORAGE_ERRORS[name][1], language, fragment=fragment)


def test_a_500_tells_the_code_that_the_log_has(broken: TestClient) -> None:
    answer = broken.get("/fail/storage/bug", headers={"accept-language": "en"})
    assert "Code of this event: " in answer.text


def test_wrong_method_keeps_allow(broken: TestClient) -> None:
    answer = broken.post("/health")
    check(answer, 405, "fi", fragment=False)
    assert answer.headers["allow"] == "GET"


def test_a_lost_sign_in_under_htmx_offers_to_sign_in_and_come_back(client: TestClient) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1/kokkola/people?x=1"}
    answer = client.post("/account", headers=headers, data={"name": "A"})
    assert answer.status_code == 401
    assert 'href="/sign-in?next=%2Fkokkola%2Fpeople%3Fx%3D1"' in answer.text


@pytest.mark.parametrize(("language", "words"), [("fi", "on tuntematon"), ("sv", "är okänt")])
def test_field_errors_speak_peoples_language(language: str, words: str) -> None:
    from app.i18n import use_language
    from app.web.wording import field_errors

    with use_language(language):
        told = field_errors([{"type": "extra_forbidden", "loc": ("body", "x"), "msg": "Extra inputs"}])
        assert told == {"x": f"x: {words}"}
        long = field_errors([{"type": "string_too_long", "loc": ("body", "y"), "ctx": {"max_length": 3}}])
        assert "3" in long["y"]
        assert set(field_errors([{"type": "never_heard_of", "loc": ("query", "z")}])) == {"z"}
