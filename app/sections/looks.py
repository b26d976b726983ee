"""How far a person had followed a text when they last left it."""

from sqlalchemy import bindparam, text
from sqlmodel import Session

from app.clock import now
from app.db import Moment
from app.sections.models import LastLook

_REMEMBER = text(
    "INSERT INTO last_look (user_id, text_id, version, at) VALUES (:user_id, :text_id, :version, :at)"
    " ON CONFLICT (user_id, text_id) DO UPDATE SET version = excluded.version, at = excluded.at"
    " WHERE excluded.version >= last_look.version"
).bindparams(bindparam("at", type_=Moment))


def remember_look(session: Session, user_id: int, text_id: int, version: int) -> None:
    """The person leaves the text, having had `version` before them; a tab left behind takes nothing back."""
    session.execute(_REMEMBER, {"user_id": user_id, "text_id": text_id, "version": version, "at": now()})


def last_look(session: Session, user_id: int, text_id: int) -> LastLook | None:
    """What the person had before them when they last left the text; None when they have never had it open."""
    return session.get(LastLook, (user_id, text_id))
