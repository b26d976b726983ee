"""The verbs that move a report along its road. Each locks the report first and is one transaction."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.audit.service import record
from app.clock import in_finland, now, today
from app.editions import service as editions
from app.editions.gate import obstacles
from app.editions.models import Edition
from app.editions.queries import newest_edition
from app.errors import BadInput
from app.i18n import N_, current_language, gettext
from app.report_templates.queries import template_of
from app.report_templates.schema import BodyTemplate, ReportTemplate
from app.reports.models import Decision, Report, ReportState
from app.review.errors import (
    AlreadyDecided,
    EditionChanged,
    FilesNotWhole,
    NotPossibleNow,
    OutOfOrder,
    SectionsNotAccepted,
)
from app.review.forms import CheckedDecision, DecisionForm, check
from app.review.queries import decisions_on, locked_report, unaccepted_keys
from app.review.workflow import Event, after, event_of
from app.sections.service import freeze_sections, unfreeze_sections

REASON_NEEDED = N_("Write why the report is taken back; the reason is kept in the log.")


def send_to_decision(session: Session, actor_id: int, report: Report) -> Edition:
    """Freeze the sections and an edition of them, and put it before the first body."""
    report = _locked(session, report)
    _move(session, report, Event.SEND)
    missing = missing_sections(session, report)
    if missing:
        raise SectionsNotAccepted(sections=", ".join(missing))
    freeze_sections(session, _id(report), actor_id=actor_id, organisation_id=report.organisation_id)
    edition = editions.freeze(session, actor_id, report)
    _audit(session, "report:send-to-decision", actor_id, report, number=edition.number, sha256=edition.sha256)
    return edition


def missing_sections(session: Session, report: Report) -> list[str]:
    """The sections that keep the report from being sent, by number and title. Approval sections fill themselves."""
    template = template_of(session, report.template_version_id)
    numbers = template.numbers()
    missing = [template.section(key) for key in unaccepted_keys(session, _id(report))]
    title_language = report.languages[0]
    return [
        f"{numbers[section.key]} {getattr(section.titles, title_language)}".strip()
        for section in missing
        if section.role != "approval"
    ]


def record_decision(
    session: Session, actor_id: int, report: Report, form: DecisionForm, *, files_awaited: bool = True
) -> Decision:
    """Record what a body decided on the edition it had before it, and move the report accordingly.

    An approval waits until every file is proved to be whole. Only the demo, which plays years past in an instant, does
    not wait for them. Raises AlreadyDecided, EditionChanged, OutOfOrder, FilesNotWhole, NotPossibleNow and BadInput.
    """
    report = _locked(session, report)
    edition = newest_edition(session, _id(report))
    if edition is None or edition.id is None:
        raise NotPossibleNow
    template = template_of(session, report.template_version_id)
    body = _deciding_body(template, edition, decisions_on(session, edition.id), form)
    if report.state != ReportState.IN_DECISION:
        raise NotPossibleNow
    checked = check(form, frozen_on=in_finland(edition.created_at).date(), today=today())
    event = event_of(checked.outcome, decides=body.decides)
    if event is Event.APPROVE and files_awaited and (reasons := obstacles(session, edition.id)):
        raise FilesNotWhole(reasons=" ".join(reasons))
    decision = _decision(actor_id, report, edition, body, checked)
    _add(session, decision, edition)
    _audit(session, "decision:record", actor_id, report, number=edition.number, body=body.key, outcome=checked.outcome)
    _follow(session, actor_id, report, edition, event)
    return decision


def refer_back(session: Session, actor_id: int, report: Report, reason: str) -> None:
    """Take the report back to preparation without a body's decision. The edition stays; a new one follows it."""
    reason = reason.strip()
    if not reason:
        raise BadInput({"reason": gettext(REASON_NEEDED)})
    report = _locked(session, report)
    _return_to_writing(session, actor_id, report)
    _audit(session, "report:refer-back", actor_id, report, reason=reason)


def publish(session: Session, actor_id: int, report: Report) -> Edition:
    """Let everybody read the approved edition."""
    report = _locked(session, report)
    _move(session, report, Event.PUBLISH)
    edition = newest_edition(session, _id(report))
    assert edition is not None  # an approved report has one
    editions.publish(session, actor_id, edition)
    return edition


def next_body(template: ReportTemplate, decisions: list[Decision]) -> BodyTemplate | None:
    """The body whose turn it is; None when all have decided."""
    decided = {decision.body_key for decision in decisions}
    return next((body for body in template.bodies if body.key not in decided), None)


def _deciding_body(
    template: ReportTemplate, edition: Edition, decisions: list[Decision], form: DecisionForm
) -> BodyTemplate:
    """The body that the form is about, when it is its turn on exactly the edition that was seen."""
    done = next((decision for decision in decisions if decision.body_key == form.body_key), None)
    if done is not None and form.edition_sha256 == edition.sha256:
        raise AlreadyDecided(body=done.body_name, number=edition.number)
    if form.edition_sha256 != edition.sha256:
        raise EditionChanged
    expected = next_body(template, decisions)
    if expected is None:
        raise NotPossibleNow
    if expected.key != form.body_key:
        raise OutOfOrder(body=expected.names.in_language(current_language.get()))
    return expected


def _decision(
    actor_id: int, report: Report, edition: Edition, body: BodyTemplate, checked: CheckedDecision
) -> Decision:
    values: dict[str, Any] = {
        "report_id": report.id,
        "edition_id": edition.id,
        "edition_sha256": edition.sha256,
        "body_key": body.key,
        "meeting_on": checked.meeting_on,
        "outcome": checked.outcome,
        "recorded_by": actor_id,
        "recorded_at": now(),
        **checked.texts,
    }
    return Decision(**values)


def _follow(session: Session, actor_id: int, report: Report, edition: Edition, event: Event) -> None:
    """What a recorded decision does to the report."""
    if event is Event.REFER_BACK:
        _return_to_writing(session, actor_id, report)
        return
    _move(session, report, event)
    if event is Event.APPROVE:
        assert edition.id is not None
        editions.bind_approval(session, actor_id, edition, decisions_on(session, edition.id))


def _return_to_writing(session: Session, actor_id: int, report: Report) -> None:
    _move(session, report, Event.REFER_BACK)
    unfreeze_sections(session, _id(report), actor_id=actor_id, organisation_id=report.organisation_id)


def _add(session: Session, decision: Decision, edition: Edition) -> None:
    """The unique key of edition and body is the arbiter between two who record at once."""
    session.add(decision)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyDecided(body=decision.body_name, number=edition.number) from error


def _move(session: Session, report: Report, event: Event) -> None:
    state = after(ReportState(report.state), event)
    if state is None:
        raise NotPossibleNow
    report.state = state
    report.updated_at = now()
    session.add(report)


def _locked(session: Session, report: Report) -> Report:
    return locked_report(session, _id(report))


def _id(report: Report) -> int:
    assert report.id is not None
    return report.id


def _audit(session: Session, action: str, actor_id: int, report: Report, **detail: str | int) -> None:
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="report",
        subject_id=_id(report),
        organisation_id=report.organisation_id,
        **detail,
    )
