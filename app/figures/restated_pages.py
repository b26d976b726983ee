"""The page of a report's restated figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from app.accounts.queries import users_by_id
from app.figures.printed import Printed
from app.figures.restated import Restated, restated_in
from app.i18n import current_language, gettext
from app.i18n.formats import number_text
from app.indicators.models import Indicator
from app.indicators.queries import TOTAL, FigurePlace
from app.organisations.reference import names
from app.permissions import Permission
from app.rendering.series import GROUP_NAMES
from app.report_templates.queries import template_of
from app.reports.bar import ReportBar, report_bar
from app.reports.deps import ReportAccess
from app.reports.restated import place_of
from app.reports.service import OPEN_STATES
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A figure that would change. `reason` is what was typed for keeping it; `sections` print it."""

    id: int
    indicator: str
    region: str
    period: str
    before: str
    after: str
    sections: tuple[Printed, ...]
    is_kept: bool
    reason: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A figure that the report keeps. `place` is its name in the form."""

    place: str
    indicator: str
    region: str
    period: str
    value: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RestatedPage(Page):
    template: ClassVar[str] = "figures/restated.html"
    bar: ReportBar
    action: str
    waiting: tuple[WaitingRow, ...]
    kept: tuple[KeptRow, ...]
    up_to: int
    can_decide: bool
    is_open: bool
    error: str = ""


def restated_page(
    session: Session, access: ReportAccess, typed: dict[int, str] | None = None, error: str = ""
) -> RestatedPage:
    """`typed`: reasons by restatement of a form that was refused with `error`."""
    restated = restated_in(session, access.report)
    places = [item.place for item in restated.waiting] + [place_of(row) for row, _ in restated.kept]
    naming = _Naming(session, {place[0] for place in places})
    return RestatedPage(
        bar=report_bar(access, template_of(session, access.report.template_version_id), "figures"),
        action=f"{access.path}/figures",
        waiting=tuple(_waiting(restated, naming, typed or {})),
        kept=_kept(session, restated, naming),
        up_to=restated.up_to,
        can_decide=access.may(Permission.REPORT_MANAGE),
        is_open=access.report.state in OPEN_STATES,
        error=error,
    )


class _Naming:
    """Names and figures as the reader of the page understands them."""

    def __init__(self, session: Session, keys: Iterable[str]) -> None:
        self.language = current_language.get()
        found = session.exec(select(Indicator).where(col(Indicator.key).in_(set(keys))))
        self.indicators = {item.key: item for item in found}

    def indicator(self, place: FigurePlace) -> str:
        title: str = getattr(self.indicators[place[0]], f"title_{self.language}")
        if place[3] == TOTAL or place[3] not in GROUP_NAMES:
            return title
        return f"{title} ({gettext(GROUP_NAMES[place[3]])})"

    def region(self, place: FigurePlace) -> str:
        known = names().get(place[1])
        return known[self.language] if known else place[1]

    def figure(self, place: FigurePlace, value: float | None) -> str:
        if value is None:
            return gettext("no figure")
        return number_text(value, self.indicators[place[0]].decimals, self.language)


def _waiting(restated: Restated, naming: _Naming, typed: dict[int, str]) -> Iterable[WaitingRow]:
    for item in restated.waiting:
        yield WaitingRow(
            id=item.id,
            indicator=naming.indicator(item.place),
            region=naming.region(item.place),
            period=item.period,
            before=naming.figure(item.place, item.before),
            after=naming.figure(item.place, item.after),
            sections=item.sections,
            is_kept=item.id in typed,
            reason=typed.get(item.id, ""),
        )


def _kept(session: Session, restated: Restated, naming: _Naming) -> tuple[KeptRow, ...]:
    people = users_by_id(session, {figure.kept_by for _, figure in restated.kept})
    return tuple(
        KeptRow(
            place="|".join(str(part) for part in place_of(row)),
            indicator=naming.indicator(place_of(row)),
            region=naming.region(place_of(row)),
            period=row.period,
            value=naming.figure(place_of(row), row.before),
            reason=figure.reason,
            by=people[figure.kept_by].name,
            at=figure.kept_at,
        )
        for row, figure in restated.kept
    )
