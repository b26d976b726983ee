"""Where conversations stand in a text, what is left of their places, and the blocks to hang one on. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.blocks import BLOCK_TYPES
from app.document import plain_text
from app.i18n import gettext

MAX_QUOTE = 2000
_LABEL_LENGTH = 70
_FIGURES = ("figure", "table_figure")

JsonNode = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the text itself, and the words by which people know it."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Places:
    """The order of appearance of everything a conversation may hang on: threads' marks and blocks' ids."""

    marks: dict[str, int] = field(default_factory=dict)
    blocks: dict[str, int] = field(default_factory=dict)

    def of(self, thread_key: str, block_id: str) -> int | None:
        """None when the place was deleted."""
        return self.blocks.get(block_id) if block_id else self.marks.get(thread_key)


def places_of(document: JsonNode) -> Places:
    """Read off a stored document."""
    found = Places()
    for number, node in enumerate(_nodes(document)):
        if identifier := node.get("attrs", {}).get("id"):
            found.blocks.setdefault(identifier, number)
        for mark in node.get("marks", ()):
            if mark["type"] == "comment":
                found.marks.setdefault(mark["attrs"]["thread"], number)
    return found


def blocks_of(document: JsonNode) -> tuple[Block, ...]:
    """What can be chosen without selecting anything: the blocks that have an id and say something."""
    found = ((node.get("attrs", {}).get("id", ""), words_of(node)) for node in document.get("content", ()))
    return tuple(Block(identifier, _short(words)) for identifier, words in found if identifier and words)


def words_of(block: JsonNode) -> str:
    """What a block says: its text, of a table or picture the caption, of a data block its title and kind."""
    kinds = {block_type.kind: block_type.label for block_type in BLOCK_TYPES}
    label = kinds.get(block["type"])
    if label is not None:
        title = str(block.get("attrs", {}).get("title", ""))
        return ": ".join(filter(None, (gettext(label), title)))
    parts = block.get("content", ())[:1] if block["type"] in _FIGURES else (block,)
    words = " ".join(" ".join(plain_text(part) for part in parts).split())
    return (words or plain_text(block))[:MAX_QUOTE]


def _short(words: str) -> str:
    return words if len(words) <= _LABEL_LENGTH else words[: _LABEL_LENGTH - 1].rstrip() + "…"


def _nodes(node: JsonNode) -> Iterator[JsonNode]:
    yield node
    for child in node.get("content", ()):
        yield from _nodes(child)
