"""A Word file on its way into a report: sent, looked at, applied, undone. Nothing changes before it is applied."""

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.db import SessionDep, pause, roll_back
from app.errors import BadInput, DomainError
from app.files import DataDir
from app.imports import service
from app.imports.deps import ChosenTargets, LockedImport, SeenImport, SentFile, SentLanguage
from app.imports.errors import FileRefused
from app.imports.pages import import_page, targets_of, upload_page
from app.imports.word_file import LARGEST_FILE, read_word_file
from app.reports.deps import ManagedReport
from app.web.htmx import redirect
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/{report}/imports")

FORM_AROUND_FILE = 64 * 1024  # bytes
LARGE_BODIES = {re.compile(r"/[^/]+/[^/]+/imports"): LARGEST_FILE + FORM_AROUND_FILE}


@router.get("/new")
def show_upload(request: Request, access: ManagedReport, session: SessionDep) -> Response:
    """Choose a file."""
    return render(request, upload_page(session, access))


@router.post("")
def upload(
    request: Request,
    access: ManagedReport,
    session: SessionDep,
    data_dir: DataDir,
    file: SentFile,
    language: SentLanguage,
) -> Response:
    """Read the file, and show what was understood of it."""
    if language not in access.report.languages:
        raise BadInput
    targets = targets_of(session, access, language)
    pause(session)
    try:
        found = read_word_file(data_dir, file.filename or "", file.file.read(LARGEST_FILE + 1))
    except FileRefused as refusal:
        return render(request, upload_page(session, access, language, refusal.text), status=refusal.status)
    made = service.keep_preview(session, access.person.id, access.report, found, language=language, targets=targets)
    return redirect(request, f"{access.path}/imports/{made.id}")


@router.get("/{import_id}")
def show(request: Request, access: ManagedReport, session: SessionDep, made: SeenImport) -> Response:
    """What goes where and what could not be kept; later what became of it."""
    return render(request, import_page(session, access, made))


@router.post("/{import_id}/application")
def apply(
    request: Request, access: ManagedReport, session: SessionDep, made: LockedImport, target: ChosenTargets
) -> Response:
    """Put the parts into the chosen sections, all or none; when one says no, the choices stay."""
    names = {item.key: item.name for item in targets_of(session, access, made.language)}
    if len(target) != len(made.parts) or not set(target) <= {"", *names}:
        raise BadInput
    try:
        service.choose(session, made, target)
        service.apply_import(session, access.person.id, access.report, made, names)
    except DomainError as refusal:
        roll_back(session)
        service.choose(session, made, target)
        return render(request, import_page(session, access, made, refusal.text), status=refusal.status)
    return redirect(request, f"{access.path}/imports/{made.id}")


@router.post("/{import_id}/withdrawal")
def undo(request: Request, access: ManagedReport, session: SessionDep, made: LockedImport) -> Response:
    """Give every section back what it held before, where nobody has written since."""
    service.undo_import(session, access.person.id, access.report, made)
    return redirect(request, f"{access.path}/imports/{made.id}")
