"""Reading threads and comments."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from app.accounts.models import User
from app.comments.models import Comment, Thread
from app.sections.models import Section, SectionText

_OPEN_COUNTS = (  # asked by every dashboard and every desk
    select(Thread.section_id, func.count())
    .where(col(Thread.report_id) == bindparam("report_id"), col(Thread.resolved_at).is_(None))
    .group_by(col(Thread.section_id))
)


def open_counts(session: Session, report_id: int) -> dict[int, int]:
    """Section id → how many of its threads are open, in all its languages; sections without one are left out."""
    return {row[0]: row[1] for row in session.execute(_OPEN_COUNTS, {"report_id": report_id})}


def threads_of(session: Session, text_id: int) -> Sequence[Thread]:
    """All threads of a text, the oldest first."""
    return session.exec(select(Thread).where(Thread.text_id == text_id).order_by(col(Thread.id))).all()


def thread_places(session: Session, text_id: int) -> list[tuple[str, str, bool]]:
    """Key and block id of the text's threads, and whether they are open."""
    statement = select(Thread.key, Thread.block_id, col(Thread.resolved_at).is_(None))
    found = session.exec(statement.where(Thread.text_id == text_id).order_by(col(Thread.id)))
    return [(key, block_id, bool(is_open)) for key, block_id, is_open in found]


def said_in_report(session: Session, report_id: int) -> list[tuple[str, str, Thread, Comment]]:
    """Everything said in a report, the oldest first, with the section's key and the language of the text."""
    statement = (
        select(Section.key, SectionText.language, Thread, Comment)
        .join(Thread, col(Thread.id) == col(Comment.thread_id))
        .join(SectionText, col(SectionText.id) == col(Thread.text_id))
        .join(Section, col(Section.id) == col(Thread.section_id))
        .where(Thread.report_id == report_id)
        .order_by(col(Comment.id))
    )
    return [(key, language, thread, comment) for key, language, thread, comment in session.exec(statement)]


def names_of(session: Session, people: Collection[int]) -> dict[int, str]:
    """The names of these people, as they are now."""
    found = session.exec(select(User.id, User.name).where(col(User.id).in_(people))) if people else ()
    return {identity: name for identity, name in found if identity is not None}


def comments_of_text(session: Session, text_id: int) -> Sequence[tuple[Comment, str]]:
    """Every comment of the text's threads with its author's name, the oldest first."""
    statement = (
        select(Comment, User.name)
        .join(Thread, col(Thread.id) == col(Comment.thread_id))
        .join(User, col(User.id) == col(Comment.author_id))
        .where(Thread.text_id == text_id)
        .order_by(col(Comment.id))
    )
    return session.exec(statement).all()


def thread_by_key(session: Session, text_id: int, key: str, *, lock: bool = False) -> Thread | None:
    """The text's thread with this key; with `lock` nobody else changes it before this transaction ends."""
    statement = select(Thread).where(Thread.text_id == text_id, Thread.key == key)
    return session.exec(statement.with_for_update() if lock else statement).first()


def comments_of(session: Session, thread_id: int) -> Sequence[Comment]:
    """The comments of a thread, the oldest first."""
    return session.exec(select(Comment).where(Comment.thread_id == thread_id).order_by(col(Comment.id))).all()


def thread_count(session: Session, text_id: int) -> int:
    """How many threads a text has, open and resolved."""
    return session.exec(select(func.count()).select_from(Thread).where(Thread.text_id == text_id)).one()


def written_since(session: Session, author_id: int, moment: datetime) -> int:
    """How many comments a person has written since then, anywhere."""
    statement = select(func.count()).select_from(Comment)
    return session.exec(statement.where(Comment.author_id == author_id, Comment.at > moment)).one()
