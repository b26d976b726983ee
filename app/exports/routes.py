"""Drafts as files: asked for, waited for, downloaded. Files of editions are handed out where editions are."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from app.accounts.guards import deny
from app.assembly.service import assemble
from app.db import SessionDep
from app.errors import NotFound
from app.exports.certificates import certificate_answer
from app.exports.downloads import draft_name, file_answer
from app.exports.errors import FileNotReady, ImpossiblePart, UnknownLanguage
from app.exports.pages import ExportFormPage, ExportPage, ExportProgress, may_cancel, query_of
from app.exports.queries import JobRow, draft_job
from app.exports.service import cancel_export, request_export
from app.exports.service import job as job_of
from app.i18n import LANGUAGES, Language
from app.permissions import Permission
from app.rendering import tree
from app.rendering.parts import NoSuchPartError, part_of
from app.report_templates.queries import template_of
from app.reports.deps import ExportableReport, ReportAccess
from app.reports.models import Report
from app.web.htmx import is_htmx, redirect
from app.web.params import IdInPath
from app.web.templating import render

router = APIRouter()

PartQuery = Annotated[str, Query(max_length=80)]


class Extras(BaseModel):
    """What a draft shows beside its text."""

    suggestions: bool = False
    comments: bool = False  # in Word files alone

    def named(self) -> tuple[str, ...]:
        return tuple(name for name, is_shown in self if is_shown)


ExtrasQuery = Annotated[Extras, Query()]


class DraftWish(Extras):
    """What of a draft is asked for, and as what."""

    format: str = Field(max_length=8)
    language: str = Field(max_length=2)
    part: str = Field("", max_length=80)

    def extras(self) -> Extras:
        """As the file can show them."""
        return Extras(suggestions=self.suggestions, comments=self.comments and self.format == "docx")


@router.get("/{organisation}/{report}/exports")
def choose_export(request: Request, access: ExportableReport, session: SessionDep, part: PartQuery = "") -> Response:
    """What a draft can be had as."""
    template = template_of(session, access.report.template_version_id)
    return render(request, ExportFormPage.of(access, template, part))


@router.post("/{organisation}/{report}/exports")
def ask_for_draft(
    request: Request, access: ExportableReport, session: SessionDep, wish: Annotated[DraftWish, Form()]
) -> Response:
    """Start making a draft, or find the one that is made already."""
    extras = wish.extras()
    document = assemble(
        session,
        access.report,
        _language(access.report, wish.language),
        draft=True,
        suggestions=extras.suggestions,
        comments=extras.comments,
    )
    job = request_export(
        session,
        document=_part(document, wish.part),
        report_id=access.report_id,
        edition_id=None,
        language=wish.language,
        format=wish.format,
        requested_by=access.person.id,
        part=wish.part,
    )
    return redirect(request, f"{access.path}/exports/{job.id}{query_of(extras.named())}")


@router.get("/{organisation}/{report}/exports/{export_id}")
def export_progress(
    request: Request,
    access: ExportableReport,
    session: SessionDep,
    export_id: IdInPath,
    extras: ExtrasQuery,
) -> Response:
    """How far the file is, as a page or, for HTMX, the part that changes."""
    job = _job(session, access, export_id)
    template = template_of(session, access.report.template_version_id)
    page = ExportProgress if is_htmx(request) else ExportPage
    return render(request, page.of(access, job, template, extras.named()))


@router.post("/{organisation}/{report}/exports/{export_id}/cancellation")
def cancel(
    request: Request, access: ExportableReport, session: SessionDep, export_id: IdInPath, extras: ExtrasQuery
) -> Response:
    """Stop making the file; what is over already stays as it is."""
    job = _job(session, access, export_id)
    if job.is_waiting and not may_cancel(access, job):
        raise deny(Permission.EDITION_SEND)
    cancel_export(session, access.person.id, job_of(session, export_id))
    return redirect(request, f"{access.path}/exports/{export_id}{query_of(extras.named())}")


@router.get("/{organisation}/{report}/exports/{export_id}/file")
def download_draft(request: Request, access: ExportableReport, session: SessionDep, export_id: IdInPath) -> Response:
    """The file itself."""
    job = _job(session, access, export_id)
    if job.file_sha256 is None:
        raise FileNotReady
    name = draft_name(access.organisation.slug, access.report.slug, job)
    data_dir = request.app.state.settings.data_dir
    return file_answer(request, data_dir, job.file_sha256, media_type=job.media_type, name=name)


@router.get("/{organisation}/{report}/exports/{export_id}/certificate.json")
def download_certificate(access: ExportableReport, session: SessionDep, export_id: IdInPath) -> Response:
    """What reading the file back showed."""
    job = _job(session, access, export_id)
    if job.certificate is None:
        raise FileNotReady
    return certificate_answer(job.certificate, draft_name(access.organisation.slug, access.report.slug, job))


def _job(session: SessionDep, access: ReportAccess, export_id: int) -> JobRow:
    job = draft_job(session, access.report_id, export_id)
    if job is None:
        raise NotFound
    return job


def _part(document: tree.Document, name: str) -> tree.Document:
    try:
        return part_of(document, name)
    except NoSuchPartError as error:
        raise ImpossiblePart from error


def _language(report: Report, wanted: str) -> Language:
    for language in LANGUAGES:
        if language == wanted and language in report.languages:
            return language
    raise UnknownLanguage
