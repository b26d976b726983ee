"""Making suggestions and deciding on them. Every verb holds the text's lock: two people never decide at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import uuid4

from prosemirror.model import Node
from prosemirror.transform import Step
from sqlmodel import Session

from app.audit.service import record
from app.clock import now
from app.document import DocumentInvalid
from app.document.checking import parse_document
from app.errors import NotFound
from app.permissions import Permission
from app.reports.section_deps import SectionAccess
from app.reports.service import keep_counts
from app.sections.announcements import announce_panel
from app.sections.errors import SectionFrozen, StepsRejected
from app.sections.parsed import parsed_text
from app.sections.queries import TextHead, maps_since, text_head
from app.sections.server_steps import change_text, mark_range, unmark
from app.suggestions.applying import applied_end, steps_to_accept, steps_to_undo
from app.suggestions.choosing import Choice, Proposal
from app.suggestions.errors import AlreadyDecided, ChangedSince, NotTheSuggester, NotUndoable, NotYours, TextGone
from app.suggestions.models import Suggestion, SuggestionKind, SuggestionState
from app.suggestions.places import MARK, Found, Standing, find
from app.suggestions.queries import open_suggestions, suggestion_of

UNDO_STEPS, UNDO_LAST = 200, 5  # undoing is offered so many steps after an acceptance, for so many of them
_OF_BLOCKS = frozenset({SuggestionKind.REMOVAL, SuggestionKind.ADDITION})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of deciding on all at once: how many were accepted, and how many were left since they no longer fit."""

    accepted: int
    left: int


def may_decide(access: SectionAccess) -> bool:
    """The section's owner and the coordinator; where nobody owns the section, whoever writes in it."""
    owner = access.section.owner_id
    if access.may(Permission.SECTION_ACCEPT) or owner == access.on_report.person.id:
        return True
    return owner is None and access.may(Permission.SECTION_WRITE)


def suggest(
    session: Session, access: SectionAccess, text_id: int, choice: Choice, made: Proposal, reason: str
) -> Suggestion:
    """Keep a proposal for what was chosen in the newest text. Raises SectionFrozen, StepsRejected."""
    head = lock_text(session, text_id)
    if head.frozen_at is not None:
        raise SectionFrozen
    _check(made)
    person = access.on_report.person
    suggestion = Suggestion(
        key=uuid4().hex,
        report_id=head.report_id,
        section_id=head.section_id,
        text_id=text_id,
        author_id=person.id,
        kind=made.kind,
        block_id=made.block_id,
        base=made.base,
        proposed=made.proposed,
        reason=reason,
        created_at=now(),
    )
    session.add(suggestion)
    if not made.block_id:
        start, end = made.anchor
        attrs = {"key": suggestion.key}
        mark_range(session, person.id, text_id, version=choice.version, start=start, end=end, mark=MARK, attrs=attrs)
    session.flush()
    _record(session, access, "suggestion:make", suggestion)
    return suggestion


def accept(session: Session, access: SectionAccess, suggestion_id: int, *, anyway: bool = False) -> None:
    """Put the proposal into the text, in its suggester's name.

    `anyway`: in the place of whatever stands there now. Raises NotYours, AlreadyDecided, ChangedSince, TextGone,
    SectionFrozen, StepsRejected.
    """
    _ask_right(access)
    _accept(session, access, _open(session, access, suggestion_id), anyway=anyway)


def accept_all(session: Session, access: SectionAccess, text_id: int) -> Outcome:
    """Accept what fits, from the beginning of the text to its end; what does not fit stays open."""
    _ask_right(access)
    head = lock_text(session, text_id)
    document = parsed_text(session, text_id, head.version)
    waiting = sorted(open_suggestions(session, text_id), key=lambda one: find(document, one).start)
    accepted = 0
    for suggestion in waiting:
        try:
            _accept(session, access, suggestion, anyway=False)
        except (ChangedSince, TextGone, StepsRejected):
            continue
        accepted += 1
    return Outcome(accepted, len(waiting) - accepted)


def reject(session: Session, access: SectionAccess, suggestion_id: int) -> None:
    """Leave the text as it is. Raises NotYours, AlreadyDecided."""
    _ask_right(access)
    _close(session, access, _open(session, access, suggestion_id), SuggestionState.REJECTED, "suggestion:reject")


def reject_all(session: Session, access: SectionAccess, text_id: int) -> int:
    """Reject whatever is open, and tell how many those were."""
    _ask_right(access)
    lock_text(session, text_id)
    waiting = open_suggestions(session, text_id)
    for suggestion in waiting:
        _close(session, access, suggestion, SuggestionState.REJECTED, "suggestion:reject")
    return len(waiting)


def withdraw(session: Session, access: SectionAccess, suggestion_id: int) -> None:
    """The suggester thinks better of it. Raises NotTheSuggester, AlreadyDecided."""
    suggestion = _open(session, access, suggestion_id)
    if suggestion.author_id != access.on_report.person.id:
        raise NotTheSuggester
    _close(session, access, suggestion, SuggestionState.WITHDRAWN, "suggestion:withdraw")


def undo(session: Session, access: SectionAccess, suggestion_id: int) -> None:
    """Open an accepted suggestion again, and give the text back what it took the place of.

    Raises NotYours, NotUndoable (the text was written on), SectionFrozen.
    """
    _ask_right(access)
    suggestion = _locked(session, access, suggestion_id)
    place = applied_place(session, suggestion)
    if place is None:
        raise NotUndoable

    def steps(document: Node) -> list[Step]:
        back = steps_to_undo(document, suggestion, *place)
        if back is None:
            raise NotUndoable
        return back

    _change(session, access, access.on_report.person.id, suggestion.text_id, steps)
    suggestion.state, suggestion.decided_by, suggestion.decided_at = SuggestionState.OPEN, None, None
    suggestion.applied_version = suggestion.applied_at = None
    _record(session, access, "suggestion:undo", suggestion)


def applied_place(session: Session, suggestion: Suggestion) -> tuple[int, int] | None:
    """Where the proposal of an accepted suggestion is now; None for one that is not accepted."""
    if suggestion.state != SuggestionState.ACCEPTED or suggestion.applied_version is None:
        return None
    start = suggestion.applied_at or 0
    maps = maps_since(session, suggestion.text_id, suggestion.applied_version)
    end = maps.map(applied_end(suggestion, start), -1)
    return min(maps.map(start, 1), end), end


def undoable(session: Session, document: Node, version: int, decided: Iterable[Suggestion]) -> frozenset[int | None]:
    """The accepted ones whose proposals still stand as they were accepted, by id; of old ones nobody asks."""
    found = set()
    recent = [one for one in decided if one.applied_version and version - one.applied_version <= UNDO_STEPS]
    for suggestion in recent[:UNDO_LAST]:
        place = applied_place(session, suggestion)
        if place and steps_to_undo(document, suggestion, *place) is not None:
            found.add(suggestion.id)
    return frozenset(found)


def _accept(session: Session, access: SectionAccess, suggestion: Suggestion, *, anyway: bool) -> None:
    places: list[Found] = []

    def steps(document: Node) -> list[Step]:
        found = find(document, suggestion)
        if not found.is_somewhere:
            raise TextGone
        if found.standing is Standing.CHANGED and not anyway:
            raise ChangedSince
        places.append(found)
        return steps_to_accept(document, suggestion, found)

    version = _change(session, access, suggestion.author_id, suggestion.text_id, steps)
    suggestion.applied_version, suggestion.applied_at = version, places[0].start
    if places[0].now:
        suggestion.base = list(places[0].now)
    _decide(session, access, suggestion, SuggestionState.ACCEPTED, "suggestion:accept")


def _change(
    session: Session, access: SectionAccess, author_id: int, text_id: int, steps: Callable[[Node], list[Step]]
) -> int:
    """Change the text as writing does; the version after it."""
    organisation_id = access.on_report.organisation.id
    saved = change_text(session, author_id, text_id, steps, organisation_id=organisation_id)
    if saved.state_changed:
        keep_counts(session, saved.report_id)
    return saved.version


def _close(
    session: Session, access: SectionAccess, suggestion: Suggestion, state: SuggestionState, action: str
) -> None:
    """Without changing a word. In a frozen section the mark stays: marks of closed suggestions are never shown."""
    head = lock_text(session, suggestion.text_id)
    if head.frozen_at is None and not suggestion.block_id:
        unmark(session, access.on_report.person.id, suggestion.text_id, mark=MARK, attrs={"key": suggestion.key})
    _decide(session, access, suggestion, state, action)


def _decide(
    session: Session, access: SectionAccess, suggestion: Suggestion, state: SuggestionState, action: str
) -> None:
    suggestion.state, suggestion.decided_by, suggestion.decided_at = state, access.on_report.person.id, now()
    _record(session, access, action, suggestion)


def _record(session: Session, access: SectionAccess, action: str, suggestion: Suggestion) -> None:
    session.add(suggestion)
    record(
        session,
        action,
        actor_id=access.on_report.person.id,
        subject_type="suggestion",
        subject_id=suggestion.id or 0,
        organisation_id=access.on_report.organisation.id,
        section=suggestion.section_id,
        author=suggestion.author_id,
    )
    announce_panel(session, suggestion.text_id, "suggestions")


def _ask_right(access: SectionAccess) -> None:
    if not may_decide(access):
        raise NotYours


def lock_text(session: Session, text_id: int) -> TextHead:
    """Nobody else changes the text, or decides on it, before this transaction ends. Raises NotFound."""
    head = text_head(session, text_id, lock=True)
    if head is None:
        raise NotFound
    return head


def _locked(session: Session, access: SectionAccess, suggestion_id: int) -> Suggestion:
    """The suggestion as it is once nobody else can decide on it any more. Raises NotFound."""
    suggestion = suggestion_of(session, access.section_id, suggestion_id)
    if suggestion is None:
        raise NotFound
    lock_text(session, suggestion.text_id)
    session.refresh(suggestion)
    return suggestion


def _open(session: Session, access: SectionAccess, suggestion_id: int) -> Suggestion:
    suggestion = _locked(session, access, suggestion_id)
    if suggestion.state != SuggestionState.OPEN:
        raise AlreadyDecided
    return suggestion


def _check(made: Proposal) -> None:
    """Would the proposal be a text that may be stored? Raises StepsRejected."""
    blocks = made.proposed if made.kind in _OF_BLOCKS else [{"type": "paragraph", "content": made.proposed}]
    try:
        parse_document({"type": "doc", "content": blocks or [{"type": "paragraph"}]})
    except DocumentInvalid as error:
        raise StepsRejected from error
