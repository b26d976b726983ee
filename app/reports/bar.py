"""The bar above every page of a report: its title, its state in words, its tabs. For desk and review alike."""

from dataclasses import dataclass

from app.i18n import N_, current_language, gettext
from app.permissions import Permission
from app.report_templates.schema import ReportTemplate
from app.reports.deps import ReportAccess
from app.reports.models import Report, ReportState
from app.reports.settings import Period, plan_title, report_title

STATE_WORDS: dict[ReportState, str] = {
    ReportState.DRAFT: N_("draft"),
    ReportState.IN_DECISION: N_("in decision"),
    ReportState.REFERRED_BACK: N_("referred back to preparation"),
    ReportState.APPROVED: N_("approved"),
    ReportState.PUBLISHED: N_("published"),
}
STATE_KINDS: dict[ReportState, str] = {
    ReportState.DRAFT: "info",
    ReportState.IN_DECISION: "alert",
    ReportState.REFERRED_BACK: "error",
    ReportState.APPROVED: "success",
    ReportState.PUBLISHED: "success",
}


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ReportBar:
    """What `reports/_bar.html` shows. `state_kind` is the status label's colour, said in words beside it."""

    path: str
    title: str
    plan_title: str
    state_word: str
    state_kind: str
    tabs: tuple[Tab, ...]


def report_bar(access: ReportAccess, template: ReportTemplate, current: str) -> ReportBar:
    """The bar for this person. `current` is the tab they are on: desk, sections, decisions or settings."""
    report, language = access.report, current_language.get()
    state = ReportState(report.state)
    return ReportBar(
        path=access.path,
        title=report_title(template, assessed_of(report), language),
        plan_title=plan_title(template, planned_of(report), language),
        state_word=gettext(STATE_WORDS[state]),
        state_kind=STATE_KINDS[state],
        tabs=_tabs(access, template, current),
    )


def assessed_of(report: Report) -> Period:
    """The period the report assesses."""
    return report.assessed_from, report.assessed_to


def planned_of(report: Report) -> Period | None:
    """The period the report plans, if it does."""
    if report.planned_from is None or report.planned_to is None:
        return None
    return report.planned_from, report.planned_to


def _tabs(access: ReportAccess, template: ReportTemplate, current: str) -> tuple[Tab, ...]:
    places = (
        ("desk", N_("Desk"), access.path, Permission.REPORT_READ),
        ("sections", N_("Sections"), f"{access.path}/sections/{template.sections[0].key}", Permission.REPORT_READ),
        ("figures", N_("Figures"), f"{access.path}/figures", Permission.REPORT_READ),
        ("decisions", N_("Handling"), f"{access.path}/decisions", Permission.EDITION_READ),
        ("settings", N_("Settings"), f"{access.path}/settings", Permission.REPORT_MANAGE),
    )
    seen = [(name, label, href) for name, label, href, needed in places if access.may(needed)]
    return tuple(Tab(gettext(label), href, name == current) for name, label, href in seen)
