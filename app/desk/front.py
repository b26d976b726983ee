"""The front page: it only sends people on to where their work is."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.accounts.guards import CurrentPerson, Person
from app.accounts.queries import user_count
from app.db import SessionDep
from app.permissions import Role
from app.web.guards import PUBLIC
from app.web.htmx import redirect

router = APIRouter()


@router.get("/", dependencies=[PUBLIC])
def front(request: Request, person: CurrentPerson, session: SessionDep) -> Response:
    """To one's own first page; to the published reports when nobody is signed in; to the first run when nobody is."""
    if person is not None:
        return redirect(request, first_page(person))
    return redirect(request, "/julkaisut" if user_count(session) else "/first-run")


def first_page(person: Person) -> str:
    """Authors start at their own sections, council members at what they may read, everybody else at the reports."""
    if person.roles == {Role.AUTHOR}:
        return "/my-sections"
    return "/editions" if person.roles == {Role.READER} else "/reports"
