"""The steps that bring a translated text nearer to its original. They never change what somebody has written. Pure."""

from collections.abc import Callable, Iterator, Sequence

from prosemirror.model import Fragment, Node, Slice
from prosemirror.transform import AttrStep, ReplaceStep, Step

from app.document.schema import SCHEMA, Document
from app.translation.alignment import identifier_of
from app.translation.comparing import copy_of, followed, says_something


def copying_steps(translated: Node, original: Document) -> tuple[list[Step], list[str]]:
    """Steps that put the blocks in which the translation has nothing at their places, and the ids of these blocks.

    A block goes behind the translation of the one before it. An empty paragraph at that place gives way.
    """
    written = {_id(node) for _, node in _blocks(translated) if _says(node)}
    taken = {str(node.attrs.get("id", "")) for node in _descendants(translated)} - {
        _id(n) for _, n in _blocks(translated)
    }
    gaps: dict[str, list[Document]] = {}
    before = ""
    for block in original.get("content", ()):
        identifier = identifier_of(block)
        if identifier in written:
            before = identifier
        elif identifier and identifier not in taken and says_something(block):
            gaps.setdefault(before, []).append(block)
    ids = {identifier_of(block) for blocks in gaps.values() for block in blocks}
    return list(_filling(translated, gaps, ids)), [identifier_of(b) for blocks in gaps.values() for b in blocks]


def _filling(translated: Node, gaps: dict[str, list[Document]], ids: set[str]) -> Iterator[Step]:
    """From the end to the start, so that every place is still where it was."""
    places = list(_blocks(translated))
    cuts: list[tuple[int, int, list[Document]]] = []
    filled = set()
    for after, blocks in gaps.items():
        index = next((at + 1 for at, (_, node) in enumerate(places) if _id(node) == after), 0) if after else 0
        start = places[index][0] if index < len(places) else translated.content.size
        end = start
        if index < len(places) and _is_empty(places[index][1]):
            end += places[index][1].node_size
            filled.add(start)
        cuts.append((start, end, blocks))
    # an empty counterpart elsewhere would leave two blocks with one id
    cuts += [(at, at + n.node_size, []) for at, n in places if _id(n) in ids and at not in filled]
    for start, end, blocks in sorted(cuts, key=lambda cut: cut[:2], reverse=True):
        nodes = [Node.from_json(SCHEMA, copy_of(block)) for block in blocks]
        yield ReplaceStep(start, end, Slice(Fragment.from_(nodes), 0, 0))


def following_steps(translated: Node, originals: Sequence[Document]) -> list[Step]:
    """Steps that give the translations of these blocks the originals' settings, such as the indicators shown."""
    by_id = {identifier_of(block): block for block in originals}
    steps: list[Step] = []
    for position, node in _blocks(translated):
        original = by_id.get(_id(node)) if _id(node) else None
        if original is not None and original["type"] == node.type.name:
            changes = followed(original, node.to_json())
            steps += [AttrStep(position, name, value) for name, value in changes.items()]
    return steps


def pairing_steps(translated: Node, extra: str, missing: str) -> list[Step]:
    """Steps that give the block `extra` the id `missing`; none when the one is gone or the other written meanwhile."""
    places = list(_blocks(translated))
    ours = [position for position, node in places if _id(node) == extra and _says(node)]
    theirs = [(position, node) for position, node in places if _id(node) == missing]
    nested = any(node.attrs.get("id") == missing for node in _descendants(translated))
    if not ours or any(_says(node) for _, node in theirs) or (nested and not theirs):
        return []
    freeing: list[Step] = [AttrStep(position, "id", "") for position, _ in theirs]
    return [*freeing, AttrStep(ours[0], "id", missing)]


def naming_steps(fresh: Callable[[], str]) -> Callable[[Node], list[Step]]:
    """Makes the steps that give an id to every block that was written before blocks had one."""

    def steps(document: Node) -> list[Step]:
        nameless = [at for at, node in _blocks(document) if "id" in node.attrs and not _id(node)]
        return [AttrStep(position, "id", fresh()) for position in nameless]

    return steps


def _blocks(document: Node) -> Iterator[tuple[int, Node]]:
    position = 0
    for node in document.content.content:
        yield position, node
        position += node.node_size


def _descendants(document: Node) -> Iterator[Node]:
    for node in document.content.content:
        yield node
        yield from _descendants(node)


def _id(node: Node) -> str:
    return str(node.attrs.get("id", ""))


def _says(node: Node) -> bool:
    return says_something(node.to_json())


def _is_empty(node: Node) -> bool:
    return node.type.name == "paragraph" and not _says(node)
