"""The settings dialog of an indicator table: package or indicators, regions, title, own judgements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Query, Request
from sqlmodel import Session
from starlette.responses import JSONResponse, Response

from app.blocks.base import BlockContext
from app.blocks.cells import JUDGEMENTS
from app.blocks.table_settings import MAX_COMPARISON, TableSettings
from app.db import SessionDep
from app.desk.block_attrs import read_attrs
from app.desk.indicator_table_form import TypedSettings, settings_of, typed_of
from app.errors import BadInput
from app.i18n import current_language, gettext
from app.indicators.catalogue import LIFE_COURSES, CatalogueEntry, catalogue
from app.indicators.queries import newest_years, titles
from app.organisations.queries import COUNTRY, municipalities, region_names
from app.rendering.series import Direction, RegionName
from app.reports.blocks import block_context
from app.reports.deps import ReportAccess, WritableReport
from app.web.templating import Page, render

router = APIRouter(prefix="/indicator_table/settings")


@dataclass(frozen=True, slots=True)
class Hit:
    """One indicator to choose. `about` says source and newest year."""

    key: str
    title: str
    about: str
    chosen: bool
    judged: bool  # may a person set the judgement?
    judgement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators of one stage of life."""

    title: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class IndicatorTableSettings(Page):
    """The dialog's form. `packages`, `judgements` and `additions` are (value, text) pairs."""

    template: ClassVar[str] = "blocks/indicator_table.html"
    action: str
    typed: TypedSettings
    errors: dict[str, str]
    packages: tuple[tuple[str, str], ...]
    unresolved: tuple[str, ...]
    groups: tuple[Group, ...]
    judgements: tuple[tuple[str, str], ...]
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
    return render(request, _page(session, access, typed_of(settings), {}))


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


def _page(session: Session, access: ReportAccess, typed: TypedSettings, errors: dict[str, str]) -> Page:
    context = _context(session, access)
    package = context.packages.get(typed.package)
    shown = dict.fromkeys([*(name.code for name in (*context.comparison, *context.around)), COUNTRY, *typed.comparison])
    return IndicatorTableSettings(
        action=f"{access.path}/blocks/indicator_table/settings",
        typed=typed,
        errors=errors,
        packages=tuple((key, f"{item.title} ({len(item.indicators)})") for key, item in context.packages.items()),
        unresolved=package.unresolved if package else (),
        groups=tuple(_groups(session, typed, context)),
        judgements=tuple((judgement.value, gettext(word)) for judgement, (_, word) in JUDGEMENTS.items()),
        regions=region_names(session, list(shown), current_language.get()),
        additions=_additions(session, shown),
    )


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


def _groups(session: Session, typed: TypedSettings, context: BlockContext) -> Iterator[Group]:
    """First the chosen package's indicators, then all others by stage of life."""
    names, years = titles(session, current_language.get()), newest_years(session)
    entries = catalogue().indicators
    package = context.packages.get(typed.package)
    first = [key for key in package.indicators if key in entries] if package else []
    if package:
        yield Group(package.title, tuple(_hit(key, entries[key], names[key], years, typed) for key in first))
    for course, label in LIFE_COURSES.items():
        rest = [key for key, entry in entries.items() if entry.life_course == course and key not in first]
        if rest:
            hits = tuple(_hit(key, entries[key], names[key], years, typed) for key in rest)
            yield Group(gettext(label), hits)


def _hit(key: str, entry: CatalogueEntry, title: str, years: dict[str, str], typed: TypedSettings) -> Hit:
    override = typed.overrides.get(key, {})
    source, _, number = key.partition(":")
    return Hit(
        key=key,
        title=title,
        about=f"{source.capitalize()} {number.split('/')[0]} · {years.get(key) or gettext('not fetched yet')}",
        chosen=key in typed.indicators,
        judged=entry.good is not Direction.NEUTRAL,
        judgement=override.get("judgement", ""),
        reason=override.get("reason", ""),
    )
