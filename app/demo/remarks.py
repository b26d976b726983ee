"""Plays what was said of the texts: versions named, conversations, suggestions, each by its person and on its day."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from prosemirror.model import Node
from sqlmodel import Session

from app import clock
from app.accounts.guards import Person
from app.accounts.models import User
from app.accounts.queries import holdings_of
from app.comments import service as comments
from app.comments.commented import CommentedText
from app.comments.deps import commented_text
from app.demo.scripts import NamedVersionScript, RemarkScript, SuggestionScript, ThreadScript, remark_scripts
from app.history.deps import changed_subject
from app.history.service import name_version
from app.organisations.models import Organisation
from app.reports.models import Report
from app.reports.section_deps import SectionAccess, find_section
from app.sections.parsed import parsed_text
from app.sections.queries import text_head
from app.suggestions import service as suggestions
from app.suggestions.choosing import Wish, choose_words, proposal

Enter = Callable[[str], SectionAccess]  # by the key of a demo person: the section as they may see it


def play_remarks(
    session: Session, organisation: Organisation, report: Report, people: Mapping[str, int], folder: Path
) -> None:
    """Everything that the report's folder tells of, in the order of the file."""
    for key, remarks in remark_scripts(folder).items():
        enter = partial(_enter, session, organisation, report, people, key)
        for remark in remarks:
            _PLAYS[type(remark)](session, enter, remark)


def _enter(
    session: Session, organisation: Organisation, report: Report, people: Mapping[str, int], key: str, person_key: str
) -> SectionAccess:
    user = session.get_one(User, people[person_key])
    assert user.id is not None
    person = Person(user.id, user.name, user.email, holdings_of(session, user.id))
    access = find_section(session, person, organisation.slug, report.slug, key)
    assert access is not None
    return access


def _name(session: Session, enter: Enter, script: NamedVersionScript) -> None:
    with clock.at(script.moment):
        name_version(session, changed_subject(enter(script.by), session), None, script.named)


def _talk(session: Session, enter: Enter, script: ThreadScript) -> None:
    first, *answers = script.comments
    with clock.at(first.moment):
        on = commented_text(enter(first.by), session)
        thread = comments.start_thread(session, on, _place(session, on, script), first.says)
    for answer in answers:
        with clock.at(answer.moment):
            comments.reply(session, commented_text(enter(answer.by), session), thread.key, answer.says)
    if script.resolved is not None:
        with clock.at(script.resolved.moment):
            comments.resolve(session, commented_text(enter(script.resolved.by), session), thread.key)


def _suggest(session: Session, enter: Enter, script: SuggestionScript) -> None:
    with clock.at(script.moment):
        access = enter(script.by)
        text_id = commented_text(access, session).text_id
        choice = choose_words(session, text_id, *_range(session, text_id, script.words))
        made = proposal(choice, Wish.CHANGE if script.becomes else Wish.REMOVE, script.becomes)
        suggestion = suggestions.suggest(session, access, text_id, choice, made, script.reason)
    if script.accepted is not None:
        assert suggestion.id is not None
        with clock.at(script.accepted.moment):
            suggestions.accept(session, enter(script.accepted.by), suggestion.id)


_PLAYS: Mapping[type[RemarkScript], Callable[[Session, Enter, Any], None]] = {
    NamedVersionScript: _name,
    ThreadScript: _talk,
    SuggestionScript: _suggest,
}


def _place(session: Session, on: CommentedText, script: ThreadScript) -> comments.Place:
    if script.words:
        return comments.Place(*_range(session, on.text_id, script.words))
    blocks = _newest(session, on.text_id)[1].content.content
    return comments.Place(block=next(str(block.attrs["id"]) for block in blocks if block.type.name == script.block))


def _range(session: Session, text_id: int, words: str) -> tuple[int, int, int]:
    """The newest version, and where in it the words stand, which are in one node of text. Raises StopIteration."""
    version, document = _newest(session, text_id)
    found: list[int] = []

    def look(node: Node, position: int, *_: object) -> None:
        if words in (node.text or ""):
            found.append(position + str(node.text).index(words))

    document.descendants(look)
    start = next(iter(found))
    return version, start, start + len(words)


def _newest(session: Session, text_id: int) -> tuple[int, Node]:
    head = text_head(session, text_id)
    assert head is not None
    return head.version, parsed_text(session, text_id, head.version)
