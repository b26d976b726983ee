"""What is done to a history: versions named, an earlier one brought back. What was is never rewritten."""

from sqlmodel import Session

from app.audit.service import record
from app.errors import BadInput, NotFound
from app.history.queries import milestone
from app.history.restoring import steps_back
from app.history.subject import Subject
from app.history.versions import text_at
from app.i18n import gettext
from app.reports.service import keep_counts
from app.sections.announcements import announce_panel
from app.sections.errors import HistoryUnknown, SectionFrozen, StaleVersion
from app.sections.milestones import add_milestone
from app.sections.models import Milestone, MilestoneKind
from app.sections.queries import text_head
from app.sections.server_steps import change_text

MAX_NAME = 120


def name_version(session: Session, subject: Subject, version: int | None, name: str) -> Milestone:
    """Give a version a name; None: the newest one. Raises BadInput, HistoryUnknown."""
    head = text_head(session, subject.text_id)
    if head is None:
        raise NotFound
    version = head.version if version is None else version
    if version > head.version:
        raise HistoryUnknown
    made = add_milestone(session, subject.text_id, version, MilestoneKind.NAMED, by=subject.person_id, name=_name(name))
    _record(session, subject, "section:version:name", version=version, name=made.name)
    return made


def rename(session: Session, subject: Subject, milestone_id: int, name: str) -> Milestone:
    """Change a name that somebody gave. Raises NotFound, BadInput."""
    named = _named(session, subject, milestone_id)
    before, named.name = named.name, _name(name)
    session.add(named)
    _record(session, subject, "section:version:rename", version=named.version, before=before, name=named.name)
    return named


def remove_name(session: Session, subject: Subject, milestone_id: int) -> None:
    """Take a name away; the version stays. Raises NotFound."""
    named = _named(session, subject, milestone_id)
    session.delete(named)
    _record(session, subject, "section:version:unname", version=named.version, before=named.name)


def restore(session: Session, subject: Subject, version: int, *, seen: int) -> int:
    """Make the text what it was at `version`, by new steps. Gives the version it now has.

    `seen` is the newest version that the person knew. Raises SectionFrozen, HistoryUnknown, StaleVersion.
    """
    head = text_head(session, subject.text_id, lock=True)
    if head is None:
        raise NotFound
    if head.frozen_at is not None:
        raise SectionFrozen
    if head.version != seen:
        raise StaleVersion(head.version)
    then = text_at(session, subject.text_id, version)
    saved = change_text(
        session,
        subject.person_id,
        subject.text_id,
        lambda now: steps_back(now, then),
        organisation_id=subject.access.on_report.organisation.id,
    )
    if saved.version != head.version:
        add_milestone(session, subject.text_id, saved.version, MilestoneKind.RESTORED, by=subject.person_id)
        _record(session, subject, "section:version:restore", version=version, before=head.version)
    if saved.state_changed:
        keep_counts(session, saved.report_id)
    return saved.version


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput({"name": gettext("Give the version a name.")})
    if len(name) > MAX_NAME:
        raise BadInput({"name": gettext("The name is longer than %(most)s characters.", most=MAX_NAME)})
    return name


def _named(session: Session, subject: Subject, milestone_id: int) -> Milestone:
    found = milestone(session, subject.text_id, milestone_id)
    if found is None or not found.is_named:
        raise NotFound
    return found


def _record(session: Session, subject: Subject, action: str, **detail: object) -> None:
    record(
        session,
        action,
        actor_id=subject.person_id,
        subject_type="section",
        subject_id=subject.access.section_id,
        organisation_id=subject.access.on_report.organisation.id,
        language=subject.language,
        **detail,
    )
    announce_panel(session, subject.text_id, "history")
