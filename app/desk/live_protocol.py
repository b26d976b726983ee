"""What the editor and the server say to each other over one WebSocket per open text. All of it is JSON.

From the editor:
    {"type": "hello", "version": 7, "schema": sha256, "client": id}   first; `version` is what the editor has
    {"type": "steps", "version": 9, "batch": id, "steps": [step, …]}  starting from `version`; the key `batch`
                                                                      makes repeating it harmless. Late ones are put
                                                                      forward over what others did meanwhile
    {"type": "place", "version": 9, "anchor": 3, "head": 5}           where the cursor is, or null, null; forgotten
                                                                      when the person may not write
From the server:
    {"type": "welcome", "version": 9, "steps": [made, …], "writable": true, "message": ""}
    {"type": "steps", "version": 10, "steps": [made, …]}              everybody's, the sender's own too, in order;
                                                                      `version` is the one after the last step
    {"type": "accepted", "batch": id, "version": 10}                  committed, now or before
    {"type": "refused", "batch": id, "why": "stale" | "frozen" | "unfit" | "forbidden", "version": 10, "message": …}
    {"type": "state", "writable": false, "message": …, "section": {"mark": "writing", "word": "being written"}}
                                                                      rights, freezing or the section's state changed
    {"type": "panel", "what": "comments"}                             something beside the text changed: look again
    {"type": "people", "people": [person, …]}                         everybody who has the text open, whenever that
                                                                      changes
    {"type": "place", "id": id, "version": 9, "anchor": 3, "head": 5} where the cursor of one of them is
where made = {"client": id, "batch": id, "author": user id, "step": step} and person = {"id": id of the connection,
"client": id, "person": user id, "name": …, "initials": …, "writes": true, "colour": 1 … 8}. Steps are committed
before anybody hears of them; presence is never stored. Messages of types that a side does not know are left alone
by the editor and end the connection at the server. The close codes stand below; after 1xxx, 4408 and 4429 the
editor connects again.
"""

from enum import IntEnum
from time import monotonic
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic_core import from_json

from app.web.params import MAX_INTEGER

MAX_MESSAGE = 1024 * 1024  # characters
MAX_EXACT = 2**53 - 1  # the largest whole number that both sides understand alike
MAX_MISSING = 20_000  # steps told at once; an editor further behind loads its page again

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
Version = Annotated[int, Field(ge=0, le=MAX_INTEGER)]


class Close(IntEnum):
    """Why the server ended a connection."""

    TOO_LARGE = 1009
    FAILED = 1011
    UNREADABLE = 4400
    SIGNED_OUT = 4401
    FORBIDDEN = 4403
    NOT_FOUND = 4404
    TIME_OVER = 4408
    OUTDATED = 4409  # the page is older than the server: load it again
    FLOODING = 4429


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Hello(_Message):
    type: Literal["hello"]
    version: Version
    client: Identifier
    schema_: Annotated[str, Field(alias="schema", max_length=64)]


class Batch(_Message):
    type: Literal["steps"]
    version: Version
    batch: Identifier
    steps: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=5000)]


class Place(_Message):
    type: Literal["place"]
    version: Version
    anchor: Version | None
    head: Version | None


Said = Hello | Batch | Place
MESSAGES: TypeAdapter[Said] = TypeAdapter(Annotated[Said, Field(discriminator="type")])


class Ended(Exception):  # noqa: N818 - a fact
    """The connection must end, with this code."""

    def __init__(self, code: Close) -> None:
        super().__init__(code.name)
        self.code = code


class Pace:
    """How much somebody may say: `burst` at once, then `rate` a second."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._left = burst
        self._at = monotonic()

    def allows(self, amount: float = 1) -> bool:
        """Take the amount off what may be said now; False when it is too much."""
        at = monotonic()
        self._left = min(self._burst, self._left + (at - self._at) * self._rate)
        self._at = at
        if self._left < amount:
            return False
        self._left -= amount
        return True


def parse(text: str | None) -> Said:
    """A message of the editor. Raises Ended when it is too large or not one."""
    if text is None:
        raise Ended(Close.UNREADABLE)
    if len(text) > MAX_MESSAGE:
        raise Ended(Close.TOO_LARGE)
    try:
        said = from_json(text, allow_inf_nan=False)
        _check_numbers(said)
        return MESSAGES.validate_python(said)
    except (ValueError, RecursionError) as error:
        raise Ended(Close.UNREADABLE) from error


def _check_numbers(value: Any) -> None:
    """Raises ValueError for a number that JavaScript and the database do not hold as it is written."""
    if isinstance(value, dict):
        for inner in value.values():
            _check_numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_numbers(inner)
    elif isinstance(value, int | float) and not abs(value) <= MAX_EXACT:  # neither is what is not a number
        raise ValueError("no such number")
