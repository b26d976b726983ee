"""What to do next in a report, computed from facts: never stored, never out of date. Pure but for the words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.desk.lines import Line
from app.i18n import gettext, ngettext
from app.permissions import Permission
from app.reports.deps import ReportAccess
from app.reports.models import ReportState
from app.reports.service import OPEN_STATES
from app.sections.models import SectionState

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do, where to do it, and why. `days_late` and `due_on` say how urgent it is."""

    text: str
    href: str
    note: str
    days_late: int = 0
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class TodoList:
    """The most urgent ones, and how many more there are."""

    shown: tuple[Todo, ...]
    more: int


def todo_list(access: ReportAccess, lines: Sequence[Line]) -> TodoList:
    """The list of this person: the coordinator's for the whole report, an author's for their own sections."""
    if access.report.state not in OPEN_STATES:
        found = list(_after_writing(access))
    elif access.may(Permission.REPORT_MANAGE):
        found = list(_coordinating(access, [line for line in lines if not line.is_automatic]))
    else:
        found = list(_writing([line for line in lines if line.owner_id == access.person.id]))
    return TodoList(tuple(found[:MOST_SHOWN]), max(0, len(found) - MOST_SHOWN))


def _coordinating(access: ReportAccess, lines: Sequence[Line]) -> Iterator[Todo]:
    if lines and all(line.state is SectionState.ACCEPTED for line in lines):
        note = gettext("All sections are accepted. Sending freezes an edition of the report.")
        yield Todo(gettext("Send the report to decision"), f"{access.path}/decisions", note)
    for line in _latest_first(lines):
        yield Todo(gettext("Remind: %(section)s", section=line.name), line.href, _who_and_when(line), line.days_late)
    for line in lines:
        if line.state is SectionState.READY:
            yield Todo(gettext("Read and accept: %(section)s", section=line.name), line.href, _who_and_when(line))
    ownerless = [line for line in lines if not line.owner_name and line.state is not SectionState.ACCEPTED]
    if ownerless:
        href = f"{access.path}?edit={ownerless[0].key}#section-{ownerless[0].key}"
        text = ngettext("Choose an owner for a section", "Choose owners for %(num)s sections", len(ownerless))
        yield Todo(text, href, gettext("The first is %(section)s.", section=ownerless[0].name))


def _writing(lines: Sequence[Line]) -> Iterator[Todo]:
    for line in lines:
        if line.state is SectionState.RETURNED:
            text = gettext("Mend: %(section)s", section=line.name)
            note = gettext("The coordinator returned it; the reason stands in the section.")
            yield Todo(text, line.href, note, line.days_late, line.due_on)
    unfinished = [line for line in lines if line.state in (SectionState.NOT_STARTED, SectionState.WRITING)]
    for line in sorted(unfinished, key=lambda line: line.due_on or date.max):
        yield Todo(
            gettext("Write: %(section)s", section=line.name), line.href, line.mark.word, line.days_late, line.due_on
        )


def _after_writing(access: ReportAccess) -> Iterator[Todo]:
    href = f"{access.path}/decisions"
    if access.report.state == ReportState.IN_DECISION and access.may(Permission.DECISION_RECORD):
        note = gettext("The sections are frozen until the report is decided or referred back.")
        yield Todo(gettext("Record the next decision"), href, note)
    if access.report.state == ReportState.APPROVED and access.may(Permission.EDITION_PUBLISH):
        note = gettext("The report is approved. Publishing puts it on the municipality's public page.")
        yield Todo(gettext("Publish the report"), href, note)


def _latest_first(lines: Sequence[Line]) -> list[Line]:
    return sorted((line for line in lines if line.days_late), key=lambda line: -line.days_late)


def _who_and_when(line: Line) -> str:
    changed = gettext("last changed %(day)s", day=line.changed_text) if line.changed_text else line.mark.word
    owner = line.owner_name or gettext("No owner")
    return f"{owner}, {changed}"
