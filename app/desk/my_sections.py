"""The author's first page: what is mine to write, in every report, the late ones first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.guards import SignedInPerson
from app.clock import today
from app.db import SessionDep
from app.desk.marks import FINISHED, Mark, days_late, state_mark
from app.i18n import current_language
from app.report_templates.queries import template_of
from app.reports.queries import OwnSection, own_sections
from app.reports.settings import report_title
from app.sections.models import SectionState
from app.web.templating import Page, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class MySection:
    """A section of mine, with the question it answers and, if it came back, why."""

    name: str
    href: str
    question: str
    report_title: str
    report_href: str
    mark: Mark
    due_on: date | None
    days_late: int
    return_reason: str


@dataclass(frozen=True, slots=True)
class MySectionsPage(Page):
    """`waiting` are to be written, `finished` are ready or accepted."""

    template: ClassVar[str] = "desk/my_sections.html"
    waiting: tuple[MySection, ...]
    finished: tuple[MySection, ...]
    late: int


@router.get("/my-sections")
def my_sections(request: Request, person: SignedInPerson, session: SessionDep) -> Response:
    """Sections that the signed-in person owns in reports that are still being made."""
    found = own_sections(session, person.holdings, person.id, current_language.get())
    return render(request, my_sections_page(session, found, today()))


def my_sections_page(session: Session, found: Sequence[OwnSection], day: date) -> MySectionsPage:
    """The page: late ones first, then returned ones, then by due date."""
    waiting = sorted((row for row in found if row.state not in FINISHED), key=lambda row: _urgency(row, day))
    finished = [row for row in found if row.state in FINISHED]
    return MySectionsPage(
        waiting=tuple(_shown(session, row, day) for row in waiting),
        finished=tuple(_shown(session, row, day) for row in finished),
        late=sum(1 for row in waiting if days_late(row.state, row.due_on, day)),
    )


def _urgency(row: OwnSection, day: date) -> tuple[int, bool, date]:
    return -days_late(row.state, row.due_on, day), row.state is not SectionState.RETURNED, row.due_on or date.max


def _shown(session: Session, row: OwnSection, day: date) -> MySection:
    template, language = template_of(session, row.template_version_id), current_language.get()
    section, path = template.section(row.key), f"/{row.organisation_slug}/{row.report_slug}"
    title = report_title(template, (row.assessed_from, row.assessed_to), language)
    return MySection(
        name=f"{template.numbers()[row.key]} {section.titles.in_language(language)}".strip(),
        href=f"{path}/sections/{row.key}",
        question=section.questions[0].in_language(language),
        report_title=f"{row.organisation_name}: {title}",
        report_href=path,
        mark=state_mark(row.state),
        due_on=row.due_on,
        days_late=days_late(row.state, row.due_on, day),
        return_reason=row.return_reason if row.state is SectionState.RETURNED else "",
    )
