"""A text with a past: two people have written in it, in the morning and in the afternoon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app import clock
from app.accounts.models import User
from app.db import Database
from app.permissions import Role
from app.sections import service
from app.sections.queries import text_head
from tests.factories.people import make_organisation, make_person
from tests.factories.texts import OpenText, make_text

MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
J = dict[str, Any]


@dataclass
class Past:
    """A text and its second writer. `write` saves one step as somebody, at a minute of the day."""

    database: Database
    text: OpenText
    jukka: User

    @property
    def path(self) -> str:
        return self.text.address.split("/live")[0] + "/history"

    @property
    def aino_id(self) -> int:
        return self.text.author_id

    @property
    def jukka_id(self) -> int:
        assert self.jukka.id is not None
        return self.jukka.id

    def write(self, author_id: int, minute: int, *steps: J, client: str = "tab") -> int:
        with clock.at(MORNING + timedelta(minutes=minute)), self.database.write() as session:
            return self.save(session, author_id, steps, client)

    def save(self, session: Session, author_id: int, steps: Sequence[J], client: str = "tab") -> int:
        head = text_head(session, self.text.text_id)
        assert head is not None
        saved = service.save_steps(
            session,
            author_id,
            self.text.text_id,
            version=head.version,
            batch=f"{author_id}-{head.version}",
            client=client,
            steps=steps,
        )
        return saved.version


@pytest.fixture
def past(database: Database) -> Past:
    text = make_text(database)
    jukka = make_person(database, "Jukka Niemelä", Role.AUTHOR, organisation=make_organisation(database))
    return Past(database, text, jukka)


def typed(words: str, at: int = 1) -> J:
    """Types words at a place."""
    return {"stepType": "replace", "from": at, "to": at, "slice": {"content": [{"type": "text", "text": words}]}}


def blocks(*nodes: J, start: int = 0, end: int = 2) -> J:
    """Puts whole blocks in the place of what stands from `start` to `end`; an empty text ends at 2."""
    return {"stepType": "replace", "from": start, "to": end, "slice": {"content": list(nodes)}}


def paragraph(words: str, name: str) -> J:
    return {"type": "paragraph", "attrs": {"id": name}, "content": [{"type": "text", "text": words}]}


def remark(start: int, end: int) -> J:
    """Hangs a comment on a range."""
    mark = {"type": "comment", "attrs": {"thread": "t1"}}
    return {"stepType": "addMark", "from": start, "to": end, "mark": mark}
