"""Writing to the audit log."""

from typing import Any

from sqlmodel import Session

from app.audit.models import AuditEntry
from app.clock import now


def record(
    session: Session,
    action: str,
    *,
    actor_id: int | None,
    subject_type: str,
    subject_id: int | str,
    organisation_id: int | None = None,
    **detail: Any,
) -> None:
    """Add one entry to the transaction of the change itself: both are kept, or neither."""
    session.add(
        AuditEntry(
            at=now(),
            actor_id=actor_id,
            action=action,
            organisation_id=organisation_id,
            subject_type=subject_type,
            subject_id=str(subject_id),
            detail=detail,
        )
    )
