"""Accounts and the roles they hold: making and closing, granting and revoking, passwords.

A hash takes long, and nobody else can write meanwhile: verbs that hash and then write take the
database and open their own transactions. `create_user` hashes before its first statement; give it
a session that has none behind it.
"""

import re
import secrets
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from app.accounts.errors import LinkEnded
from app.accounts.models import Grant, PasswordLink, SignIn, User
from app.accounts.passwords import hash_password, weakness
from app.accounts.queries import hash_token, holder_of_link, user_by_email
from app.audit.service import record
from app.clock import now
from app.db import Database
from app.errors import BadInput, NotFound
from app.i18n import LANGUAGES, N_, gettext
from app.permissions import Role

LINK_HOURS = 48
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def create_user(
    session: Session,
    actor_id: int | None,
    *,
    email: str,
    name: str,
    password: str | None = None,
    language: str = "fi",
) -> User:
    """A new account. Without a password nobody can sign in to it until one is set by a link."""
    email, name = email.strip().lower(), " ".join(name.split())
    errors = _person_errors(email, name, language)
    if password is not None and (weak := weakness(password, email, name)):
        errors["password"] = weak
    password_hash = hash_password(password) if password is not None and not errors else ""
    if not errors and user_by_email(session, email):
        errors["email"] = gettext(N_("There is already an account with this address."))
    if errors:
        raise BadInput(errors)
    user = User(email=email, name=name, password_hash=password_hash, language=language, created_at=now())
    session.add(user)
    session.flush()
    record(session, "user:create", actor_id=actor_id, subject_type="user", subject_id=_id(user))
    return user


def update_user(session: Session, actor_id: int, user_id: int, *, name: str, language: str) -> User:
    """Change how a person is called and which language they are spoken to in."""
    user = _user(session, user_id)
    name = " ".join(name.split())
    if errors := _person_errors(user.email, name, language):
        raise BadInput(errors)
    user.name, user.language = name, language
    session.add(user)
    record(session, "user:update", actor_id=actor_id, subject_type="user", subject_id=user_id)
    return user


def disable_user(session: Session, actor_id: int | None, user_id: int) -> None:
    """Close an account: signed out everywhere at once; what the person wrote and decided stays."""
    user = _user(session, user_id)
    user.disabled_at = now()
    session.add(user)
    _end_everything(session, user_id)
    record(session, "user:disable", actor_id=actor_id, subject_type="user", subject_id=user_id)


def enable_user(session: Session, actor_id: int | None, user_id: int) -> None:
    """Open a closed account again."""
    user = _user(session, user_id)
    user.disabled_at = None
    session.add(user)
    record(session, "user:enable", actor_id=actor_id, subject_type="user", subject_id=user_id)


def grant(
    session: Session,
    actor_id: int | None,
    user_id: int,
    role: Role | str,
    *,
    organisation_id: int | None = None,
    report_id: int | None = None,
    section_id: int | None = None,
) -> Grant:
    """Give a role: on an organisation, or on one report or section of it; on nothing: everywhere."""
    given = Grant(
        user_id=user_id,
        role=Role(role),
        organisation_id=organisation_id,
        report_id=report_id,
        section_id=section_id,
        granted_at=now(),
    )
    session.add(given)
    _record_role(session, "role:grant", actor_id, given)
    return given


def revoke(session: Session, actor_id: int | None, grant_id: int) -> None:
    """Take a role away. It holds from the person's next request."""
    given = session.get(Grant, grant_id)
    if given is None:
        raise NotFound
    session.delete(given)
    _record_role(session, "role:revoke", actor_id, given)


def set_password(database: Database, actor_id: int | None, user_id: int, password: str) -> None:
    """Set a new password; every browser is signed out, every link to set one ends."""
    with database.read() as session:
        user = _user(session, user_id)
    password_hash = _accepted_hash(password, user)
    with database.write() as session:
        _store_password(session, actor_id, user_id, password_hash)


def make_password_link(session: Session, actor_id: int | None, user_id: int) -> str:
    """A token with which the person sets their password once; earlier ones end."""
    token = secrets.token_urlsafe(32)
    session.exec(delete(PasswordLink).where(col(PasswordLink.user_id) == user_id))
    expires_at = now() + timedelta(hours=LINK_HOURS)
    session.add(PasswordLink(token_hash=hash_token(token), user_id=user_id, expires_at=expires_at))
    record(session, "user:link", actor_id=actor_id, subject_type="user", subject_id=user_id)
    return token


def use_password_link(database: Database, token: str, password: str) -> None:
    """Set the password of the link's holder. Of two who use the link at once, one succeeds."""
    with database.read() as session:
        holder = holder_of_link(session, token)
    if holder is None:
        raise LinkEnded
    password_hash = _accepted_hash(password, holder)
    with database.write() as session:
        used = session.exec(delete(PasswordLink).where(col(PasswordLink.token_hash) == hash_token(token)))
        if used.rowcount != 1:
            raise LinkEnded
        _store_password(session, holder.id, _id(holder), password_hash)


def _accepted_hash(password: str, user: User) -> str:
    if weak := weakness(password, user.email, user.name):
        raise BadInput({"password": weak})
    return hash_password(password)


def _store_password(session: Session, actor_id: int | None, user_id: int, password_hash: str) -> None:
    user = _user(session, user_id)
    user.password_hash = password_hash
    _end_everything(session, user_id)
    record(session, "user:password", actor_id=actor_id, subject_type="user", subject_id=user_id)


def _end_everything(session: Session, user_id: int) -> None:
    session.exec(delete(SignIn).where(col(SignIn.user_id) == user_id))
    session.exec(delete(PasswordLink).where(col(PasswordLink.user_id) == user_id))


def _record_role(session: Session, action: str, actor_id: int | None, given: Grant) -> None:
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="user",
        subject_id=given.user_id,
        organisation_id=given.organisation_id,
        role=given.role,
        report_id=given.report_id,
        section_id=given.section_id,
    )


def _person_errors(email: str, name: str, language: str) -> dict[str, str]:
    errors = {}
    if len(email) > 254 or not _EMAIL.fullmatch(email):
        errors["email"] = gettext(N_("Give an e-mail address, like name@municipality.fi."))
    if not 1 <= len(name) <= 120 or not name.isprintable():
        errors["name"] = gettext(N_("Give a name of at most 120 characters."))
    if language not in LANGUAGES:
        errors["language"] = gettext(N_("Choose one of the languages."))
    return errors


def _user(session: Session, user_id: int) -> User:
    user = session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def _id(user: User) -> int:
    assert user.id is not None
    return user.id
