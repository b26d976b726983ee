"""What others changed in a text since a person last looked at it."""

from dataclasses import dataclass
from typing import ClassVar

from sqlmodel import Session

from app.accounts.queries import users_by_id
from app.document.diff import diff
from app.history.queries import writers_since
from app.history.shown import counts_of, joined
from app.history.subject import Subject
from app.history.versions import text_at
from app.i18n import ngettext
from app.i18n.formats import date_text
from app.sections.errors import HistoryUnknown
from app.sections.looks import last_look
from app.web.templating import Page


@dataclass(frozen=True, slots=True)
class News:
    """Which changes, by whom, and where to see them."""

    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class SincePart(Page):
    """One line above the text; empty when nobody else has changed anything."""

    template: ClassVar[str] = "history/_since.html"
    news: News | None


def news_of(session: Session, subject: Subject) -> News | None:
    """None when nothing has changed, or only by the person's own hand, or they have never been here."""
    look = last_look(session, subject.person_id, subject.text_id)
    if look is None or look.version >= subject.text.version:
        return None
    writers = [one for one in writers_since(session, subject.text_id, look.version) if one != subject.person_id]
    if not writers:
        return None
    try:
        before = text_at(session, subject.text_id, look.version)
    except HistoryUnknown:
        return None
    counts = counts_of(diff(before, subject.newest))
    if not counts.blocks:
        return None
    people = users_by_id(session, writers)
    names = [people[one].name for one in writers if one in people]
    href = subject.href("/compare", **{"from": look.version, "to": "now"})
    sentence = ngettext(
        "%(num)s paragraph changed since you were here on %(day)s: %(who)s.",
        "%(num)s paragraphs changed since you were here on %(day)s: %(who)s.",
        counts.blocks,
        day=date_text(look.at),
        who=joined(names),
    )
    return News(sentence, href)
