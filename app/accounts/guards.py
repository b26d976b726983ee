"""Guards that need to know who asks. Guards on reports and sections are subclasses in those packages:
they first find the thing among what the person may see (else 404), then ask for the right (else 403).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from app.accounts.queries import current_sign_in, roles_of
from app.accounts.sign_ins import touch
from app.clock import now
from app.db import DatabaseDep, SessionDep
from app.errors import Forbidden, NotFound, SignInNeeded
from app.i18n import current_language
from app.organisations.models import Organisation
from app.organisations.queries import county_organisation_ids, organisation_by_slug
from app.organisations.reference import names
from app.permissions import DENIALS, SYSTEM, Holding, Permission, Role, Scope, can, permissions_of
from app.web.guards import Guard
from app.web.params import SlugInPath
from app.web.place import Place, set_place

TOKEN_COOKIE = "sign_in"  # noqa: S105 (a name, not a secret)
TOUCH_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is signed in, with everything needed to answer what they may do."""

    id: int
    name: str
    email: str
    holdings: tuple[Holding, ...]
    is_example: bool = False  # has a role in an organisation that the demo made
    unread: int = 0  # notifications

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(holding.role for holding in self.holdings)


def identify(connection: HTTPConnection, database: DatabaseDep) -> Iterator[Person | None]:
    """Find out who asks, once a request; runs before every route.

    Reads in a session of its own: the request's session may be the one that writes, and stays untouched
    until the route needs it. That the browser is still in use is noted after the answer has left, unless the
    route says that the page `asked_by_itself`.
    """
    token = connection.cookies.get(TOKEN_COOKIE)
    found = None
    if token:
        with database.read() as session:
            found = current_sign_in(session, token)
            holdings, is_example = roles_of(session, found.user_id) if found else ((), False)
    if token is None or found is None:
        connection.state.person = None
        yield None
        return
    connection.state.person = Person(found.user_id, found.name, found.email, holdings, is_example, found.unread)
    yield connection.state.person
    if now() - found.last_seen_at > TOUCH_EVERY and not getattr(connection.state, "asked_by_itself", False):
        touch(database, token)


CurrentPerson = Annotated[Person | None, Depends(identify)]


class SignedIn(Guard):
    """Anybody with an account; the route itself shows only what is theirs."""

    def __call__(self, person: CurrentPerson) -> Person:
        if person is None:
            raise SignInNeeded
        return person


class Requires(Guard):
    """A right over the whole installation."""

    def __init__(self, permission: Permission) -> None:
        self.permission: Permission = permission

    def __call__(self, person: CurrentPerson) -> Person:
        if person is None:
            raise SignInNeeded
        if not can(person.holdings, self.permission, SYSTEM):
            raise deny(self.permission)
        return person


@dataclass(frozen=True, slots=True)
class OrganisationAccess:
    """An organisation that the person may see, and what they may do in it."""

    organisation: Organisation
    person: Person
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


class OnOrganisation(Guard):
    """A right in the organisation that the address names as `organisation`."""

    def __init__(self, permission: Permission) -> None:
        self.permission: Permission = permission

    def __call__(
        self, request: Request, organisation: SlugInPath, person: CurrentPerson, session: SessionDep
    ) -> OrganisationAccess:
        if person is None:
            raise SignInNeeded
        found = organisation_by_slug(session, organisation)
        if found is None:
            raise NotFound
        held = permissions_of(person.holdings, scope_of(session, found, person))
        if Permission.ORGANISATION_READ not in held:
            raise NotFound
        if self.permission not in held:
            raise deny(self.permission)
        set_place(request, place_on_desk(found))
        return OrganisationAccess(found, person, held)


def place_on_desk(organisation: Organisation) -> Place:
    """The organisation as the desk's top bar shows it."""
    name = names()[organisation.region_code][current_language.get()]
    home = f"/{organisation.slug}"
    arms = f"{home}/arms/{organisation.arms_sha256}" if organisation.arms_sha256 else ""
    return Place(name, home, organisation.is_example, arms)


def scope_of(session: SessionDep, organisation: Organisation, person: Person) -> Scope:
    """The organisation as a scope; for regional coordinators with the counties whose coordinators may see it."""
    if Role.REGIONAL_COORDINATOR not in person.roles:
        return Scope(organisation.id)
    return Scope(organisation.id, county_organisation_ids(session, organisation.region_code))


def deny(permission: Permission | None) -> Forbidden:
    """403 with the words for this right."""
    error = Forbidden()
    if permission is not None:
        error.message = DENIALS[permission]  # type: ignore[misc]
    return error


SignedInPerson = Annotated[Person, Depends(SignedIn())]
ADMINISTRATOR = Depends(Requires(Permission.SYSTEM_ADMINISTER))
Administrator = Annotated[Person, ADMINISTRATOR]
SeenOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.ORGANISATION_READ))]
ManagedOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.PEOPLE_MANAGE))]
ReportingOrganisation = Annotated[OrganisationAccess, Depends(OnOrganisation(Permission.REPORT_CREATE))]
