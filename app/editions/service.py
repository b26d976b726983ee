"""The verbs that make editions: freeze, bind the approval once, publish. Nothing else writes an edition."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.assembly.service import assemble, written_languages
from app.audit.service import record
from app.clock import in_finland, now
from app.editions.approval import approval_content
from app.editions.content import edition_content, sha256_of
from app.editions.documents import documents_of
from app.editions.errors import AlreadyApproved, AlreadyFrozen, NotApproved, NothingWritten
from app.editions.models import Edition
from app.editions.queries import files_of, newest_edition
from app.exports.service import request_export, withdraw_waiting
from app.i18n import N_, Language, translate
from app.organisations.models import Organisation
from app.rendering import tree
from app.report_templates.queries import template_of
from app.reports.models import Decision, Report

FILE_FORMATS = ("pdf", "docx")  # made for every edition; its JSON is the stored content itself
PROPOSAL = N_("proposal for decision, version %(number)s")


def freeze(session: Session, actor_id: int, report: Report) -> Edition:
    """Store the report as it is now, in every language it is written in, chained to the edition before."""
    assert report.id is not None
    previous = newest_edition(session, report.id)
    frozen_at = now()
    number = previous.number + 1 if previous else 1
    previous_sha256 = previous.sha256 if previous else ""
    content = edition_content(
        organisation=_organisation(session, report).slug,
        report=report.slug,
        number=number,
        previous=previous_sha256,
        frozen_at=frozen_at,
        documents=_proposals(session, report, number, in_finland(frozen_at).date().isoformat()),
    )
    edition = Edition(
        report_id=report.id,
        number=number,
        content=content,
        sha256=sha256_of(content),
        previous_sha256=previous_sha256,
        created_by=actor_id,
        created_at=frozen_at,
    )
    _add(session, edition)
    _request_files(session, edition, actor_id)
    _audit(session, "edition:freeze", actor_id, report, edition)
    return edition


def bind_approval(session: Session, actor_id: int, edition: Edition, decisions: Sequence[Decision]) -> None:
    """Bind all decisions made on this edition to it, once and for ever, and ask for the approved files."""
    if edition.approval is not None:
        raise AlreadyApproved
    report = session.get_one(Report, edition.report_id)
    template = template_of(session, report.template_version_id)
    approved_at = now()
    edition.approval = approval_content(edition, decisions, template, report.languages[0], approved_at)
    edition.approval_sha256 = sha256_of(edition.approval)
    edition.approved_at = approved_at
    session.add(edition)
    session.flush()
    withdraw_waiting(session, edition.id or 0)
    _request_files(session, edition, actor_id)
    _audit(session, "edition:approve", actor_id, report, edition, approval_sha256=edition.approval_sha256)


def publish(session: Session, actor_id: int, edition: Edition) -> None:
    """Let everybody read the approved edition. Publishing it again changes nothing."""
    if edition.approval is None:
        raise NotApproved
    if edition.published_at is not None:
        return
    edition.published_at = now()
    session.add(edition)
    _audit(session, "edition:publish", actor_id, session.get_one(Report, edition.report_id), edition)


def request_failed_files(session: Session, actor_id: int, edition: Edition) -> None:
    """Ask again for the files of an edition that are not there, or not proved to be whole; the others stay."""
    assert edition.id is not None
    documents = documents_of(edition)
    for file in files_of(session, [edition.id]):
        if file.needs_making:
            _request_file(session, edition, documents, file.language, file.format, actor_id, anew=True)


def _proposals(session: Session, report: Report, number: int, created_on: str) -> dict[str, tree.Document]:
    """The Documents that the bodies will have before them."""
    languages = written_languages(session, report)
    if not languages:
        raise NothingWritten
    return {
        language: replace(
            assemble(session, report, language, draft=False),
            status=translate(language, PROPOSAL, number=number),
            edition_number=number,
            created_on=created_on,
        )
        for language in languages
    }


def _add(session: Session, edition: Edition) -> None:
    """The unique number is the arbiter between two who freeze at once."""
    session.add(edition)
    try:
        session.flush()
    except IntegrityError as error:
        raise AlreadyFrozen from error


def _request_files(session: Session, edition: Edition, actor_id: int) -> None:
    documents = documents_of(edition)
    for language in documents:
        for format_key in FILE_FORMATS:
            _request_file(session, edition, documents, language, format_key, actor_id)


def _request_file(
    session: Session,
    edition: Edition,
    documents: Mapping[Language, tree.Document],
    language: str,
    format_key: str,
    actor_id: int,
    *,
    anew: bool = False,
) -> None:
    document = next(document for code, document in documents.items() if code == language)
    request_export(
        session,
        document=document,
        report_id=edition.report_id,
        edition_id=edition.id,
        language=language,
        format=format_key,
        requested_by=actor_id,
        anew=anew,
    )


def _organisation(session: Session, report: Report) -> Organisation:
    return session.get_one(Organisation, report.organisation_id)


def _audit(session: Session, action: str, actor_id: int, report: Report, edition: Edition, **detail: str) -> None:
    assert edition.id is not None
    record(
        session,
        action,
        actor_id=actor_id,
        subject_type="edition",
        subject_id=edition.id,
        organisation_id=report.organisation_id,
        report=report.slug,
        number=edition.number,
        sha256=edition.sha256,
        **detail,
    )
