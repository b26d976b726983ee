"""Things moved apart just so far that none stands upon another."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbours that touch, from `edge` on."""

    edge: float
    size: float
    members: tuple[int, ...]

    def within(self, start: float, end: float) -> "_Group":
        return _Group(max(start, min(self.edge, end - self.size)), self.size, self.members)

    def joined(self, after: "_Group") -> "_Group":
        """Both as one, each giving way by its own weight."""
        mine, theirs = len(self.members), len(after.members)
        edge = (self.edge * mine + (after.edge - self.size) * theirs) / (mine + theirs)
        return _Group(edge, self.size + after.size, self.members + after.members)


def spread(wanted: Sequence[float], sizes: Sequence[float], start: float, end: float) -> list[float]:
    """The middles of things of these sizes: in their order, near where they are wanted, between `start` and `end`.

    Where there is no room for all they go on beyond `end`.
    """
    groups: list[_Group] = []
    for index in sorted(range(len(wanted)), key=lambda index: wanted[index]):
        group = _Group(wanted[index] - sizes[index] / 2, sizes[index], (index,)).within(start, end)
        while groups and groups[-1].edge + groups[-1].size > group.edge:
            group = groups.pop().joined(group).within(start, end)
        groups.append(group)
    middles = [0.0] * len(sizes)
    for group in groups:
        place = group.edge
        for index in group.members:
            middles[index] = place + sizes[index] / 2
            place += sizes[index]
    return middles
