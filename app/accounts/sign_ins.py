"""Signing in and out: a random token in the browser's cookie, its hash in the database."""

import secrets
from contextlib import suppress

from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session, col

from app.accounts.errors import WrongCredentials
from app.accounts.models import SignIn, User
from app.accounts.passwords import verify
from app.accounts.queries import hash_token, user_by_email
from app.accounts.service import set_password
from app.accounts.throttle import Attempts
from app.audit.service import record
from app.clock import now
from app.db import Database
from app.errors import BadInput, NotFound
from app.i18n import N_, gettext


def sign_in(
    database: Database,
    attempts: Attempts,
    *,
    email: str,
    password: str,
    address: str,
    user_agent: str = "",
    previous_token: str = "",
) -> tuple[User, str]:
    """The person, and a new token for their browser; the browser's previous sign-in ends.

    `address` is the network address that the attempt came from.
    """
    account = email.strip().lower()
    attempts.begin(account, address)
    with database.read() as session:
        user = user_by_email(session, account)
    right, renewed_hash = verify(password, user.password_hash if user else "")
    if user is None or not right or user.disabled_at is not None:
        attempts.failed(account, address)
        raise WrongCredentials
    assert user.id is not None
    attempts.succeeded(account, address)
    token = secrets.token_urlsafe(32)
    with database.write() as session:
        _end_sign_in(session, previous_token)
        if renewed_hash:
            renewed = update(User).where(col(User.id) == user.id).values(password_hash=renewed_hash)
            session.exec(renewed)
        _add_sign_in(session, user.id, token, user_agent)
    return user, token


def change_password(
    database: Database,
    attempts: Attempts,
    user_id: int,
    *,
    current: str,
    new: str,
    address: str,
    user_agent: str = "",
) -> str:
    """Change one's own password, knowing the current one: every browser is signed out, this one gets a new token."""
    with database.read() as session:
        user = session.get_one(User, user_id)
    attempts.begin(user.email, address)
    if not verify(current, user.password_hash)[0]:
        attempts.failed(user.email, address)
        raise BadInput({"current": gettext(N_("This is not your current password."))})
    attempts.succeeded(user.email, address)
    set_password(database, user_id, user_id, new)
    return open_sign_in(database, user, user_agent)


def sign_out(session: Session, actor_id: int, token: str) -> None:
    """End the sign-in of the browser that holds this token."""
    _end_sign_in(session, token)
    record(session, "user:sign-out", actor_id=actor_id, subject_type="user", subject_id=actor_id)


def sign_out_everywhere(session: Session, actor_id: int | None, user_id: int, *, keep_token: str = "") -> None:
    """End a person's sign-ins, but for the browser that holds `keep_token`."""
    others = delete(SignIn).where(col(SignIn.user_id) == user_id, col(SignIn.token_hash) != hash_token(keep_token))
    session.exec(others)
    record(session, "user:sign-out:everywhere", actor_id=actor_id, subject_type="user", subject_id=user_id)


def sign_out_browser(session: Session, actor_id: int, handle: str) -> None:
    """End one of the actor's own sign-ins; `handle` is the beginning of its token's hash."""
    mine = delete(SignIn).where(col(SignIn.user_id) == actor_id, col(SignIn.token_hash).startswith(handle))
    if session.exec(mine).rowcount == 0:
        raise NotFound
    record(session, "user:sign-out:browser", actor_id=actor_id, subject_type="user", subject_id=actor_id)


def touch(database: Database, token: str) -> None:
    """Note that the browser is in use, so that its sign-in does not end as idle. Not worth waiting for."""
    with suppress(OperationalError, PoolTimeout), database.write() as session:
        session.exec(update(SignIn).where(col(SignIn.token_hash) == hash_token(token)).values(last_seen_at=now()))


def open_sign_in(database: Database, user: User, user_agent: str) -> str:
    """A token for the browser of somebody who has just proved who they are."""
    assert user.id is not None
    token = secrets.token_urlsafe(32)
    with database.write() as session:
        _add_sign_in(session, user.id, token, user_agent)
    return token


def _add_sign_in(session: Session, user_id: int, token: str, user_agent: str) -> None:
    sign_in = SignIn(
        token_hash=hash_token(token),
        user_id=user_id,
        created_at=now(),
        last_seen_at=now(),
        user_agent=user_agent[:200],
    )
    session.add(sign_in)
    record(session, "user:sign-in", actor_id=user_id, subject_type="user", subject_id=user_id)


def _end_sign_in(session: Session, token: str) -> None:
    session.exec(delete(SignIn).where(col(SignIn.token_hash) == hash_token(token)))
