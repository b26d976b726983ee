"""Which block of a translated text stands for which block of the original, and how current it is. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.document.schema import BLOCK_KINDS, Document
from app.translation.comparing import essence, has_words, says_something, settings


class BlockState(StrEnum):
    CURRENT = "current"
    BEHIND = "behind"  # the original says something else than what was translated
    COPIED = "copied"  # the translation still says it in the words of the original
    MISSING = "missing"  # the translation has no such block, or has nothing in it
    EXTRA = "extra"  # the original has no such block


@dataclass(frozen=True, slots=True)
class Source:
    """A block of the original as it was when it was translated. `checked`: a person said that it is translated."""

    block: Document
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A block and its counterpart by the same id; at least one of them is there.

    `source` is what was translated, where that is known. `is_stale_in_settings`: what no language changes differs.
    """

    id: str
    state: BlockState
    original: Document | None
    translated: Document | None
    source: Document | None = None
    is_stale_in_settings: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How many blocks are behind, and how many are not translated at all."""

    behind: int
    missing: int


def align(original: Document, translated: Document, sources: Mapping[str, Source]) -> list[Row]:
    """The blocks of both texts in the original's order; blocks that only the translation has follow their neighbours.

    Empty places to write are no blocks.
    """
    theirs = {identifier: block for identifier, block in _blocks(translated) if identifier}
    ours = {identifier for identifier, _ in _blocks(original)}
    after = _extras_after(translated, ours)
    rows = [_extra(block, sources) for block in after.get("", ())]
    for identifier, block in _blocks(original):
        rows.append(_row(identifier, block, theirs.get(identifier), sources.get(identifier)))
        rows += [_extra(extra, sources) for extra in after.get(identifier, ()) if identifier]
    return rows


def standing(rows: list[Row]) -> Standing:
    """The counts that lists show."""
    counts = Counter(row.state for row in rows)
    return Standing(counts[BlockState.BEHIND], counts[BlockState.MISSING] + counts[BlockState.COPIED])


def identifier_of(block: Mapping[str, Any]) -> str:
    return str((block.get("attrs") or {}).get("id", ""))


def _blocks(document: Document) -> Iterator[tuple[str, Document]]:
    for block in document.get("content", ()):
        if says_something(block):
            yield identifier_of(block), block


def _extras_after(translated: Document, ours: set[str]) -> dict[str, list[Document]]:
    """The blocks that the original does not have, by the id of the shared block before them; "" at the beginning."""
    found: dict[str, list[Document]] = {}
    shared = ""
    for identifier, block in _blocks(translated):
        if identifier and identifier in ours:
            shared = identifier
        else:
            found.setdefault(shared, []).append(block)
    return found


def _extra(block: Document, sources: Mapping[str, Source]) -> Row:
    source = sources.get(identifier_of(block))
    return Row(identifier_of(block), BlockState.EXTRA, None, block, source.block if source else None)


def _row(identifier: str, original: Document, translated: Document | None, source: Source | None) -> Row:
    known = source.block if source else None
    if translated is None:
        return Row(identifier, BlockState.MISSING, original, None, known)
    stale = settings(original) != settings(translated)
    state = BlockState.BEHIND if stale else _state(essence(original), essence(translated), source)
    return Row(identifier, state, original, translated, known, is_stale_in_settings=stale)


def _state(original: Document, translated: Document, source: Source | None) -> BlockState:
    if original["type"] in BLOCK_KINDS and not has_words(original):
        return BlockState.CURRENT
    if source and source.checked and source.block == original:
        return BlockState.CURRENT
    if translated == original:
        return BlockState.COPIED if has_words(original) else BlockState.CURRENT
    is_old_copy = source and not source.checked and translated == source.block and has_words(translated)
    return BlockState.COPIED if is_old_copy else _since(original, source)


def _since(original: Document, source: Source | None) -> BlockState:
    return BlockState.CURRENT if source and source.block == original else BlockState.BEHIND
