"""The settings dialog of an indicator table: package or indicators, regions, title, own judgements."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Form, Query, Request
from sqlmodel import Session
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.blocks.base import BlockContext
from app.blocks.cells import JUDGEMENTS
from app.blocks.indicator_table import IndicatorTable
from app.blocks.table_settings import MAX_COMPARISON, TableSettings
from app.db import SessionDep
from app.desk.block_attrs import read_attrs
from app.desk.indicator_hits import Group, groups_of
from app.desk.indicator_table_form import TypedSettings, settings_of, typed_of
from app.errors import BadInput
from app.i18n import current_language, gettext
from app.indicators.queries import newest_years, titles
from app.organisations.queries import COUNTRY, municipalities, region_names
from app.rendering import tree
from app.rendering.series import RegionName
from app.rendering.writers.html import blocks_html
from app.reports.blocks import block_context, render_block
from app.reports.deps import ReportAccess, WritableReport
from app.web.templating import Page, render

router = APIRouter(prefix="/indicator_table/settings")


@dataclass(frozen=True, slots=True)
class IndicatorHits(Page):
    """The list of indicators in the dialog. `judgements` are (value, text) pairs."""

    template: ClassVar[str] = "blocks/_indicator_hits.html"
    groups: tuple[Group, ...]
    judgements: tuple[tuple[str, str], ...]
    unresolved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorTableSettings(IndicatorHits):
    """The dialog's form. `packages` and `additions` are (value, text) pairs."""

    template: ClassVar[str] = "blocks/indicator_table.html"
    action: str
    typed: TypedSettings
    errors: dict[str, str]
    packages: tuple[tuple[str, str], ...]
    regions: tuple[RegionName, ...]
    additions: tuple[tuple[str, str], ...]
    most_regions: int = MAX_COMPARISON


@router.get("")
def settings_form(
    request: Request,
    access: WritableReport,
    session: SessionDep,
    attrs: Annotated[str, Query(max_length=20_000)] = "{}",
) -> Response:
    """The form with the table's present settings."""
    settings = TableSettings.of(read_attrs(attrs)) or TableSettings()
    return render(request, _page(session, access, typed_of(settings, access.report.comparison), {}))


@router.post("")
def change_settings(
    request: Request, access: WritableReport, session: SessionDep, form: Annotated[TypedSettings, Form()]
) -> Response:
    """The new settings for the editor to put into the text; nothing is stored here."""
    context = _context(session, access)
    try:
        settings = settings_of(form, context, _comparable(session, access, form))
    except BadInput as error:
        page = _page(session, access, form, error.field_errors)
        return render(request, page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JSONResponse({"attrs": settings.model_dump(mode="json")})


@router.post("/hits")
def find_indicators(
    request: Request, access: WritableReport, session: SessionDep, form: Annotated[TypedSettings, Form()]
) -> Response:
    """The list of indicators again, as the search and the package of the form ask."""
    return render(request, IndicatorHits(**_hits(session, form, _context(session, access))))


@router.post("/preview")
def preview_settings(access: WritableReport, session: SessionDep, form: Annotated[TypedSettings, Form()]) -> Response:
    """The table as these settings would make it; what is wrong with them, in words."""
    context = _context(session, access)
    try:
        settings = settings_of(form, context, _comparable(session, access, form)).model_dump(mode="json")
        blocks = render_block(session, context, IndicatorTable.kind, settings, anchor="block-preview-table")
    except BadInput as error:
        blocks = (tree.Notice(text=" ".join(error.field_errors.values())),)
    return HTMLResponse(blocks_html(blocks, context.language))


def _page(session: Session, access: ReportAccess, typed: TypedSettings, errors: dict[str, str]) -> Page:
    context = _context(session, access)
    shown = dict.fromkeys([*(name.code for name in (*context.comparison, *context.around)), COUNTRY, *typed.comparison])
    return IndicatorTableSettings(
        action=f"{access.path}/blocks/indicator_table/settings",
        typed=typed,
        errors=errors,
        packages=tuple((key, f"{item.title} ({len(item.indicators)})") for key, item in context.packages.items()),
        regions=region_names(session, list(shown), current_language.get()),
        additions=_additions(session, shown),
        **_hits(session, typed, context),
    )


def _hits(session: Session, typed: TypedSettings, context: BlockContext) -> dict[str, Any]:
    language = current_language.get()
    package = context.packages.get(typed.package)
    return {
        "groups": groups_of(typed, package, titles(session, language), newest_years(session)),
        "judgements": tuple((judgement.value, gettext(word)) for judgement, (_, word) in JUDGEMENTS.items()),
        "unresolved": package.unresolved if package else (),
    }


def _context(session: Session, access: ReportAccess) -> BlockContext:
    return block_context(session, access.report, access.organisation, current_language.get())


def _comparable(session: Session, access: ReportAccess, typed: TypedSettings) -> Sequence[RegionName]:
    """The regions among those typed that exist and are not the own one."""
    wanted = {*typed.comparison, typed.added_municipality} - {"", access.organisation.region_code}
    return region_names(session, sorted(wanted), current_language.get())


def _additions(session: Session, shown: dict[str, None]) -> tuple[tuple[str, str], ...]:
    name = f"name_{current_language.get()}"
    found = ((region.code, getattr(region, name)) for region in municipalities(session) if region.code not in shown)
    return (("", ""), *found)
