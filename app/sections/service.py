"""The verbs on sections. Each checks, changes, records one audit entry and announces.

Writing itself is in saving.py. Reports wrap these verbs to keep their counts.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import cast

from sqlalchemy import update
from sqlmodel import Session, col

from app.audit.service import record
from app.clock import now
from app.document import word_count
from app.document.checking import parse_document
from app.i18n import Language
from app.report_templates.schema import ReportTemplate
from app.sections.announcements import announce_section
from app.sections.creation import first_document
from app.sections.errors import SectionFrozen, WrongState
from app.sections.milestones import first_snapshot, mark_frozen
from app.sections.models import Section, SectionState, SectionText
from app.sections.queries import sections_of
from app.sections.saving import Saved, save_steps
from app.sections.server_steps import replace_document

__all__ = [
    "Saved",
    "accept",
    "add_languages",
    "assign",
    "create_sections",
    "freeze_sections",
    "mark_ready",
    "reopen",
    "replace_document",
    "return_section",
    "save_steps",
    "set_due",
    "unfreeze_sections",
]

_OPEN = frozenset({SectionState.NOT_STARTED, SectionState.WRITING, SectionState.RETURNED})
_CLOSED = frozenset({SectionState.READY, SectionState.ACCEPTED})


def create_sections(session: Session, report_id: int, template: ReportTemplate, languages: Sequence[str]) -> None:
    """One section for each of the template's, each with a text in every language. Part of making a report."""
    for position, part in enumerate(template.sections):
        session.add(Section(report_id=report_id, key=part.key, position=position, updated_at=now()))
    session.flush()
    add_languages(session, report_id, template, languages)


def add_languages(session: Session, report_id: int, template: ReportTemplate, languages: Sequence[str]) -> None:
    """A text in each of these new languages for every section, starting with the template's default blocks."""
    at = now()
    for section in sections_of(session, report_id):
        assert section.id is not None
        for language in languages:
            body = dict(
                parse_document(first_document(template.section(section.key), cast(Language, language))).to_json()
            )
            words = word_count(body)
            text = SectionText(section_id=section.id, language=language, document=body, word_count=words, updated_at=at)
            session.add(text)
            session.flush()
            first_snapshot(session, text)
    session.flush()


def assign(
    session: Session,
    actor_id: int | None,
    section: Section,
    owner_id: int | None,
    *,
    organisation_id: int | None = None,
) -> None:
    """Make a person the section's owner; None takes the owner away."""
    section.owner_id = owner_id
    _changed(session, section, "section:assign", actor_id, organisation_id, owner_id=owner_id)


def set_due(
    session: Session, actor_id: int | None, section: Section, due_on: date | None, *, organisation_id: int | None = None
) -> None:
    """Set the day by which the section should be ready; None takes it away."""
    section.due_on = due_on
    day = due_on.isoformat() if due_on else None
    _changed(session, section, "section:set-due", actor_id, organisation_id, due_on=day)


def mark_ready(session: Session, actor_id: int | None, section: Section, *, organisation_id: int | None = None) -> None:
    """The author says that the section is written. Raises WrongState, SectionFrozen."""
    _move(section, _OPEN, SectionState.READY)
    section.return_reason = ""
    _changed(session, section, "section:ready", actor_id, organisation_id)


def reopen(session: Session, actor_id: int | None, section: Section, *, organisation_id: int | None = None) -> None:
    """Back from ready or accepted to writing. Raises WrongState, SectionFrozen."""
    _move(section, _CLOSED, SectionState.WRITING)
    _changed(session, section, "section:reopen", actor_id, organisation_id)


def accept(session: Session, actor_id: int | None, section: Section, *, organisation_id: int | None = None) -> None:
    """The coordinator accepts what was marked ready. Raises WrongState, SectionFrozen."""
    _move(section, frozenset({SectionState.READY}), SectionState.ACCEPTED)
    _changed(session, section, "section:accept", actor_id, organisation_id)


def return_section(
    session: Session, actor_id: int | None, section: Section, reason: str, *, organisation_id: int | None = None
) -> None:
    """Back to its author, with the reason that they will read. Raises WrongState, SectionFrozen."""
    _move(section, _CLOSED, SectionState.RETURNED)
    section.return_reason = reason
    _changed(session, section, "section:return", actor_id, organisation_id, reason=reason)


def freeze_sections(
    session: Session, report_id: int, *, actor_id: int | None = None, organisation_id: int | None = None
) -> None:
    """No section of the report takes changes from now on."""
    _set_frozen(session, report_id, now())
    mark_frozen(session, report_id, actor_id)
    _record_all(session, "sections:freeze", report_id, actor_id, organisation_id)


def unfreeze_sections(
    session: Session, report_id: int, *, actor_id: int | None = None, organisation_id: int | None = None
) -> None:
    """The report came back: its sections can be written again."""
    _set_frozen(session, report_id, None)
    _record_all(session, "sections:unfreeze", report_id, actor_id, organisation_id)


def _set_frozen(session: Session, report_id: int, at: datetime | None) -> None:
    session.execute(update(Section).where(col(Section.report_id) == report_id).values(frozen_at=at))
    announce_section(session, report_id, None)


def _move(section: Section, from_states: frozenset[SectionState], to: SectionState) -> None:
    if section.frozen_at is not None:
        raise SectionFrozen
    if SectionState(section.state) not in from_states:
        raise WrongState
    section.state = to


def _changed(
    session: Session,
    section: Section,
    action: str,
    actor_id: int | None,
    organisation_id: int | None,
    **detail: str | int | None,
) -> None:
    assert section.id is not None
    session.add(section)
    session.flush()
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="section",
        subject_id=section.id,
        organisation_id=organisation_id,
        **detail,
    )
    announce_section(session, section.report_id, section.id)


def _record_all(
    session: Session, action: str, report_id: int, actor_id: int | None, organisation_id: int | None
) -> None:
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="report",
        subject_id=report_id,
        organisation_id=organisation_id,
    )
