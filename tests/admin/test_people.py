"""People of an organisation: inviting, roles, closing; and who may do none of it."""

import re

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.models import Grant, PasswordLink, User
from app.accounts.queries import grants_of, user_by_email
from app.audit.models import AuditEntry
from app.db import Database
from app.permissions import Role
from tests.factories.people import make_organisation, make_person, signed_in, signed_out

NEW_PASSWORD = "kolme kotkaa ja hanhi"


@pytest.fixture
def coordinator(client: TestClient, database: Database) -> User:
    """Kokkola's coordinator, signed in."""
    kokkola = make_organisation(database)
    person = make_person(database, "Kaisa Koordinaattori", Role.COORDINATOR, organisation=kokkola)
    signed_in(client, person)
    return person


def roles_of(database: Database, user: User) -> list[str]:
    with database.read() as session:
        return [given.role for given in grants_of(session, user.id)]


def invite(client: TestClient, email: str = "uusi@kokkola.example", role: str = "author", name: str = "Uusi Ihminen"):
    return client.post("/kokkola/people", data={"email": email, "name": name, "role": role})


def test_an_invited_person_sets_a_password_once_and_signs_in(
    client: TestClient, database: Database, coordinator: User
) -> None:
    page = invite(client)
    link = re.search(r"http://127\.0\.0\.1:8000(/set-password/[\w-]{43})", page.text)
    assert link
    assert "set-password" not in client.get("/kokkola/people").text.replace("/link", "")
    signed_out(client)
    assert client.get(link[1]).status_code == 200
    weak = client.post(link[1], data={"password": "short"})
    assert (weak.status_code, 'id="d-password"' in weak.text) == (422, True)
    done = client.post(link[1], data={"password": NEW_PASSWORD}, follow_redirects=False)
    assert done.headers["location"] == "/sign-in?saved=password"
    assert client.get(link[1]).status_code == 410
    assert client.post(link[1], data={"password": NEW_PASSWORD}).status_code == 410
    form = {"email": "uusi@kokkola.example", "password": NEW_PASSWORD}
    assert client.post("/sign-in", data=form, follow_redirects=False).status_code == 303


def test_the_links_host_is_never_the_requests(client: TestClient, coordinator: User) -> None:
    client.headers["host"] = "localhost"
    assert "http://127.0.0.1:8000/set-password/" in invite(client).text


def test_an_old_link_ends(client: TestClient, database: Database, coordinator: User) -> None:
    from datetime import timedelta

    from app.clock import now

    link = re.search(r"/set-password/[\w-]+", invite(client).text)[0]
    with database.write() as session:
        row = session.exec(select(PasswordLink)).one()
        row.expires_at = now() - timedelta(seconds=1)
        session.add(row)
    assert client.get(link).status_code == 410


def test_only_the_hash_of_a_link_is_stored(client: TestClient, database: Database, coordinator: User) -> None:
    token = re.search(r"/set-password/([\w-]+)", invite(client).text)[1]
    with database.read() as session:
        assert token not in session.exec(select(PasswordLink)).one().token_hash


def test_who_already_has_an_account_gets_the_role_but_no_link(
    client: TestClient, database: Database, coordinator: User
) -> None:
    """Else a coordinator could take over anybody's account by inviting their address."""
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    other = make_person(database, "Kaustisen Koordinaattori", Role.COORDINATOR, organisation=kaustinen)
    page = invite(client, other.email)
    assert page.status_code == 200
    assert "/set-password/" not in page.text
    assert sorted(roles_of(database, other)) == ["author", "coordinator"]
    for action in ("link", "account"):
        refused = client.post(f"/kokkola/people/{other.id}/{action}", data={"closed": "true"})
        assert refused.status_code == 403


@pytest.mark.parametrize("role", ["system-admin", "organisation-admin", "regional-coordinator"])
def test_a_coordinator_gives_no_wider_roles(
    client: TestClient, database: Database, coordinator: User, role: str
) -> None:
    assert invite(client, role=role).status_code == 403
    aino = make_person(database, role="author", organisation=make_organisation(database))
    assert client.post(f"/kokkola/people/{aino.id}/roles", data={"role": role}).status_code == 403
    assert roles_of(database, aino) == ["author"]
    with database.read() as session:
        assert user_by_email(session, "uusi@kokkola.example") is None


@pytest.mark.parametrize("role", ["", "AUTHOR", "king"])
def test_a_role_that_does_not_exist_is_refused(client: TestClient, coordinator: User, role: str) -> None:
    page = invite(client, role=role)
    assert page.status_code == 422
    assert 'value="Uusi Ihminen"' in page.text


def test_roles_are_given_once_and_taken(client: TestClient, database: Database, coordinator: User) -> None:
    aino = make_person(database, role="author", organisation=make_organisation(database))
    for _ in range(2):
        client.post(f"/kokkola/people/{aino.id}/roles", data={"role": "reader"})
    assert roles_of(database, aino) == ["author", "reader"]
    with database.read() as session:
        given = grants_of(session, aino.id)[0].id
    assert client.post(f"/kokkola/people/roles/{given}/removal").status_code == 200
    assert roles_of(database, aino) == ["reader"]


def test_closing_and_opening_an_account(client: TestClient, database: Database, coordinator: User) -> None:
    aino = make_person(database, role="author", organisation=make_organisation(database))
    client.post(f"/kokkola/people/{aino.id}/account", data={"closed": "true"})
    assert "Tili suljettu" in client.get("/kokkola/people").text
    client.post(f"/kokkola/people/{aino.id}/account", data={"closed": "false"})
    assert "Tili suljettu" not in client.get("/kokkola/people").text


def test_nobody_decides_about_themselves(client: TestClient, database: Database, coordinator: User) -> None:
    with database.read() as session:
        own = grants_of(session, coordinator.id)[0].id
    assert client.post(f"/kokkola/people/roles/{own}/removal").status_code == 409
    assert client.post(f"/kokkola/people/{coordinator.id}/account", data={"closed": "true"}).status_code == 409
    assert client.post(f"/kokkola/people/{coordinator.id}/link").status_code == 409
    assert roles_of(database, coordinator) == ["coordinator"]


def test_people_and_grants_of_others_do_not_exist_here(
    client: TestClient, database: Database, coordinator: User
) -> None:
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    other = make_person(database, "Kaustisen Kirjoittaja", Role.AUTHOR, organisation=kaustinen)
    with database.read() as session:
        foreign = grants_of(session, other.id)[0].id
    assert client.post(f"/kokkola/people/roles/{foreign}/removal").status_code == 404
    for action in ("roles", "account", "link"):
        answer = client.post(f"/kokkola/people/{other.id}/{action}", data={"role": "author", "closed": "true"})
        assert answer.status_code == 404
    assert client.get("/kaustinen/people").status_code == 404
    assert roles_of(database, other) == ["author"]


def test_fields_that_a_form_does_not_have_change_nothing(
    client: TestClient, database: Database, coordinator: User
) -> None:
    form = {
        "name": "Kaisa K",
        "language": "sv",
        "email": "x@x.fi",
        "id": "99",
        "disabled_at": "2020-01-01",
        "password_hash": "x",
        "role": "system-admin",
    }
    assert client.post("/account", data=form).status_code == 200
    with database.read() as session:
        user = session.get_one(User, coordinator.id)
    assert (user.name, user.language, user.email) == ("Kaisa K", "sv", coordinator.email)
    assert (user.disabled_at, user.password_hash) == (None, coordinator.password_hash)
    more = {"user_id": str(coordinator.id), "organisation_id": "", "granted_at": "x"}
    client.post("/kokkola/people", data={"email": "b@x.fi", "name": "B", "role": "reader", **more})
    with database.read() as session:
        [given] = [g for g in session.exec(select(Grant)) if g.user_id != coordinator.id]
    assert (given.role, given.organisation_id) == ("reader", 1)


def test_every_change_leaves_its_entry(client: TestClient, database: Database, coordinator: User) -> None:
    invite(client)
    with database.read() as session:
        actions = {e.action for e in session.exec(select(AuditEntry)) if e.actor_id == coordinator.id}
        texts = " ".join(str(e.detail) for e in session.exec(select(AuditEntry)))
    assert actions == {"user:create", "user:link", "role:grant"}
    assert "uusi@" not in texts
