"""People of an organisation: inviting, giving and taking roles, closing accounts; who may do that to whom."""

from dataclasses import dataclass

from sqlmodel import Session

from app.accounts import service as accounts
from app.accounts.guards import Person
from app.accounts.models import Grant, User
from app.accounts.queries import grants_of, user_by_email
from app.admin.errors import BelongsElsewhereToo, OwnRole, RoleNotYours
from app.errors import BadInput, NotFound
from app.i18n import N_, gettext
from app.organisations.models import Organisation
from app.permissions import SYSTEM, Permission, Role, can

COORDINATORS_MAY_GIVE = (Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.READER, Role.COORDINATOR)
ADMINISTRATORS_MAY_GIVE = (*COORDINATORS_MAY_GIVE, Role.ORGANISATION_ADMIN, Role.REGIONAL_COORDINATOR)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who was invited. `link_token` is empty when the person already had an account."""

    user: User
    link_token: str


def is_administrator(person: Person) -> bool:
    """Does the person look after the whole installation?"""
    return can(person.holdings, Permission.SYSTEM_ADMINISTER, SYSTEM)


def roles_to_give(person: Person) -> tuple[Role, ...]:
    """The roles that this person may give and take in an organisation whose people they manage."""
    return ADMINISTRATORS_MAY_GIVE if is_administrator(person) else COORDINATORS_MAY_GIVE


def invite(
    session: Session, actor: Person, organisation: Organisation, *, email: str, name: str, role: str
) -> Invitation:
    """Give somebody a role here; who has no account gets one, with a link to hand over."""
    chosen = _role(actor, role)
    user = user_by_email(session, email)
    link_token = ""
    if user is None:
        user = accounts.create_user(session, actor.id, email=email, name=name)
        link_token = accounts.make_password_link(session, actor.id, _id(user))
    _give(session, actor, organisation, _id(user), chosen)
    return Invitation(user, link_token)


def give_role(session: Session, actor: Person, organisation: Organisation, user_id: int, role: str) -> None:
    """Give one of the organisation's people a further role."""
    chosen = _role(actor, role)
    if not _grants_here(session, organisation, user_id):
        raise NotFound
    _give(session, actor, organisation, user_id, chosen)


def take_role(session: Session, actor: Person, organisation: Organisation, grant_id: int) -> None:
    """Take a role away. Nobody takes their own: an organisation would be left without anybody to manage it."""
    given = session.get(Grant, grant_id)
    if given is None or given.organisation_id != organisation.id:
        raise NotFound
    if given.user_id == actor.id:
        raise OwnRole
    if Role(given.role) not in roles_to_give(actor):
        raise RoleNotYours
    accounts.revoke(session, actor.id, grant_id)


def close_account(session: Session, actor: Person, organisation: Organisation, user_id: int) -> None:
    """Close the account of somebody who works only here."""
    _check_own(session, actor, organisation, user_id)
    accounts.disable_user(session, actor.id, user_id)


def open_account(session: Session, actor: Person, organisation: Organisation, user_id: int) -> None:
    """Open a closed account again."""
    _check_own(session, actor, organisation, user_id)
    accounts.enable_user(session, actor.id, user_id)


def renew_link(session: Session, actor: Person, organisation: Organisation, user_id: int) -> tuple[User, str]:
    """A new link to set a password, for somebody who works only here; and who that is."""
    _check_own(session, actor, organisation, user_id)
    return session.get_one(User, user_id), accounts.make_password_link(session, actor.id, user_id)


def settle_user(session: Session, actor: Person, user_id: int, *, closed: bool) -> None:
    """Close or open any account but one's own: for the system administrator."""
    if user_id == actor.id:
        raise OwnRole
    settle = accounts.disable_user if closed else accounts.enable_user
    settle(session, actor.id, user_id)


def _check_own(session: Session, actor: Person, organisation: Organisation, user_id: int) -> None:
    """May the actor decide about the whole account? Not about their own, nor about what reaches elsewhere."""
    if not _grants_here(session, organisation, user_id):
        raise NotFound
    if user_id == actor.id:
        raise OwnRole
    if is_administrator(actor):
        return
    for given in grants_of(session, user_id):
        if given.organisation_id != organisation.id or Role(given.role) not in COORDINATORS_MAY_GIVE:
            raise BelongsElsewhereToo


def _grants_here(session: Session, organisation: Organisation, user_id: int) -> list[Grant]:
    return [given for given in grants_of(session, user_id) if given.organisation_id == organisation.id]


def _give(session: Session, actor: Person, organisation: Organisation, user_id: int, role: Role) -> None:
    for given in _grants_here(session, organisation, user_id):
        if given.role == role and given.report_id is None and given.section_id is None:
            return
    accounts.grant(session, actor.id, user_id, role, organisation_id=organisation.id)


def _role(actor: Person, role: str) -> Role:
    if role not in tuple(Role):
        raise BadInput({"role": gettext(N_("Choose a role."))})
    if Role(role) not in roles_to_give(actor):
        raise RoleNotYours
    return Role(role)


def _id(user: User) -> int:
    assert user.id is not None
    return user.id
