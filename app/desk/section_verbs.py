"""What is done to a section by its buttons: owner and due date, ready, reopened, accepted, returned.

From the dashboard with HTMX the answer is the row; otherwise one goes back to the page one came from.
"""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.guards import deny
from app.db import SessionDep
from app.desk.dashboard import Editing, changed_row, dashboard_page
from app.desk.rights import section_rights
from app.errors import BadInput
from app.i18n import gettext
from app.permissions import Permission
from app.reports import service as reports
from app.reports.queries import writers
from app.reports.section_deps import AcceptableSection, ManagedSection, SectionAccess, WritableSection
from app.sections.models import SectionState
from app.web.htmx import is_htmx, redirect
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}")


class Back(BaseModel):
    """Where the button stood: on the dashboard, or on the section's page in one of its languages."""

    view: Literal["dashboard", "section"] = "dashboard"
    language: Literal["fi", "sv"] | None = None


class Assignment(BaseModel):
    """Owner and due date as they came from the form; empty means none."""

    owner_id: str = Field("", max_length=12)
    due_on: str = Field("", max_length=12)


class Return(Back):
    reason: str = Field("", max_length=2000)


@router.post("/assignment")
def assign(
    request: Request, access: ManagedSection, session: SessionDep, form: Annotated[Assignment, Form()]
) -> Response:
    """Change owner and due date; what did not change is not recorded."""
    try:
        _assign(session, access, form)
    except BadInput as error:
        session.rollback()
        return _again(request, session, access, error, owner_id=form.owner_id, due_on=form.due_on)
    return _changed(request, session, access, Back(), gettext("Owner and due date saved."))


@router.post("/readiness")
def mark_ready(
    request: Request, access: WritableSection, session: SessionDep, form: Annotated[Back, Form()]
) -> Response:
    """Hand the section to the coordinator."""
    reports.mark_section_ready(session, access.on_report.person.id, access.section)
    return _changed(request, session, access, form, gettext("Marked ready."))


@router.post("/reopening")
def reopen(request: Request, access: WritableSection, session: SessionDep, form: Annotated[Back, Form()]) -> Response:
    """Take the section back to writing; what has been accepted, only the coordinator takes back."""
    state = SectionState(access.section.state)
    if state is SectionState.ACCEPTED and not section_rights(access.permissions, state, frozen=False).can_reopen:
        raise deny(Permission.SECTION_ACCEPT)
    reports.reopen_section(session, access.on_report.person.id, access.section)
    return _changed(request, session, access, form, gettext("Open for writing again."))


@router.post("/acceptance")
def accept(request: Request, access: AcceptableSection, session: SessionDep, form: Annotated[Back, Form()]) -> Response:
    """Take a ready section as done."""
    reports.accept_section(session, access.on_report.person.id, access.section)
    return _changed(request, session, access, form, gettext("Accepted."))


@router.post("/return")
def send_back(
    request: Request, access: AcceptableSection, session: SessionDep, form: Annotated[Return, Form()]
) -> Response:
    """Send the section back to its author with a reason."""
    try:
        reports.return_section(session, access.on_report.person.id, access.section, form.reason)
    except BadInput as error:
        return _again(request, session, access, error, reason=form.reason)
    return _changed(request, session, access, form, gettext("Returned to the author."))


def _assign(session: Session, access: SectionAccess, form: Assignment) -> None:
    section, actor_id = access.section, access.on_report.person.id
    owner_id, due_on = _owner(form.owner_id), _day(form.due_on)
    if due_on != section.due_on:
        reports.set_section_due(session, actor_id, section, due_on)
    if owner_id != section.owner_id:
        reports.assign_section(session, actor_id, section, owner_id)


def _owner(text: str) -> int | None:
    if text and not text.isdecimal():
        raise BadInput({"owner_id": gettext("Choose somebody who may write in this report.")})
    return int(text) if text else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadInput({"due_on": gettext("Give the day as day, month and year.")}) from error


def _changed(request: Request, session: Session, access: SectionAccess, back: Back, message: str) -> Response:
    if is_htmx(request):
        return render(request, changed_row(session, access.on_report, access.section.key, message))
    if back.view == "dashboard":
        return redirect(request, f"{access.on_report.path}#section-{access.section.key}")
    return redirect(request, access.path + (f"?language={back.language}" if back.language else ""))


def _again(request: Request, session: Session, access: SectionAccess, error: BadInput, **typed: str) -> Response:
    """The dashboard, or its row, with the panel open as it was typed."""
    section, report = access.section, access.on_report
    due = section.due_on.isoformat() if section.due_on else ""
    kept = {"owner_id": str(section.owner_id or ""), "due_on": due, **typed}
    editing = Editing(section.key, tuple(writers(session, report.report)), errors=error.field_errors, **kept)
    if is_htmx(request):
        page = changed_row(session, report, section.key, gettext(error.message), editing)
        return render(request, page, status=error.status)
    return render(request, dashboard_page(session, report, editing=editing), status=error.status)
