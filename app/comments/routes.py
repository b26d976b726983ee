"""Comments on a text: the page, the verbs, and where the conversations hang, for the editor.

Beside the text HTMX gets the page back and takes its panel; otherwise one returns to the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from sqlmodel import Session
from starlette.responses import Response

from app.comments import service
from app.comments.commented import CommentedText
from app.comments.deps import OnText, ThreadInPath
from app.comments.errors import ThreadGone
from app.comments.models import Comment, Thread
from app.comments.pages import Refused, Show, comments_page
from app.comments.queries import thread_places
from app.db import SessionDep
from app.errors import BadInput, DomainError
from app.web.htmx import is_htmx, redirect
from app.web.params import MAX_INTEGER, IdInPath
from app.web.templating import render

router = APIRouter(prefix="/{organisation}/{report}/sections/{key}/comments")

LONGEST = 20_000  # characters of a body that is given back as it was typed

Place = Annotated[int, Field(ge=0, le=MAX_INTEGER)]


class Shown(BaseModel):
    """Which conversations the page showed."""

    show: Show = "open"


class Words(Shown):
    body: str = Field("", max_length=LONGEST)


class NewThread(Words):
    """A block, or the range that the editor saw at its version."""

    block: str = Field("", max_length=40)
    version: Place = 0
    start: Place = 0
    end: Place = 0


@router.get("")
def comments(request: Request, on: OnText, session: SessionDep, show: Annotated[Show, Query()] = "open") -> Response:
    """The conversations of one language's text."""
    return render(request, comments_page(session, on, show, beside=is_htmx(request)))


@router.get("/places")
def places(on: OnText, session: SessionDep) -> dict[str, Any]:
    """What the conversations hang on, for the editor."""
    found = thread_places(session, on.text_id)
    return {"threads": [{"key": key, "block": block_id, "open": is_open} for key, block_id, is_open in found]}


@router.post("")
def start(request: Request, on: OnText, session: SessionDep, form: Annotated[NewThread, Form()]) -> Response:
    """Begin a conversation."""
    place = service.Place(form.version, form.start, form.end, form.block)
    asked = Asked(request, on, form, "new", block=form.block)
    return _answer(session, asked, lambda: service.start_thread(session, on, place, form.body))


@router.post("/{thread}/replies")
def reply(
    request: Request, on: OnText, session: SessionDep, thread: ThreadInPath, form: Annotated[Words, Form()]
) -> Response:
    """Answer."""
    asked = Asked(request, on, form, thread, thread)
    return _answer(session, asked, lambda: service.reply(session, on, thread, form.body))


@router.post("/{thread}/resolution")
def resolve(
    request: Request, on: OnText, session: SessionDep, thread: ThreadInPath, form: Annotated[Shown, Form()]
) -> Response:
    """Settle the conversation."""
    return _answer(session, Asked(request, on, form, "", thread), lambda: service.resolve(session, on, thread))


@router.post("/{thread}/reopening")
def reopen(
    request: Request, on: OnText, session: SessionDep, thread: ThreadInPath, form: Annotated[Shown, Form()]
) -> Response:
    """Take it up again."""
    return _answer(session, Asked(request, on, form, "", thread), lambda: service.reopen(session, on, thread))


@router.post("/{thread}/{comment}/wording")
def edit(
    request: Request,
    on: OnText,
    session: SessionDep,
    thread: ThreadInPath,
    comment: IdInPath,
    form: Annotated[Words, Form()],
) -> Response:
    """Change one's own words."""
    asked = Asked(request, on, form, f"{thread}-{comment}", thread)
    return _answer(session, asked, lambda: service.edit_comment(session, on, thread, comment, form.body))


@router.post("/{thread}/{comment}/removal")
def delete(
    request: Request,
    on: OnText,
    session: SessionDep,
    thread: ThreadInPath,
    comment: IdInPath,
    form: Annotated[Shown, Form()],
) -> Response:
    """Delete one's own comment."""
    asked = Asked(request, on, form, "", thread)
    return _answer(session, asked, lambda: service.delete_comment(session, on, thread, comment))


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to change something: by which form of the page (`place`), in which thread, with what typed."""

    request: Request
    on: CommentedText
    form: Shown
    place: str
    thread: str = ""
    block: str = ""

    @property
    def body(self) -> str:
        return self.form.body if isinstance(self.form, Words) else ""


def _answer(session: Session, asked: Asked, change: Callable[[], Thread | Comment | None]) -> Response:
    """Do it, and show how it is now. What was typed and cannot be kept comes back in its form."""
    on, show, beside = asked.on, asked.form.show, is_htmx(asked.request)
    try:
        made = change()
    except DomainError as error:
        if not asked.place:
            raise
        session.rollback()
        page = comments_page(session, on, show, beside=beside, refused=_refused(asked, error))
        return render(asked.request, page, status=error.status)
    thread = made.key if isinstance(made, Thread) else asked.thread
    if beside:
        session.refresh(on.text)
        return render(asked.request, comments_page(session, on, show, beside=True, focus=thread))
    return redirect(asked.request, f"{on.path}?language={on.language}&show={show}#thread-{thread}")


def _refused(asked: Asked, error: DomainError) -> Refused:
    message = error.field_errors.get("body", error.text) if isinstance(error, BadInput) else error.text
    return Refused("new" if isinstance(error, ThreadGone) else asked.place, asked.body, message, asked.block)
