"""Which counts of people may not be published: 1–4, and those from which a reader could reckon one of them. Pure.

A figure of an area is the sum of its smallest parts, and that of everybody the sum of men and women. So every
published figure is an equation, and a hidden one is safe as long as no combination of the published ones gives it.
A reader is taken to know every zero: then what is hidden could also be one more or one less, and none negative.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

SMALLEST_SHOWN = 5
PARTS = {"total": ("male", "female")}  # a group that is the sum of others

Place = tuple[str, str]  # region, population group
Atom = tuple[int, str]  # a set of municipalities that no entered area divides, and a group without parts
Vector = dict[Atom, Fraction]
Key = TypeVar("Key")


class Why(StrEnum):
    """Why a figure is hidden in what is published."""

    SMALL = "small"  # a count of 1–4
    REVEALS = "reveals"  # with it a hidden one could be reckoned
    FEW_ANSWERS = "few-answers"  # too few people answered


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of people in one period. `cleared`: a person decided that it may be published though it is small."""

    region: str
    group: str
    value: float
    cleared: bool = False

    @property
    def place(self) -> Place:
        return self.region, self.group

    @property
    def is_small(self) -> bool:
        return is_small(self.value) and not self.cleared


def is_small(value: float) -> bool:
    """A count that points at few people. Zero points at nobody and may be published."""
    return 0 < value < SMALLEST_SHOWN


def hidden_cells(cells: Sequence[Cell], areas: Mapping[str, frozenset[str]]) -> dict[Place, Why]:
    """What may not be published of one period. `areas`: the municipalities that each region consists of."""
    hidden = {cell.place: Why.SMALL for cell in cells if cell.is_small}
    ground = _Ground(cells, areas)
    while (further := ground.further(hidden)) is not None:
        hidden[further] = Why.REVEALS
    return hidden


class _Span:
    """Everything that can be reckoned from some figures: rows in echelon form, each with what it was made of."""

    def __init__(self) -> None:
        self._rows: dict[Atom, tuple[Vector, dict[Place, Fraction]]] = {}

    def add(self, vector: Vector, source: Place | None) -> None:
        left, made_of = self._reduce(dict(vector))
        if left:
            pivot = min(left)
            made = {place: -share for place, share in made_of.items()}
            if source is not None:
                made[source] = made.get(source, Fraction(0)) + 1
            scale = left[pivot]
            row = {atom: share / scale for atom, share in left.items()}
            self._rows[pivot] = row, {place: share / scale for place, share in made.items()}

    def made_of(self, vector: Vector) -> dict[Place, Fraction] | None:
        """Which figures give this one, and how often each is taken; None when it cannot be reckoned."""
        left, made_of = self._reduce(dict(vector))
        return None if left else {place: share for place, share in made_of.items() if share}

    def _reduce(self, left: Vector) -> tuple[Vector, dict[Place, Fraction]]:
        made_of: dict[Place, Fraction] = {}
        while left and (pivot := min(left)) in self._rows:
            row, made = self._rows[pivot]
            share = left[pivot]
            _subtract(left, row, share)
            _subtract(made_of, made, -share)
        return left, made_of


def _subtract(values: dict[Key, Fraction], other: Mapping[Key, Fraction], times: Fraction) -> None:
    for key, share in other.items():
        left = values.get(key, Fraction(0)) - times * share
        if left:
            values[key] = left
        else:
            values.pop(key, None)


class _Ground:
    """The figures of one period as sums of their smallest parts."""

    def __init__(self, cells: Sequence[Cell], areas: Mapping[str, frozenset[str]]) -> None:
        self.cells = {cell.place: cell for cell in cells}
        regions = sorted({cell.region for cell in cells})
        self.parts_of = _undivided(regions, areas)
        self.groups = _groups({cell.group for cell in cells})
        self.vectors = {cell.place: self._vector(self.parts_of[cell.region], cell.group) for cell in cells}
        self.cleared = [self.vectors[cell.place] for cell in cells if is_small(cell.value) and cell.cleared]
        self.zeros = self._zeros()

    def further(self, hidden: Mapping[Place, Why]) -> Place | None:
        """The smallest figure that has to be hidden as well; None when nothing hidden can be reckoned any more."""
        span = self._span(place for place in self.cells if place not in hidden)
        for made_of in self._revealed(span, hidden):
            if made_of:
                return min(made_of, key=lambda place: (self.cells[place].cleared, self.cells[place].value, place))
        return None

    def _revealed(self, span: _Span, hidden: Mapping[Place, Why]) -> Iterator[Mapping[Place, Fraction]]:
        """How a reader would come by each figure that nobody may know."""
        for place, why in hidden.items():
            if why is Why.SMALL and (made_of := span.made_of(self.vectors[place])):
                yield made_of
        for vector in [*self._natural(), *self._remainders(span)]:
            made_of = span.made_of(vector)
            if made_of and is_small(float(self._value(made_of))) and vector not in self.cleared:
                yield made_of

    def _natural(self) -> Iterator[Vector]:
        """What a reader may think of though nobody entered it: the other sex, the rest of a county."""
        for group in self.groups:
            for parts in self.parts_of.values():
                yield self._vector(parts, group)
            for part in sorted({part for parts in self.parts_of.values() for part in parts}):
                yield self._vector([part], group)

    def _remainders(self, span: _Span) -> Iterator[Vector]:
        """All that is hidden within an area, taken together."""
        for group in self.groups:
            for parts in self.parts_of.values():
                unknown = [part for part in parts if span.made_of(self._vector([part], group)) is None]
                if unknown:
                    yield self._vector(unknown, group)

    def _zeros(self) -> frozenset[Atom]:
        """The smallest parts that are nobody."""
        entered = self._span(self.cells)
        found = {atom for place, cell in self.cells.items() if not cell.value for atom in self.vectors[place]}
        for vector in self._natural():
            made_of = entered.made_of(vector)
            if made_of and self._value(made_of) == 0:
                found |= vector.keys()
        return frozenset(found)

    def _span(self, places: Collection[Place] | Iterator[Place]) -> _Span:
        span = _Span()
        for atom in getattr(self, "zeros", ()):
            span.add({atom: Fraction(1)}, None)
        for place in places:
            span.add(self.vectors[place], place)
        return span

    def _value(self, made_of: Mapping[Place, Fraction]) -> Fraction:
        return sum((share * Fraction(self.cells[place].value) for place, share in made_of.items()), Fraction(0))

    def _vector(self, parts: Collection[int], group: str) -> Vector:
        return {(part, below): Fraction(1) for part in parts for below in PARTS.get(group, (group,))}


def _undivided(regions: Sequence[str], areas: Mapping[str, frozenset[str]]) -> dict[str, list[int]]:
    """Each region as numbers of sets of municipalities; two municipalities in all the same regions are one set."""
    around: dict[str, frozenset[str]] = {}
    for region in regions:
        for unit in areas.get(region, frozenset({region})):
            around[unit] = around.get(unit, frozenset()) | {region}
    kinds = sorted(set(around.values()), key=sorted)
    return {region: [number for number, kind in enumerate(kinds) if region in kind] for region in regions}


def _groups(entered: Collection[str]) -> list[str]:
    """The groups that somebody could ask about: where one sex was entered, also the other."""
    sexes = {part for whole in PARTS for part in PARTS[whole]}
    return sorted({*entered, "total", *sexes} if sexes & set(entered) else set(entered))


def few_answers(answers: Mapping[Place, int | None], least: int, *, of_each_sex: bool) -> frozenset[Place]:
    """The figures of one period behind which too few people stand, and those that would give them away.

    `of_each_sex`: an area is shown only where at least `least` boys and as many girls answered, as in the school
    survey; without the number of answers it is hidden. Else a hidden sex hides the other: with the total and one
    of them the other could be reckoned.
    """
    found: set[Place] = set()
    for region in {region for region, _ in answers}:
        of = {group: count for (code, group), count in answers.items() if code == region}
        sexes = {group for group in PARTS["total"] if group in of}
        few = {group for group, count in of.items() if count is not None and count < least}
        if of_each_sex:
            few = set() if _enough_of_each(of, least) else set(of)
        elif few & sexes:
            few |= sexes
        found |= {(region, group) for group in few}
    return frozenset(found)


def _enough_of_each(of: Mapping[str, int | None], least: int) -> bool:
    sexes = [of[group] or 0 for group in PARTS["total"] if group in of]
    together = len(sexes) == len(PARTS["total"]) or (of.get("total") or 0) >= len(PARTS["total"]) * least
    return together and all(count >= least for count in sexes)
