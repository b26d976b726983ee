"""The data blocks of a whole report, filled from the figures read once for all of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlmodel import Session

from app.blocks import BLOCK_TYPES
from app.blocks.base import BlockContext
from app.rendering.prose import DataBlock
from app.reports.blocks import filled_blocks
from app.reports.models import Report

KINDS = frozenset(block.kind for block in BLOCK_TYPES)


def data_blocks(
    session: Session, report: Report, context: BlockContext, documents: Iterable[Mapping[str, Any]]
) -> DataBlock:
    """What turns the data blocks of these texts into nodes. The queries do not grow with the number of blocks."""
    return filled_blocks(session, report, context, [block for document in documents for block in _blocks(document)])


def _blocks(node: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Kind and settings of the data blocks in a text, wherever they stand in it."""
    kind = str(node.get("type"))
    if kind in KINDS:
        yield kind, node.get("attrs", {})
    for child in node.get("content", ()):
        yield from _blocks(child)
