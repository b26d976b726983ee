"""Files of own figures over HTTP: sent, looked at, taken in or left. Nothing changes before it is taken in."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from app.datafiles.faults import FILE_FAULTS
from app.datafiles.formats import DATA_FORMATS
from app.datafiles.grid import Unreadable
from app.datafiles.opening import LARGEST_FILE, open_file
from app.datafiles.writing import About, write_grid_csv
from app.db import SessionDep, pause, roll_back
from app.errors import DomainError
from app.figure_imports import service
from app.figure_imports.choices import Choices
from app.figure_imports.errors import AlreadySettled, NotAsShown
from app.figure_imports.example import example_file
from app.figure_imports.forms import MappingForm, SentFile, TakingForm
from app.figure_imports.judged import faults_grid
from app.figure_imports.own import OwnJudged, judge_own
from app.figure_imports.pages import Where, import_page, upload_page
from app.figure_imports.reading import opened_again, shown_name
from app.files import DataDir, write_file
from app.i18n import current_language, gettext
from app.own_figures.deps import FiguresOrganisation, organisation_id
from app.own_figures.queries import own_indicators
from app.own_figures.saving import save_figures
from app.own_figures.words import title_of
from app.web.downloads import disposition
from app.web.htmx import redirect
from app.web.params import IdInPath
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/own-figures/import")


def _where(access: FiguresOrganisation) -> Where:
    home = f"/{access.organisation.slug}/own-figures"
    return Where(f"{home}/import", home, gettext("Own figures"), organisation_id(access))


def _indicators(session: SessionDep, access: FiguresOrganisation) -> list[tuple[str, str]]:
    pairs = own_indicators(session, organisation_id(access))
    return [(indicator.key, title_of(indicator)) for own, indicator in pairs if not own.retired]


@router.get("")
def show_upload(request: Request, access: FiguresOrganisation, session: SessionDep) -> Response:
    """Choose a file."""
    return render(request, upload_page(session, _where(access), _indicators(session, access)))


@router.get("/example")
def download_example(access: FiguresOrganisation, session: SessionDep) -> Response:
    """A file in the own shape, to be filled."""
    indicators = [title for _, title in _indicators(session, access)]
    content = example_file(indicators, access.organisation.region_code)
    headers = {"Content-Disposition": 'attachment; filename="figures.csv"'}
    return Response(content, media_type=DATA_FORMATS["csv"].media_type, headers=headers)


@router.post("")
def upload(
    request: Request, access: FiguresOrganisation, session: SessionDep, data_dir: DataDir, file: SentFile
) -> Response:
    """Read the file, and show what was understood of it."""
    pause(session)
    content = file.file.read(LARGEST_FILE + 1)
    try:
        found = open_file(content)
    except Unreadable as refusal:
        problem = gettext(FILE_FAULTS[str(refusal)])
        return render(request, upload_page(session, _where(access), _indicators(session, access), problem), status=422)
    sha256, name = write_file(data_dir, content), shown_name(file.filename or "")
    made = service.keep(session, access.person.id, organisation_id(access), name=name, sha256=sha256, file=found)
    return redirect(request, f"{_where(access).path}/{made.id}")


@router.get("/{import_id}")
def show(
    request: Request, access: FiguresOrganisation, session: SessionDep, data_dir: DataDir, import_id: IdInPath
) -> Response:
    """What would be taken in, and what is wrong; later what became of it."""
    return _page(request, access, session, data_dir, import_id)


@router.post("/{import_id}/columns")
def choose(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    import_id: IdInPath,
    form: Annotated[MappingForm, Form()],
) -> Response:
    """Say what the columns mean and which indicators the file is about."""
    made = service.open_import(session, organisation_id(access), import_id)
    keys = [key for key, _ in _indicators(session, access)]
    service.choose(session, made, form.choices(Choices.from_json(made.mapping)), keys)
    return redirect(request, f"{_where(access).path}/{import_id}")


@router.get("/{import_id}/faults")
def download_faults(
    access: FiguresOrganisation, session: SessionDep, data_dir: DataDir, import_id: IdInPath
) -> Response:
    """Every fault with its row, as a file."""
    made = service.found_import(session, organisation_id(access), import_id)
    found = _judged(access, session, data_dir, made.sha256, Choices.from_json(made.mapping))
    about = About(made.file_name, "", current_language.get())
    content = write_grid_csv(faults_grid(found.judged.faults, made.file_name), about)
    headers = {"Content-Disposition": disposition("faults.csv")}
    return Response(content, media_type=DATA_FORMATS["csv"].media_type, headers=headers)


@router.post("/{import_id}/taking")
def take(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    data_dir: DataDir,
    import_id: IdInPath,
    form: Annotated[TakingForm, Form()],
) -> Response:
    """Save the figures: all of them, or those of the right rows where somebody said so."""
    made = service.found_import(session, organisation_id(access), import_id)
    if made.state != service.PREVIEW:
        return _page(request, access, session, data_dir, import_id, problem=AlreadySettled())
    found = _judged(access, session, data_dir, made.sha256, Choices.from_json(made.mapping))
    try:
        made = service.open_import(session, organisation_id(access), import_id)
        service.check_takeable(found.judged, leave_wrong=form.leave_wrong)
        saved = save_figures(session, access.person.id, access.organisation, found.rows)
        if saved.errors:
            raise NotAsShown
    except DomainError as refusal:
        roll_back(session)
        return _page(request, access, session, data_dir, import_id, problem=refusal)
    left_out = len(found.judged.faults)
    service.settle(session, access.person.id, data_dir, made, service.TAKEN, changed=saved.changed, left_out=left_out)
    return redirect(request, f"{_where(access).path}/{import_id}")


@router.post("/{import_id}/leaving")
def leave(
    request: Request, access: FiguresOrganisation, session: SessionDep, data_dir: DataDir, import_id: IdInPath
) -> Response:
    """Take nothing in."""
    made = service.open_import(session, organisation_id(access), import_id)
    service.settle(session, access.person.id, data_dir, made, service.LEFT)
    return redirect(request, _where(access).path)


def _judged(
    access: FiguresOrganisation, session: SessionDep, data_dir: DataDir, sha256: str, choices: Choices
) -> OwnJudged:
    pause(session)
    file = opened_again(data_dir, sha256)
    return judge_own(session, access.organisation, file, choices)


def _page(
    request: Request,
    access: FiguresOrganisation,
    session: SessionDep,
    data_dir: DataDir,
    import_id: int,
    problem: DomainError | None = None,
) -> Response:
    made = service.found_import(session, organisation_id(access), import_id)
    choices = Choices.from_json(made.mapping)
    pause(session)
    file = opened_again(data_dir, made.sha256) if made.state == service.PREVIEW else None
    judged = judge_own(session, access.organisation, file, choices).judged if file and choices.is_complete else None
    indicators = _indicators(session, access)
    page = import_page(_where(access), made, file, judged, indicators, problem=problem.text if problem else "")
    return render(request, page, status=problem.status if problem else 200)
