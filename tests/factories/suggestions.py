"""Suggestions for tests: a written text, people around it, and suggestions made by choosing words in it."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.accounts.guards import Person
from app.accounts.models import User
from app.accounts.queries import holdings_of
from app.db import Database
from app.document import plain_text
from app.permissions import Role
from app.reports.section_deps import SectionAccess, find_section
from app.sections.queries import text_body, text_head
from app.sections.saving import save_steps
from app.sections.server_steps import replace_document
from app.suggestions import service
from app.suggestions.choosing import Wish, choose_block, choose_words, proposal
from app.suggestions.models import Suggestion
from tests.factories.people import make_organisation, make_person
from tests.factories.texts import KEY, OpenText, make_text, typing

WORDS = "Kunnan nuoret voivat hyvin."


def paragraph(*content: Any, id_: str = "p1", kind: str = "paragraph") -> dict[str, Any]:
    """A block of runs; a plain string is a run."""
    runs = [{"type": "text", "text": run} if isinstance(run, str) else run for run in content]
    return {"type": kind, "attrs": {"id": id_}, "content": runs}


def strong(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text, "marks": [{"type": "strong"}]}


def footnote(text: str) -> dict[str, Any]:
    return {"type": "footnote", "content": [{"type": "text", "text": text}]}


@dataclass(frozen=True)
class Desk:
    """A written text, its author, and two experts who may only suggest."""

    database: Database
    text: OpenText
    expert: User
    other: User

    @property
    def address(self) -> str:
        return f"/kokkola/{self.text.report.slug}/sections/{KEY}/suggestions"

    def access(self, session: Session, user: User) -> SectionAccess:
        """What `user` may do to the section."""
        assert user.id is not None
        person = Person(user.id, user.name, user.email, holdings_of(session, user.id))
        found = find_section(session, person, "kokkola", self.text.report.slug, KEY)
        assert found is not None
        return found

    def write(self, *blocks: dict[str, Any]) -> None:
        """Make the text these blocks, in its author's name."""
        with self.database.write() as session:
            replace_document(session, self.text.author_id, self.text.text_id, {"type": "doc", "content": list(blocks)})

    def type(self, text: str, at: int) -> None:
        """The author types."""
        self._step(typing(text, at))

    def delete(self, start: int, end: int) -> None:
        """The author deletes."""
        self._step({"stepType": "replace", "from": start, "to": end})

    def _step(self, step: dict[str, Any]) -> None:
        with self.database.write() as session:
            save_steps(
                session,
                self.text.author_id,
                self.text.text_id,
                version=self.version,
                batch=f"b{self.version}",
                client="tab",
                steps=[step],
            )

    @property
    def marks(self) -> int:
        """How many runs carry the mark of a suggestion."""
        return str(self.document).count("'suggestion'")

    @property
    def document(self) -> dict[str, Any]:
        with self.database.read() as session:
            return text_body(session, self.text.text_id)

    @property
    def words(self) -> str:
        return plain_text(self.document)

    @property
    def version(self) -> int:
        with self.database.read() as session:
            head = text_head(session, self.text.text_id)
            assert head is not None
            return head.version

    def suggest(
        self, start: int, end: int, words: str = "", *, wish: Wish | None = None, by: User | None = None
    ) -> Suggestion:
        """Suggest other words for a range of the newest text; none: their removal."""
        wish = wish or (Wish.CHANGE if words else Wish.REMOVE)
        with self.database.write() as session:
            choice = choose_words(session, self.text.text_id, self.version, start, end)
            made = proposal(choice, wish, words)
            return service.suggest(
                session, self.access(session, by or self.expert), self.text.text_id, choice, made, ""
            )

    def suggest_block(self, block_id: str, wish: Wish, words: str = "", *, by: User | None = None) -> Suggestion:
        """Suggest something for a whole block."""
        with self.database.write() as session:
            choice = choose_block(session, self.text.text_id, block_id)
            made = proposal(choice, wish, words)
            return service.suggest(
                session, self.access(session, by or self.expert), self.text.text_id, choice, made, ""
            )

    def accept(self, one: Suggestion, *, anyway: bool = False, by: User | None = None) -> None:
        with self.database.write() as session:
            service.accept(session, self.access(session, by or self.text.author), one.id or 0, anyway=anyway)

    def reject(self, one: Suggestion, *, by: User | None = None) -> None:
        with self.database.write() as session:
            service.reject(session, self.access(session, by or self.text.author), one.id or 0)

    def undo(self, one: Suggestion) -> None:
        with self.database.write() as session:
            service.undo(session, self.access(session, self.text.author), one.id or 0)

    def stored(self, one: Suggestion) -> Suggestion:
        with self.database.read() as session:
            return session.get_one(Suggestion, one.id)


def make_desk(database: Database, *blocks: dict[str, Any]) -> Desk:
    """A section of Kokkola's report with these blocks, or with one sentence."""
    text = make_text(database)
    organisation = make_organisation(database)
    expert = make_person(database, "Eeva Asiantuntija", Role.EXPERT, organisation=organisation)
    other = make_person(database, "Olli Osaaja", Role.EXPERT, organisation=organisation)
    desk = Desk(database, text, expert, other)
    desk.write(*(blocks or (paragraph(WORDS),)))
    return desk
