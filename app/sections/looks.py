"""How far a person had followed a text when they last left it."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app.clock import now
from app.db import Table
from app.sections.models import LastLook

_LOOKS = Table.metadata.tables["last_look"]
_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}  # alike, but for their types


def remember_look(session: Session, user_id: int, text_id: int, version: int) -> None:
    """The person leaves the text, having had `version` before them; a tab left behind takes nothing back."""
    insert: Any = _INSERTS[session.get_bind().dialect.name](_LOOKS)
    keep = insert.on_conflict_do_update(
        index_elements=["user_id", "text_id"],
        set_={"version": insert.excluded.version, "at": insert.excluded.at},
        where=insert.excluded.version >= _LOOKS.c.version,
    )
    session.execute(keep, {"user_id": user_id, "text_id": text_id, "version": version, "at": now()})


def last_look(session: Session, user_id: int, text_id: int) -> LastLook | None:
    """What the person had before them when they last left the text; None when they have never had it open."""
    return session.get(LastLook, (user_id, text_id))
