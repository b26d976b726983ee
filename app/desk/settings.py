"""A report's settings: the same form as when it was started, while the report is still being written."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request
from sqlmodel import Session
from starlette.responses import Response

from app.db import SessionDep
from app.desk.settings_form import Choices, SettingsForm, choices_of, filled_form, read_form, settings_of
from app.errors import BadInput
from app.report_templates.queries import template_of
from app.reports import service as reports
from app.reports.bar import ReportBar, report_bar
from app.reports.deps import ManagedReport, ReportAccess
from app.web.htmx import redirect
from app.web.templating import Page, render

router = APIRouter(prefix="/{organisation}/{report}/settings")


@dataclass(frozen=True, slots=True)
class SettingsPage(Page):
    template: ClassVar[str] = "desk/settings.html"
    bar: ReportBar
    can_change: bool
    template_name: str
    template_version: str
    plans: bool
    form: SettingsForm
    choices: Choices
    fixed_languages: tuple[str, ...]
    errors: dict[str, str]


@router.get("")
def settings(request: Request, access: ManagedReport, session: SessionDep) -> Response:
    """The settings as they are."""
    form = filled_form(session, settings_of(access.report), access.organisation)
    return render(request, _page(session, access, form, {}))


@router.post("")
def change_settings(
    request: Request, access: ManagedReport, session: SessionDep, form: Annotated[SettingsForm, Form()]
) -> Response:
    """Change them; a refused form is shown again as it was typed."""
    try:
        _change(session, access, form)
    except BadInput as error:
        return render(request, _page(session, access, form, error.field_errors), status=error.status)
    return redirect(request, access.path)


def _change(session: Session, access: ReportAccess, form: SettingsForm) -> None:
    template = template_of(session, access.report.template_version_id)
    typed = form.model_copy(update={"languages": [*access.report.languages, *form.languages]})
    reports.change_settings(
        session,
        access.person.id,
        access.report,
        read_form(session, typed, template),
        template=template,
        region_code=access.organisation.region_code,
    )


def _page(session: Session, access: ReportAccess, form: SettingsForm, errors: dict[str, str]) -> SettingsPage:
    template = template_of(session, access.report.template_version_id)
    return SettingsPage(
        bar=report_bar(access, template, "settings"),
        can_change=access.report.state in reports.OPEN_STATES,
        template_name=template.key,
        template_version=template.version,
        plans=template.has_plan_period,
        form=form,
        choices=choices_of(session, access.organisation),
        fixed_languages=tuple(access.report.languages),
        errors=errors,
    )
