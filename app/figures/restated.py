"""What restatements would change in a report: listed, and taken in or kept by its coordinator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select

from app.assembly.service import assemble
from app.audit.service import record
from app.clock import now
from app.figures.errors import FiguresFrozen
from app.figures.printed import Printed, printed_figures
from app.i18n import LANGUAGES
from app.i18n.formats import number_text
from app.indicators.models import Indicator, Restatement
from app.indicators.queries import FigurePlace
from app.reports.models import KeptFigure, Report
from app.reports.restated import kept, newest_restatement, place_of, waiting
from app.reports.service import OPEN_STATES


@dataclass(frozen=True, slots=True)
class Waiting:
    """A printed figure that would change: from what the report shows to what the source has now, and where it stands.

    `id` is the restatement before which the shown figure was so. `after` None: the source has it no more.
    """

    id: int
    place: FigurePlace
    period: str
    before: float | None
    after: float | None
    sections: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Restated:
    """`up_to`: the newest restatement that was looked at; a decision is about these and no later ones."""

    waiting: tuple[Waiting, ...]
    kept: tuple[tuple[Restatement, KeptFigure], ...]
    up_to: int


def restated_in(session: Session, report: Report) -> Restated:
    """The printed figures that wait for a decision, and those that the report keeps."""
    language = next(code for code in LANGUAGES if code == report.languages[0])
    up_to = newest_restatement(session)
    printed = printed_figures(assemble(session, report, language, draft=True))
    keys, regions = {place[0] for place in printed}, {place[1] for place in printed}
    kept_now = tuple(kept(session, report, keys))
    shown = {place_of(row): row for row, _ in kept_now}
    found: dict[FigurePlace, Waiting] = {}
    for row in waiting(session, report, keys, regions):
        place = place_of(row)
        if place in printed:
            first = shown.get(place, row)
            known = found.get(place)
            found[place] = Waiting(
                id=known.id if known else _id(first),
                place=place,
                period=row.period,
                before=known.before if known else first.before,
                after=row.after,
                sections=tuple(printed[place]),
            )
    decimals = dict(session.exec(select(Indicator.key, Indicator.decimals).where(col(Indicator.key).in_(keys))).all())
    changed = tuple(item for item in found.values() if _prints_otherwise(item, decimals[item.place[0]]))
    return Restated(changed, kept_now, up_to)


def _prints_otherwise(item: Waiting, decimals: int) -> bool:
    """A change that rounding hides needs nobody's decision."""
    if item.before is None or item.after is None:
        return item.before != item.after
    return number_text(item.before, decimals, "fi") != number_text(item.after, decimals, "fi")


def decide(session: Session, actor_id: int, report: Report, reasons: Mapping[int, str], up_to: int) -> None:
    """Take in every restatement up to `up_to`, but keep the figures of `reasons`, by the number of their restatement.

    Raises FiguresFrozen while the report is in decision or decided.
    """
    _check_open(report)
    restated = restated_in(session, report)
    for item in restated.waiting:
        if item.id in reasons:
            _keep(session, actor_id, report, item, reasons[item.id])
        else:
            _let_go(session, report, [item.place])
    report.restatements_seen = max(report.restatements_seen, min(up_to, restated.up_to))
    session.add(report)
    taken = sum(item.id not in reasons for item in restated.waiting)
    _record(session, actor_id, report, "report:take-figures", taken=taken, kept=sorted(reasons))


def release(session: Session, actor_id: int, report: Report, places: Sequence[FigurePlace]) -> None:
    """Show what the source has instead of figures that were kept. Raises FiguresFrozen."""
    _check_open(report)
    _let_go(session, report, places)
    _record(session, actor_id, report, "report:release-figures", places=[list(place) for place in places])


def settle(session: Session, report: Report) -> int:
    """How many printed figures wait; where none does, the report has seen all: new blocks show the newest figures."""
    if report.state not in OPEN_STATES or report.restatements_seen >= newest_restatement(session):
        return 0
    restated = restated_in(session, report)
    if not restated.waiting:
        report.restatements_seen = restated.up_to
        session.add(report)
    return len(restated.waiting)


def _keep(session: Session, actor_id: int, report: Report, item: Waiting, reason: str) -> None:
    key, region, sort, group = item.place
    assert report.id is not None
    session.merge(
        KeptFigure(
            report_id=report.id,
            indicator_key=key,
            region_code=region,
            period_sort=sort,
            population_group=group,
            restatement_id=item.id,
            reason=reason,
            kept_by=actor_id,
            kept_at=now(),
        )
    )


def _let_go(session: Session, report: Report, places: Sequence[FigurePlace]) -> None:
    for key, region, sort, group in places:
        session.exec(
            delete(KeptFigure).where(
                col(KeptFigure.report_id) == report.id,
                col(KeptFigure.indicator_key) == key,
                col(KeptFigure.region_code) == region,
                col(KeptFigure.period_sort) == sort,
                col(KeptFigure.population_group) == group,
            )
        )


def _check_open(report: Report) -> None:
    if report.state not in OPEN_STATES:
        raise FiguresFrozen


def _record(session: Session, actor_id: int, report: Report, action: str, **detail: object) -> None:
    assert report.id is not None
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="report",
        subject_id=report.id,
        organisation_id=report.organisation_id,
        **detail,
    )


def _id(row: Restatement) -> int:
    assert row.id is not None
    return row.id
