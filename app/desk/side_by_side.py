"""The original of a section beside the editor of its translation."""

from dataclasses import dataclass, fields
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from app.db import DatabaseDep, SessionDep
from app.desk.section import SectionPage, section_page
from app.errors import NotFound
from app.i18n import Language
from app.reports.section_deps import ReadableSection
from app.translation.pages import Original, original_of
from app.translation.service import is_kept, keep_standing, texts_of
from app.web.htmx import redirect
from app.web.templating import render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class SideBySidePage(SectionPage):
    """The section's page with the original in the place of tree and guidance."""

    template: ClassVar[str] = "desk/side_by_side.html"
    original: Original
    message: str = ""


@router.get("/{organisation}/{report}/sections/{key}/side-by-side")
def side_by_side(
    request: Request,
    access: ReadableSection,
    session: SessionDep,
    database: DatabaseDep,
    language: Annotated[Language | None, Query()] = None,
) -> Response:
    """The original beside one of its translations; the first one unless another is asked for."""
    others = access.on_report.report.languages[1:]
    if not others:
        raise NotFound
    if language is None:
        return redirect(request, f"{access.path}/side-by-side?language={others[0]}")
    texts = texts_of(session, access, language)
    original, stands = original_of(session, access, texts)
    if not is_kept(session, texts, stands):
        with database.write() as writing:
            keep_standing(writing, texts, stands)
    page = section_page(session, access, language)
    common = {field.name: getattr(page, field.name) for field in fields(SectionPage)}
    return render(request, SideBySidePage(**common, original=original))
