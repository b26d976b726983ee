"""What a report leaves out of the minimum content, and why: for whoever coordinates the report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field, StringConstraints
from sqlmodel import Session
from starlette.responses import Response

from app.blocks.base import BlockContext
from app.blocks.readings import is_current, read
from app.catalogue.deps import indicator_path
from app.catalogue.filters import Option
from app.catalogue.uses import Place, places_of
from app.db import SessionDep
from app.errors import BadInput
from app.i18n import current_language, gettext
from app.indicators.names import indicator_names
from app.indicators.packages import MINIMUM_CONTENT
from app.indicators.queries import indicator_data
from app.report_templates.queries import template_of
from app.report_templates.schema import ReportTemplate
from app.reports import left_out as verbs
from app.reports.bar import ReportBar, report_bar
from app.reports.blocks import block_context
from app.reports.deps import ManagedReport, ReportAccess
from app.reports.used_indicators import used_in_report
from app.web.htmx import redirect
from app.web.templating import Page, render

router = APIRouter(prefix="/{organisation}/{report}/left-out")

Item = Annotated[str, StringConstraints(max_length=300)]


class ReasonForm(BaseModel):
    """As typed: the items chosen one by one or in groups, a stock reason, or one's own words, which go before it."""

    items: list[Item] = Field(default_factory=list, max_length=300)
    groups: list[Annotated[str, StringConstraints(max_length=20)]] = Field(default_factory=list, max_length=5)
    stock: Annotated[str, StringConstraints(max_length=400)] = ""
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""

    @property
    def said(self) -> str:
        return self.reason or (self.stock if self.stock in verbs.STOCK_REASONS else "")


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the minimum content. `href` is empty for a title whose indicator nobody has confirmed.

    `places` name it; it `is_shown` there only if it has figures that tell of the assessed period.
    """

    item: str
    title: str
    href: str
    reason: str
    places: tuple[Place, ...]
    is_shown: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Missing items that are chosen together, by what is wrong with them."""

    key: str
    words: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOutPage(Page):
    template: ClassVar[str] = "catalogue/left_out.html"
    bar: ReportBar
    package_title: str
    missing: tuple[Line, ...]
    groups: tuple[Group, ...]
    left_out: tuple[Line, ...]
    used: tuple[Line, ...]
    unresolved: int
    stock: tuple[Option, ...]
    form: ReasonForm
    errors: dict[str, str]


@router.get("")
def left_out(request: Request, access: ManagedReport, session: SessionDep) -> Response:
    """The minimum content against what the report's texts use."""
    return render(request, left_out_page(session, access, ReasonForm(), {}))


@router.post("")
def leave_out(
    request: Request, access: ManagedReport, session: SessionDep, form: Annotated[ReasonForm, Form()]
) -> Response:
    """Give those chosen a reason, new or instead of an earlier one; a refused form is shown again as it was typed."""
    page = left_out_page(session, access, form, {})
    together = [item for group in page.groups if group.key in form.groups for item in group.items]
    try:
        verbs.leave_out(session, access.person.id, access.report, [*form.items, *together], form.said)
    except BadInput as error:
        return render(request, replace(page, errors=error.field_errors), status=error.status)
    return redirect(request, f"{access.path}/left-out")


@router.post("/withdrawal")
def take_back(
    request: Request, access: ManagedReport, session: SessionDep, form: Annotated[ReasonForm, Form()]
) -> Response:
    """Withdraw the reasons of those chosen."""
    verbs.take_back(session, access.person.id, access.report, form.items)
    return redirect(request, f"{access.path}/left-out")


def left_out_page(session: Session, access: ReportAccess, form: ReasonForm, errors: dict[str, str]) -> LeftOutPage:
    """Every item of the minimum content, in one of the three lists."""
    context = block_context(session, access.report, access.organisation, current_language.get())
    template = template_of(session, access.report.template_version_id)
    minimum = context.packages[MINIMUM_CONTENT]
    lines = _lines(session, access, template, context, form.items)
    usual = ((text, gettext(text)) for text in verbs.STOCK_REASONS)
    missing = tuple(line for line in lines if not line.reason and not line.is_shown)
    return LeftOutPage(
        bar=report_bar(access, template, "left-out"),
        package_title=minimum.title,
        missing=missing,
        groups=_groups(missing),
        left_out=tuple(line for line in lines if line.reason),
        used=tuple(line for line in lines if line.is_shown and not line.reason),
        unresolved=len(minimum.unresolved),
        stock=(("", gettext("Choose, or write your own below")), *usual),
        form=form,
        errors=errors,
    )


def _lines(
    session: Session, access: ReportAccess, template: ReportTemplate, context: BlockContext, chosen: Iterable[str]
) -> list[Line]:
    language, reasons = context.language, verbs.reasons_of(session, access.report_id)
    names = indicator_names(session, verbs.minimum_content(), language)
    places = places_of(template, access.path, language)
    used = used_in_report(session, access.report_id, context.packages)
    shown = _with_figures(session, [item for item in verbs.minimum_content() if item in used], context)
    return [
        Line(
            item=item,
            title=names.get(item, item),
            href=indicator_path(access.organisation.slug, item) if item in names else "",
            reason=verbs.reason_text(reasons[item], language) if item in reasons else "",
            places=tuple(places[key] for key in used.get(item, ()) if key in places),
            is_shown=item in shown,
            is_chosen=item in chosen,
        )
        for item in verbs.minimum_content()
    ]


def _groups(missing: Sequence[Line]) -> tuple[Group, ...]:
    found = (
        Group("without-figures", gettext("All that are in a table without figures"), _items(missing, in_table=True)),
        Group("unresolved", gettext("All whose number nobody has confirmed"), _items(missing, in_table=False)),
    )
    return tuple(group for group in found if group.items)


def _items(missing: Sequence[Line], *, in_table: bool) -> tuple[str, ...]:
    """Those that a table names in vain, or those without an indicator."""
    return tuple(line.item for line in missing if (bool(line.places) if in_table else not line.href))


def _with_figures(session: Session, keys: Sequence[str], context: BlockContext) -> frozenset[str]:
    """Those that a table of the report would print: a package's table leaves out what has no figures of the period."""
    data = indicator_data(session, keys, context.regions, context.language)
    return frozenset(key for key, found in data.items() if is_current(read(found, context), context))
