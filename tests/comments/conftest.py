"""A text with words in it, and people around it who talk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlmodel import select

from app.accounts.guards import Person
from app.accounts.models import Notification, User
from app.accounts.queries import holdings_of
from app.audit.models import AuditEntry
from app.comments import service
from app.comments.commented import CommentedText
from app.comments.models import Comment, Thread
from app.comments.pages import CommentsPage, Show, comments_page
from app.db import Database
from app.permissions import Role
from app.reports.section_deps import find_section
from app.sections.queries import text_of
from app.sections.saving import save_steps
from tests.factories.people import make_organisation, make_person
from tests.factories.texts import KEY, OpenText, make_text, typing

WORDS = "Väkiluku kasvoi ja laski."


@dataclass
class Talk:
    """The text `background` saying WORDS, its writer Aino, and Jukka who also writes in the report."""

    database: Database
    text: OpenText
    jukka: User
    batches: int = field(default=0)

    @property
    def aino(self) -> User:
        return self.text.author

    @property
    def path(self) -> str:
        return f"/kokkola/{self.text.report.slug}/sections/{KEY}/comments"

    def say(self, who: User, do: Callable[..., Any], *given: Any) -> Any:
        """A verb of the service, or another function of a session and the text, as this person."""
        with self.database.write() as session:
            return do(session, self.on(session, who), *given)

    def on(self, session: Any, who: User) -> CommentedText:
        assert who.id is not None
        person = Person(who.id, who.name, who.email, holdings_of(session, who.id))
        access = find_section(session, person, "kokkola", self.text.report.slug, KEY)
        assert access is not None
        text = text_of(session, access.section_id, "fi")
        assert text is not None
        return CommentedText(access, text, "fi", "1 Tausta")

    def start(self, who: User, body: str, words: str = "kasvoi") -> Thread:
        """A conversation about the first place that says `words`."""
        start = WORDS.index(words) + 1
        place = service.Place(self.version, start, start + len(words))
        return self.say(who, service.start_thread, place, body)

    @property
    def version(self) -> int:
        with self.database.read() as session:
            text = text_of(session, self.text.section.id or 0, "fi")
            assert text is not None
            return text.version

    def step(self, *steps: dict[str, Any]) -> None:
        """Aino's editor changes the text."""
        self.batches += 1
        with self.database.write() as session:
            save_steps(
                session,
                self.text.author_id,
                self.text.text_id,
                version=self.version,
                batch=f"b{self.batches}",
                client="editor",
                steps=list(steps),
            )

    def page(self, who: User, show: Show = "open") -> CommentsPage:
        with self.database.read() as session:
            return comments_page(session, self.on(session, who), show, beside=False)

    def heard(self, who: User) -> list[tuple[str, str]]:
        """Kind and subject of everything this person was notified of."""
        with self.database.read() as session:
            found = session.exec(select(Notification).where(Notification.user_id == who.id)).all()
            return [(item.kind, item.subject) for item in found]

    def comments(self) -> list[Comment]:
        with self.database.read() as session:
            return list(session.exec(select(Comment).order_by(Comment.id)))

    def actions(self) -> list[str]:
        """What the audit log says of conversations."""
        with self.database.read() as session:
            found = session.exec(select(AuditEntry).where(AuditEntry.subject_type == "thread").order_by(AuditEntry.id))
            return [entry.action for entry in found]


@pytest.fixture
def talk(database: Database) -> Talk:
    text = make_text(database)
    jukka = make_person(database, "Jukka Niemelä", Role.AUTHOR, organisation=make_organisation(database))
    made = Talk(database, text, jukka)
    made.step(typing(WORDS))
    return made
