"""Parsed documents kept in memory, so that a keystroke does not parse the whole text again.

Keyed by database, text and version, and added only after the commit: what is found is never outdated.
"""

from collections import OrderedDict
from threading import Lock

from prosemirror.model import Node
from sqlmodel import Session

from app.db import after_commit
from app.document.checking import parse_document
from app.sections.queries import text_body

CAPACITY = 128
_STORED = "parsed"  # in a session's info: what its transaction stored last

_documents: OrderedDict[tuple[object, int, int], Node] = OrderedDict()
_lock = Lock()


def parsed_text(session: Session, text_id: int, version: int) -> Node:
    """The document that the text has at `version`, its newest one."""
    key = (session.get_bind(), text_id, version)
    if (stored := session.info.get(_STORED)) and stored[0] == key:
        document: Node = stored[1]
        return document
    with _lock:
        if key in _documents:
            _documents.move_to_end(key)
            return _documents[key]
    return parse_document(text_body(session, text_id))


def remember(session: Session, text_id: int, version: int, document: Node, *, instead_of: int) -> None:
    """Keep the document that this transaction stores, once it is committed; the version before is done with."""
    key = (session.get_bind(), text_id, version)
    session.info[_STORED] = (key, document)  # for the next batch of the same transaction

    def keep() -> None:
        with _lock:
            _documents[key] = document
            _documents.pop((key[0], text_id, instead_of), None)
            while len(_documents) > CAPACITY:
                _documents.popitem(last=False)

    after_commit(session, keep)
