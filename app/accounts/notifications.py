"""What a person should hear of: told by other packages, kept for a year, read on a page of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from app.accounts.models import Notification, User
from app.clock import now
from app.errors import NotFound
from app.i18n import N_, gettext

KEPT = timedelta(days=365)
MOST_SHOWN = 200
MAX_SUBJECT = 300

# What happened, by kind; the words name whoever did it.
KINDS: Mapping[str, str] = {
    "mention": N_("%(name)s mentioned you"),
    "reply": N_("%(name)s wrote in a conversation that you take part in"),
    "comment": N_("%(name)s commented on your section"),
    "collection": N_("%(name)s asks your municipality for figures"),
    "restated": N_("A source restated figures that your report prints"),
    "feedback": N_("A reader gave feedback on your public pages"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One notification as its reader sees it. `subject` quotes what it is about."""

    id: int
    text: str
    subject: str
    at: datetime
    is_read: bool


def notify(
    session: Session, user_ids: Iterable[int], *, actor_id: int | None, kind: str, subject: str, href: str
) -> frozenset[int]:
    """Tell people of something that `actor_id` did, but not the actor; None: of what nobody did. Gives whom it told.

    `kind` is one of KINDS, `href` the local path it leads to. What they were told a year ago goes.
    """
    told = frozenset(user_ids) - {actor_id}
    session.exec(delete(Notification).where(col(Notification.user_id).in_(told), col(Notification.at) < now() - KEPT))
    subject, at = subject[:MAX_SUBJECT], now()
    for user_id in sorted(told):
        session.add(Notification(user_id=user_id, actor_id=actor_id, kind=kind, subject=subject, href=href, at=at))
    return told


def notifications_of(session: Session, user_id: int) -> list[Heard]:
    """The person's newest notifications, the last first."""
    statement = (
        select(Notification, User.name)
        .outerjoin(User, col(User.id) == col(Notification.actor_id))
        .where(Notification.user_id == user_id, Notification.at > now() - KEPT)
        .order_by(col(Notification.id).desc())
        .limit(MOST_SHOWN)
    )
    return [
        Heard(item.id or 0, gettext(KINDS[item.kind], name=name or ""), item.subject, item.at, item.read_at is not None)
        for item, name in session.exec(statement)
    ]


def open_notification(session: Session, user_id: int, notification_id: int) -> str:
    """Mark one's own notification read; gives where it leads. Raises NotFound."""
    found = session.get(Notification, notification_id)
    if found is None or found.user_id != user_id:
        raise NotFound
    found.read_at = found.read_at or now()
    session.add(found)
    return found.href


def read_all(session: Session, user_id: int) -> None:
    """Mark all of a person's notifications read."""
    mine = update(Notification).where(col(Notification.user_id) == user_id, col(Notification.read_at).is_(None))
    session.exec(mine.values(read_at=now()))
