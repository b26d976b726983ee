"""Reading people, sign-ins and grants."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from app.accounts.models import Grant, Notification, PasswordLink, SignIn, User
from app.clock import now
from app.config import get_settings
from app.db import Moment
from app.organisations.models import Organisation
from app.permissions import Holding, Role


def hash_token(token: str) -> str:
    """What is stored of a sign-in's or a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


class CurrentSignIn(NamedTuple):
    """A signed-in browser and whose it is."""

    user_id: int
    name: str
    email: str
    last_seen_at: datetime
    unread: int  # notifications


# These two are asked at every request and every save, so they are put together once and load columns only.
_UNREAD = (
    select(func.count())
    .where(col(Notification.user_id) == col(User.id), col(Notification.read_at).is_(None))
    .correlate(User)
    .scalar_subquery()
)
_CURRENT_SIGN_IN = (
    select(User.id, User.name, User.email, SignIn.last_seen_at, _UNREAD)  # type: ignore[call-overload]
    .join(SignIn, col(SignIn.user_id) == col(User.id))
    .where(
        col(SignIn.token_hash) == bindparam("token_hash"),
        col(SignIn.last_seen_at) > bindparam("used_after", type_=Moment),
        col(SignIn.created_at) > bindparam("begun_after", type_=Moment),
        col(User.disabled_at).is_(None),
    )
)
_ROLES = (
    select(  # type: ignore[call-overload]
        Grant.role, Grant.organisation_id, Grant.report_id, Grant.section_id, Organisation.is_example
    )
    .outerjoin(Organisation, col(Organisation.id) == col(Grant.organisation_id))
    .where(col(Grant.user_id) == bindparam("user_id"))
    .order_by(col(Grant.id))
)


def current_sign_in(session: Session, token: str) -> CurrentSignIn | None:
    """Whose browser holds this token, unless the sign-in has ended by time."""
    settings = get_settings()
    at = now()
    values = {
        "token_hash": hash_token(token),
        "used_after": at - timedelta(minutes=settings.session_idle_minutes),
        "begun_after": at - timedelta(hours=settings.session_hours),
    }
    row = session.execute(_CURRENT_SIGN_IN, values).first()
    return CurrentSignIn(*row) if row else None


def holdings_of(session: Session, user_id: int) -> tuple[Holding, ...]:
    """The roles a person holds."""
    return roles_of(session, user_id)[0]


def roles_of(session: Session, user_id: int) -> tuple[tuple[Holding, ...], bool]:
    """The roles a person holds, and whether any of them is in an organisation that the demo made."""
    rows = session.execute(_ROLES, {"user_id": user_id}).all()
    return tuple(Holding(Role(role), *on) for role, *on, _ in rows), any(row.is_example for row in rows)


def user_by_email(session: Session, email: str) -> User | None:
    """Whose address it is, in whatever case it is written."""
    return session.exec(select(User).where(User.email == email.strip().lower())).first()


def user_count(session: Session) -> int:
    """How many accounts there are, closed ones too; 0 means that the first run is ahead."""
    return session.exec(select(func.count()).select_from(User)).one()


def all_users(session: Session) -> Sequence[User]:
    """Everybody, by name."""
    return session.exec(select(User).order_by(col(User.name), col(User.id))).all()


def users_by_id(session: Session, ids: Iterable[int]) -> dict[int, User]:
    """The people with these ids."""
    users = session.exec(select(User).where(col(User.id).in_(set(ids))))
    return {user.id: user for user in users if user.id is not None}


def grants_in(session: Session, organisation_id: int) -> Sequence[tuple[Grant, User]]:
    """The roles held in an organisation, with their holders, by name."""
    statement = (
        select(Grant, User)
        .join(User, col(User.id) == col(Grant.user_id))
        .where(Grant.organisation_id == organisation_id)
        .order_by(col(User.name), col(User.id), col(Grant.id))
    )
    return session.exec(statement).all()


def grants_of(session: Session, user_id: int) -> Sequence[Grant]:
    """Everything one person holds, anywhere."""
    return session.exec(select(Grant).where(Grant.user_id == user_id).order_by(col(Grant.id))).all()


def sign_ins_of(session: Session, user_id: int) -> Sequence[SignIn]:
    """The browsers a person is signed in with, the last used first; those ended by time are left out."""
    settings = get_settings()
    statement = (
        select(SignIn)
        .where(
            SignIn.user_id == user_id,
            SignIn.last_seen_at > now() - timedelta(minutes=settings.session_idle_minutes),
            SignIn.created_at > now() - timedelta(hours=settings.session_hours),
        )
        .order_by(col(SignIn.last_seen_at).desc())
    )
    return session.exec(statement).all()


def holder_of_link(session: Session, token: str) -> User | None:
    """Who may set their password with this link; None when it was used, is too old or never was."""
    statement = (
        select(User)
        .join(PasswordLink, col(PasswordLink.user_id) == col(User.id))
        .where(
            PasswordLink.token_hash == hash_token(token),
            PasswordLink.expires_at > now(),
            col(User.disabled_at).is_(None),
        )
    )
    return session.exec(statement).first()
