"""Signing in and out: who gets in, how guessing is slowed, how a sign-in ends."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app import clock
from app.accounts import passwords, service
from app.accounts.guards import TOKEN_COOKIE
from app.accounts.models import SignIn
from app.accounts.queries import hash_token
from app.db import Database
from tests.factories.people import PASSWORD, make_organisation, make_person, signed_in

pytestmark = pytest.mark.slow

EMAIL = "aino.kirjoittaja@example.fi"


def try_password(client: TestClient, password: str = PASSWORD, email: str = EMAIL, **more: str):
    form = {"email": email, "password": password, **more}
    return client.post("/sign-in", data=form, follow_redirects=False)


def is_signed_in(client: TestClient) -> bool:
    return client.get("/account", follow_redirects=False).status_code == 200


def tokens(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.exec(select(SignIn.token_hash)))


def test_right_password_opens_the_page_that_was_asked_for(client: TestClient, database: Database) -> None:
    make_person(database)
    asked = client.get("/account?saved=", follow_redirects=False)
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?next=%2Faccount%3Fsaved%3D"
    answer = try_password(client, email=f"  {EMAIL.upper()} ", next="/account")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert is_signed_in(client)


def test_cookie_is_out_of_scripts_and_other_sites_reach(client: TestClient, database: Database) -> None:
    make_person(database)
    cookie = next(c for c in try_password(client).headers.get_list("set-cookie") if c.startswith(TOKEN_COOKIE))
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))


def test_database_holds_only_the_hash_of_the_token(client: TestClient, database: Database) -> None:
    make_person(database)
    try_password(client)
    token = client.cookies[TOKEN_COOKIE]
    assert tokens(database) == {hash_token(token)}
    assert len(token) >= 43


@pytest.mark.parametrize("who", ["wrong password", "unknown", "disabled", "no password yet", "empty"])
def test_wrong_credentials_are_answered_alike(client: TestClient, database: Database, who: str) -> None:
    person = make_person(database)
    with database.write() as session:
        if who == "disabled":
            service.disable_user(session, None, person.id)
        if who == "no password yet":
            service.create_user(session, None, email="new@example.fi", name="Uusi")
    email, password = {
        "wrong password": (EMAIL, "not the password"),
        "unknown": ("nobody@example.fi", PASSWORD),
        "disabled": (EMAIL, PASSWORD),
        "no password yet": ("new@example.fi", PASSWORD),
        "empty": ("", ""),
    }[who]
    answer = try_password(client, password, email)
    assert answer.status_code == 422
    assert "Sähköposti tai salasana ei täsmää" in answer.text
    assert f'value="{email}"' in answer.text
    assert password not in answer.text or not password
    assert TOKEN_COOKIE not in client.cookies


@pytest.mark.usefixtures("real_hashing")
def test_unknown_person_costs_one_comparison_too(database: Database, client: TestClient, monkeypatch) -> None:
    compared = []
    real = passwords._hasher.verify_and_update
    monkeypatch.setattr(passwords._hasher, "verify_and_update", lambda p, h: compared.append(h) or real(p, h))
    try_password(client, email="nobody@example.fi")
    assert compared == [passwords._NOBODY]
    assert not passwords._hasher.current_hasher.check_needs_rehash(passwords._NOBODY)


@pytest.mark.usefixtures("real_hashing")
def test_old_hash_is_renewed_at_sign_in(client: TestClient, database: Database) -> None:
    person = make_person(database)
    try_password(client)
    with database.read() as session:
        renewed = session.get_one(type(person), person.id).password_hash
    assert renewed != person.password_hash
    assert "m=65536" in renewed
    assert try_password(client).status_code == 303


def test_a_planted_token_is_never_taken_over(client: TestClient, database: Database) -> None:
    """Session fixation: the browser comes with a token that the attacker knows."""
    make_person(database)
    client.cookies.set(TOKEN_COOKIE, "planted")
    answer = try_password(client)
    assert "planted" not in answer.headers["set-cookie"]
    assert hash_token("planted") not in tokens(database)


def test_a_new_sign_in_ends_the_browsers_previous_one(client: TestClient, database: Database) -> None:
    person = make_person(database)
    before = signed_in(client, person).cookies[TOKEN_COOKIE]
    try_password(client)
    assert hash_token(before) not in tokens(database)
    assert len(tokens(database)) == 1


def test_sign_out_ends_it_on_the_server(client: TestClient, database: Database) -> None:
    signed_in(client, make_person(database))
    token = client.cookies[TOKEN_COOKIE]
    assert client.post("/sign-out", follow_redirects=False).status_code == 303
    client.cookies.set(TOKEN_COOKIE, token)
    assert not is_signed_in(client)
    assert tokens(database) == set()


@pytest.mark.parametrize(
    ("hours", "seen_hours_ago", "holds"), [(1, 0, True), (7.9, 0.4, True), (1, 0.6, False), (12.1, 0.1, False)]
)
def test_a_sign_in_ends_by_the_clock(
    client: TestClient, database: Database, hours: float, seen_hours_ago: float, *, holds: bool
) -> None:
    signed_in(client, make_person(database))
    with database.write() as session:
        row = session.exec(select(SignIn)).one()
        row.created_at = clock.now() - timedelta(hours=hours)
        row.last_seen_at = clock.now() - timedelta(hours=seen_hours_ago)
        session.add(row)
    assert is_signed_in(client) is holds


def test_use_is_noted_at_most_every_few_minutes(client: TestClient, database: Database) -> None:
    signed_in(client, make_person(database))

    def age_and_visit(minutes: int) -> timedelta:
        with database.write() as session:
            row = session.exec(select(SignIn)).one()
            row.last_seen_at = clock.now() - timedelta(minutes=minutes)
            session.add(row)
        client.get("/account")
        with database.read() as session:
            return clock.now() - session.exec(select(SignIn)).one().last_seen_at

    assert age_and_visit(4) > timedelta(minutes=3)
    assert age_and_visit(6) < timedelta(minutes=1)


def test_disabling_signs_out_at_once(client: TestClient, database: Database) -> None:
    person = make_person(database)
    signed_in(client, person)
    assert is_signed_in(client)
    with database.write() as session:
        service.disable_user(session, None, person.id)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("/account?saved=", "/account?saved="),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("evil", "/"),
        ("", "/"),
        ("http:///evil.example", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
    ],
)
def test_next_leads_nowhere_else(client: TestClient, database: Database, wanted: str, goes_to: str) -> None:
    make_person(database)
    assert try_password(client, next=wanted).headers["location"] == goes_to


@pytest.fixture
def quick_verify(monkeypatch) -> None:
    monkeypatch.setattr("app.accounts.sign_ins.verify", lambda password, stored: (password == PASSWORD, None))


@pytest.mark.usefixtures("quick_verify")
class TestThrottle:
    """Guessing is slowed; the victim gets in from elsewhere."""

    def from_address(self, client: TestClient, address: str) -> TestClient:
        return TestClient(client.app, "http://127.0.0.1", headers=client.headers, client=(address, 1))

    def test_guessing_from_one_place_ends(self, client: TestClient, database: Database) -> None:
        make_person(database)
        statuses = [try_password(client, f"wrong {n}").status_code for n in range(12)]
        assert statuses == [422] * 10 + [429] * 2
        assert try_password(client).status_code == 429
        assert try_password(self.from_address(client, "192.0.2.7")).status_code == 303

    def test_success_forgives(self, client: TestClient, database: Database) -> None:
        make_person(database)
        for _ in range(3):
            assert {try_password(client, "wrong").status_code for _ in range(9)} == {422}
            assert try_password(client).status_code == 303

    def test_stuffing_many_accounts_from_one_place_ends(self, client: TestClient) -> None:
        statuses = [try_password(client, "wrong", f"p{n}@example.fi").status_code for n in range(101)]
        assert statuses == [422] * 100 + [429]

    def test_many_places_against_one_account_spare_the_place_it_is_used_from(
        self, client: TestClient, database: Database
    ) -> None:
        make_person(database)
        home = self.from_address(client, "198.51.100.1")
        assert try_password(home).status_code == 303
        for place in range(11):
            attacker = self.from_address(client, f"192.0.2.{place}")
            for _ in range(10):
                try_password(attacker, "wrong")
        assert try_password(self.from_address(client, "203.0.113.1"), "wrong").status_code == 429
        assert try_password(home).status_code == 303

    def test_an_ipv6_customer_is_one_place(self, client: TestClient, database: Database) -> None:
        make_person(database)
        for n in range(10):
            try_password(self.from_address(client, f"2001:db8::{n + 1}"), "wrong")
        assert try_password(self.from_address(client, "2001:db8::ffff"), "wrong").status_code == 429


def test_roles_hold_from_the_next_request(client: TestClient, database: Database) -> None:
    organisation = make_organisation(database)
    person = signed_in(client, user := make_person(database)) and user
    assert client.get("/kokkola/people").status_code == 404
    with database.write() as session:
        given = service.grant(session, None, person.id, "coordinator", organisation_id=organisation.id)
    assert client.get("/kokkola/people").status_code == 200
    with database.write() as session:
        service.revoke(session, None, given.id)
    assert client.get("/kokkola/people").status_code == 404
