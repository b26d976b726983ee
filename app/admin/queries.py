"""Reading what system upkeep shows."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.organisations.models import Organisation


def all_organisations(session: Session) -> Sequence[Organisation]:
    """Every organisation that uses this installation."""
    return session.exec(select(Organisation).order_by(col(Organisation.slug))).all()
