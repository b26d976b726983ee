"""Data blocks of a text: one file per kind, one registry. Pure."""

from app.blocks.base import Block
from app.blocks.indicator_table import IndicatorTable
from app.errors import NotFound

BLOCK_TYPES: tuple[Block, ...] = (IndicatorTable(),)
_BY_KIND = {block.kind: block for block in BLOCK_TYPES}


def block_of(kind: str) -> Block:
    """The kind of block that this node name means. Raises NotFound."""
    if kind not in _BY_KIND:
        raise NotFound
    return _BY_KIND[kind]
