"""The data blocks of a whole report, filled from the figures read once for all of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from app.blocks import BLOCK_TYPES
from app.blocks.base import BlockContext, Needs
from app.indicators.queries import indicator_data
from app.organisations.queries import region_names
from app.rendering import tree
from app.rendering.prose import DataBlock

KINDS = {block.kind: block for block in BLOCK_TYPES}


def data_blocks(session: Session, context: BlockContext, documents: Iterable[Mapping[str, Any]]) -> DataBlock:
    """What turns the data blocks of these texts into nodes. Three queries, however many blocks there are."""
    wanted = [needs for document in documents for needs in _needs(document, context)]
    codes = [name.code for name in (context.own, *context.around, *context.comparison)]
    others = [code for needs in wanted for code in needs.comparison or ()]
    names = {name.code: name for name in region_names(session, others, context.language)} if others else {}
    keys = list(dict.fromkeys(key for needs in wanted for key in needs.indicators))
    data = indicator_data(session, keys, list(dict.fromkeys([*codes, *names])), context.language)

    def render(kind: str, attrs: dict[str, Any], anchor: str) -> tuple[tree.Block, ...]:
        block = KINDS[kind]
        own = block.needs(attrs, context).comparison
        around = context
        if own is not None:
            around = replace(context, comparison=tuple(names[code] for code in own if code in names))
        return block.nodes(attrs, around, data, anchor=anchor)

    return render


def _needs(node: Mapping[str, Any], context: BlockContext) -> Iterator[Needs]:
    """What the data blocks in a text ask for, wherever they stand in it."""
    block = KINDS.get(str(node.get("type")))
    if block is not None:
        yield block.needs(node.get("attrs", {}), context)
    for child in node.get("content", ()):
        yield from _needs(child, context)
