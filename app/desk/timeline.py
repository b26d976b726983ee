"""The report's road beside its dashboard: draft, the bodies in order, publication."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.assembly.queries import body_names_used
from app.editions.queries import editions_of
from app.i18n import current_language, gettext
from app.i18n.formats import date_text
from app.report_templates.schema import ReportTemplate
from app.reports.bodies import body_names
from app.reports.deps import ReportAccess
from app.reports.models import Decision, Outcome, ReportState
from app.review.queries import decisions_on
from app.review.workflow import StepState, road

MARKS = {StepState.DONE: "accepted", StepState.HERE: "here", StepState.RETURNED: "returned", StepState.AHEAD: "none"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the road, and when it was passed."""

    name: str
    mark: str
    is_now: bool
    when: str


def timeline(session: Session, access: ReportAccess, template: ReportTemplate) -> tuple[Stop, ...]:
    """The steps with the newest edition's decisions so far."""
    editions = editions_of(session, access.report_id)
    decisions = decisions_on(session, editions[0].id) if editions else []
    made = {decision.body_key: decision for decision in decisions}
    outcomes = {key: Outcome(decision.outcome) for key, decision in made.items()}
    state = ReportState(access.report.state)
    steps = road(state, tuple(body.key for body in template.bodies), outcomes)
    used = body_names_used(session, access.report.organisation_id)
    names = _names(template, used, access.report.languages[0])
    published = next((edition.published_at for edition in editions if edition.published_at), None)
    whens = {key: _met(decision) for key, decision in made.items()} | {"publication": date_text(published)}
    return tuple(
        Stop(names[step.key], MARKS[step.state], step.state is StepState.HERE, whens.get(step.key, ""))
        for step in steps
    )


def _names(template: ReportTemplate, used: Mapping[str, str], original: str) -> dict[str, str]:
    """The bodies are called what the organisation called them when they last decided."""
    language = current_language.get()
    bodies = {body.key: body_names(body, used.get(body.key, ""), original)[language] for body in template.bodies}
    return {"draft": gettext("Draft in the working group"), **bodies, "publication": gettext("Publication")}


def _met(decision: Decision) -> str:
    return f"{date_text(decision.meeting_on)} § {decision.paragraph}"
