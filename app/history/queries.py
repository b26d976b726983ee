"""Reading a text's history: runs of one author, versions that stand out, steps between two versions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, extract, not_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, func, select

from app.db import Moment
from app.document.inline import REMARKS
from app.sections.models import Milestone, Step, TextSnapshot
from app.sections.server_steps import CLIENT

PAUSE = timedelta(minutes=10)  # a longer one ends a revision
REACH = 4000  # steps looked at first; a text has seldom more


@dataclass(frozen=True, slots=True)
class Revision:
    """What one person wrote without a long pause: the versions `first` to `last`, begun and ended when."""

    first: int
    last: int
    author_id: int
    began: datetime
    ended: datetime


def revisions(session: Session, text_id: int, before: int, limit: int) -> list[Revision]:
    """The newest revisions that end before the version `before`, the newest first, `limit` at most.

    Only as many steps are looked at as it takes. A version that stands out ends a revision.
    """
    reach = REACH
    while True:
        floor = before - reach
        found = _runs(session, text_id, floor, before, limit + 1)
        if floor <= 0:
            return found[:limit]
        if len(found) > limit:  # the oldest one may have begun before the floor
            return found[:limit]
        reach *= 4


def milestones(session: Session, text_id: int, since: int, before: int) -> Sequence[Milestone]:
    """The versions that stand out, from `since` until before `before`, the newest first."""
    statement = select(Milestone).where(
        Milestone.text_id == text_id, Milestone.version >= since, Milestone.version < before
    )
    return session.exec(statement.order_by(col(Milestone.version).desc(), col(Milestone.id).desc())).all()


def milestone(session: Session, text_id: int, milestone_id: int) -> Milestone | None:
    """One of them, if it is this text's."""
    return session.exec(select(Milestone).where(Milestone.id == milestone_id, Milestone.text_id == text_id)).first()


def first_version(session: Session, text_id: int) -> int | None:
    """From where on the text can be read as it was; None when nowhere."""
    return session.exec(select(func.min(TextSnapshot.version)).where(TextSnapshot.text_id == text_id)).one()


def made_at(session: Session, text_id: int, versions: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """Who made each of these versions, and when."""
    wanted = sorted(set(versions))
    statement = select(Step.version, Step.author_id, Step.at).where(
        Step.text_id == text_id, col(Step.version).in_(wanted)
    )
    return {version: (author_id, at) for version, author_id, at in session.exec(statement)}


def steps_between(
    session: Session, text_id: int, after: int, until: int
) -> Sequence[tuple[int, int, Mapping[str, Any]]]:
    """Version, author and body of each step that led from the one version to the other."""
    statement = select(Step.version, Step.author_id, Step.body).where(
        Step.text_id == text_id, Step.version > after, Step.version <= until
    )
    return session.exec(statement.order_by(col(Step.version))).all()


def writers_since(session: Session, text_id: int, version: int) -> list[int]:
    """Who changed the text after this version, the last first; remarks are no changes."""
    newest = func.max(Step.version)
    statement = select(Step.author_id).where(Step.text_id == text_id, Step.version > version, not_(_is_remark()))
    return list(session.exec(statement.group_by(col(Step.author_id)).order_by(newest.desc())))


def nearest_snapshot(session: Session, text_id: int, version: int) -> TextSnapshot | None:
    """The last whole text kept at or before this version."""
    statement = select(TextSnapshot).where(TextSnapshot.text_id == text_id, TextSnapshot.version <= version)
    return session.exec(statement.order_by(col(TextSnapshot.version).desc()).limit(1)).first()


def _is_remark() -> ColumnElement[bool]:
    """Hangs a comment or a suggestion on the text, or takes it off."""
    body: Any = col(Step.body)
    return and_(
        col(Step.client) == CLIENT,
        body["stepType"].as_string().in_(("addMark", "removeMark")),
        body[("mark", "type")].as_string().in_(sorted(REMARKS)),
    )


def _runs(session: Session, text_id: int, floor: int, before: int, limit: int) -> list[Revision]:
    order = col(Step.version)
    step = (
        select(  # type: ignore[call-overload]
            Step.version,
            Step.author_id,
            Step.at,
            func.lag(Step.version).over(order_by=order).label("version_before"),
            func.lag(Step.author_id).over(order_by=order).label("author_before"),
            func.lag(Step.at, type_=Moment).over(order_by=order).label("at_before"),
        )
        .where(Step.text_id == text_id, Step.version > floor, Step.version < before, not_(_is_remark()))
        .subquery()
    )
    pause = extract("epoch", step.c.at) - extract("epoch", step.c.at_before)
    stands_out = exists().where(
        col(Milestone.text_id) == text_id,
        col(Milestone.version) >= step.c.version_before,
        col(Milestone.version) < step.c.version,
    )
    starts = case(
        (step.c.author_before.is_(None), 1),
        (step.c.author_before != step.c.author_id, 1),
        (pause >= PAUSE.total_seconds(), 1),
        (stands_out, 1),
        else_=0,
    )
    numbered = select(step, func.sum(starts).over(order_by=step.c.version).label("run")).subquery()
    first, last = func.min(numbered.c.version), func.max(numbered.c.version)
    began, ended = func.min(numbered.c.at, type_=Moment), func.max(numbered.c.at, type_=Moment)
    columns = (first, last, func.min(numbered.c.author_id), began, ended)
    statement = sa_select(*columns).group_by(numbered.c.run)
    return [Revision(*row) for row in session.execute(statement.order_by(last.desc()).limit(limit))]
