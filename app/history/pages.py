"""The list of a text's revisions and of its versions that stand out; one version to read; bringing one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from markupsafe import Markup
from sqlmodel import Session

from app.accounts.queries import users_by_id
from app.clock import in_finland
from app.document.html import to_html
from app.history.comparing import VersionFacts, facts_of, going_back
from app.history.queries import Revision, first_version, milestones, revisions
from app.history.service import MAX_NAME
from app.history.shown import Counts, Stretch, counts_of, stretches
from app.history.since import News, news_of
from app.history.subject import Subject
from app.history.versions import text_at
from app.i18n import N_, gettext
from app.i18n.formats import moment_text
from app.sections.models import Milestone, MilestoneKind
from app.web.templating import Page, markup

PAGE_LENGTH = 30
BESIDE_LENGTH = 12

MILESTONE_WORDS: Mapping[str, str] = {
    MilestoneKind.NAMED: N_("Named version"),
    MilestoneKind.FROZEN: N_("Frozen for decision"),
    MilestoneKind.RESTORED: N_("Earlier version restored"),
    MilestoneKind.IMPORTED: N_("Imported from a file"),
    MilestoneKind.FORM: N_("Saved with the plain form"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a version stands out. `path`: where its name is changed, empty where it may not be."""

    id: int
    word: str
    name: str
    by: str
    at: datetime
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A version at the end of a revision. Without `author` it only stands out; `is_known`: its text can be shown."""

    version: int
    author: str
    when: str
    label: str  # what tells it from the others, for links that say the same
    marks: tuple[Mark, ...]
    is_known: bool
    changes_href: str  # empty where the text before it is not known
    read_href: str
    restore_href: str


@dataclass(frozen=True, slots=True)
class Naming:
    """The form for a name as it was typed. `version` 0: the newest one; `id`: of the name that is changed, else 0."""

    name: str = ""
    version: int = 0
    id: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage(Page):
    """`beside`: the short list beside the text."""

    template: ClassVar[str] = "history/history.html"
    section_name: str
    section_href: str
    path: str
    language: str
    entries: tuple[Entry, ...]
    older_href: str
    beginning: int | None  # the first version known, at the end of the list
    compare_path: str
    authorship_href: str
    name_href: str
    may_change: bool
    beside: bool
    news: News | None
    naming: Naming
    most: int = MAX_NAME


@dataclass(frozen=True, slots=True)
class VersionPage(Page):
    template: ClassVar[str] = "history/version.html"
    section_name: str
    history_href: str
    facts: VersionFacts
    language: str
    html: Markup
    compare_href: str
    restore_href: str


@dataclass(frozen=True, slots=True)
class RestorationPage(Page):
    """`seen`: the newest version, which the person now knows; `message`: why it was not done just now."""

    template: ClassVar[str] = "history/restoration.html"
    section_name: str
    history_href: str
    action: str
    facts: VersionFacts
    language: str
    seen: int
    counts: Counts
    stretches: tuple[Stretch, ...]
    is_frozen: bool
    message: str


def history_page(
    session: Session, subject: Subject, *, before: int | None = None, beside: bool, naming: Naming | None = None
) -> HistoryPage:
    """The revisions that end before the version `before`, or the newest ones."""
    length = BESIDE_LENGTH if beside else PAGE_LENGTH
    before = subject.text.version + 1 if before is None else before
    runs = revisions(session, subject.text_id, before, length + 1)
    is_more = len(runs) > length
    runs = runs[:length]
    known = first_version(session, subject.text_id)
    since = runs[-1].first if is_more else 0
    marks = milestones(session, subject.text_id, since, before)
    return HistoryPage(
        section_name=subject.name,
        section_href=subject.text_href,
        path=f"{subject.access.path}/history",
        language=subject.language,
        entries=_entries(session, subject, runs, marks, known),
        older_href=subject.href(before=since) if is_more else "",
        beginning=None if is_more else known,
        compare_path=subject.href("/compare").split("?")[0],
        authorship_href=subject.href("/authorship"),
        name_href=subject.href("/names"),
        may_change=subject.may_change,
        beside=beside,
        news=news_of(session, subject),
        naming=naming or Naming(),
    )


def version_page(session: Session, subject: Subject, version: int) -> VersionPage:
    """The text as it was. Raises HistoryUnknown."""
    document = text_at(session, subject.text_id, version).to_json()
    return VersionPage(
        section_name=subject.name,
        history_href=subject.href(),
        facts=facts_of(session, subject, version),
        language=subject.language,
        html=markup(to_html(dict(document))),
        compare_href=subject.href("/compare", **{"from": version, "to": "now"}),
        restore_href=_restore_href(subject, version),
    )


def restoration_page(session: Session, subject: Subject, version: int, message: str = "") -> RestorationPage:
    """What bringing a version back would change in the text as it is now. Raises HistoryUnknown."""
    diffs = going_back(session, subject, version)
    return RestorationPage(
        section_name=subject.name,
        history_href=subject.href(),
        action=subject.href("/restoration"),
        facts=facts_of(session, subject, version),
        language=subject.language,
        seen=subject.text.version,
        counts=counts_of(diffs),
        stretches=stretches(diffs, {}, side_by_side=False),
        is_frozen=subject.access.section.frozen_at is not None,
        message=message,
    )


def _entries(
    session: Session, subject: Subject, runs: Sequence[Revision], marks: Sequence[Milestone], known: int | None
) -> tuple[Entry, ...]:
    people = users_by_id(session, {run.author_id for run in runs} | {one.by for one in marks if one.by})
    names = {id_: user.name for id_, user in people.items()}
    ends = {run.last: run for run in runs}
    by_version: dict[int, list[Mark]] = {}
    for one in marks:
        by_version.setdefault(one.version, []).append(_mark(subject, one, names))
    versions = sorted({*ends, *by_version}, reverse=True)
    return tuple(
        _entry(subject, version, ends.get(version), tuple(by_version.get(version, ())), names, known)
        for version in versions
    )


def _entry(
    subject: Subject,
    version: int,
    run: Revision | None,
    marks: tuple[Mark, ...],
    names: Mapping[int, str],
    known: int | None,
) -> Entry:
    is_known = known is not None and version >= known
    before = run.first - 1 if run else version
    comparable = run is not None and known is not None and before >= known
    author = names.get(run.author_id, "") if run else ""
    at = run.ended if run else marks[0].at
    return Entry(
        version=version,
        author=author,
        when=_span(run.began, run.ended) if run else "",
        label=", ".join(filter(None, [*(mark.name for mark in marks), author, moment_text(at)])),
        marks=marks,
        is_known=is_known,
        changes_href=subject.href("/compare", **{"from": before, "to": version}) if comparable else "",
        read_href=subject.href(f"/versions/{version}") if is_known else "",
        restore_href=_restore_href(subject, version) if is_known else "",
    )


def _span(began: datetime, ended: datetime) -> str:
    """ "4.2.2019 klo 10.42–11.05"."""
    first, last = moment_text(began), moment_text(ended)
    if first == last:
        return first
    is_one_day = in_finland(began).date() == in_finland(ended).date()
    return f"{first}–{last.rsplit(' ', 1)[1] if is_one_day else last}"


def _mark(subject: Subject, one: Milestone, names: Mapping[int, str]) -> Mark:
    assert one.id is not None
    changeable = subject.may_change and one.is_named
    return Mark(
        id=one.id,
        word=gettext(MILESTONE_WORDS[one.kind]),
        name=one.name,
        by=names.get(one.by or 0, ""),
        at=one.at,
        path=f"{subject.access.path}/history/names/{one.id}" if changeable else "",
    )


def _restore_href(subject: Subject, version: int) -> str:
    may = subject.may_change and version != subject.text.version
    return subject.href("/restoration", version=version) if may else ""
