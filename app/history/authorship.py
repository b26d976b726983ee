"""Who wrote each block of a text, with shares and the last change; "" stands for before the history began."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Session

from app.accounts.queries import users_by_id
from app.document.inline import Placed
from app.history.queries import made_at
from app.history.settings_words import kind_word
from app.history.subject import Subject
from app.history.versions import Writers, writers_at
from app.web.templating import Page

EXCERPT = 80  # characters


@dataclass(frozen=True, slots=True)
class Share:
    """A person and how much of it is theirs, in per cent; no name: written before the history began."""

    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class BlockAuthors:
    """A block by its first words, and whose they are. `at`: of the last change, by `changed_by`."""

    id: str
    kind: str
    excerpt: str
    shares: tuple[Share, ...]
    at: datetime | None
    changed_by: str


@dataclass(frozen=True, slots=True)
class AuthorshipPage(Page):
    template: ClassVar[str] = "history/authorship.html"
    section_name: str
    section_href: str
    history_href: str
    language: str
    whole: tuple[Share, ...]
    blocks: tuple[BlockAuthors, ...]


def authorship_page(session: Session, subject: Subject) -> AuthorshipPage:
    """Every block of the newest text that has words or settings. Raises HistoryUnknown."""
    whole, blocks = authors_of(session, subject)
    return AuthorshipPage(
        subject.name, subject.text_href, subject.href(), subject.language, whole, tuple(b for b in blocks if b.excerpt)
    )


def margin_of(session: Session, subject: Subject) -> dict[str, Any]:
    """The same for the editor: the version, and of every block its id and its people."""
    _whole, blocks = authors_of(session, subject)
    told = [{"id": block.id, "names": [share.name for share in block.shares if share.name]} for block in blocks]
    return {"version": subject.text.version, "blocks": told}


def authors_of(session: Session, subject: Subject) -> tuple[tuple[Share, ...], list[BlockAuthors]]:
    """The shares in the whole text, and those of each block in order."""
    writers = writers_at(session, subject.text_id, subject.text.version)
    blocks = Placed(subject.newest, -1).children
    spans = [writers.places[block.at : block.at + block.node.node_size] for block in blocks]
    last = [max(span) for span in spans]
    made = made_at(session, subject.text_id, (version for version in last if version))
    counted = [_people(writers, span) for span in spans]
    total = sum(counted, Counter[int | None]())
    names = {id_: user.name for id_, user in users_by_id(session, (one for one in total if one)).items()}
    told = [
        _block(block, _shares(people, names), made.get(version), names)
        for block, people, version in zip(blocks, counted, last, strict=True)
    ]
    return _shares(total, names), told


def _people(writers: Writers, span: Any) -> Counter[int | None]:
    """People by their places in a block."""
    people = Counter[int | None]()
    for version, places in Counter(span).items():
        people[writers.author(version)] += places
    return people


def _shares(people: Counter[int | None], names: dict[int, str]) -> tuple[Share, ...]:
    whole = sum(people.values()) or 1
    ranked = people.most_common()
    return tuple(Share(names.get(one or 0, ""), round(100 * places / whole)) for one, places in ranked)


def _block(
    block: Placed, shares: tuple[Share, ...], made: tuple[int, datetime] | None, names: dict[int, str]
) -> BlockAuthors:
    text = block.node.text_between(0, block.node.content.size, " ").strip()
    excerpt = text[:EXCERPT] + ("…" if len(text) > EXCERPT else "")
    title = str(block.node.attrs.get("title") or block.node.attrs.get("alt") or "")
    kind = kind_word(block.kind)
    return BlockAuthors(
        id=str(block.node.attrs.get("id", "")),
        kind=kind,
        excerpt=excerpt or title or (kind if block.node.is_atom else ""),
        shares=shares,
        at=made[1] if made else None,
        changed_by=names.get(made[0], "") if made else "",
    )
