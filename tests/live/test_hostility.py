"""Whatever arrives on the live channel gets a defined answer; nothing of it is stored unless it is sound."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import anyio
import pytest
from sqlmodel import delete
from starlette.websockets import WebSocketDisconnected

from app.accounts.models import SignIn, User
from app.accounts.queries import hash_token
from app.clock import now
from app.db import Database
from app.desk import live
from app.desk.live import Conversation
from app.desk.live_access import Visit
from app.desk.live_protocol import Close
from app.document import apply_steps, check_document, plain_text
from app.document.schema import SCHEMA_SHA256
from app.live.presence import Presence, people
from app.permissions import Role, Scope
from app.sections.queries import steps_since, text_body
from tests.factories.people import make_organisation, make_person
from tests.factories.texts import KEY, OpenText, make_text, typing
from tests.live import hostile

CASES = 2000
ANSWERS = {"unfit", "stale", "accepted", "nothing", Close.UNREADABLE, Close.TOO_LARGE}
Frame = dict[str, Any]


class Line:
    """A connection whose other end says what the test says, and hangs up when it has no more to say."""

    def __init__(self, say: Callable[[], Frame | None]) -> None:
        self.say = say
        self.answers: list[dict[str, Any]] = []

    async def receive(self) -> Frame:
        said = self.say()
        return {"type": "websocket.disconnect"} if said is None else {"type": "websocket.receive", **said}

    async def send_text(self, text: str) -> None:
        self.answers.append(json.loads(text))

    def take(self) -> list[dict[str, Any]]:
        """The answers to what was said since."""
        answers, self.answers = self.answers, []
        return [answer for answer in answers if answer["type"] in ("accepted", "refused")]


def hello(version: int = 0, **changes: Any) -> Frame:
    said = {"type": "hello", "version": version, "client": "hostile", "schema": SCHEMA_SHA256}
    return {"text": json.dumps(said | changes)}


def batch(*steps: dict[str, Any], version: int = 0) -> Frame:
    return {"text": json.dumps({"type": "steps", "version": version, "batch": "b1", "steps": steps})}


def visit_of(database: Database, text: OpenText, person: User) -> Visit:
    """What the door gives to this person, who is signed in."""
    assert person.id is not None
    assert text.section.id is not None
    token = f"token-{person.id}"
    with database.write() as session:
        session.merge(SignIn(token_hash=hash_token(token), user_id=person.id, created_at=now(), last_seen_at=now()))
    scope = Scope(text.report.organisation_id, report_id=text.report.id, section_id=text.section.id)
    return Visit(database, token, person.name, scope, text.section.id, KEY, text.section.report_id, text.text_id)


def talk(visit: Visit, *said: Frame) -> tuple[Close | None, list[dict[str, Any]]]:
    """Everything said on one connection: how it ended, and the answers."""
    waiting = list(reversed(said))
    line = Line(lambda: waiting.pop() if waiting else None)
    code = anyio.run(Conversation(line, visit).hold)  # type: ignore[arg-type]
    return code, line.answers


def words_of(database: Database, text: OpenText) -> str:
    with database.read() as session:
        return plain_text(text_body(session, text.text_id))


@pytest.fixture
def text(database: Database) -> OpenText:
    return make_text(database)


class Attack:
    """Thousands of cases over as many connections as the server ends."""

    def __init__(self, visit: Visit, seed: int) -> None:
        self.visit = visit
        self.random = Random(seed)
        self.left = CASES
        self.version = 0
        self.outcomes: Counter[str | Close] = Counter()

    async def run(self) -> None:
        while self.left > 0:
            await self._connection()

    async def _connection(self) -> None:
        begun = False
        line = Line(lambda: self._next(line, conversation) if begun else first())

        def first() -> Frame:
            nonlocal begun
            begun = True
            return hello(self.version)

        conversation = Conversation(line, self.visit)  # type: ignore[arg-type]
        code = await conversation.hold()
        self.version = conversation.version
        if code is not None:
            self.outcomes[code] += 1

    def _next(self, line: Line, conversation: Conversation) -> Frame | None:
        """The case before this one has been answered by now, or never will be."""
        answers = line.take()
        if self.left < CASES:
            (answer,) = answers or [{"type": "nothing"}]
            self.outcomes[answer.get("why", answer["type"])] += 1
        self.left -= 1
        return self._case(conversation.version) if self.left >= 0 else None

    def _case(self, version: int) -> Frame:
        kind = self.random.random()
        if kind < 0.85:
            return {"text": json.dumps(hostile.batch(self.random, version))}
        if kind < 0.93:
            return {"text": hostile.spoiled_message(self.random, version)}
        if kind < 0.99:
            return {"text": hostile.nonsense(self.random)}
        return {"text": hostile.too_large(self.random)} if kind < 0.995 else {"bytes": self.random.randbytes(20)}


async def at_once(work: Callable[..., Any], *given: Any) -> Any:
    """Instead of in a thread: the answers are the same, and there are thousands of them."""
    return work(*given)


@pytest.mark.slow
def test_thousands_of_hostile_messages_get_answers_and_leave_the_text_sound(
    database: Database, text: OpenText, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live, "run_sync", at_once)
    visit = visit_of(database, text, text.author)
    attack = Attack(visit, seed=2026)
    anyio.run(attack.run)
    assert attack.outcomes.keys() <= ANSWERS, attack.outcomes
    assert min(attack.outcomes[outcome] for outcome in ("unfit", Close.UNREADABLE)) > 100, attack.outcomes
    with database.read() as session:
        body = text_body(session, text.text_id)
        steps = [step.body for step in steps_since(session, text.text_id, 0)]
    check_document(body)
    assert json.dumps(steps, allow_nan=False)
    assert apply_steps(text.text.document, steps) == body
    _, answers = talk(visit, hello(len(steps)), batch(typing("ehjä "), version=len(steps)))
    assert [answer["type"] for answer in answers if answer["type"] == "accepted"] == ["accepted"]


def test_a_flood_ends_the_connection(database: Database, text: OpenText, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live, "MESSAGES_AT_ONCE", 50.0)
    place = {"text": json.dumps({"type": "place", "version": 0, "anchor": 1, "head": 1})}
    code, answers = talk(visit_of(database, text, text.author), hello(), *[place] * 200)
    assert code == Close.FLOODING
    assert answers[0]["type"] == "welcome"


def test_twenty_typists_and_one_who_was_offline_are_no_flood():
    typist = live.new_pace()
    assert all(typist.allows(1.1) for _ in range(5 * 60))  # a minute of typing, all at once
    offline = live.new_pace()
    assert all(offline.allows(1 + 1024 * 1024 / live.CHARACTERS_A_MESSAGE) for _ in range(20))  # 20 MB of steps


def test_nobody_takes_the_name_of_another_persons_editor(database: Database, text: OpenText):
    """An editor knows its own steps by its name: two with one name would take each other's for their own."""
    stranger = make_person(database, "Hilma Häijy", Role.AUTHOR, organisation=make_organisation(database))
    there = Presence("x", "hostile", text.author_id, "Aino", "A", True, text.text_id, KEY, 1)
    visit = visit_of(database, text, stranger)
    with people.present(there):
        assert talk(visit, hello())[0] == Close.UNREADABLE
        assert talk(visit, hello(client="own"))[0] is None
    assert talk(visit, hello())[0] is None


@pytest.mark.parametrize("role", [Role.APPROVER, Role.EXPERT])
def test_who_may_not_write_changes_nothing(database: Database, text: OpenText, role: Role):
    reader = make_person(database, "Riitta Lukija", role, organisation=make_organisation(database))
    _, answers = talk(visit_of(database, text, reader), hello(), batch(typing("ei")))
    assert [answer["why"] for answer in answers if answer["type"] == "refused"] == ["forbidden"]
    assert words_of(database, text) == ""


def test_the_rights_in_one_place_open_no_other(database: Database, text: OpenText):
    """A visit that names a text of somebody else's, as if the door had been passed."""
    kaustinen = make_organisation(database, "kaustinen", "KU236")
    stranger = make_person(database, "Outi Outo", Role.COORDINATOR, organisation=kaustinen)
    code, answers = talk(visit_of(database, text, stranger), hello(), batch(typing("vieras")))
    assert (code, answers) == (Close.FORBIDDEN, [])
    missing = replace(visit_of(database, text, text.author), text_id=987_654)
    assert talk(missing, hello())[0] == Close.NOT_FOUND
    assert words_of(database, text) == ""


def test_signing_out_ends_what_was_still_coming(database: Database, text: OpenText):
    visit = visit_of(database, text, text.author)
    with database.write() as session:
        session.exec(delete(SignIn))
    assert talk(visit, hello(), batch(typing("enää")))[0] == Close.SIGNED_OUT
    assert words_of(database, text) == ""


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (hello(version=5), Close.OUTDATED),
        (hello(schema="older"), Close.OUTDATED),
        (hello(client="not a name"), Close.UNREADABLE),
        (hello(version=True), Close.UNREADABLE),
        (batch(typing("ennen tervehdystä")), Close.UNREADABLE),
        ({"bytes": b"\xff\xfe"}, Close.UNREADABLE),
        ({"text": ""}, Close.UNREADABLE),
    ],
)
def test_a_wrong_beginning_ends_at_once(database: Database, text: OpenText, said: Frame, code: Close):
    assert talk(visit_of(database, text, text.author), said) == (code, [])


def test_a_line_that_breaks_while_it_is_told_something_is_somebody_who_left(database: Database, text: OpenText):
    class Broken(Line):
        async def send_text(self, text: str) -> None:
            raise WebSocketDisconnected

    line = Broken(lambda: hello())
    conversation = Conversation(line, visit_of(database, text, text.author))  # type: ignore[arg-type]
    assert anyio.run(conversation.hold) is None
