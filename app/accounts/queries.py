"""Reading people, sign-ins and grants."""

import hashlib
from datetime import timedelta

from sqlmodel import Session, col, select

from app.accounts.models import Grant, SignIn, User
from app.clock import now
from app.config import get_settings
from app.permissions import Holding, Role


def hash_token(token: str) -> str:
    """What is stored of a sign-in's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_of_token(session: Session, token: str) -> User | None:
    """The user whose browser holds this token, unless the sign-in has ended by time."""
    settings = get_settings()
    statement = (
        select(User)
        .join(SignIn, col(SignIn.user_id) == col(User.id))
        .where(
            SignIn.token_hash == hash_token(token),
            SignIn.last_seen_at > now() - timedelta(minutes=settings.session_idle_minutes),
            SignIn.created_at > now() - timedelta(hours=settings.session_hours),
            col(User.disabled_at).is_(None),
        )
    )
    return session.exec(statement).first()


def holdings_of(session: Session, user_id: int) -> tuple[Holding, ...]:
    """The roles a person holds."""
    grants = session.exec(select(Grant).where(Grant.user_id == user_id).order_by(col(Grant.id)))
    return tuple(Holding(Role(g.role), g.organisation_id, g.report_id, g.section_id) for g in grants)


def user_by_email(session: Session, email: str) -> User | None:
    return session.exec(select(User).where(User.email == email.strip().lower())).first()
