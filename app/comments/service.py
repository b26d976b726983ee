"""The verbs of conversations. Each checks, changes, records one audit entry and tells those who have the text open.

A frozen section takes no new conversation, since the text would have to be marked; those that stand go on.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from prosemirror.model import Node
from sqlmodel import Session

from app.accounts.notifications import notify
from app.audit.service import record
from app.clock import now
from app.comments.anchors import MAX_QUOTE, words_of
from app.comments.commented import CommentedText
from app.comments.errors import NotYourComment, ThreadGone, TooManyComments
from app.comments.mentions import keep_mentions, typed_again
from app.comments.models import Comment, Thread
from app.comments.queries import comments_of, thread_by_key, thread_count, written_since
from app.errors import BadInput, NotFound
from app.i18n import N_, gettext
from app.reports.readers import readers
from app.sections.announcements import announce_panel
from app.sections.errors import PlaceGone, SectionFrozen, StepsRejected
from app.sections.parsed import parsed_text
from app.sections.queries import text_head
from app.sections.server_steps import mark_range, marked_range, place_now, unmark

MAX_BODY = 3000
MAX_STORED = 4000
MAX_THREADS = 500  # of a text
MAX_COMMENTS = 200  # of a thread
MOST_A_MINUTE = 20
_EXCERPT = 200
_MARK = "comment"


@dataclass(frozen=True, slots=True)
class Place:
    """What a conversation is about: a range that an editor saw at `version`, or, with `block`, that whole block."""

    version: int = 0
    start: int = 0
    end: int = 0
    block: str = ""


def start_thread(session: Session, on: CommentedText, place: Place, body: str) -> Thread:
    """Begin a conversation. Raises BadInput, PlaceGone, SectionFrozen, StepsRejected, TooManyComments."""
    people, (kept, called) = _read_body(session, on, body)
    head = text_head(session, on.text_id, lock=True)
    if head is None:
        raise NotFound
    if head.frozen_at is not None:
        raise SectionFrozen
    if thread_count(session, on.text_id) >= MAX_THREADS:
        raise TooManyComments
    key = token_urlsafe(9)
    document = parsed_text(session, on.text_id, head.version)
    quote = _quote_block(document, place.block) if place.block else _mark(session, on, place, document, key)
    thread = Thread(
        key=key,
        report_id=head.report_id,
        section_id=head.section_id,
        text_id=on.text_id,
        block_id=place.block,
        quote=quote,
        created_by=on.person_id,
        created_at=now(),
    )
    session.add(thread)
    session.flush()
    _add_comment(session, on, thread, kept, called)
    told = _tell(session, on, thread, people, called, "mention", kept, called)
    owner = {on.access.section.owner_id or 0} & set(people)
    _tell(session, on, thread, people, owner - told, "comment", kept, called)
    _done(session, on, "thread:start", thread)
    return thread


def reply(session: Session, on: CommentedText, key: str, body: str) -> Comment:
    """Answer in a conversation, resolved or not. Raises BadInput, ThreadGone, TooManyComments."""
    thread = _thread(session, on, key)
    people, (kept, called) = _read_body(session, on, body)
    before = comments_of(session, _id(thread))
    if len(before) >= MAX_COMMENTS:
        raise TooManyComments
    comment = _add_comment(session, on, thread, kept, called)
    told = _tell(session, on, thread, people, called, "mention", kept, called)
    taking_part = {other.author_id for other in before}.union(*(other.mentions for other in before))
    _tell(session, on, thread, people, taking_part - told, "reply", kept, called)
    _done(session, on, "comment:create", thread, comment=comment.id)
    return comment


def edit_comment(session: Session, on: CommentedText, key: str, comment_id: int, body: str) -> None:
    """Change the words of one's own comment. Raises BadInput, NotYourComment, NotFound, ThreadGone."""
    thread = _thread(session, on, key)
    comment, _ = _own(session, on, thread, comment_id)
    people, (kept, called) = _read_body(session, on, body, limited=False)
    newly = set(called) - set(comment.mentions)
    comment.body, comment.mentions, comment.edited_at = kept, called, now()
    session.add(comment)
    _tell(session, on, thread, people, newly, "mention", kept, called)
    _done(session, on, "comment:edit", thread, comment=comment_id)


def delete_comment(session: Session, on: CommentedText, key: str, comment_id: int) -> None:
    """Delete one's own comment. The first one stays as deleted while it has answers; with the last the thread goes.

    Raises NotYourComment, NotFound, ThreadGone.
    """
    thread = _thread(session, on, key)
    comment, others = _own(session, on, thread, comment_id)
    is_first = all(other.id is not None and other.id > comment_id for other in others)
    if is_first and others:
        comment.body, comment.mentions = "", []
        session.add(comment)
    else:
        session.delete(comment)
    session.flush()
    if not any(other.body for other in others):
        _delete_thread(session, on, thread, others)
    _done(session, on, "comment:delete", thread, comment=comment_id)


def resolve(session: Session, on: CommentedText, key: str) -> None:
    """The conversation is settled; its place stays marked, so that it can be reopened. Twice is once."""
    thread = _thread(session, on, key)
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by = now(), on.person_id
        session.add(thread)
        _done(session, on, "thread:resolve", thread)


def reopen(session: Session, on: CommentedText, key: str) -> None:
    """The conversation goes on."""
    thread = _thread(session, on, key)
    if thread.resolved_at is not None:
        thread.resolved_at = thread.resolved_by = None
        session.add(thread)
        _done(session, on, "thread:reopen", thread)


# Places ───────────────────────────────────────────────────────────────────────────────────────────


def _mark(session: Session, on: CommentedText, place: Place, document: Node, key: str) -> str:
    """Hang the mark on the range; gives what the range says now."""
    start, end = place_now(session, on.text_id, place.version, place.start, place.end)
    if start < 0 or end > document.content.size:
        raise StepsRejected
    quote = document.text_between(start, end, " ", _words_of_leaf)
    if not quote.strip():
        raise PlaceGone
    mark_range(
        session,
        on.person_id,
        on.text_id,
        version=place.version,
        start=place.start,
        end=place.end,
        mark=_MARK,
        attrs={"thread": key},
    )
    return str(quote)[:MAX_QUOTE]


def _words_of_leaf(node: Node) -> str:
    return str(node.attrs.get("text", " "))


def _quote_block(document: Node, block_id: str) -> str:
    for block in document.content.content:
        if block.attrs.get("id") == block_id:
            return words_of(block.to_json())
    raise PlaceGone


def _delete_thread(session: Session, on: CommentedText, thread: Thread, left: Iterable[Comment]) -> None:
    """The mark of a frozen text stays: nobody shows a mark without a thread."""
    for comment in left:
        session.delete(comment)
    session.flush()
    session.delete(thread)
    head = text_head(session, on.text_id, lock=True)
    attrs = {"thread": thread.key}
    if head is None or head.frozen_at is not None or thread.block_id:
        return
    if marked_range(parsed_text(session, on.text_id, head.version), _MARK, attrs) is not None:
        unmark(session, on.person_id, on.text_id, mark=_MARK, attrs=attrs)


# Words ────────────────────────────────────────────────────────────────────────────────────────────


def _read_body(
    session: Session, on: CommentedText, body: str, *, limited: bool = True
) -> tuple[Mapping[int, str], tuple[str, list[int]]]:
    """The report's readers, and the comment as it is kept. Raises BadInput, TooManyComments."""
    lines = "\n".join(body.strip().splitlines())
    typed = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    if not typed:
        raise BadInput({"body": gettext(N_("Write the comment first."))})
    people = readers(session, on.access.on_report.organisation, on.access.on_report.report)
    kept, called = keep_mentions(typed, people)
    if len(typed) > MAX_BODY or len(kept) > MAX_STORED:
        raise BadInput({"body": gettext(N_("A comment has at most %(most)s characters."), most=MAX_BODY)})
    if limited and written_since(session, on.person_id, now() - timedelta(minutes=1)) >= MOST_A_MINUTE:
        raise TooManyComments
    return people, (kept, called)


def _add_comment(session: Session, on: CommentedText, thread: Thread, kept: str, called: list[int]) -> Comment:
    comment = Comment(thread_id=_id(thread), author_id=on.person_id, body=kept, mentions=called, at=now())
    session.add(comment)
    session.flush()
    return comment


def _thread(session: Session, on: CommentedText, key: str) -> Thread:
    thread = thread_by_key(session, on.text_id, key, lock=True)
    if thread is None:
        raise ThreadGone
    return thread


def _own(session: Session, on: CommentedText, thread: Thread, comment_id: int) -> tuple[Comment, list[Comment]]:
    """One's own comment that is not deleted, and the others of its thread."""
    comments = comments_of(session, _id(thread))
    comment = next((comment for comment in comments if comment.id == comment_id and comment.body), None)
    if comment is None:
        raise NotFound
    if comment.author_id != on.person_id:
        raise NotYourComment
    return comment, [other for other in comments if other is not comment]


def _id(thread: Thread) -> int:
    assert thread.id is not None
    return thread.id


# Telling ──────────────────────────────────────────────────────────────────────────────────────────


def _tell(
    session: Session,
    on: CommentedText,
    thread: Thread,
    people: Mapping[int, str],
    ids: Iterable[int],
    kind: str,
    kept: str,
    called: list[int],
) -> frozenset[int]:
    """Notify those of `ids` who may still read the report. Gives them, and the writer, who need not be told again."""
    words = " ".join(typed_again(kept, called, people).split())[:_EXCERPT]
    told = notify(
        session,
        set(ids) & set(people),
        actor_id=on.person_id,
        kind=kind,
        subject=f"{on.section_name}: {words}",
        href=on.href(thread.key),
    )
    return told | {on.person_id}


def _done(session: Session, on: CommentedText, action: str, thread: Thread, **detail: int | None) -> None:
    record(
        session,
        action,
        actor_id=on.person_id,
        subject_type="thread",
        subject_id=thread.key,
        organisation_id=on.organisation_id,
        section_id=thread.section_id,
        **detail,
    )
    announce_panel(session, on.text_id, "comments")
