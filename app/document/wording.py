"""Two wordings compared word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both have, or that only the newer or only the older wording has."""

    kind: Literal["same", "added", "removed"]
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """How `before` became `after`: what was removed stands before what was added in its place."""
    return tuple(_merged(_pieces(_PIECE.findall(before), _PIECE.findall(after))))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            yield Piece("same", "".join(new[code.dest_start : code.dest_end]))
        elif code.tag == "delete":
            yield Piece("removed", "".join(old[code.src_start : code.src_end]))
        else:
            yield Piece("added", "".join(new[code.dest_start : code.dest_end]))


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """One removal and one addition between two runs that stayed; a space alone does not keep two changes apart."""
    texts = {"removed": "", "added": ""}
    waiting = list(pieces)
    for index, piece in enumerate(waiting):
        between = piece.text.isspace() and 0 < index < len(waiting) - 1
        if piece.kind == "same" and not (between and any(texts.values())):
            yield from _spoken(texts)
            texts = {"removed": "", "added": ""}
            yield piece
        else:
            for kind in ("removed", "added"):
                texts[kind] += piece.text if piece.kind in ("same", kind) else ""
    yield from _spoken(texts)


def _spoken(texts: dict[str, str]) -> Iterator[Piece]:
    if texts["removed"]:
        yield Piece("removed", texts["removed"])
    if texts["added"]:
        yield Piece("added", texts["added"])
