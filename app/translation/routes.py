"""What a translator does beside the text: mark blocks as up to date, copy missing ones, pair two.

With HTMX the answer is the original as it stands then; otherwise one goes back to the page.
"""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from sqlmodel import Session
from starlette.responses import Response

from app.db import SessionDep
from app.i18n import Language, gettext, ngettext
from app.reports.section_deps import ReadableSection, SectionAccess, WritableSection
from app.translation.pages import OriginalPart, original_of
from app.translation.service import copy_missing, mark_current, pair, texts_of
from app.web.htmx import is_htmx, redirect
from app.web.params import MAX_INTEGER
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}/translation")


class InLanguage(BaseModel):
    """Which translation is meant."""

    language: Language


class Currency(InLanguage):
    """`block`: empty for every block that is behind. `seen`: the version of the original that the person saw."""

    block: str = Field("", max_length=40)
    seen: int = Field(ge=0, le=MAX_INTEGER)


class Pairing(InLanguage):
    """The block `extra` of the translation translates the block `missing` of the original."""

    extra: str = Field(min_length=1, max_length=40)
    missing: str = Field(min_length=1, max_length=40)


@router.get("")
def original(
    request: Request, access: ReadableSection, session: SessionDep, language: Annotated[Language, Query()]
) -> Response:
    """The original as it stands now beside its translation."""
    return _answer(request, session, access, language, "")


@router.post("/currency")
def currency(
    request: Request, access: WritableSection, session: SessionDep, form: Annotated[Currency, Form()]
) -> Response:
    """One block, or all that are behind, translate the original as it was seen."""
    count = mark_current(session, access, form.language, form.block, form.seen)
    message = ngettext("Marked %(num)s paragraph as up to date.", "Marked %(num)s paragraphs as up to date.", count)
    return _answer(request, session, access, form.language, message)


@router.post("/copies")
def copies(
    request: Request, access: WritableSection, session: SessionDep, form: Annotated[InLanguage, Form()]
) -> Response:
    """The original's blocks that the translation lacks come to it."""
    count = copy_missing(session, access, form.language)
    message = ngettext("Copied %(num)s paragraph.", "Copied %(num)s paragraphs.", count)
    return _answer(request, session, access, form.language, message)


@router.post("/pairs")
def pairs(request: Request, access: WritableSection, session: SessionDep, form: Annotated[Pairing, Form()]) -> Response:
    """A block that only the translation has is the translation of one that it lacks."""
    pair(session, access, form.language, form.extra, form.missing)
    return _answer(request, session, access, form.language, gettext("Paired."))


def _answer(request: Request, session: Session, access: SectionAccess, language: Language, message: str) -> Response:
    if is_htmx(request):
        shown, _ = original_of(session, access, texts_of(session, access, language))
        return render(request, OriginalPart(shown, message))
    return redirect(request, f"{access.path}/side-by-side?language={language}")
