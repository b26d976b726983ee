"""How imported blocks come into a text: below what is written, or instead of what nobody has begun. Pure."""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from prosemirror.model import Fragment, Node, Slice
from prosemirror.transform import ReplaceStep, Step

from app.document import word_count
from app.document.schema import BLOCK_KINDS, SCHEMA


def is_begun(document: dict[str, Any], version: int) -> bool:
    """Has anybody written here? The template's own headings and tables are nobody's text."""
    return version > 0 and word_count(document) > 0


def placing_steps(document: Node, blocks: Sequence[dict[str, Any]], *, begun: bool) -> list[Step]:
    """Steps that put the blocks into the text; the template's data blocks always stay."""
    new = [Node.from_json(SCHEMA, block) for block in with_ids(blocks)]
    if begun:
        start = _end_of_text(document)
    else:
        start = 0
        new += [block for block in document.content.content if block.type.name in BLOCK_KINDS]
    return [ReplaceStep(start, document.content.size, Slice(Fragment.from_array(new), 0, 0))]


def with_ids(blocks: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every block of a text has an id of its own."""
    for block in blocks:
        yield block | {"attrs": {**block.get("attrs", {}), "id": f"w{secrets.token_hex(5)}"}}


def _end_of_text(document: Node) -> int:
    """Where to go on: empty paragraphs at the end are written over."""
    end = document.content.size
    for block in reversed(document.content.content):
        if block.type.name != "paragraph" or block.content.size:
            break
        end -= block.node_size
    return end
