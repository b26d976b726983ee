"""The verbs of read tokens: made, revoked, used."""

import hashlib
import hmac
import secrets
from contextlib import suppress
from datetime import date, timedelta

from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session, col

from app.api.errors import TokenEnded, TokenUnknown
from app.api.models import ReadToken
from app.api.queries import token_by_hash, token_of
from app.audit.service import record
from app.clock import now, today
from app.db import Database
from app.errors import BadInput, NotFound
from app.i18n import gettext
from app.organisations.models import Organisation

PREFIX = "hvk_"  # so that a token is known for one wherever it turns up
LONGEST_NAME, LONGEST_DAYS = 80, 366
TOUCH_EVERY = timedelta(hours=1)


def make_token(
    session: Session, actor_id: int, organisation: Organisation, *, name: str, expires_on: date
) -> tuple[ReadToken, str]:
    """A token for the organisation's drafts, and the token itself: it is told only now."""
    _check(name, expires_on)
    assert organisation.id is not None
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ReadToken(
        organisation_id=organisation.id,
        name=name.strip(),
        token_sha256=hash_of(secret),
        expires_on=expires_on,
        created_by=actor_id,
        created_at=now(),
    )
    session.add(token)
    session.flush()
    _audit(session, "read-token:make", actor_id, token, expires_on=expires_on.isoformat())
    return token, secret


def revoke_token(session: Session, actor_id: int, organisation: Organisation, token_id: int) -> None:
    """End a token at once. Raises NotFound for another organisation's; revoking it again changes nothing."""
    token = token_of(session, organisation.id or 0, token_id)
    if token is None:
        raise NotFound
    if token.revoked_at is None:
        token.revoked_at = now()
        session.add(token)
        _audit(session, "read-token:revoke", actor_id, token)


def token_held(session: Session, secret: str) -> tuple[ReadToken, Organisation]:
    """The token that a program holds, and whose drafts it opens. Raises TokenUnknown or TokenEnded."""
    sha256 = hash_of(secret)
    found = token_by_hash(session, sha256)
    if found is None or not hmac.compare_digest(found[0].token_sha256, sha256):
        raise TokenUnknown
    if found[0].revoked_at is not None or found[0].expires_on < today():
        raise TokenEnded
    return found


def touch(database: Database, token: ReadToken) -> None:
    """Note that the token is in use, at most once an hour. Not worth waiting for."""
    if token.last_used_at is not None and now() - token.last_used_at < TOUCH_EVERY:
        return
    with suppress(OperationalError, PoolTimeout), database.write() as session:
        session.exec(update(ReadToken).where(col(ReadToken.id) == token.id).values(last_used_at=now()))


def hash_of(secret: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _check(name: str, expires_on: date) -> None:
    errors = {}
    if not name.strip():
        errors["name"] = gettext("Say who uses the token, and for what.")
    elif len(name.strip()) > LONGEST_NAME:
        errors["name"] = gettext("At most %(number)s characters.", number=LONGEST_NAME)
    if not today() <= expires_on <= today() + timedelta(days=LONGEST_DAYS):
        errors["expires_on"] = gettext("Choose a day from today to a year from now.")
    if errors:
        raise BadInput(errors)


def _audit(session: Session, action: str, actor_id: int, token: ReadToken, **detail: str) -> None:
    assert token.id is not None
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="read-token",
        subject_id=token.id,
        organisation_id=token.organisation_id,
        name=token.name,
        **detail,
    )
