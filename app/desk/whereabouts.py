"""Who is in which section now: beside the sections' names, and asked for again as long as the page is open."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.db import SessionDep
from app.live.presence import Presence, people
from app.report_templates.queries import template_of
from app.reports.deps import ReadableReport, ReportAccess
from app.web.templating import Page, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PeopleNow(Page):
    """Every section's key and who is there, so that those who left go away too."""

    template: ClassVar[str] = "desk/_people_now.html"
    sections: tuple[tuple[str, tuple[Presence, ...]], ...]


@router.get("/{organisation}/{report}/people")
def people_now(request: Request, access: ReadableReport, session: SessionDep) -> Response:
    """The people in the report's sections. A page asks for it by itself, which is no use of the sign-in."""
    request.state.asked_by_itself = True
    template, here = template_of(session, access.report.template_version_id), others_in(access)
    return render(request, PeopleNow(tuple((section.key, here.get(section.key, ())) for section in template.sections)))


def others_in(access: ReportAccess) -> dict[str, tuple[Presence, ...]]:
    """The people in each section but the reader, by the section's key; sections without anybody are left out."""
    found = people.in_report(access.report_id)
    others = {key: tuple(one for one in there if one.person != access.person.id) for key, there in found.items()}
    return {key: there for key, there in others.items() if there}
