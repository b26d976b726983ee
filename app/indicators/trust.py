"""What becomes of figures that a source changed, and of those that are hard to believe."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, insert, select

from app.audit.service import record
from app.clock import now
from app.errors import BadInput
from app.i18n import gettext
from app.indicators.difference import Difference, Place
from app.indicators.doubts import Suspicion
from app.indicators.errors import DoubtDecided
from app.indicators.models import Doubt, DoubtState, Fetch, Restatement

LONGEST_NOTE = 400


def tell_restated(session: Session, fetch: Fetch, found: Difference, fetched_before: datetime) -> None:
    """One row for each stored figure that became another, or none. Additions restate nothing."""
    rows = [
        {
            "fetch_id": fetch.id,
            "indicator_key": fetch.indicator_key,
            "region_code": place.region,
            "period_sort": place.sort,
            "population_group": place.group,
            "period": before.period,
            "before": before.value,
            "before_lower": before.lower,
            "before_upper": before.upper,
            "before_fetched_at": fetched_before,
            "after": after,
            "at": fetch.finished_at,
        }
        for place, before, after in found.restated()
    ]
    if rows:
        session.execute(insert(Restatement), rows)


def tell_doubts(session: Session, fetch: Fetch, found: Difference, suspicions: Sequence[Suspicion]) -> None:
    """Put each suspicion before a person, once; doubts about figures that are no longer so have passed."""
    known = session.exec(select(Doubt).where(Doubt.indicator_key == fetch.indicator_key)).all()
    now_there = {place: after.value for place, (_, after) in found.altered.items()} | dict.fromkeys(found.removed)
    for doubt in known:
        place = _place(doubt)
        if doubt.state == DoubtState.OPEN and place in now_there and now_there[place] != doubt.after:
            doubt.state = DoubtState.PASSED
    asked = {(_place(doubt), doubt.rule, doubt.after) for doubt in known if doubt.state != DoubtState.PASSED}
    rows = [_row(fetch, one) for one in suspicions if (one.place, one.rule, one.after) not in asked]
    if rows:
        session.execute(insert(Doubt), rows)


def _place(doubt: Doubt) -> Place:
    return Place(doubt.region_code, doubt.period_sort, doubt.population_group)


def _row(fetch: Fetch, suspicion: Suspicion) -> dict[str, Any]:
    return {
        "fetch_id": fetch.id,
        "indicator_key": fetch.indicator_key,
        "region_code": suspicion.place.region,
        "period_sort": suspicion.place.sort,
        "population_group": suspicion.place.group,
        "period": suspicion.period,
        "before": suspicion.before,
        "after": suspicion.after,
        "rule": suspicion.rule,
        "state": DoubtState.OPEN,
        "note": "",
        "at": fetch.finished_at,
    }


def open_doubts(session: Session, most: int) -> Sequence[Doubt]:
    """Figures that wait for a person, those found last first."""
    statement = select(Doubt).where(Doubt.state == DoubtState.OPEN)
    ordered = statement.order_by(col(Doubt.fetch_id).desc(), col(Doubt.rule), col(Doubt.period_sort), col(Doubt.id))
    return session.exec(ordered.limit(most)).all()


def open_doubt_count(session: Session) -> int:
    """How many figures wait for a person."""
    return session.exec(select(func.count()).where(Doubt.state == DoubtState.OPEN)).one()


def confirm_figures(session: Session, actor_id: int, doubt_ids: Collection[int], note: str = "") -> None:
    """A person checked these figures against the source: they are right."""
    _decide(session, actor_id, doubt_ids, DoubtState.CONFIRMED, note)


def declare_wrong(session: Session, actor_id: int, doubt_ids: Collection[int], note: str) -> None:
    """A person holds these figures for mistakes of the source: nobody is shown them until they change."""
    if not note.strip():
        raise BadInput({"note": gettext("Write why the figures are wrong: the next person needs to know.")})
    _decide(session, actor_id, doubt_ids, DoubtState.WRONG, note)


Decide = Callable[[Session, int, Collection[int], str], None]
DECISIONS: Mapping[str, Decide] = {DoubtState.CONFIRMED: confirm_figures, DoubtState.WRONG: declare_wrong}


def _decide(session: Session, actor_id: int, doubt_ids: Collection[int], state: DoubtState, note: str) -> None:
    if not doubt_ids:
        raise BadInput({"doubts": gettext("Choose the figures that you mean.")})
    doubts = session.exec(select(Doubt).where(col(Doubt.id).in_(doubt_ids), Doubt.state == DoubtState.OPEN)).all()
    if not doubts or len(doubts) < len(set(doubt_ids)):
        raise DoubtDecided
    for doubt in doubts:
        doubt.state, doubt.note = state, note.strip()[:LONGEST_NOTE]
        doubt.decided_by, doubt.decided_at = actor_id, now()
    for key in sorted({doubt.indicator_key for doubt in doubts}):
        of_key = [doubt for doubt in doubts if doubt.indicator_key == key]
        record(
            session,
            f"indicator-doubt:{state}",
            actor_id=actor_id,
            subject_type="indicator",
            subject_id=key,
            figures=_named(of_key),
            note=note.strip()[:LONGEST_NOTE],
        )


def _named(doubts: Iterable[Doubt]) -> list[str]:
    return [f"{doubt.region_code} {doubt.period} {doubt.population_group}" for doubt in doubts]
