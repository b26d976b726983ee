"""People called by name in a comment: kept as ids, so that a name may change. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_KEPT = re.compile(r"@\{(\d{1,10})\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comment: plain words, or the name of somebody who is called."""

    text: str
    is_name: bool = False


def keep_mentions(typed: str, people: Mapping[int, str]) -> tuple[str, list[int]]:
    """What is stored for "@Name" of these people, and the ids of those called: of namesakes all are."""
    ids: dict[str, list[int]] = {}
    for id_, name in people.items():
        ids.setdefault(name.casefold(), []).append(id_)
    if not ids:
        return typed, []
    names = "|".join(re.escape(name) for name in sorted(people.values(), key=len, reverse=True))
    called: list[int] = []

    def keep(match: re.Match[str]) -> str:
        found = ids[match[1].casefold()]
        called.extend(id_ for id_ in found if id_ not in called)
        return f"@{{{found[0]}}}"

    return re.sub(rf"(?<![\w@])@({names})(?!\w)", keep, typed, flags=re.IGNORECASE), called


def pieces_of(kept: str, called: Collection[int], names: Mapping[int, str]) -> tuple[Piece, ...]:
    """A stored comment for showing: names as they are now."""
    pieces, end = [], 0
    for match in _KEPT.finditer(kept):
        name = names.get(int(match[1])) if int(match[1]) in called else None
        if name is None:
            continue
        pieces += [Piece(kept[end : match.start()]), Piece(f"@{name}", is_name=True)]
        end = match.end()
    return tuple(piece for piece in (*pieces, Piece(kept[end:])) if piece.text)


def typed_again(kept: str, called: Collection[int], names: Mapping[int, str]) -> str:
    """A stored comment as its author would type it."""
    return "".join(piece.text for piece in pieces_of(kept, called, names))
