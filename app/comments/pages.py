"""The page of a text's comments, which on the desk stands beside the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal

from sqlmodel import Session

from app.accounts.pages import LANGUAGE_NAMES
from app.accounts.queries import users_by_id
from app.comments.anchors import Block, Places, blocks_of, places_of
from app.comments.commented import CommentedText
from app.comments.mentions import Piece, pieces_of, typed_again
from app.comments.models import Comment, Thread
from app.comments.queries import comments_of_text, threads_of
from app.comments.service import MAX_BODY
from app.i18n import Language
from app.reports.readers import readers
from app.web.templating import Page

Show = Literal["open", "resolved", "mine", "mentions"]


@dataclass(frozen=True, slots=True)
class ShownComment:
    """One comment. `words` is what its author would type; empty `pieces`: it was deleted."""

    id: int
    author: str
    initials: str
    at: datetime
    is_edited: bool
    is_mine: bool
    pieces: tuple[Piece, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ShownThread:
    """A conversation. `is_detached`: its place was deleted, and `quote` says what stood there."""

    key: str
    quote: str
    is_detached: bool
    is_resolved: bool
    resolved_by: str
    href: str
    path: str
    comments: tuple[ShownComment, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed and could not be kept: in which form, and why. `form` is "new", or a thread's or comment's."""

    form: str
    body: str
    message: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class CommentsPage(Page):
    """`beside`: it stands beside the text, and its forms are sent by HTMX. `focus` is a thread's key.

    `others`: code and name of the languages whose texts have comments of their own.
    """

    template: ClassVar[str] = "comments/comments.html"
    section_name: str
    section_href: str
    others: tuple[tuple[str, str], ...]
    comments_path: str
    language: Language
    show: Show
    threads: tuple[ShownThread, ...]
    open_count: int
    resolved_count: int
    blocks: tuple[Block, ...]
    people: tuple[str, ...]
    is_frozen: bool
    beside: bool
    focus: str = ""
    refused: Refused = field(default_factory=lambda: Refused("", "", ""))
    most: int = MAX_BODY


def comments_page(
    session: Session, on: CommentedText, show: Show, *, beside: bool, focus: str = "", refused: Refused | None = None
) -> CommentsPage:
    """The page as it is now, with a refused form as it was typed."""
    comments = _by_thread(comments_of_text(session, on.text_id))
    threads = [thread for thread in threads_of(session, on.text_id) if thread.id in comments]
    places = places_of(on.text.document)
    called = {id_ for found in comments.values() for comment, _ in found for id_ in comment.mentions}
    resolvers = {thread.resolved_by for thread in threads if thread.resolved_by}
    names = {id_: user.name for id_, user in users_by_id(session, called | resolvers).items()}
    kept = [thread for thread in threads if _is_shown(thread, comments[thread.id or 0], show, on.person_id)]
    people = readers(session, on.access.on_report.organisation, on.access.on_report.report)
    return CommentsPage(
        section_name=on.section_name,
        section_href=f"{on.access.path}?language={on.language}",
        others=tuple(
            (code, name)
            for code, name in LANGUAGE_NAMES
            if code in on.access.on_report.report.languages and code != on.language
        ),
        comments_path=on.path,
        language=on.language,
        show=show,
        threads=tuple(
            _shown(on, thread, comments[thread.id or 0], places, names) for thread in _in_order(kept, places)
        ),
        open_count=sum(thread.resolved_at is None for thread in threads),
        resolved_count=sum(thread.resolved_at is not None for thread in threads),
        blocks=blocks_of(on.text.document),
        people=tuple(dict.fromkeys(people.values())),
        is_frozen=on.access.section.frozen_at is not None,
        beside=beside,
        focus=focus,
        refused=refused or Refused("", "", ""),
    )


Said = Sequence[tuple[Comment, str]]


def _by_thread(comments: Said) -> dict[int, list[tuple[Comment, str]]]:
    found: dict[int, list[tuple[Comment, str]]] = {}
    for comment, author in comments:
        found.setdefault(comment.thread_id, []).append((comment, author))
    return found


def _is_shown(thread: Thread, comments: Said, show: Show, person_id: int) -> bool:
    chosen: Mapping[Show, bool] = {
        "open": thread.resolved_at is None,
        "resolved": thread.resolved_at is not None,
        "mine": any(comment.author_id == person_id for comment, _ in comments),
        "mentions": any(person_id in comment.mentions for comment, _ in comments),
    }
    return chosen[show]


def _in_order(threads: Sequence[Thread], places: Places) -> list[Thread]:
    """As they stand in the text; those whose place is gone last."""

    def place(thread: Thread) -> tuple[bool, int, int]:
        found = places.of(thread.key, thread.block_id)
        return found is None, found or 0, thread.id or 0

    return sorted(threads, key=place)


def _shown(on: CommentedText, thread: Thread, comments: Said, places: Places, names: Mapping[int, str]) -> ShownThread:
    return ShownThread(
        key=thread.key,
        quote=thread.quote,
        is_detached=places.of(thread.key, thread.block_id) is None,
        is_resolved=thread.resolved_at is not None,
        resolved_by=names.get(thread.resolved_by or 0, ""),
        href=on.href(thread.key),
        path=f"{on.path}/{thread.key}",
        comments=tuple(_comment(comment, author, names, on.person_id) for comment, author in comments),
    )


def _comment(comment: Comment, author: str, names: Mapping[int, str], person_id: int) -> ShownComment:
    assert comment.id is not None
    return ShownComment(
        id=comment.id,
        author=author,
        initials="".join(word[0] for word in author.split()[:2]).upper(),
        at=comment.at,
        is_edited=comment.edited_at is not None,
        is_mine=comment.author_id == person_id,
        pieces=pieces_of(comment.body, comment.mentions, names),
        words=typed_again(comment.body, comment.mentions, names),
    )
