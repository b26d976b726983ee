"""Plays a report's script: started, written, accepted, decided, each act on its own day and by its own person."""

from collections.abc import Mapping
from pathlib import Path

from sqlmodel import Session

from app import clock
from app.db import Database
from app.demo.figures.load import load_figures
from app.demo.scripts import ReportScript, day_of, morning_of, section_texts
from app.editions.queries import newest_edition
from app.organisations.models import Organisation
from app.report_templates.loader import load_all
from app.reports import service as reports
from app.reports.models import Report
from app.review import service as review
from app.review.forms import DecisionForm
from app.sections import service as sections
from app.sections.models import Section, SectionState
from app.sections.queries import sections_of, text_of

People = Mapping[str, int]  # key of a demo person → user id
_HANDED_IN = frozenset({SectionState.READY, SectionState.ACCEPTED, SectionState.RETURNED})


def play_report(
    database: Database, organisation: Organisation, people: People, folder: Path, script: ReportScript
) -> None:
    """The report as its folder tells it. All in one transaction: the demo has it whole or not at all."""
    with database.write() as session:
        report = _start(session, organisation, people, script)
        for section in sections_of(session, reports.id_of(report)):
            _write(session, section, people, folder, script)
        with clock.at(morning_of(script.settled)):
            reports.keep_counts(session, reports.id_of(report))
        if script.sent is not None:
            load_figures(session, known_by=script.sent)
            _decide(session, report, people, script)


def _start(session: Session, organisation: Organisation, people: People, script: ReportScript) -> Report:
    with clock.at(morning_of(script.started)):
        return reports.create_report(
            session,
            people[script.coordinator],
            organisation,
            load_all()[script.template],
            assessed=script.assessed,
            planned=script.planned,
            comparison=script.comparison,
            languages=script.languages,
        )


def _write(session: Session, section: Section, people: People, folder: Path, script: ReportScript) -> None:
    """Give the section to its owner, who writes it; then bring it to the state where the demo leaves it."""
    plan = script.sections[section.key]
    owner, coordinator = people[plan.owner], people[script.coordinator]
    due = day_of(script.due if plan.due is None else plan.due)
    with clock.at(morning_of(script.started)):
        reports.assign_section(session, coordinator, section, owner)
        reports.set_section_due(session, coordinator, section, due)
    with clock.at(morning_of(script.written if plan.written is None else plan.written)):
        for language, document in section_texts(folder, section.key).items():
            assert section.id is not None
            text = text_of(session, section.id, language)
            assert text is not None
            assert text.id is not None
            sections.replace_document(session, owner, text.id, document)
        session.refresh(section)
        if plan.state in _HANDED_IN:
            reports.mark_section_ready(session, owner, section)
    with clock.at(morning_of(script.settled)):
        if plan.state is SectionState.ACCEPTED:
            reports.accept_section(session, coordinator, section)
        elif plan.state is SectionState.RETURNED:
            reports.return_section(session, coordinator, section, plan.reason)


def _decide(session: Session, report: Report, people: People, script: ReportScript) -> None:
    """Send the report on its road, record what each body decided, and publish it."""
    coordinator = people[script.coordinator]
    assert script.sent is not None
    with clock.at(morning_of(script.sent)):
        review.send_to_decision(session, coordinator, report)
    for decision in script.decisions:
        with clock.at(morning_of(decision.meeting_on)):
            edition = newest_edition(session, reports.id_of(report))
            assert edition is not None
            fields = decision.model_dump(mode="json")
            form = DecisionForm(edition_sha256=edition.sha256, **fields)
            review.record_decision(session, people[script.secretary], report, form)
    if script.published is not None:
        with clock.at(morning_of(script.published)):
            review.publish(session, coordinator, report)
