"""The page of notifications: what happened, opened one by one, or all marked read."""

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.accounts.guards import SignedInPerson
from app.accounts.notifications import Heard, notifications_of, open_notification, read_all
from app.db import SessionDep
from app.web.htmx import redirect
from app.web.params import IdInPath, local_path
from app.web.templating import Page, render

router = APIRouter(prefix="/notifications")


@dataclass(frozen=True, slots=True)
class NotificationsPage(Page):
    template: ClassVar[str] = "accounts/notifications.html"
    heard: tuple[Heard, ...]
    unread: int


@router.get("")
def show_notifications(request: Request, person: SignedInPerson, session: SessionDep) -> Response:
    """The person's own, the newest first."""
    return render(request, NotificationsPage(tuple(notifications_of(session, person.id)), person.unread))


@router.post("/reading")
def read_notifications(request: Request, person: SignedInPerson, session: SessionDep) -> Response:
    """All at once."""
    read_all(session, person.id)
    return redirect(request, "/notifications")


@router.post("/{notification}/opening")
def open_one(request: Request, person: SignedInPerson, session: SessionDep, notification: IdInPath) -> Response:
    """Go to what it is about; it is read then."""
    return redirect(request, local_path(open_notification(session, person.id, notification)))
