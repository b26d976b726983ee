"""Starting a report: its template, its two periods, what it compares with, its languages."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Query, Request
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.guards import OrganisationAccess, ReportingOrganisation
from app.clock import today
from app.db import SessionDep
from app.desk.settings_form import Choices, SettingsForm, choices_of, filled_form, read_form
from app.errors import BadInput, NotFound
from app.i18n import current_language, gettext
from app.organisations.queries import default_comparison
from app.report_templates.loader import load_all
from app.report_templates.schema import ReportTemplate
from app.reports import service as reports
from app.reports.errors import ReportExists
from app.reports.models import Report
from app.reports.settings import ReportSettings, default_periods
from app.web.htmx import redirect
from app.web.templating import Page, render

router = APIRouter(prefix="/{organisation}/reports/new")

TemplateQuery = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    key: str
    title: str
    description: str
    sections: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class NewReportPage(Page):
    template: ClassVar[str] = "desk/new_report.html"
    organisation_slug: str
    templates: tuple[TemplateChoice, ...]
    chosen: str
    plans: bool
    form: SettingsForm
    choices: Choices
    fixed_languages: tuple[str, ...]
    errors: dict[str, str]


@router.get("")
def new_report(
    request: Request, access: ReportingOrganisation, session: SessionDep, template: TemplateQuery = ""
) -> Response:
    """The form, filled with what is usual for the chosen kind of report."""
    chosen = _chosen(template)
    form = filled_form(session, _usual_settings(session, access, chosen), access.organisation)
    return render(request, _page(session, access, chosen, form))


@router.post("")
def start_report(
    request: Request,
    access: ReportingOrganisation,
    session: SessionDep,
    form: Annotated[SettingsForm, Form()],
    template: TemplateQuery = "",
) -> Response:
    """Start the report and go to its desk; a refused form is shown again as it was typed."""
    chosen = _chosen(template)
    try:
        report = _start(session, access, chosen, form)
    except BadInput as error:
        return render(request, _page(session, access, chosen, form, error.field_errors), status=error.status)
    except ReportExists as error:
        errors = {"assessed_to": gettext(error.message)}
        return render(request, _page(session, access, chosen, form, errors), status=error.status)
    return redirect(request, f"/{access.organisation.slug}/{report.slug}")


def _start(session: Session, access: OrganisationAccess, template: ReportTemplate, form: SettingsForm) -> Report:
    settings = read_form(session, form, template)
    return reports.create_report(
        session,
        access.person.id,
        access.organisation,
        template,
        assessed=settings.assessed,
        planned=settings.planned,
        comparison=settings.comparison,
        languages=settings.languages,
    )


def _chosen(key: str) -> ReportTemplate:
    """The template of this key; the broad one, which comes first, when none is named."""
    templates = load_all()
    if key and key not in templates:
        raise NotFound
    return templates[key] if key else next(iter(templates.values()))


def _usual_settings(session: Session, access: OrganisationAccess, template: ReportTemplate) -> ReportSettings:
    assessed, planned = default_periods(template, today())
    comparison = default_comparison(session, access.organisation.region_code, assessed[1])
    return ReportSettings(assessed, planned, tuple(comparison), ("fi",))


def _page(
    session: Session,
    access: OrganisationAccess,
    chosen: ReportTemplate,
    form: SettingsForm,
    errors: dict[str, str] | None = None,
) -> NewReportPage:
    language = current_language.get()
    templates = tuple(
        TemplateChoice(
            key=template.key,
            title=template.titles.in_language(language),
            description=template.descriptions.in_language(language),
            sections=len(template.sections),
            is_chosen=template.key == chosen.key,
        )
        for template in load_all().values()
    )
    return NewReportPage(
        organisation_slug=access.organisation.slug,
        templates=templates,
        chosen=chosen.key,
        plans=chosen.has_plan_period,
        form=form,
        choices=choices_of(session, access.organisation),
        fixed_languages=(),
        errors=errors or {},
    )
