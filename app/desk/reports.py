"""Lists of reports: all that a person may see, and one organisation's."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.guards import Person, SeenOrganisation, SignedInPerson
from app.db import SessionDep
from app.i18n import current_language, gettext
from app.organisations.queries import region
from app.permissions import Permission
from app.report_templates.queries import template_of
from app.reports.bar import STATE_KINDS, STATE_WORDS
from app.reports.models import ReportState
from app.reports.queries import ReportRow, StartingPlace, reports_seen, starting_places
from app.reports.settings import report_title
from app.web.templating import Page, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ReportItem:
    title: str
    href: str
    organisation_slug: str
    organisation_name: str
    state_word: str
    state_kind: str
    finished: int
    total: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ReportsPage(Page):
    """`places` are the organisations in which this person may start a report; `title` is the h1."""

    template: ClassVar[str] = "desk/reports.html"
    title: str
    reports: tuple[ReportItem, ...]
    places: tuple[StartingPlace, ...]
    public_href: str
    own_figures_href: str
    look_href: str
    feedback_href: str
    cards_href: str
    tokens_href: str
    names_organisations: bool


@router.get("/reports")
def reports(request: Request, person: SignedInPerson, session: SessionDep) -> Response:
    """Every report that the person may see."""
    language = current_language.get()
    page = ReportsPage(
        title=gettext("Reports"),
        reports=_items(session, person),
        places=tuple(starting_places(session, person.holdings, language)),
        public_href="",
        own_figures_href="",
        look_href="",
        feedback_href="",
        cards_href="",
        tokens_href="",
        names_organisations=True,
    )
    return render(request, page)


@router.get("/{organisation}")
def organisation_reports(request: Request, access: SeenOrganisation, session: SessionDep) -> Response:
    """The organisation's reports, as far as the person may see them."""
    found, language = access.organisation, current_language.get()
    place = region(session, found.region_code)
    name = getattr(place, f"name_{language}")
    starts = access.may(Permission.REPORT_CREATE)
    page = ReportsPage(
        title=name,
        reports=_items(session, access.person, found.id),
        places=(StartingPlace(found.slug, name),) if starts else (),
        public_href=f"/julkaisut/{found.slug}",
        own_figures_href=f"/{found.slug}/own-figures" if access.may(Permission.FIGURES_WRITE) else "",
        look_href=f"/{found.slug}/branding" if access.may(Permission.ORGANISATION_BRAND) else "",
        feedback_href=f"/{found.slug}/feedback" if access.may(Permission.FEEDBACK_ANSWER) else "",
        cards_href=f"/{found.slug}/cards",
        tokens_href=f"/{found.slug}/read-tokens" if access.may(Permission.TOKENS_MANAGE) else "",
        names_organisations=False,
    )
    return render(request, page)


def _items(session: Session, person: Person, organisation_id: int | None = None) -> tuple[ReportItem, ...]:
    rows = reports_seen(session, person.holdings, current_language.get(), organisation_id)
    return tuple(_item(session, row) for row in rows)


def _item(session: Session, row: ReportRow) -> ReportItem:
    template, state = template_of(session, row.template_version_id), ReportState(row.state)
    path = f"/{row.organisation_slug}/{row.slug}"
    return ReportItem(
        title=report_title(template, (row.assessed_from, row.assessed_to), current_language.get()),
        href=path if row.readable else f"{path}/decisions",
        organisation_slug=row.organisation_slug,
        organisation_name=row.organisation_name,
        state_word=gettext(STATE_WORDS[state]),
        state_kind=STATE_KINDS[state],
        finished=row.sections_ready + row.sections_accepted,
        total=row.sections_total,
        updated_at=row.updated_at,
    )
