"""The comparison of two versions of a text, with who changed what; and what bringing one back would change."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from prosemirror.model import Node
from sqlmodel import Session

from app.accounts.queries import users_by_id
from app.document.diff import Authors, NodeDiff, diff
from app.history.queries import first_version, made_at, milestones, revisions
from app.history.shown import Counts, Stretch, counts_of, people_in, stretches
from app.history.subject import Subject
from app.history.versions import authors_between, text_at
from app.i18n import gettext
from app.i18n.formats import moment_text
from app.sections.errors import HistoryUnknown
from app.sections.models import Milestone
from app.web.templating import Page

View = Literal["inline", "side"]
MAX_CHOICES = 60


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A version as people know it: when it was made and by whom, and the names it was given."""

    version: int
    at: datetime | None
    author: str
    names: tuple[str, ...]
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions and what differs."""

    old: VersionFacts
    new: VersionFacts
    counts: Counts
    diffs: tuple[NodeDiff, ...]


@dataclass(frozen=True, slots=True)
class ComparePage(Page):
    template: ClassVar[str] = "history/compare.html"
    section_name: str
    section_href: str
    history_href: str
    compare_href: str
    language: str
    view: View
    other_view_href: str
    comparison: Comparison
    stretches: tuple[Stretch, ...]
    choices: tuple[tuple[str, str], ...]
    restore_href: str


def compare(session: Session, subject: Subject, old: int, new: int) -> Comparison:
    """The older version against the newer one, whichever is named first. Raises HistoryUnknown."""
    old, new = sorted((old, new))
    if new > subject.text.version:
        raise HistoryUnknown
    before, after = text_at(session, subject.text_id, old), _text(session, subject, new)
    sizes = before.content.size, after.content.size
    diffs = diff(before, after, authors_between(session, subject.text_id, old, new, sizes))
    return Comparison(
        facts_of(session, subject, old),
        facts_of(session, subject, new),
        counts_of(diffs),
        diffs,
    )


def going_back(session: Session, subject: Subject, version: int) -> tuple[NodeDiff, ...]:
    """What would change if the text were made what it was. Raises HistoryUnknown."""
    if version > subject.text.version:
        raise HistoryUnknown
    return diff(subject.newest, text_at(session, subject.text_id, version), Authors())


def compare_page(session: Session, subject: Subject, old: int, new: int, view: View) -> ComparePage:
    """The page of a comparison."""
    found = compare(session, subject, old, new)
    names = {id_: user.name for id_, user in users_by_id(session, people_in(found.diffs)).items()}
    shown = stretches(found.diffs, names, side_by_side=view == "side")
    to = "now" if found.new.is_newest else found.new.version
    other: View = "inline" if view == "side" else "side"
    is_old = found.old.version != subject.text.version
    return ComparePage(
        section_name=subject.name,
        section_href=subject.text_href,
        history_href=subject.href(),
        compare_href=subject.href("/compare").split("?")[0],
        language=subject.language,
        view=view,
        other_view_href=subject.href("/compare", **{"from": found.old.version, "to": to, "view": other}),
        comparison=found,
        stretches=shown,
        choices=_choices(session, subject, found),
        restore_href=subject.href("/restoration", version=found.old.version) if subject.may_change and is_old else "",
    )


def facts_of(session: Session, subject: Subject, version: int) -> VersionFacts:
    """Who made a version and when; nothing is known of what was there before the history began."""
    made = made_at(session, subject.text_id, [version]).get(version)
    people = users_by_id(session, [made[0]]) if made else {}
    found = milestones(session, subject.text_id, version, version + 1)
    return VersionFacts(
        version=version,
        at=made[1] if made else None,
        author=next((user.name for user in people.values()), ""),
        names=tuple(filter(None, (milestone.name for milestone in found))),
        is_newest=version == subject.text.version,
    )


def _text(session: Session, subject: Subject, version: int) -> Node:
    return subject.newest if version == subject.text.version else text_at(session, subject.text_id, version)


def _choices(session: Session, subject: Subject, found: Comparison) -> tuple[tuple[str, str], ...]:
    """Versions to choose from: the newest ends of revisions, named ones, and the two that are compared."""
    newest = subject.text.version
    known = first_version(session, subject.text_id) or 0
    runs = revisions(session, subject.text_id, newest + 1, MAX_CHOICES)
    named = {one.version: one for one in milestones(session, subject.text_id, known, newest + 1) if one.name}
    shown = {run.last for run in runs} | set(named) | {known, found.old.version, found.new.version}
    wanted = sorted((version for version in shown if known <= version < newest), reverse=True)
    made = made_at(session, subject.text_id, wanted)
    people = users_by_id(session, {author_id for author_id, _ in made.values()})
    told = [("now", gettext("Newest version"))]
    for version in wanted:
        author_id, at = made.get(version, (0, None))
        who = people[author_id].name if author_id in people else ""
        told.append((str(version), _choice(named.get(version), at, who)))
    return tuple(told)


def _choice(named: Milestone | None, at: datetime | None, who: str) -> str:
    words = [named.name if named else "", moment_text(at), who]
    return " · ".join(filter(None, words)) or gettext("The beginning of the history")
