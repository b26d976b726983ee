"""Texts as they were, and who wrote each place of them."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from prosemirror.model import Node
from prosemirror.transform import Step
from sqlmodel import Session

from app.document.blame import Versions, taken_away, untouched, write_over
from app.document.diff import Authors
from app.document.schema import SCHEMA
from app.history.queries import first_version, nearest_snapshot, steps_between
from app.sections.errors import HistoryUnknown

CAPACITY = 32  # texts whose writers are kept; half a megabyte each at most


def text_at(session: Session, text_id: int, version: int) -> Node:
    """The text at a version, from the last snapshot on. What is stored was checked. Raises HistoryUnknown."""
    snapshot = nearest_snapshot(session, text_id, version)
    if snapshot is None:
        raise HistoryUnknown
    node = Node.from_json(SCHEMA, snapshot.document)
    steps = steps_between(session, text_id, snapshot.version, version)
    if snapshot.version + len(steps) != version:
        raise HistoryUnknown
    for _version, _author_id, body in steps:
        changed = Step.from_json(SCHEMA, dict(body)).apply(node).doc
        if changed is None:
            raise HistoryUnknown
        node = changed
    return node


def authors_between(session: Session, text_id: int, after: int, until: int, sizes: tuple[int, int]) -> Authors:
    """Who added and who took away between two versions; `sizes` are those of their contents."""
    steps = steps_between(session, text_id, after, until)
    bodies = [(version, body) for version, _author_id, body in steps]
    written = untouched(sizes[0])
    write_over(written, bodies)
    lost = taken_away(sizes[1], bodies)
    return Authors(written, lost, {version: author_id for version, author_id, _body in steps})


@dataclass(frozen=True, slots=True)
class Writers:
    """The version that wrote each place of a text (0: before the history began), and who made each version."""

    version: int
    places: Versions
    authors: Versions  # by version, counted from the first known one
    first: int

    def author(self, version: int) -> int | None:
        """Who made it; None of what was there before the history began."""
        return self.authors[version - self.first - 1] if version else None

    def after(self, steps: Sequence[tuple[int, int, Mapping[str, Any]]]) -> "Writers":
        """The same once more steps have been made."""
        places, authors = self.places[:], self.authors[:]
        write_over(places, ((version, body) for version, _author_id, body in steps))
        authors.extend(author_id for _version, author_id, _body in steps)
        return Writers(self.version + len(steps), places, authors, self.first)


_kept: OrderedDict[tuple[object, int], Writers] = OrderedDict()
_lock = Lock()


def writers_at(session: Session, text_id: int, version: int) -> Writers:
    """Who wrote what of the text at a version. Kept in memory and continued from there. Raises HistoryUnknown."""
    key = (session.get_bind(), text_id)
    with _lock:
        known = _kept.get(key)
    if known is None or known.version > version:
        known = _beginning(session, text_id)
    steps = steps_between(session, text_id, known.version, version)
    if known.version + len(steps) != version:
        raise HistoryUnknown
    known = known.after(steps) if steps else known
    with _lock:
        _kept[key] = known
        _kept.move_to_end(key)
        while len(_kept) > CAPACITY:
            _kept.popitem(last=False)
    return known


def _beginning(session: Session, text_id: int) -> Writers:
    first = first_version(session, text_id)
    if first is None:
        raise HistoryUnknown
    size = text_at(session, text_id, first).content.size
    return Writers(first, untouched(size), untouched(0), first)
