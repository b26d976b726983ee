"""The history of a section's text: its versions, comparing them, naming one, bringing one back, who wrote what."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from app.db import SessionDep
from app.errors import BadInput
from app.history import service
from app.history.authorship import authorship_page, margin_of
from app.history.comparing import View, compare_page
from app.history.deps import Bounded, ChangedSubject, NewerVersion, OlderVersion, ReadSubject, VersionInPath
from app.history.pages import Naming, history_page, restoration_page, version_page
from app.history.since import SincePart, news_of
from app.sections.errors import StaleVersion
from app.web.htmx import is_htmx, redirect
from app.web.params import MAX_INTEGER, BeforeQuery, IdInPath
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}/history")

LONGEST = 1000  # characters of a name that is given back as it was typed
NEWEST = 0

Version = Annotated[int, Field(ge=0, le=MAX_INTEGER)]


class Name(BaseModel):
    """A name; `version` 0 means the newest one, for a text's version 0 has nothing in it."""

    name: str = Field("", max_length=LONGEST)
    version: Version = NEWEST


class Restoration(BaseModel):
    """The version to bring back, and the newest one that the person has seen."""

    version: Version
    seen: Version


@router.get("")
def history(request: Request, subject: ReadSubject, session: SessionDep, before: BeforeQuery = None) -> Response:
    """The revisions, newest first."""
    return render(request, history_page(session, subject, before=before, beside=is_htmx(request)))


@router.get("/compare")
def compare(
    request: Request,
    subject: ReadSubject,
    session: SessionDep,
    older: OlderVersion,
    newer: NewerVersion = "now",
    view: View = "inline",
) -> Response:
    """Any two versions."""
    newest = subject.text.version
    old, new = (newest if one == "now" else one for one in (older, newer))
    return render(request, compare_page(session, subject, old, new, view))


@router.get("/versions/{version}")
def read_version(request: Request, subject: ReadSubject, session: SessionDep, version: VersionInPath) -> Response:
    """The text as it was."""
    return render(request, version_page(session, subject, version))


@router.get("/since")
def since(request: Request, subject: ReadSubject, session: SessionDep) -> Response:
    """One line on what others changed since the person was last here, or nothing."""
    return render(request, SincePart(news_of(session, subject)))


@router.get("/authorship")
def authorship(request: Request, subject: ReadSubject, session: SessionDep) -> Response:
    """Who wrote each paragraph."""
    return render(request, authorship_page(session, subject))


@router.get("/authorship/blocks")
def authorship_of_blocks(subject: ReadSubject, session: SessionDep) -> dict[str, Any]:
    """The same for the editor's margin."""
    return margin_of(session, subject)


@router.post("/names")
def name_version(
    request: Request, subject: ChangedSubject, session: SessionDep, form: Annotated[Name, Form()]
) -> Response:
    """Give a version a name."""
    try:
        service.name_version(session, subject, form.version or None, form.name)
    except BadInput as error:
        return _again(request, session, subject, Naming(form.name, form.version, 0, error.field_errors["name"]))
    return _done(request, session, subject)


@router.post("/names/{milestone}")
def rename(
    request: Request, subject: ChangedSubject, session: SessionDep, milestone: IdInPath, form: Annotated[Name, Form()]
) -> Response:
    """Change the name."""
    try:
        service.rename(session, subject, milestone, form.name)
    except BadInput as error:
        return _again(request, session, subject, Naming(form.name, 0, milestone, error.field_errors["name"]))
    return _done(request, session, subject)


@router.post("/names/{milestone}/removal")
def remove_name(request: Request, subject: ChangedSubject, session: SessionDep, milestone: IdInPath) -> Response:
    """Take the name away."""
    service.remove_name(session, subject, milestone)
    return _done(request, session, subject)


@router.get("/restoration")
def restoration(request: Request, subject: ChangedSubject, session: SessionDep, version: Bounded) -> Response:
    """What bringing the version back would change."""
    return render(request, restoration_page(session, subject, version))


@router.post("/restoration")
def restore(
    request: Request, subject: ChangedSubject, session: SessionDep, form: Annotated[Restoration, Form()]
) -> Response:
    """Bring it back, unless somebody has written meanwhile: then look again first."""
    try:
        service.restore(session, subject, form.version, seen=form.seen)
    except StaleVersion as error:
        page = restoration_page(session, subject, form.version, error.text)
        return render(request, page, status=error.status)
    return redirect(request, subject.text_href)


def _done(request: Request, session: SessionDep, subject: ChangedSubject) -> Response:
    if is_htmx(request):
        return render(request, history_page(session, subject, beside=True))
    return redirect(request, subject.href())


def _again(request: Request, session: SessionDep, subject: ChangedSubject, naming: Naming) -> Response:
    page = history_page(session, subject, beside=is_htmx(request), naming=naming)
    return render(request, page, status=BadInput.status)
