"""What a person may do to a section now: their rights and its state together. Pure."""

from collections.abc import Set
from dataclasses import dataclass

from app.permissions import Permission
from app.sections.models import SectionState

UNFINISHED = frozenset({SectionState.NOT_STARTED, SectionState.WRITING, SectionState.RETURNED})
FINISHED = frozenset({SectionState.READY, SectionState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class SectionRights:
    """Answers for the buttons of a page; the services ask again."""

    can_write: bool = False
    can_mark_ready: bool = False
    can_reopen: bool = False
    can_accept: bool = False
    can_return: bool = False
    can_assign: bool = False


def section_rights(
    held: Set[Permission], state: SectionState, *, frozen: bool, automatic: bool = False
) -> SectionRights:
    """`automatic`: the section fills itself from the decisions; it may be introduced, but nobody accepts it."""
    writes, accepts = Permission.SECTION_WRITE in held, Permission.SECTION_ACCEPT in held
    if frozen:
        return SectionRights()
    if automatic:
        return SectionRights(can_write=writes)
    return SectionRights(
        can_write=writes and state in UNFINISHED,
        can_mark_ready=writes and state in UNFINISHED,
        can_reopen=(writes and state is SectionState.READY) or (accepts and state is SectionState.ACCEPTED),
        can_accept=accepts and state is SectionState.READY,
        can_return=accepts and state in FINISHED,
        can_assign=Permission.REPORT_MANAGE in held,
    )
