"""Whether anything on the public site may have changed, told by the audit log: every change writes there."""

from sqlalchemy import or_
from sqlmodel import col, func, select

from app.audit.models import AuditEntry
from app.db import Database

SHOWN = ("edition:publish", "organisation:", "branding:", "accessibility:")  # how actions begin that the public sees
_WINDOW = 4096  # entries looked at: enough that one committed late is not missed


def published_state(database: Database) -> tuple[int, int, int]:
    """A value that is another whenever something the public sees was changed. Cheap: a walk along one key."""
    with database.read() as session:
        last = session.exec(select(func.max(AuditEntry.id))).one() or 0
        floor = last - last % _WINDOW - _WINDOW
        shown = or_(*(col(AuditEntry.action).startswith(begin) for begin in SHOWN))
        statement = select(func.count(), func.max(AuditEntry.id)).where(col(AuditEntry.id) > floor, shown)
        count, newest = session.exec(statement).one()
    return floor, count, newest or 0
