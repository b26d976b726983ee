"""Drafts as files: asked for, waited for, downloaded. Files of editions are handed out where editions are."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from app.assembly.service import assemble
from app.db import SessionDep
from app.errors import NotFound
from app.exports.downloads import file_answer
from app.exports.errors import FileNotReady, UnknownLanguage
from app.exports.formats import FORMATS
from app.exports.pages import ExportPage, ExportProgress
from app.exports.queries import JobRow, draft_job
from app.exports.service import request_export
from app.i18n import LANGUAGES, Language
from app.reports.deps import ExportableReport, ReportAccess
from app.reports.models import Report
from app.web.htmx import is_htmx, redirect
from app.web.params import IdInPath
from app.web.templating import render

router = APIRouter()

FormatField = Annotated[str, Form(alias="format", max_length=8)]
LanguageField = Annotated[str, Form(max_length=2)]
SuggestionsField = Annotated[bool, Form()]
SuggestionsQuery = Annotated[bool, Query()]


@router.post("/{organisation}/{report}/exports")
def ask_for_draft(
    request: Request,
    access: ExportableReport,
    session: SessionDep,
    form: FormatField,
    language: LanguageField,
    suggestions: SuggestionsField = False,
) -> Response:
    """Start making a draft, or find the one that is made already."""
    code = _language(access.report, language)
    document = assemble(session, access.report, code, draft=True, suggestions=suggestions)
    job = request_export(
        session,
        document=document,
        report_id=access.report_id,
        edition_id=None,
        language=language,
        format=form,
        requested_by=access.person.id,
    )
    return redirect(request, f"{access.path}/exports/{job.id}{'?suggestions=true' if suggestions else ''}")


@router.get("/{organisation}/{report}/exports/{export_id}")
def export_progress(
    request: Request,
    access: ExportableReport,
    session: SessionDep,
    export_id: IdInPath,
    suggestions: SuggestionsQuery = False,
) -> Response:
    """How far the file is, as a page or, for HTMX, the part that changes."""
    job = _job(session, access, export_id)
    return render(
        request, (ExportProgress if is_htmx(request) else ExportPage).of(access, job, suggestions=suggestions)
    )


@router.get("/{organisation}/{report}/exports/{export_id}/file")
def download_draft(request: Request, access: ExportableReport, session: SessionDep, export_id: IdInPath) -> Response:
    """The file itself."""
    job = _job(session, access, export_id)
    if job.file_sha256 is None:
        raise FileNotReady
    name = f"{access.organisation.slug}-{access.report.slug}-luonnos-{job.language}.{FORMATS[job.format].extension}"
    data_dir = request.app.state.settings.data_dir
    return file_answer(request, data_dir, job.file_sha256, media_type=job.media_type, name=name)


def _job(session: SessionDep, access: ReportAccess, export_id: int) -> JobRow:
    job = draft_job(session, access.report_id, export_id)
    if job is None:
        raise NotFound
    return job


def _language(report: Report, wanted: str) -> Language:
    for language in LANGUAGES:
        if language == wanted and language in report.languages:
            return language
    raise UnknownLanguage
