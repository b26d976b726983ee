"""Who refreshes: one holder among all processes on one database, for as long as it keeps saying so."""

import os
import socket
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, delete, or_, update

from app.clock import now
from app.db import Moment
from app.indicators.models import RefreshLease

NAME = "refresh"
LASTS = timedelta(seconds=60)
RENEWED_EVERY = 15.0  # seconds

_FIRST = text(
    "INSERT INTO refresh_lease (name, holder, until) VALUES (:name, :holder, :until) ON CONFLICT DO NOTHING"
).bindparams(bindparam("until", type_=Moment))


def new_holder() -> str:
    """A name that no other process has."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{uuid4().hex[:12]}"


def take(session: Session, holder: str) -> bool:
    """Become the one who refreshes, or go on being it. False: somebody else is."""
    until = now() + LASTS
    if session.connection().execute(_FIRST, {"name": NAME, "holder": holder, "until": until}).rowcount:
        return True
    lapsed_or_own = or_(col(RefreshLease.until) < now(), col(RefreshLease.holder) == holder)
    taken = update(RefreshLease).where(col(RefreshLease.name) == NAME, lapsed_or_own)
    return bool(session.connection().execute(taken.values(holder=holder, until=until)).rowcount)


def renew(session: Session, holder: str) -> bool:
    """Go on being the one who refreshes. False: it took too long, and somebody else may have begun."""
    own = update(RefreshLease).where(col(RefreshLease.name) == NAME, col(RefreshLease.holder) == holder)
    return bool(session.connection().execute(own.values(until=now() + LASTS)).rowcount)


def release(session: Session, holder: str) -> None:
    """Let the next one begin at once."""
    session.connection().execute(
        delete(RefreshLease).where(col(RefreshLease.name) == NAME, col(RefreshLease.holder) == holder)
    )


def held_until(session: Session) -> datetime | None:
    """Until when somebody is known to refresh; None while nobody does."""
    lease = session.get(RefreshLease, NAME, populate_existing=True)
    return lease.until if lease is not None and lease.until >= now() else None
