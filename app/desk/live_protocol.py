"""What the editor and the server say to each other over one WebSocket per open text. All of it is JSON.

From the editor:
    {"type": "hello", "version": 7, "schema": sha256, "client": id}   first; `version` is what the editor has
    {"type": "steps", "version": 9, "batch": id, "steps": [step, …]}  starting from `version`; the key `batch`
                                                                      makes repeating it harmless
From the server:
    {"type": "welcome", "version": 9, "steps": [made, …], "writable": true, "message": ""}
    {"type": "steps", "version": 10, "steps": [made, …]}              everybody's, the sender's own too, in order;
                                                                      `version` is the one after the last step
    {"type": "accepted", "batch": id, "version": 10}                  committed, now or before
    {"type": "refused", "batch": id, "why": "stale" | "frozen" | "unfit" | "forbidden", "version": 10, "message": …}
    {"type": "state", "writable": false, "message": …, "section": {"mark": "writing", "word": "being written"}}
                                                                      rights, freezing or the section's state changed
    {"type": "panel", "what": "comments"}                             something beside the text changed: look again
where made = {"client": id, "batch": id, "author": user id, "step": step}. Steps are committed before anybody
hears of them. Messages of types that a side does not know are left alone by the editor and end the
connection at the server. The close codes stand below; after 1xxx and 4408 the editor connects again.
"""

from enum import IntEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

from app.web.params import MAX_INTEGER

MAX_MESSAGE = 1024 * 1024  # characters
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


MESSAGES: TypeAdapter[Hello | Batch] = TypeAdapter(Annotated[Hello | Batch, Field(discriminator="type")])


class Ended(Exception):  # noqa: N818 - a fact
    """The connection must end, with this code."""

    def __init__(self, code: Close) -> None:
        super().__init__(code.name)
        self.code = code


def parse(text: str | None) -> Hello | Batch:
    """A message of the editor. Raises Ended when it is too large or not one."""
    if text is None:
        raise Ended(Close.UNREADABLE)
    if len(text) > MAX_MESSAGE:
        raise Ended(Close.TOO_LARGE)
    try:
        return MESSAGES.validate_json(text)
    except (ValueError, RecursionError) as error:
        raise Ended(Close.UNREADABLE) from error
