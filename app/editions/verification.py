"""Proves the stored editions: every hash, every chain, every decision bound, every file. Names what is broken."""

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from app.audit.models import AuditEntry
from app.editions.approval import decision_values, read_approval
from app.editions.content import moment_in_json, sha256_of
from app.editions.models import Edition
from app.exports.models import StoredFile
from app.files import stream_file
from app.organisations.models import Organisation
from app.reports.models import Decision, Report

FREEZING = "edition:freeze"


def verify(session: Session, data_dir: Path) -> list[str]:
    """Everything that is not as it was stored, in words that name the edition, decision or file. Empty: all holds."""
    return [*edition_faults(session), *audit_faults(session), *file_faults(session, data_dir)]


def edition_faults(session: Session) -> Iterator[str]:
    """Editions that were changed, taken out of their chain, or approved by other decisions than the stored ones."""
    statement = (
        select(Edition, Report.slug, Organisation.slug)
        .join(Report, col(Report.id) == col(Edition.report_id))
        .join(Organisation, col(Organisation.id) == col(Report.organisation_id))
        .order_by(col(Edition.report_id), col(Edition.number))
    )
    rows = [(edition, organisation, report) for edition, report, organisation in session.execute(statement)]
    for _, chain in groupby(rows, key=lambda row: row[0].report_id):
        previous, expected = "", 1
        for edition, organisation, report in chain:
            name = f"{organisation}/{report} {edition.number}"
            if edition.number != expected:
                yield f"{name}: edition {expected} is missing before it"
            if edition.previous_sha256 != previous:
                yield f"{name}: does not follow the edition before it"
            yield from (f"{name}: {fault}" for fault in _content_faults(edition, organisation, report))
            yield from (f"{name}: {fault}" for fault in _approval_faults(session, edition))
            previous, expected = edition.sha256, edition.number + 1


def audit_faults(session: Session) -> Iterator[str]:
    """Editions that the audit log saw frozen and that are gone: cutting off the newest is seen too."""
    makers = dict(session.exec(select(Edition.sha256, Edition.created_by)).all())
    seen = session.exec(select(AuditEntry).where(AuditEntry.action == FREEZING).order_by(col(AuditEntry.id)))
    for entry in seen:
        name = f"{entry.detail.get('report')} {entry.detail.get('number')}"
        if entry.detail.get("sha256") not in makers:
            yield f"{name}: the edition that the audit log saw frozen is missing or has another hash"
        elif makers[entry.detail["sha256"]] != entry.actor_id:
            yield f"{name}: the audit log names another maker"


def file_faults(session: Session, data_dir: Path) -> Iterator[str]:
    """Stored files that are gone or no longer have their content."""
    for sha256 in session.exec(select(StoredFile.sha256).order_by(col(StoredFile.sha256))):
        found = _hash_of_file(data_dir, sha256)
        if found != sha256:
            yield f"file {sha256}: {'missing' if found is None else 'its content has changed'}"


def _content_faults(edition: Edition, organisation: str, report: str) -> Iterator[str]:
    if sha256_of(edition.content) != edition.sha256:
        yield "the content does not have its hash"
        return
    values = json.loads(edition.content)
    told: dict[str, Any] = {
        "organisation": organisation,
        "report": report,
        "number": edition.number,
        "previous": edition.previous_sha256,
        "frozen_at": moment_in_json(edition.created_at),
    }
    for field, value in told.items():
        if values.get(field) != value:
            yield f"the row and the content do not agree on {field}"


def _approval_faults(session: Session, edition: Edition) -> Iterator[str]:
    statement = select(Decision).where(Decision.edition_id == edition.id).order_by(col(Decision.id))
    decisions = [decision_values(decision) for decision in session.exec(statement)]
    if any(decision["edition"] != edition.sha256 for decision in decisions):
        yield "a decision names another hash"
    if edition.approval is None:
        if edition.approval_sha256 or edition.approved_at or edition.published_at:
            yield "marked as approved or published without an approval"
        return
    if sha256_of(edition.approval) != edition.approval_sha256:
        yield "the approval does not have its hash"
    else:
        yield from _binding_faults(edition, read_approval(edition.approval), decisions)


def _binding_faults(edition: Edition, approval: dict[str, Any], decisions: list[dict[str, Any]]) -> Iterator[str]:
    if approval["edition"] != edition.sha256 or approval["number"] != edition.number:
        yield "the approval is of another edition"
    if edition.approved_at is None or approval["approved_at"] != moment_in_json(edition.approved_at):
        yield "the row and the approval do not agree on approved_at"
    bound = [{field: made[field] for field in made if field != "body_names"} for made in approval["decisions"]]
    if bound != decisions:
        yield "the recorded decisions are not those of the approval"


def _hash_of_file(data_dir: Path, sha256: str) -> str | None:
    chunks = stream_file(data_dir, sha256)
    if chunks is None:
        return None
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
