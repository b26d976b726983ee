"""Files of statistics over HTTP, for those who look after the installation."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.guards import ADMINISTRATOR, Administrator
from app.clock import today
from app.datafiles.faults import FILE_FAULTS
from app.datafiles.formats import DATA_FORMATS
from app.datafiles.grid import Unreadable
from app.datafiles.opening import LARGEST_FILE, FigureFile, open_file
from app.datafiles.writing import About, write_grid_csv
from app.db import SessionDep, pause, roll_back
from app.errors import DomainError
from app.figure_imports import service
from app.figure_imports.errors import AlreadySettled, DayMissing
from app.figure_imports.forms import SentFile, TakingForm
from app.figure_imports.judged import faults_grid
from app.figure_imports.pages import Where, import_page, upload_page
from app.figure_imports.reading import opened_again, shown_name
from app.figure_imports.statistics import judged_statistics, planned
from app.files import DataDir, write_file
from app.i18n import current_language, gettext
from app.indicators.from_files import take_in
from app.web.downloads import disposition
from app.web.htmx import redirect
from app.web.params import IdInPath
from app.web.templating import render

PATH, HOME = "/admin/indicators/import", "/admin/indicators"

router = APIRouter(prefix=PATH)


def _where() -> Where:
    return Where(PATH, HOME, gettext("Indicators"), None, is_statistics=True)


@router.get("", dependencies=[ADMINISTRATOR])
def show_upload(request: Request, session: SessionDep) -> Response:
    """Choose a file."""
    return render(request, upload_page(session, _where(), ()))


@router.post("")
def upload(request: Request, person: Administrator, session: SessionDep, data_dir: DataDir, file: SentFile) -> Response:
    """Read the file, and show what was understood of it."""
    pause(session)
    content = file.file.read(LARGEST_FILE + 1)
    try:
        found = open_file(content)
    except Unreadable as refusal:
        problem = gettext(FILE_FAULTS[str(refusal)])
        return render(request, upload_page(session, _where(), (), problem), status=422)
    if not found.recognised.is_complete:
        problem = gettext("The file's columns are not known. Name them as below, and send it again.")
        return render(request, upload_page(session, _where(), (), problem), status=422)
    sha256, name = write_file(data_dir, content), shown_name(file.filename or "")
    made = service.keep(session, person.id, None, name=name, sha256=sha256, file=found)
    return redirect(request, f"{PATH}/{made.id}")


@router.get("/{import_id}", dependencies=[ADMINISTRATOR])
def show(request: Request, session: SessionDep, data_dir: DataDir, import_id: IdInPath) -> Response:
    """What would be taken in, and what is wrong; later what became of it."""
    return _page(request, session, data_dir, import_id)


@router.get("/{import_id}/faults", dependencies=[ADMINISTRATOR])
def download_faults(session: SessionDep, data_dir: DataDir, import_id: IdInPath) -> Response:
    """Every fault with its row, as a file."""
    made = service.found_import(session, None, import_id)
    pause(session)
    found = judged_statistics(session, planned(session, opened_again(data_dir, made.sha256)))
    about = About(made.file_name, "", current_language.get())
    content = write_grid_csv(faults_grid(found.faults, made.file_name), about)
    headers = {"Content-Disposition": disposition("faults.csv")}
    return Response(content, media_type=DATA_FORMATS["csv"].media_type, headers=headers)


@router.post("/{import_id}/taking")
def take(
    request: Request,
    person: Administrator,
    session: SessionDep,
    data_dir: DataDir,
    import_id: IdInPath,
    form: Annotated[TakingForm, Form()],
) -> Response:
    """Add the figures to the stored series."""
    try:
        file = _waiting_file(session, data_dir, import_id)
        made = service.open_import(session, None, import_id)
        if form.day is None or form.day > today():
            raise DayMissing
        found = planned(session, file)
        service.check_takeable(judged_statistics(session, found), leave_wrong=form.leave_wrong)
        fetches = take_in(session, person.id, found, form.day, made.file_name)
    except DomainError as refusal:
        roll_back(session)
        return _page(request, session, data_dir, import_id, problem=refusal, fetched_on=form.fetched_on)
    changed = sum(fetch.changed for fetch in fetches)
    service.settle(session, person.id, data_dir, made, service.TAKEN, changed=changed, left_out=len(found.faults))
    return redirect(request, f"{PATH}/{import_id}")


@router.post("/{import_id}/leaving")
def leave(
    request: Request, person: Administrator, session: SessionDep, data_dir: DataDir, import_id: IdInPath
) -> Response:
    """Take nothing in."""
    made = service.open_import(session, None, import_id)
    service.settle(session, person.id, data_dir, made, service.LEFT)
    return redirect(request, PATH)


def _waiting_file(session: Session, data_dir: Path, import_id: int) -> FigureFile:
    """The file that is to be taken in; settled ones are not kept. Raises AlreadySettled."""
    made = service.found_import(session, None, import_id)
    if made.state != service.PREVIEW:
        raise AlreadySettled
    pause(session)
    return opened_again(data_dir, made.sha256)


def _page(
    request: Request,
    session: SessionDep,
    data_dir: DataDir,
    import_id: int,
    problem: DomainError | None = None,
    fetched_on: str = "",
) -> Response:
    made = service.found_import(session, None, import_id)
    pause(session)
    file = opened_again(data_dir, made.sha256) if made.state == service.PREVIEW else None
    judged = judged_statistics(session, planned(session, file)) if file else None
    told = problem.text if problem else ""
    page = import_page(_where(), made, file, judged, (), problem=told, fetched_on=fetched_on)
    return render(request, page, status=problem.status if problem else 200)
