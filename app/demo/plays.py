"""Plays a report's script: started, written, accepted, decided, each act on its own day and by its own person."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from prosemirror.model import Fragment
from sqlmodel import Session

from app import clock
from app.db import Database
from app.demo.drawings import stored
from app.demo.figures.load import load_figures
from app.demo.remarks import play_remarks
from app.demo.scripts import ReportScript, day_of, drawings_of, morning_of, section_texts, template_for
from app.document import Document
from app.document.checking import parse_document
from app.editions.queries import newest_edition
from app.history.restoring import steps_back
from app.images.service import add_image
from app.organisations.models import Organisation
from app.reports import service as reports
from app.reports.models import Report
from app.review import service as review
from app.review.forms import DecisionForm
from app.sections.models import Section, SectionState, SectionText
from app.sections.queries import sections_of, text_of
from app.sections.server_steps import change_text
from app.translation.alignment import standing
from app.translation.service import Texts, keep_standing, record_translated, rows_of

People = Mapping[str, int]  # key of a demo person → user id
Writers = tuple[int, int]  # who begins a text, and who writes the rest
_HANDED_IN = frozenset({SectionState.READY, SectionState.ACCEPTED, SectionState.RETURNED})


def play_report(
    database: Database, organisation: Organisation, people: People, folder: Path, script: ReportScript
) -> None:
    """The report as its folder tells it. All in one transaction: the demo has it whole or not at all."""
    with database.write() as session:
        report = _start(session, organisation, people, folder, script)
        for section in sections_of(session, reports.id_of(report)):
            _write(session, section, people, folder, script)
        play_remarks(session, organisation, report, people, folder)
        with clock.at(morning_of(script.settled)):
            reports.keep_counts(session, reports.id_of(report))
        if script.sent is not None:
            load_figures(session, known_by=script.sent)
            _decide(session, report, people, script)


def _start(session: Session, organisation: Organisation, people: People, folder: Path, script: ReportScript) -> Report:
    with clock.at(morning_of(script.started)):
        report = reports.create_report(
            session,
            people[script.coordinator],
            organisation,
            template_for(folder, script),
            assessed=script.assessed,
            planned=script.planned,
            comparison=script.comparison,
            languages=script.languages,
        )
        for name in drawings_of(folder):
            add_image(session, people[script.coordinator], report, stored(name))
    return report


def _write(session: Session, section: Section, people: People, folder: Path, script: ReportScript) -> None:
    """Give the section to its owner, who writes it; then bring it to the state where the demo leaves it."""
    plan = script.sections[section.key]
    owner, coordinator = people[plan.owner], people[script.coordinator]
    due = day_of(script.due if plan.due is None else plan.due)
    with clock.at(morning_of(script.started)):
        reports.assign_section(session, coordinator, section, owner)
        reports.set_section_due(session, coordinator, section, due)
    with clock.at(morning_of(script.written if plan.written is None else plan.written)):
        _write_texts(session, section, (coordinator, owner), folder, script)
        session.refresh(section)
        if plan.state in _HANDED_IN:
            reports.mark_section_ready(session, owner, section)
    with clock.at(morning_of(script.settled)):
        if plan.state is SectionState.ACCEPTED:
            reports.accept_section(session, coordinator, section)
        elif plan.state is SectionState.RETURNED:
            reports.return_section(session, coordinator, section, plan.reason)


def _write_texts(session: Session, section: Section, writers: Writers, folder: Path, script: ReportScript) -> None:
    """The original as it was translated, its translations, and then the original as it is now."""
    original, known_by = script.languages[0], script.sent or date.max
    now, before = (section_texts(folder, section.key, known_by=known_by, before=then) for then in (False, True))
    for language, document in (now | before).items():
        _put(session, section, writers, language, document)
        if language != original:
            record_translated(session, writers[1], _texts(session, section, original, language))
    for language in before:
        _put(session, section, writers, language, now[language])
    for language in now.keys() - {original}:
        texts = _texts(session, section, original, language)
        keep_standing(session, texts, standing(rows_of(session, texts)))


def _put(session: Session, section: Section, writers: Writers, language: str, document: Document) -> None:
    """The first writer begins an empty text; the second makes of it what it is to be."""
    text = _text(session, section, language)
    assert text.id is not None
    whole = parse_document(document)
    beginning = whole.copy(Fragment.from_array(whole.content.content[:1]))
    stages = zip(writers, (beginning, whole), strict=True) if text.version == 0 else [(writers[1], whole)]
    for writer, stage in stages:
        change_text(session, writer, text.id, partial(steps_back, then=stage))
    session.refresh(text)


def _texts(session: Session, section: Section, original: str, language: str) -> Texts:
    return Texts(_text(session, section, original), _text(session, section, language))


def _text(session: Session, section: Section, language: str) -> SectionText:
    assert section.id is not None
    text = text_of(session, section.id, language)
    assert text is not None
    return text


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
            review.record_decision(session, people[script.secretary], report, form, files_awaited=False)
    if script.published is not None:
        with clock.at(morning_of(script.published)):
            review.publish(session, coordinator, report)
