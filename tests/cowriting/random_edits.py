"""Random things that a person could do to a text, as ProseMirror's steps."""

from collections.abc import Callable, Iterator
from random import Random

from prosemirror.model import Node
from prosemirror.transform import Transform, can_join, can_split, find_wrapping, lift_target
from prosemirror.transform.transform import TransformError

from app.document.schema import SCHEMA

ENOUGH = 400  # places of a document; above it more is deleted than written
DEEP = 10
WORDS = ("a", "yö", "🙂", "kaksi sanaa ", "hyvinvointi ", "äö")
LINK = {"href": "https://example.fi/"}
Edit = Callable[[Transform, Random], None]
nodes, marks = SCHEMA.nodes, SCHEMA.marks


def edit_at_random(document: Node, random: Random) -> Transform:
    """The document after one random change that could be made, tidied as the editor does."""
    while True:
        transform = Transform(document)
        chosen = erase if document.content.size > ENOUGH and random.random() < 0.7 else random.choice(EDITS)
        try:
            chosen(transform, random)
        except (ValueError, TransformError):  # it cannot be done there
            continue
        if transform.steps:
            tidy(transform, random)
            return transform


def tidy(transform: Transform, random: Random) -> None:
    """Every block of the text has an id of its own; the later of two that share one gets another."""
    seen: set[str] = set()
    places: list[tuple[Node, int, bool]] = []
    transform.doc.descendants(
        lambda node, at, parent, _index: places.append((node, at, parent is not None and parent.type.name == "doc"))
    )
    for node, at, is_block in places:
        identifier = node.attrs.get("id")
        if identifier is None or (not identifier and not is_block):
            continue
        if not identifier or identifier in seen:
            transform.set_node_attribute(at, "id", f"n{random.getrandbits(40):x}" if is_block else "")
        seen.add(identifier)


def erase(transform: Transform, random: Random) -> None:
    """A few letters, or a whole block."""
    if random.random() < 0.3 and transform.doc.child_count > 1:
        at, block = random.choice(list(_blocks(transform.doc)))
        transform.delete(at, at + block.node_size)
    elif place := _words(transform.doc, random):
        transform.delete(*place)


def _write(transform: Transform, random: Random) -> None:
    at, textblock = _textblock(transform.doc, random)
    place = at + 1 + random.choice(_stops(textblock))
    inherited = transform.doc.resolve(place).marks()
    kept = [mark for mark in inherited if mark.type.name in ("strong", "emphasis")]
    transform.insert(place, SCHEMA.text(random.choice(WORDS), kept))


def _split(transform: Transform, random: Random) -> None:
    at, textblock = _textblock(transform.doc, random)
    place = at + 1 + random.choice(_stops(textblock))
    depth = 2 if transform.doc.resolve(place).node(-1).type.name == "list_item" and random.random() < 0.7 else 1
    if can_split(transform.doc, place, depth):
        transform.split(place, depth)


def _join(transform: Transform, random: Random) -> None:
    at, _block = random.choice(list(_blocks(transform.doc)))
    if at > 0 and can_join(transform.doc, at):
        transform.join(at)


def _mark(transform: Transform, random: Random) -> None:
    if place := _words(transform.doc, random):
        mark = random.choice([marks["strong"].create(), marks["emphasis"].create(), marks["link"].create(LINK)])
        random.choice([transform.add_mark, transform.remove_mark])(*place, mark)


def _retype(transform: Transform, random: Random) -> None:
    at, textblock = _textblock(transform.doc, random)
    if transform.doc.resolve(at).depth == 0:
        attrs = {"id": textblock.attrs["id"]}
        kind = random.choice(["paragraph", "heading"])
        more = {"level": random.randint(1, 3)} if kind == "heading" else {}
        transform.set_block_type(at + 1, at + 1, nodes[kind], attrs | more)


def _wrap(transform: Transform, random: Random) -> None:
    at, _block = _textblock(transform.doc, random)
    place = transform.doc.resolve(at + 1)
    around = place.block_range(place)
    kind = nodes[random.choice(["bullet_list", "ordered_list", "blockquote"])]
    wrappers = find_wrapping(around, kind) if around and place.depth < DEEP else None
    if wrappers:
        transform.wrap(around, wrappers)


def _lift(transform: Transform, random: Random) -> None:
    at, _block = _textblock(transform.doc, random)
    place = transform.doc.resolve(at + 1)
    around = place.block_range(place)
    depth = lift_target(around) if around else None
    if depth is not None:
        transform.lift(around, depth)


def _add_block(transform: Transform, random: Random) -> None:
    at, _block = random.choice(list(_blocks(transform.doc)))
    row = [nodes["table_row"].create(None, [nodes["table_cell"].create_and_fill() for _ in range(2)]) for _ in range(2)]
    table = [nodes["table_caption"].create(), nodes["table"].create(None, row)]
    made = [
        nodes["indicator_table"].create({"package": "youth"}),
        nodes["table_figure"].create(None, table),
        nodes["paragraph"].create(),
    ]
    transform.insert(at, random.choice(made))


def _move(transform: Transform, random: Random) -> None:
    at, block = random.choice(list(_blocks(transform.doc)))
    if transform.doc.child_count > 1:
        transform.delete(at, at + block.node_size)
        to = random.choice([place for place, _block in _blocks(transform.doc)])
        transform.insert(to, block)


def _set(transform: Transform, random: Random) -> None:
    places = [at for at, block in _blocks(transform.doc) if block.type.name == "indicator_table"]
    if places:
        transform.set_node_attribute(random.choice(places), "title", random.choice(WORDS))


def _row(transform: Transform, random: Random) -> None:
    """One row more or less; columns and spans need the browser's mending and are tried there."""
    rows: list[tuple[int, Node, int]] = []
    transform.doc.descendants(
        lambda node, at, parent, _index: (
            rows.append((at, node, parent.child_count)) if node.type.name == "table_row" else None
        )
    )
    if not rows:
        return
    at, row, count = random.choice(rows)
    if count > 1 and random.random() < 0.4:
        transform.delete(at, at + row.node_size)
    else:
        transform.insert(
            at, row.type.create(None, [nodes["table_cell"].create_and_fill() for _ in row.content.content])
        )


EDITS: tuple[Edit, ...] = (
    *[_write] * 12,
    *[erase, _split] * 3,
    *[_mark] * 2,
    *(_join, _retype, _wrap, _lift, _add_block, _move, _set, _row),
)


def _blocks(document: Node) -> Iterator[tuple[int, Node]]:
    at = 0
    for block in document.content.content:
        yield at, block
        at += block.node_size


def _textblock(document: Node, random: Random) -> tuple[int, Node]:
    found: list[tuple[int, Node]] = []
    document.descendants(lambda node, at, *_: found.append((at, node)) if node.is_textblock else None)
    return random.choice(found) if found else (-1, document)


def _stops(textblock: Node) -> list[int]:
    """Where a cursor can stand: between signs, not within one."""
    stops, at = [0], 0
    for child in textblock.content.content:
        for sign in getattr(child, "text", None) or " ":
            at += len(sign.encode("utf-16-le")) // 2 if child.is_text else child.node_size
            stops.append(at)
    return stops


def _words(document: Node, random: Random) -> tuple[int, int] | None:
    at, textblock = _textblock(document, random)
    stops = _stops(textblock)
    start = random.randrange(len(stops))
    end = min(len(stops) - 1, start + random.randint(1, 9))
    return (at + 1 + stops[start], at + 1 + stops[end]) if end > start else None
