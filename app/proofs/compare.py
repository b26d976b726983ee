"""Two sequences of items compared in order: what is missing, changed, added or moved. Time grows with their length."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.proofs.items import Item, same_words

WINDOW = 60
"""So many items ahead are looked at where the sequences part; further, only for texts that stand once in each."""


@dataclass(slots=True)
class Comparison:
    """`same` are pairs; `changed` pairs that stand in each other's place; the rest have no partner."""

    same: list[Item] = field(default_factory=list)
    changed: list[tuple[Item, Item]] = field(default_factory=list)
    missing: list[Item] = field(default_factory=list)
    added: list[tuple[Item, Item | None]] = field(default_factory=list)  # with the expected item before it
    moved: list[Item] = field(default_factory=list)


def compared(expected: Sequence[Item], found: Sequence[Item]) -> Comparison:
    """Every expected item is in exactly one of same, changed, missing and moved."""
    result = Comparison()
    wanted, given = [one.likeness for one in expected], [one.likeness for one in found]
    before: Item | None = None
    for here, there, here_end, there_end in _gaps(wanted, given, result, expected, found):
        before = expected[here - 1] if here else None
        _settle(expected[here:here_end], found[there:there_end], before, result)
    _find_moved(result)
    return result


Likeness = tuple[str, tuple[tuple[str, str], ...]]
Gap = tuple[int, int, int, int]


def _gaps(
    wanted: Sequence[Likeness],
    given: Sequence[Likeness],
    result: Comparison,
    expected: Sequence[Item],
    found: Sequence[Item],
) -> Iterator[Gap]:
    """Stretches that differ; what agrees between them is noted in `result`."""
    meeting = _Meeting(wanted, given)
    here = there = 0
    while here < len(wanted) or there < len(given):
        if here < len(wanted) and there < len(given) and wanted[here] == given[there]:
            _agree(expected[here], found[there], result)
            here, there = here + 1, there + 1
            continue
        here_end, there_end = meeting.after(here, there)
        yield here, there, here_end, there_end
        here, there = here_end, there_end


def _agree(wanted: Item, given: Item, result: Comparison) -> None:
    if same_words(wanted.text, given.text):
        result.same.append(wanted)
    else:
        result.changed.append((wanted, given))


class _Meeting:
    """Where two sequences that have parted meet again."""

    def __init__(self, wanted: Sequence[Likeness], given: Sequence[Likeness]) -> None:
        self.wanted, self.given = wanted, given
        once = Counter(wanted)
        given_counts = Counter(given)
        given_at = {one: place for place, one in enumerate(given)}
        self.landmarks = deque(
            (place, given_at[one]) for place, one in enumerate(wanted) if once[one] == 1 and given_counts[one] == 1
        )

    def after(self, here: int, there: int) -> tuple[int, int]:
        """The nearest pair of equal items within the window, else the next landmark, else the ends."""
        near = self._near(here, there)
        if near is not None:
            return near
        while self.landmarks and (self.landmarks[0][0] < here or self.landmarks[0][1] < there):
            self.landmarks.popleft()
        return self.landmarks[0] if self.landmarks else (len(self.wanted), len(self.given))

    def _near(self, here: int, there: int) -> tuple[int, int] | None:
        first: dict[Likeness, int] = {}
        for offset, one in enumerate(self.given[there : there + WINDOW]):
            first.setdefault(one, offset)
        pairs = (
            (offset + first[one], offset)
            for offset, one in enumerate(self.wanted[here : here + WINDOW])
            if one in first
        )
        best = min(pairs, default=None)
        return (here + best[1], there + best[0] - best[1]) if best else None


def _settle(expected: Sequence[Item], found: Sequence[Item], before: Item | None, result: Comparison) -> None:
    """Within a stretch that differs: neighbours of one kind are one item changed; others are missing or added."""
    waiting = deque(found)
    for wanted in expected:
        if waiting and waiting[0].seen is wanted.seen:
            result.changed.append((wanted, waiting.popleft()))
        elif len(waiting) > 1 and waiting[1].seen is wanted.seen and len(waiting) > len(expected):
            result.added.append((waiting.popleft(), before))
            result.changed.append((wanted, waiting.popleft()))
        else:
            result.missing.append(wanted)
        before = wanted
    result.added.extend((one, before) for one in waiting)


def _find_moved(result: Comparison) -> None:
    """What is missing at its place and stands at another is moved, not lost."""
    added = Counter(one.likeness for one, _ in result.added)
    missing = []
    for wanted in result.missing:
        if added[wanted.likeness]:
            added[wanted.likeness] -= 1
            result.moved.append(wanted)
        else:
            missing.append(wanted)
    result.missing = missing
    gone = Counter(one.likeness for one in result.moved)
    kept = []
    for one, before in result.added:
        if gone[one.likeness]:
            gone[one.likeness] -= 1
        else:
            kept.append((one, before))
    result.added = kept
