"""One's own account: name, language, password, signed-in browsers."""

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.guards import TOKEN_COOKIE
from app.accounts.models import SignIn, User
from app.accounts.pages import browser_name
from app.accounts.passwords import weakness
from app.accounts.queries import hash_token
from app.accounts.sign_ins import open_sign_in
from app.db import Database
from tests.factories.people import PASSWORD, make_person, signed_in

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def person(client: TestClient, database: Database) -> User:
    user = make_person(database)
    signed_in(client, user)
    return user


def handles(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.exec(select(SignIn.token_hash)))


def test_name_and_language_are_saved_and_spoken(client: TestClient, person: User) -> None:
    page = client.post("/account", data={"name": "  Aino   Uusi ", "language": "sv"})
    assert 'value="Aino Uusi"' in page.text
    assert '<html lang="sv"' in page.text


@pytest.mark.parametrize(("name", "language"), [("", "fi"), ("a" * 121, "fi"), ("Aino", "de"), ("A\u202eB", "fi")])
def test_wrong_input_is_kept_and_told(client: TestClient, person: User, name: str, language: str) -> None:
    page = client.post("/account", data={"name": name, "language": language})
    assert page.status_code == 422
    assert f'value="{name}"' in page.text
    assert 'aria-invalid="true"' in page.text


def test_a_changed_password_ends_every_other_sign_in(client: TestClient, database: Database, person: User) -> None:
    open_sign_in(database, person, FIREFOX)
    before = client.cookies[TOKEN_COOKIE]
    new = "kolme kotkaa ja hanhi"
    page = client.post("/account/password", data={"current": PASSWORD, "password": new})
    assert page.status_code == 200
    assert client.cookies[TOKEN_COOKIE] != before
    assert handles(database) == {hash_token(client.cookies[TOKEN_COOKIE])}
    form = {"email": person.email, "password": new}
    assert client.post("/sign-in", data=form, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [("wrong", "kolme kotkaa ja hanhi", "current"), (PASSWORD, "short", "password"), ("", "", "current")],
)
def test_a_password_is_not_changed_without_cause(
    client: TestClient, database: Database, person: User, current: str, new: str, field: str
) -> None:
    page = client.post("/account/password", data={"current": current, "password": new})
    assert page.status_code == 422
    assert f'id="d-{field}"' in page.text
    with database.read() as session:
        assert session.get_one(User, person.id).password_hash == person.password_hash


def test_browsers_are_listed_and_signed_out(client: TestClient, database: Database, person: User) -> None:
    other = hash_token(open_sign_in(database, person, FIREFOX))
    assert "Firefox, Linux" in client.get("/account").text
    client.post("/account/browsers", data={"handle": other[:16]})
    assert handles(database) == {hash_token(client.cookies[TOKEN_COOKIE])}


def test_all_others_are_signed_out(client: TestClient, database: Database, person: User) -> None:
    for _ in range(3):
        open_sign_in(database, person, FIREFOX)
    client.post("/account/browsers")
    assert handles(database) == {hash_token(client.cookies[TOKEN_COOKIE])}


def test_nobody_signs_out_another_person(client: TestClient, database: Database, person: User) -> None:
    stranger = hash_token(open_sign_in(database, make_person(database, "Vieras"), FIREFOX))
    assert client.post("/account/browsers", data={"handle": stranger[:16]}).status_code == 404
    assert stranger in handles(database)
    assert client.post("/account/browsers", data={"handle": "%"}).status_code == 422


@pytest.mark.parametrize(
    ("password", "accepted"),
    [
        ("kolme kotkaa ja hanhi", True),
        ("åäö åäö åäö ÅÄÖ!", True),
        ("elevenchars", False),
        ("a" * 201, False),
        ("aaaabbbbaaaabbbb", False),
        ("Salasana1234", False),
        ("aino.k@example.fi!!", False),
        ("olen Aino Kirjoittaja", False),
    ],
)
def test_password_rules(password: str, *, accepted: bool) -> None:
    assert (weakness(password, "aino.k@example.fi", "Aino Kirjoittaja") is None) is accepted


@pytest.mark.parametrize(
    ("agent", "name"),
    [(FIREFOX, "Firefox, Linux"), ("curl/8", ""), ("", ""), ("X Edg/1 Chrome Windows", "Edge, Windows")],
)
def test_browser_names(agent: str, name: str) -> None:
    assert browser_name(agent) == name
