"""Blocks that stand in plain words: their structure is given up and told so, their text must still be there."""

from collections.abc import Sequence
from dataclasses import replace

from app.proofs.compare import Comparison
from app.proofs.items import Item, Kind

_WITHOUT_WORDS = frozenset({Kind.PICTURE, Kind.CHART, Kind.TABLE, Kind.ITEM})


def eased(comparison: Comparison, places: Sequence[str]) -> Comparison:
    """What differs in the sections of these places is no fault when its words are found among theirs.

    A place begins with the name of its section, as an item's own place does.
    """
    there = [given for _, given in comparison.changed] + [given for given, _ in comparison.added]
    words = "".join(given.likeness[0].partition(":")[2] for given in there)

    def is_told(wanted: Item | None) -> bool:
        if wanted is None or not wanted.place:
            return False
        return any(place.startswith(f"{wanted.place[0]},") for place in places)

    def is_there(wanted: Item) -> bool:
        text = wanted.likeness[0].partition(":")[2]
        return is_told(wanted) and (wanted.kind in _WITHOUT_WORDS or text in words)

    changed = [pair for pair in comparison.changed if not is_there(pair[0])]
    return replace(
        comparison,
        changed=changed,
        missing=[wanted for wanted in comparison.missing if not is_there(wanted)],
        moved=[wanted for wanted in comparison.moved if not is_told(wanted)],
        added=[(given, before) for given, before in comparison.added if not is_told(before)],
    )
