"""A report's restated figures: what would change in it, taking that in, and keeping what was."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import Response

from app.db import SessionDep
from app.errors import BadInput
from app.figures import restated
from app.figures.restated_pages import restated_page
from app.i18n import gettext
from app.indicators.queries import FigurePlace
from app.reports.deps import ManagedReport, ReadableReport
from app.web.htmx import redirect
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/{report}/figures")

MOST = 5000
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class Decided(BaseModel):
    """`keep` are the restatements whose old figure stays; `of` and `reason` run side by side, one place a row."""

    up_to: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    keep: list[int] = Field(default_factory=list, max_length=MOST)
    of: list[int] = Field(default_factory=list, max_length=MOST)
    reason: list[Reason] = Field(default_factory=list, max_length=MOST)

    @property
    def reasons(self) -> dict[int, str]:
        """The reason for each figure that is kept."""
        typed = dict(zip(self.of, self.reason, strict=False))
        return {id_: typed.get(id_, "") for id_ in self.keep}


class Released(BaseModel):
    place: Annotated[str, Field(max_length=120)] = ""

    @property
    def figure(self) -> FigurePlace:
        """Raises BadInput when it names no figure."""
        parts = self.place.split("|")
        if len(parts) != 4 or not (parts[2].isascii() and parts[2].isdigit() and len(parts[2]) < 9):
            raise BadInput({"place": gettext("This figure is not known.")})
        return parts[0], parts[1], int(parts[2]), parts[3]


@router.get("")
def show_restated(request: Request, access: ReadableReport, session: SessionDep) -> Response:
    """The figures that would change, and those that are kept."""
    return render(request, restated_page(session, access))


@router.post("")
def decide(request: Request, access: ManagedReport, session: SessionDep, form: Annotated[Decided, Form()]) -> Response:
    """Take the new figures in, but for those that are to be kept; each of these needs a reason."""
    if not all(form.reasons.values()):
        error = gettext("Give the reason for each figure that is kept.")
        return render(request, restated_page(session, access, form.reasons, error), status=422)
    restated.decide(session, access.person.id, access.report, form.reasons, form.up_to)
    return redirect(request, f"{access.path}/figures")


@router.post("/released")
def release(
    request: Request, access: ManagedReport, session: SessionDep, form: Annotated[Released, Form()]
) -> Response:
    """Stop keeping a figure."""
    restated.release(session, access.person.id, access.report, [form.figure])
    return redirect(request, f"{access.path}/figures")
