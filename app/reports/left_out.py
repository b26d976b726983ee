"""What a report leaves out of the minimum content on purpose, each with its reason."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.audit.service import record
from app.blocks.base import LeftOutItem
from app.clock import now
from app.errors import BadInput
from app.i18n import N_, Language, gettext, translate
from app.indicators.names import indicator_names
from app.indicators.packages import MINIMUM_CONTENT, package
from app.reports.models import LeftOut, Report

MAX_REASON = 400
STOCK_REASONS = (  # stored as they stand here, printed in the report's language
    N_("The source publishes no figure of our area."),
    N_("The newest figure is too old to tell anything about the assessed period."),
    N_("The figure stands on so few people that it would not be reliable."),
    N_("The matter is followed in another plan or report of ours."),
    N_("The matter is the responsibility of the wellbeing services county."),
    N_("The indicator's number at its source is not confirmed, so it could not be fetched."),
)


def minimum_content() -> tuple[str, ...]:
    """Every item of the minimum content: the indicators' keys, then the titles of the unresolved ones."""
    found = package(MINIMUM_CONTENT)
    return (*found.indicators, *found.unresolved)


def reasons_of(session: Session, report_id: int) -> dict[str, str]:
    """Item → why the report leaves it out."""
    rows = session.exec(select(LeftOut.item, LeftOut.reason).where(LeftOut.report_id == report_id))
    return dict(rows.all())


def left_out_items(session: Session, report_id: int, language: Language) -> tuple[LeftOutItem, ...]:
    """What is left out, in the order of the minimum content, for the report's appendix. Two queries at most."""
    reasons = reasons_of(session, report_id)
    if not reasons:
        return ()
    names = indicator_names(session, reasons, language)
    order = {item: place for place, item in enumerate(minimum_content())}
    items = sorted(reasons, key=lambda item: (order.get(item, len(order)), item))
    return tuple(LeftOutItem(names.get(item, item), reason_text(reasons[item], language)) for item in items)


def reason_text(reason: str, language: Language) -> str:
    """The reason as it is printed: a stock reason in the text's language, one's own as it was written."""
    return translate(language, reason) if reason in STOCK_REASONS else reason


def leave_out(session: Session, actor_id: int, report: Report, items: Sequence[str], reason: str) -> None:
    """Give these items of the minimum content one reason for being left out; an earlier reason is replaced."""
    chosen = tuple(dict.fromkeys(items))
    _check(chosen, reason)
    assert report.id is not None
    known = select(LeftOut).where(LeftOut.report_id == report.id, col(LeftOut.item).in_(chosen))
    held = {row.item: row for row in session.exec(known)}
    for item in chosen:
        row = held.get(item) or LeftOut(report_id=report.id, item=item, reason="", by=actor_id, at=now())
        row.reason, row.by, row.at = reason.strip(), actor_id, now()
        session.add(row)
    _record(session, actor_id, report, "left-out:give", items=list(chosen), reason=reason.strip())


def take_back(session: Session, actor_id: int, report: Report, items: Sequence[str]) -> None:
    """Withdraw the reasons of these items: they are missing again, unless a text uses them."""
    found = select(LeftOut).where(LeftOut.report_id == report.id, col(LeftOut.item).in_(tuple(items)))
    rows = session.exec(found).all()
    if not rows:
        return
    for row in rows:
        session.delete(row)
    _record(session, actor_id, report, "left-out:withdraw", items=[row.item for row in rows])


def _check(items: Sequence[str], reason: str) -> None:
    errors = {}
    if not items or not set(items) <= set(minimum_content()):
        errors["items"] = gettext("Choose at least one indicator of the list.")
    if not reason.strip():
        errors["reason"] = gettext("Give the reason: it is printed in the report's appendix.")
    elif len(reason.strip()) > MAX_REASON:
        errors["reason"] = gettext("The reason is at most %(most)s characters long.", most=MAX_REASON)
    if errors:
        raise BadInput(errors)


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
