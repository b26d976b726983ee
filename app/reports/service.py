"""The verbs on reports and their sections. Every change of a section's state keeps the report's counts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from app.audit.service import record
from app.clock import now, today
from app.errors import BadInput
from app.i18n import Language
from app.organisations.models import Organisation
from app.report_templates.models import ReportTemplateVersion
from app.report_templates.queries import template_of
from app.report_templates.schema import ReportTemplate
from app.report_templates.service import store_version
from app.reports.errors import (
    DueDateOutOfBounds,
    LanguageInUse,
    NotAWriter,
    ReasonMissing,
    ReportExists,
    SectionFillsItself,
    SettingsLocked,
)
from app.reports.models import Report, ReportState
from app.reports.queries import known_regions, report_by_slug, states_of, writers
from app.reports.restated import newest_restatement
from app.reports.settings import Period, ReportSettings, automatic_keys, faults, slug_of
from app.sections import service as sections
from app.sections.models import Section, SectionState

FURTHEST_DUE = timedelta(days=731)
OPEN_STATES = (ReportState.DRAFT, ReportState.REFERRED_BACK)


def create_report(
    session: Session,
    actor_id: int | None,
    organisation: Organisation,
    template: ReportTemplate,
    *,
    assessed: Period,
    planned: Period | None,
    comparison: Sequence[str],
    languages: Sequence[Language],
    slug: str | None = None,
) -> Report:
    """Start a report: its settings, the version of its template, its sections with their first texts.

    Raises BadInput with the faults by field, ReportExists when the address is taken.
    """
    assert organisation.id is not None
    settings = ReportSettings(
        assessed, planned if template.has_plan_period else None, tuple(comparison), tuple(languages)
    )
    _check(session, settings, template, organisation.region_code)
    slug = slug or slug_of(template.key, assessed)
    if report_by_slug(session, organisation.id, slug) is not None:
        raise ReportExists
    version = store_version(session, template)
    report = _new(organisation.id, version, template, slug)
    report.restatements_seen = newest_restatement(session)
    _apply(report, settings)
    session.add(report)
    session.flush()
    report_id = id_of(report)
    sections.create_sections(session, report_id, template, settings.languages)
    keep_counts(session, report_id)
    _record(session, actor_id, report, "report:create", template=template.key, version=template.version)
    return report


def _new(organisation_id: int, version: ReportTemplateVersion, template: ReportTemplate, slug: str) -> Report:
    assert version.id is not None
    return Report(
        organisation_id=organisation_id,
        template_version_id=version.id,
        slug=slug,
        kind=template.kind,
        assessed_from=0,
        assessed_to=0,
        created_at=now(),
        updated_at=now(),
    )


def change_settings(
    session: Session,
    actor_id: int,
    report: Report,
    settings: ReportSettings,
    *,
    template: ReportTemplate,
    region_code: str,
) -> None:
    """Change periods, comparison and languages; a new language gets first texts, none is ever taken away.

    The address stays, so that links do. Raises SettingsLocked once the report is in decision.
    """
    if report.state not in OPEN_STATES:
        raise SettingsLocked
    if not set(report.languages) <= set(settings.languages):
        raise LanguageInUse
    _check(session, settings, template, region_code)
    held = report.languages
    added = [language for language in settings.languages if language not in held]
    _apply(report, settings)
    report.languages = [*held, *added]
    report.updated_at = now()
    session.add(report)
    sections.add_languages(session, id_of(report), template, added)
    _record(session, actor_id, report, "report:change-settings")


def keep_counts(session: Session, report_id: int) -> None:
    """Write how many sections are in each state onto the report; those that fill themselves do not count."""
    session.flush()
    report = session.get_one(Report, report_id)
    automatic = automatic_keys(template_of(session, report.template_version_id))
    counts = Counter(state for key, state in states_of(session, report_id) if key not in automatic)
    report.sections_total = counts.total()
    report.sections_writing = counts[SectionState.WRITING]
    report.sections_ready = counts[SectionState.READY]
    report.sections_accepted = counts[SectionState.ACCEPTED]
    report.sections_returned = counts[SectionState.RETURNED]
    report.updated_at = now()
    session.add(report)


def assign_section(session: Session, actor_id: int, section: Section, owner_id: int | None) -> None:
    """Give the section to somebody who may write in it, or to nobody."""
    report = session.get_one(Report, section.report_id)
    if owner_id is not None and owner_id not in dict(writers(session, report)):
        raise NotAWriter
    sections.assign(session, actor_id, section, owner_id, organisation_id=report.organisation_id)


def set_section_due(session: Session, actor_id: int, section: Section, due_on: date | None) -> None:
    """Set the day by which the section should be ready, or none. A day that has passed is allowed: it is late."""
    if due_on is not None and abs(due_on - today()) > FURTHEST_DUE:
        raise DueDateOutOfBounds
    report = session.get_one(Report, section.report_id)
    sections.set_due(session, actor_id, section, due_on, organisation_id=report.organisation_id)


def mark_section_ready(session: Session, actor_id: int, section: Section) -> None:
    """Hand the section to the coordinator."""
    report = _report_of_written(session, section)
    sections.mark_ready(session, actor_id, section, organisation_id=report.organisation_id)
    keep_counts(session, section.report_id)


def reopen_section(session: Session, actor_id: int, section: Section) -> None:
    """Take a ready or accepted section back to writing."""
    report = session.get_one(Report, section.report_id)
    sections.reopen(session, actor_id, section, organisation_id=report.organisation_id)
    keep_counts(session, section.report_id)


def accept_section(session: Session, actor_id: int, section: Section) -> None:
    """The coordinator takes a ready section as done."""
    report = _report_of_written(session, section)
    sections.accept(session, actor_id, section, organisation_id=report.organisation_id)
    keep_counts(session, section.report_id)


def return_section(session: Session, actor_id: int, section: Section, reason: str) -> None:
    """The coordinator sends a section back to its owner, saying why."""
    if not reason.strip():
        raise ReasonMissing
    report = session.get_one(Report, section.report_id)
    sections.return_section(session, actor_id, section, reason.strip(), organisation_id=report.organisation_id)
    keep_counts(session, section.report_id)


def save_section_steps(
    session: Session,
    actor_id: int,
    text_id: int,
    *,
    version: int,
    batch: str,
    client: str,
    steps: Sequence[dict[str, Any]],
    organisation_id: int | None = None,
) -> sections.Saved:
    """Save steps of a section's text, late ones too; the first ones in it start the writing, and the counts follow."""
    saved = sections.save_steps(
        session,
        actor_id,
        text_id,
        version=version,
        batch=batch,
        client=client,
        steps=steps,
        organisation_id=organisation_id,
        may_be_late=True,
    )
    if saved.state_changed:
        keep_counts(session, saved.report_id)
    return saved


def id_of(report: Report) -> int:
    """The id of a report that is in the database."""
    assert report.id is not None
    return report.id


def _report_of_written(session: Session, section: Section) -> Report:
    """The section's report; raises SectionFillsItself for a section that nobody writes."""
    report = session.get_one(Report, section.report_id)
    if section.key in automatic_keys(template_of(session, report.template_version_id)):
        raise SectionFillsItself
    return report


def _check(session: Session, settings: ReportSettings, template: ReportTemplate, own_region: str) -> None:
    found = faults(settings, template, known_regions(session, settings.comparison), own_region)
    if found:
        raise BadInput(found)


def _apply(report: Report, settings: ReportSettings) -> None:
    report.assessed_from, report.assessed_to = settings.assessed
    report.planned_from, report.planned_to = settings.planned or (None, None)
    report.comparison = list(settings.comparison)
    report.languages = list(settings.languages)


def _record(session: Session, actor_id: int | None, report: Report, action: str, **detail: Any) -> None:
    record(
        session,
        action,
        actor_id=actor_id,
        organisation_id=report.organisation_id,
        subject_type="report",
        subject_id=id_of(report),
        **detail,
    )
