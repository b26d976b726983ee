"""People for tests: with a role, and signed in without the cost of hashing a password."""

from functools import cache

from fastapi.testclient import TestClient

from app.accounts.guards import TOKEN_COOKIE
from app.accounts.models import Grant, SignIn, User
from app.accounts.queries import hash_token
from app.clock import now
from app.db import Database
from app.organisations.models import Organisation, Region
from app.organisations.queries import organisation_by_slug
from app.permissions import Role
from tests.support.hashing import CHEAP

PASSWORD = "pitkä ja helppo muistaa"


@cache
def cheap_hash() -> str:
    """PASSWORD hashed in a millisecond; a real sign-in works with it."""
    return CHEAP.hash(PASSWORD)


def make_organisation(database: Database, slug: str = "kokkola", region_code: str = "KU272") -> Organisation:
    """The organisation with this slug, made with a bare region when there is none."""
    with database.write() as session:
        if found := organisation_by_slug(session, slug):
            return found
        if session.get(Region, region_code) is None:
            name = slug.capitalize()
            category = {"KU": "municipality", "HV": "county", "MK": "region"}[region_code[:2]]
            session.add(
                Region(
                    code=region_code,
                    category=category,
                    official_code=region_code[-3:],
                    name_fi=name,
                    name_sv=name,
                    name_en=name,
                    short_fi=name,
                    short_sv=name,
                    short_en=name,
                    valid_from=1900,
                )
            )
            session.flush()
        organisation = Organisation(slug=slug, region_code=region_code)
        session.add(organisation)
        session.flush()
        return organisation


def make_person(
    database: Database,
    name: str = "Aino Kirjoittaja",
    role: Role | str | None = None,
    *,
    organisation: Organisation | None = None,
    report_id: int | None = None,
    section_id: int | None = None,
    email: str = "",
) -> User:
    """A person with the password PASSWORD, holding `role` on the organisation (or report, or section)."""
    with database.write() as session:
        address = email or f"{name.lower().replace(' ', '.')}@example.fi"
        user = User(email=address, name=name, password_hash=cheap_hash(), created_at=now())
        session.add(user)
        session.flush()
        assert user.id is not None
        if role is not None:
            session.add(
                Grant(
                    user_id=user.id,
                    role=Role(role),
                    organisation_id=organisation.id if organisation else None,
                    report_id=report_id,
                    section_id=section_id,
                    granted_at=now(),
                )
            )
        return user


def signed_in(client: TestClient, user: User) -> TestClient:
    """The same client, its browser now signed in as `user` (whoever was before is replaced)."""
    keep_sign_in(client.app.state.database, user)  # type: ignore[attr-defined]
    return carrying_token(client, user)


def keep_sign_in(database: Database, user: User) -> None:
    """What the database knows of a browser that is signed in."""
    assert user.id is not None
    with database.write() as session:
        session.merge(
            SignIn(token_hash=hash_token(_token(user)), user_id=user.id, created_at=now(), last_seen_at=now())
        )


def carrying_token(client: TestClient, user: User) -> TestClient:
    """The same client with the cookie of that sign-in."""
    signed_out(client)
    client.cookies.set(TOKEN_COOKIE, _token(user), domain=client.base_url.host)
    return client


def _token(user: User) -> str:
    return f"test-token-of-{user.id}"


def signed_out(client: TestClient) -> TestClient:
    """The same client as nobody."""
    for cookie in list(client.cookies.jar):
        if cookie.name == TOKEN_COOKIE:
            client.cookies.jar.clear(cookie.domain, cookie.path, cookie.name)
    return client
