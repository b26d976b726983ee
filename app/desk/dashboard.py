"""A report's dashboard: its sections with owner, state and due date, what to do next, and where the report stands."""

from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.clock import today
from app.comments.queries import open_counts
from app.db import SessionDep
from app.desk.lines import Line, PartLines, by_part, lines_of
from app.desk.progress import Progress, progress_of
from app.desk.timeline import Stop, timeline
from app.desk.todo import TodoList, todo_list
from app.desk.translations import lags_in
from app.desk.whereabouts import others_in
from app.permissions import Permission
from app.report_templates.queries import template_of
from app.report_templates.schema import ReportTemplate
from app.reports.bar import ReportBar, report_bar
from app.reports.deps import ReadableReport, ReportAccess
from app.reports.queries import section_rows, writers
from app.reports.service import OPEN_STATES
from app.suggestions.queries import open_counts as open_suggestions
from app.web.templating import Page, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Editing:
    """The one section whose owner and date are being changed, with what was typed and what was wrong with it."""

    key: str
    owners: tuple[tuple[int | str, str], ...]
    owner_id: str
    due_on: str
    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DashboardPage(Page):
    template: ClassVar[str] = "desk/dashboard.html"
    bar: ReportBar
    parts: tuple[PartLines, ...]
    progress: Progress
    todos: TodoList
    stops: tuple[Stop, ...]
    editing: Editing | None
    draft_languages: tuple[str, ...]
    can_import: bool = False
    focused: bool = False


@dataclass(frozen=True, slots=True)
class ChangedRow(Page):
    """After a change: the section's rows, and beside them what else the change moved."""

    template: ClassVar[str] = "desk/_changed.html"
    bar: ReportBar
    line: Line
    progress: Progress
    todos: TodoList
    editing: Editing | None
    message: str
    focused: bool = True


@router.get("/{organisation}/{report}")
def dashboard(
    request: Request,
    access: ReadableReport,
    session: SessionDep,
    edit: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The dashboard; `edit` opens the panel of one section."""
    return render(request, dashboard_page(session, access, edit))


def dashboard_page(
    session: Session, access: ReportAccess, edit: str = "", editing: Editing | None = None
) -> DashboardPage:
    """The page; `editing` holds a refused form, which is shown again."""
    template = template_of(session, access.report.template_version_id)
    lines = all_lines(session, access, template)
    drafts = access.may(Permission.DRAFT_EXPORT) and access.report.state in OPEN_STATES
    edited = next((line for line in lines if line.key == edit and line.rights.can_assign), None)
    return DashboardPage(
        bar=report_bar(access, template, "desk"),
        parts=by_part(template, lines),
        progress=progress_of(lines),
        todos=todo_list(access, lines),
        stops=timeline(session, access, template),
        editing=editing or (panel(session, access, edited) if edited else None),
        draft_languages=tuple(access.report.languages) if drafts else (),
        can_import=access.may(Permission.REPORT_MANAGE) and access.report.state in OPEN_STATES,
    )


def changed_row(
    session: Session, access: ReportAccess, key: str, message: str, editing: Editing | None = None
) -> ChangedRow:
    """The section after a change, with the numbers and the list that follow from it."""
    template = template_of(session, access.report.template_version_id)
    lines = all_lines(session, access, template)
    return ChangedRow(
        bar=report_bar(access, template, "desk"),
        line=next(line for line in lines if line.key == key),
        progress=progress_of(lines),
        todos=todo_list(access, lines),
        editing=editing,
        message=message,
    )


def all_lines(session: Session, access: ReportAccess, template: ReportTemplate) -> list[Line]:
    """The report's sections for this person, today."""
    rows = section_rows(session, access.report_id)
    lags, comments = lags_in(session, access), open_counts(session, access.report_id)
    lines = lines_of(template, rows, access.path, access.permissions, today(), lags, comments)
    here, suggestions = others_in(access), open_suggestions(session, access.report_id)
    return [replace(line, here=here.get(line.key, ()), open_suggestions=suggestions.get(line.key, 0)) for line in lines]


def panel(session: Session, access: ReportAccess, line: Line) -> Editing:
    """The panel as it opens."""
    owner = "" if line.owner_id is None else str(line.owner_id)
    due = line.due_on.isoformat() if line.due_on else ""
    return Editing(line.key, tuple(writers(session, access.report)), owner, due)
