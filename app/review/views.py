"""Puts the page of a report's handling together from what is stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.assembly.decisions import OUTCOME_NAMES
from app.assembly.queries import body_names_used, decisions_of
from app.clock import in_finland
from app.editions.gate import obstacles
from app.editions.queries import EditionRow, editions_of, files_of
from app.i18n import N_, current_language, gettext
from app.i18n.formats import date_text
from app.permissions import Permission
from app.report_templates.queries import template_of
from app.report_templates.schema import BodyTemplate, ReportTemplate
from app.reports.bar import report_bar
from app.reports.bodies import body_names, usual_names
from app.reports.deps import ReportAccess
from app.reports.models import Decision, Outcome, Report, ReportState
from app.review.forms import DecisionForm
from app.review.pages import (
    DecisionFormView,
    DecisionsPage,
    DecisionView,
    EditionView,
    RoadMark,
)
from app.review.service import missing_sections, next_body
from app.review.workflow import RoadStep, StepState, road

LOOKS = {  # css class and mark of a step
    StepState.DONE: ("done", "accepted"),
    StepState.HERE: ("now", "here"),
    StepState.RETURNED: ("here", "returned"),
    StepState.AHEAD: ("ahead", "none"),
}
OUTCOME_MARKS = {
    Outcome.APPROVED: "accepted",
    Outcome.APPROVED_AS_AMENDED: "accepted",
    Outcome.NOTED: "ready",
    Outcome.REFERRED_BACK: "returned",
}
LINES = (
    (N_("Register number"), "register_number"),
    (N_("Prepared by"), "preparer"),
    (N_("Presented by"), "presenter"),
    (N_("Proposal"), "proposal"),
    (N_("Decision"), "decision_text"),
    (N_("Earlier handling"), "earlier_handling"),
)
WRITABLE = (ReportState.DRAFT, ReportState.REFERRED_BACK)


def decisions_page(
    session: Session, access: ReportAccess, form: DecisionForm | None = None, errors: dict[str, str] | None = None
) -> DecisionsPage:
    """The handling of a report as this person may see and move it; `form` with `errors` is shown again."""
    report, state = access.report, ReportState(access.report.state)
    template = template_of(session, report.template_version_id)
    rows = editions_of(session, access.report_id)
    decisions = decisions_of(session, access.report_id)
    used = body_names_used(session, report.organisation_id)
    newest = [made for made in decisions if rows and made.edition_id == rows[0].id]
    views = [decision_view(made, rows) for made in reversed(decisions)]
    referred = newest and newest[-1].outcome == Outcome.REFERRED_BACK and state is ReportState.REFERRED_BACK
    may_send = state in WRITABLE and access.may(Permission.EDITION_SEND)
    missing = tuple(missing_sections(session, report)) if may_send else ()
    return DecisionsPage(
        bar=report_bar(access, template, "decisions"),
        address=access.path,
        road=_road(template, report, newest, rows, used),
        returned=views[0] if referred else None,
        missing=missing,
        form=_form(access, template, rows, newest, used, form, errors or {}),
        decisions=tuple(views),
        editions=edition_views(session, access, rows),
        public_address=f"/julkaisut{access.path}" if state is ReportState.PUBLISHED else "",
        can_send=may_send and not missing,
        can_refer_back=state is ReportState.IN_DECISION and access.may(Permission.EDITION_SEND),
        can_publish=state is ReportState.APPROVED and access.may(Permission.EDITION_PUBLISH),
        waits=_waits(access, state),
        obstacles=tuple(obstacles(session, rows[0].id)) if state is ReportState.IN_DECISION and rows else (),
    )


def edition_views(session: Session, access: ReportAccess, rows: Sequence[EditionRow]) -> tuple[EditionView, ...]:
    """The editions with their files, newest first."""
    files = files_of(session, [row.id for row in rows])
    views = []
    for row in rows:
        own = tuple(file for file in files if file.edition_id == row.id)
        languages = tuple(dict.fromkeys(file.language for file in own))
        address = f"{access.path}/editions/{row.number}"
        can_send = access.may(Permission.EDITION_SEND)
        views.append(EditionView(row, address, edition_state(row), own, languages, can_send))
    return tuple(views)


def edition_state(row: EditionRow) -> str:
    """What an edition is, in words."""
    if row.published_at:
        return gettext("published %(day)s", day=_day(row.published_at))
    if row.approved_at:
        return gettext("approved")
    return gettext("proposal for decision")


def decision_view(decision: Decision, rows: Sequence[EditionRow]) -> DecisionView:
    """A decision in the reader's words; `rows` tell which version it was made on."""
    number = next((row.number for row in rows if row.id == decision.edition_id), 0)
    outcome = Outcome(decision.outcome)
    place = gettext(
        "%(day)s § %(paragraph)s, version %(number)s",
        day=date_text(decision.meeting_on),
        paragraph=decision.paragraph,
        number=number,
    )
    lines = tuple((gettext(label), text) for label, field in LINES if (text := getattr(decision, field)))
    return DecisionView(decision.body_name, place, OUTCOME_MARKS[outcome], gettext(OUTCOME_NAMES[outcome]), lines)


def _road(
    template: ReportTemplate,
    report: Report,
    newest: Sequence[Decision],
    rows: Sequence[EditionRow],
    used: dict[str, str],
) -> tuple[RoadMark, ...]:
    outcomes = {made.body_key: Outcome(made.outcome) for made in newest}
    details = {made.body_key: _decided(made) for made in newest}
    if rows:
        frozen = gettext("version %(number)s frozen %(day)s", number=rows[0].number, day=_day(rows[0].created_at))
        details["draft"] = frozen
        details["publication"] = _day(rows[0].published_at) if rows[0].published_at else ""
    names = {body.key: _name(body, used, report) for body in template.bodies}
    names |= {"draft": gettext("Draft"), "publication": gettext("Publication")}
    steps = road(ReportState(report.state), tuple(body.key for body in template.bodies), outcomes)
    return tuple(_mark(step, names, details) for step in steps)


def _mark(step: RoadStep, names: dict[str, str], details: dict[str, str]) -> RoadMark:
    css, mark = LOOKS[step.state]
    return RoadMark(css, mark, names[step.key], details.get(step.key, ""), step.state is StepState.HERE)


def _decided(decision: Decision) -> str:
    return f"{gettext(OUTCOME_NAMES[Outcome(decision.outcome)])} {date_text(decision.meeting_on)}"


def _form(
    access: ReportAccess,
    template: ReportTemplate,
    rows: Sequence[EditionRow],
    newest: Sequence[Decision],
    used: dict[str, str],
    typed: DecisionForm | None,
    errors: dict[str, str],
) -> DecisionFormView | None:
    """The next body's form, for those who record decisions while one is awaited."""
    body = next_body(template, list(newest))
    awaited = access.report.state == ReportState.IN_DECISION and body is not None and bool(rows)
    if not awaited or body is None or not access.may(Permission.DECISION_RECORD):
        return None
    name = _name(body, used, access.report)
    original = access.report.languages[0]
    fresh = DecisionForm(
        body_key=body.key,
        edition_sha256=rows[0].sha256,
        body_name=used.get(body.key) or usual_names(body, original)[0],  # type: ignore[arg-type]
        preparer=newest[-1].preparer if newest else "",
        register_number=newest[-1].register_number if newest else "",
        earlier_handling=", ".join(_handled(made) for made in newest),
    )
    return DecisionFormView(
        body_name=name,
        number=rows[0].number,
        values=typed or fresh,
        errors=errors,
        outcomes=tuple((outcome.value, gettext(text)) for outcome, text in OUTCOME_NAMES.items()),
        names=usual_names(body, original),  # type: ignore[arg-type]
        frozen_text=_day(rows[0].created_at),
    )


def _handled(decision: Decision) -> str:
    return f"{decision.body_name} {date_text(decision.meeting_on)} § {decision.paragraph}"


def _name(body: BodyTemplate, used: dict[str, str], report: Report) -> str:
    """The body's name in the reader's language, as this organisation calls it."""
    return body_names(body, used.get(body.key, ""), report.languages[0])[current_language.get()]


def _waits(access: ReportAccess, state: ReportState) -> str:
    """Whose turn it is, for those who have nothing to do now."""
    if state in WRITABLE and not access.may(Permission.EDITION_SEND):
        return gettext("The report is being written. The welfare coordinator sends it to decision.")
    if state is ReportState.IN_DECISION and not access.may(Permission.DECISION_RECORD):
        return gettext("The report is in decision. The decisions appear here when they are recorded.")
    if state is ReportState.APPROVED and not access.may(Permission.EDITION_PUBLISH):
        return gettext("The report has been approved. The welfare coordinator publishes it.")
    return ""


def _day(moment: datetime) -> str:
    return date_text(in_finland(moment).date())
