"""Reading the audit log, the newest first."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.audit.models import AuditEntry


def entries(
    session: Session,
    *,
    action: str = "",
    organisation_id: int | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> Sequence[AuditEntry]:
    """At most `limit` entries older than `before_id`, whose action begins with `action`."""
    statement = select(AuditEntry).order_by(col(AuditEntry.id).desc()).limit(limit)
    if action:
        statement = statement.where(col(AuditEntry.action).startswith(action, autoescape=True))
    if organisation_id is not None:
        statement = statement.where(AuditEntry.organisation_id == organisation_id)
    if before_id is not None:
        statement = statement.where(col(AuditEntry.id) < before_id)
    return session.exec(statement).all()
