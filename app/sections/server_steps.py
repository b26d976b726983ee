"""Changes that the server makes to a text itself: always on the newest version, as steps like everybody's."""

from collections.abc import Callable
from uuid import uuid4

from prosemirror.model import Node, Slice
from prosemirror.transform import AddMarkStep, RemoveMarkStep, ReplaceStep, Step
from sqlmodel import Session

from app.document import Document
from app.document.checking import parse_document
from app.document.schema import SCHEMA
from app.errors import NotFound
from app.sections.errors import PlaceGone
from app.sections.parsed import parsed_text
from app.sections.queries import maps_since, text_head
from app.sections.saving import Saved, save_steps

CLIENT = "server"


def change_text(
    session: Session,
    author_id: int,
    text_id: int,
    make: Callable[[Node], list[Step]],
    *,
    organisation_id: int | None = None,
    is_remark: bool = False,
) -> Saved:
    """Make steps from the newest document and save them in `author_id`'s name; no steps, no change.

    Nobody else can save between reading and writing. Raises what save_steps raises, but never StaleVersion.
    """
    head = text_head(session, text_id, lock=True)
    if head is None:
        raise NotFound
    steps = make(parsed_text(session, text_id, head.version))
    if not steps:
        return Saved(head.version, head.report_id)
    return save_steps(
        session,
        author_id,
        text_id,
        version=head.version,
        batch=uuid4().hex,
        client=CLIENT,
        steps=[dict(step.to_json()) for step in steps],
        organisation_id=organisation_id,
        is_remark=is_remark,
    )


def replace_document(
    session: Session, actor_id: int, text_id: int, document: Document, *, organisation_id: int | None = None
) -> Saved:
    """Put another document in the place of the whole text. Raises DocumentInvalid, SectionFrozen."""
    content = parse_document(document).content
    return change_text(
        session,
        actor_id,
        text_id,
        lambda now: [ReplaceStep(0, now.content.size, Slice(content, 0, 0))],
        organisation_id=organisation_id,
    )


def place_now(session: Session, text_id: int, version: int, start: int, end: int) -> tuple[int, int]:
    """Where the range that an editor saw at `version` is in the newest text. Raises PlaceGone when nothing is left."""
    maps = maps_since(session, text_id, version)
    start, end = maps.map(start, 1), maps.map(end, -1)
    if start >= end:
        raise PlaceGone
    return start, end


def mark_range(
    session: Session,
    author_id: int,
    text_id: int,
    *,
    version: int,
    start: int,
    end: int,
    mark: str,
    attrs: dict[str, str],
) -> Saved:
    """Hang a remark (the mark `comment` or `suggestion`) on a range that an editor saw at `version`.

    Raises PlaceGone, SectionFrozen, StepsRejected (no such place).
    """
    start, end = place_now(session, text_id, version, start, end)
    step = AddMarkStep(start, end, SCHEMA.marks[mark].create(attrs))
    return change_text(session, author_id, text_id, lambda _document: [step], is_remark=True)


def marked_range(document: Node, mark: str, attrs: dict[str, str]) -> tuple[int, int] | None:
    """From the first to the last place that carries the mark; None when its text was deleted."""
    wanted = SCHEMA.marks[mark].create(attrs)
    places: list[tuple[int, int]] = []

    def look(node: Node, position: int, *_: object) -> None:
        if wanted.is_in_set(node.marks):
            places.append((position, position + node.node_size))

    document.descendants(look)
    return (places[0][0], places[-1][1]) if places else None


def unmark(session: Session, author_id: int, text_id: int, *, mark: str, attrs: dict[str, str]) -> Saved:
    """Take a remark's mark off wherever it hangs."""

    def steps(document: Node) -> list[Step]:
        place = marked_range(document, mark, attrs)
        return [RemoveMarkStep(*place, SCHEMA.marks[mark].create(attrs))] if place else []

    return change_text(session, author_id, text_id, steps, is_remark=True)
