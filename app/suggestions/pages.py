"""The pages of a text's suggestions: the list, which on the desk stands beside the text, and the form of a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from prosemirror.model import Node
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.queries import users_by_id
from app.document.checking import parse_document
from app.i18n import N_, Language, gettext
from app.permissions import Permission
from app.suggestions.choosing import Choice, Wish
from app.suggestions.forms import MAX_REASON, MAX_WORDS, SuggestionForm
from app.suggestions.models import Suggestion, SuggestionKind, SuggestionState
from app.suggestions.places import Found, Standing, block_place, find
from app.suggestions.queries import decided_suggestions, open_suggestions
from app.suggestions.seeing import Piece, base_words, block_name, colour_of, pieces_of, shortened, words_in
from app.suggestions.service import may_decide, undoable
from app.suggestions.text_access import TextAccess
from app.web.templating import Page

STATES: dict[SuggestionState, str] = {
    SuggestionState.ACCEPTED: N_("Accepted by %(name)s"),
    SuggestionState.REJECTED: N_("Rejected by %(name)s"),
    SuggestionState.WITHDRAWN: N_("Withdrawn by %(name)s"),
}
KINDS: dict[SuggestionKind, str] = {
    SuggestionKind.WORDS: N_("Suggests other words"),
    SuggestionKind.TEXT: N_("Suggests another text for the paragraph"),
    SuggestionKind.REMOVAL: N_("Suggests removing the whole block"),
    SuggestionKind.ADDITION: N_("Suggests a new paragraph"),
}
BLOCK_WORDS = 60  # characters by which a block is told in a list


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion. `now` is what stands in its place if that has changed; `decided` is empty while it is open."""

    id: int
    key: str
    author: str
    colour: int
    at: datetime
    kind: str
    pieces: tuple[Piece, ...]
    reason: str
    standing: Standing
    now: str
    decided: str
    can_decide: bool
    can_withdraw: bool
    can_undo: bool = False


@dataclass(frozen=True, slots=True)
class SuggestionsPage(Page):
    """`beside`: it stands beside the text, and its forms are sent by HTMX. `message` tells what just happened."""

    template: ClassVar[str] = "suggestions/suggestions.html"
    section_name: str
    section_href: str
    suggestions_path: str
    language: Language
    waiting: tuple[Card, ...]
    decided: tuple[Card, ...]
    blocks: tuple[tuple[str, str], ...]
    can_decide: bool
    can_suggest: bool
    is_frozen: bool
    beside: bool
    message: str = ""
    is_problem: bool = False


@dataclass(frozen=True, slots=True)
class NewSuggestionPage(Page):
    """The form. `choice` is None where there is nothing to suggest for any more: then what was typed is for copying."""

    template: ClassVar[str] = "suggestions/new.html"
    section_name: str
    section_href: str
    suggestions_path: str
    language: Language
    choice: Choice | None
    block: str  # what the block is called
    typed: SuggestionForm
    message: str = ""
    has_changed: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    most_words: int = MAX_WORDS
    most_reason: int = MAX_REASON


@dataclass(frozen=True, slots=True)
class NewSuggestionForm(NewSuggestionPage):
    """The same for the editor's dialog."""

    template: ClassVar[str] = "suggestions/_form.html"


def suggestions_page(
    session: Session, on: TextAccess, *, beside: bool, message: str = "", is_problem: bool = False
) -> SuggestionsPage:
    """The page as it is now."""
    session.refresh(on.text)
    document = parse_document(on.text.document)
    waiting, decided = open_suggestions(session, on.text_id), decided_suggestions(session, on.text_id)
    people = users_by_id(session, {id_ for one in (*waiting, *decided) for id_ in (one.author_id, one.decided_by or 0)})
    places = {one.id: find(document, one) for one in waiting}
    can_undo = undoable(session, document, on.text.version, decided) if may_decide(on.access) else frozenset()
    return SuggestionsPage(
        section_name=on.section_name,
        section_href=f"{on.access.path}?language={on.language}",
        suggestions_path=on.path,
        language=on.language,
        waiting=tuple(
            _card(on, one, places[one.id], people)
            for one in sorted(waiting, key=lambda one: (not places[one.id].is_somewhere, places[one.id].start))
        ),
        decided=tuple(_card(on, one, None, people, can_undo=one.id in can_undo) for one in decided),
        blocks=tuple(_blocks(document)),
        can_decide=may_decide(on.access),
        can_suggest=on.access.may(Permission.SECTION_SUGGEST),
        is_frozen=on.access.section.frozen_at is not None,
        beside=beside,
        message=message,
        is_problem=is_problem,
    )


def new_page(
    on: TextAccess,
    choice: Choice | None,
    *,
    typed: SuggestionForm | None = None,
    in_dialog: bool = False,
    message: str = "",
    has_changed: bool = False,
    errors: Mapping[str, str] | None = None,
) -> NewSuggestionPage:
    """The form: fresh, or with what was typed into it."""
    kind = NewSuggestionForm if in_dialog else NewSuggestionPage
    return kind(
        section_name=on.section_name,
        section_href=f"{on.access.path}?language={on.language}",
        suggestions_path=on.path,
        language=on.language,
        choice=choice,
        block=block_name(choice.block_kind) if choice else "",
        typed=typed or _fresh(choice),
        message=message,
        has_changed=has_changed,
        errors=errors or {},
    )


def marks_json(session: Session, on: TextAccess) -> dict[str, Any]:
    """The open suggestions for the editor, which shows them where they are; see app/editor/src/suggestions.ts."""
    waiting = open_suggestions(session, on.text_id)
    people = users_by_id(session, {one.author_id for one in waiting})
    may_suggest = on.access.may(Permission.SECTION_SUGGEST)
    return {"suggestions": [_mark(one, people) for one in waiting], "may_suggest": may_suggest}


def _mark(one: Suggestion, people: Mapping[int, User]) -> dict[str, Any]:
    inline = one.kind in (SuggestionKind.WORDS, SuggestionKind.TEXT)
    return {
        "id": one.id,
        "key": one.key,
        "kind": one.kind,
        "block": one.block_id,
        "author": people[one.author_id].name,
        "colour": colour_of(one.author_id),
        "base": base_words(one.base) if inline else "",
        "pieces": [{"what": piece.what, "text": piece.text, "size": piece.size} for piece in pieces_of(one)],
    }


def _card(
    on: TextAccess, one: Suggestion, found: Found | None, people: Mapping[int, User], *, can_undo: bool = False
) -> Card:
    assert one.id is not None
    decider = people.get(one.decided_by or 0)
    standing = found.standing if found else Standing.FITS
    is_changed = found is not None and standing is Standing.CHANGED
    return Card(
        id=one.id,
        key=one.key,
        author=people[one.author_id].name,
        colour=colour_of(one.author_id),
        at=one.created_at if found else one.decided_at or one.created_at,
        kind=gettext(KINDS[SuggestionKind(one.kind)]),
        pieces=shortened(pieces_of(one)),
        reason=one.reason,
        standing=standing,
        now=words_in(found.now) if found and is_changed else "",
        decided=gettext(STATES[SuggestionState(one.state)], name=decider.name) if decider and not found else "",
        can_decide=found is not None and may_decide(on.access),
        can_withdraw=found is not None and one.author_id == on.access.on_report.person.id,
        can_undo=can_undo,
    )


def _blocks(document: Node) -> Sequence[tuple[str, str]]:
    """The blocks that a suggestion can be made for without the editor, by their first words."""
    found = []
    for block in document.content.content:
        block_id = str(block.attrs.get("id", ""))
        if block_id and block_place(document, block_id):
            words = " ".join(block.text_content.split())
            name = block_name(block.type.name)
            found.append(
                (block_id, f"{words[:BLOCK_WORDS]}{'…' if len(words) > BLOCK_WORDS else ''}" if words else name)
            )
    return found


def _fresh(choice: Choice | None) -> SuggestionForm:
    if choice is None:
        return SuggestionForm()
    first = choice.wishes[0] if choice.wishes else Wish.CHANGE
    return SuggestionForm(wish=first, words="" if choice.is_point else choice.seen)
