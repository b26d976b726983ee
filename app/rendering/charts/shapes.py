"""Outlines of areas: path data read, brought to whole pixels, and the place in them where a name fits."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

Ring = tuple[tuple[int, int], ...]

SMALLEST = 2  # square pixels: smaller islands are left out, but not an area's largest part
HATCH = 9  # pixels from line to line, along the edge of the drawing
DOTS = 6
SCANS = 9  # lines across an area along which room for its name is sought

_TOKENS = re.compile(r"[MLHVZmlhvz]|-?\d*\.?\d+(?:e-?\d+)?")


@dataclass(frozen=True, slots=True)
class Outline:
    """An area in pixels. `middle` and `room`: where its name would stand, and how wide it is there."""

    data: str
    rings: tuple[Ring, ...]
    middle: tuple[float, float]
    room: float
    size: float


def extent(shapes: Sequence[str]) -> tuple[float, float]:
    """Right and lower edge of all shapes together."""
    points = [point for shape in shapes for ring in _rings(shape) for point in ring]
    return max((x for x, _ in points), default=1.0), max((y for _, y in points), default=1.0)


@lru_cache(maxsize=2048)
def outline(shape: str, scale: float) -> Outline:
    """The shape, so many times its size."""
    rings = sorted((_on_grid(ring, scale) for ring in _rings(shape)), key=_size, reverse=True)
    rings = [ring for index, ring in enumerate(rings) if index == 0 or _size(ring) >= SMALLEST]
    if not rings:
        return Outline("", (), (0, 0), 0, 0)
    middle, room = _roomiest(rings[0])
    return Outline("".join(map(_data, rings)), tuple(rings), middle, room, _size(rings[0]))


@lru_cache(maxsize=2048)
def hatched(rings: tuple[Ring, ...]) -> str:
    """Slanting lines across an area. Drawn as lines: a pattern's tiles show their seams on paper."""
    lines = _across([tuple((x + y, x) for x, y in ring) for ring in rings], HATCH)
    return "".join(f"M{left} {place - left}L{right} {place - right}" for place, left, right in lines if right > left)


@lru_cache(maxsize=2048)
def dotted(rings: tuple[Ring, ...]) -> str:
    """Level lines across an area, to be drawn as rows of dots."""
    lines = _across([tuple((y, x) for x, y in ring) for ring in rings], DOTS)
    return "".join(f"M{left + 2} {place}H{right - 1}" for place, left, right in lines if right > left + 3)


def _across(rings: Sequence[Ring], step: int) -> Iterator[tuple[int, int, int]]:
    """Where lines at every `step` of the first coordinate run inside: their place, from and to."""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (u1, v1), (u2, v2) in pairwise((*ring, *ring[:1])):
            low, high = sorted((u1, u2))
            for place in range(low + -low % step, high, step):
                crossings.setdefault(place, []).append(v1 + (place - u1) / (u2 - u1) * (v2 - v1))
    for place, values in sorted(crossings.items()):
        values.sort()
        for left, right in zip(values[::2], values[1::2], strict=False):
            yield place, round(left), round(right)


def _rings(shape: str) -> Iterator[list[tuple[float, float]]]:
    """Points of each closed line of path data made of straight lines."""
    ring: list[tuple[float, float]] = []
    x = y = 0.0
    for command, numbers in _commands(shape):
        if command in "MmZz" and ring:
            x, y = ring[0] if command in "Zz" else (x, y)
            yield ring
            ring = []
        for place in _places(command, numbers, x, y):
            x, y = place
            ring.append(place)
    if ring:
        yield ring


def _commands(shape: str) -> Iterator[tuple[str, list[float]]]:
    command, numbers = "", [0.0][:0]
    for token in _TOKENS.findall(shape):
        if token[0].isalpha():
            if command:
                yield command, numbers
            command, numbers = token, []
        else:
            numbers.append(float(token))
    if command:
        yield command, numbers


def _places(command: str, numbers: list[float], x: float, y: float) -> Iterator[tuple[float, float]]:
    relative = command.islower()
    if command in "Hh":
        steps = [(number, 0.0 if relative else y) for number in numbers]
    elif command in "Vv":
        steps = [(0.0 if relative else x, number) for number in numbers]
    else:
        steps = list(zip(numbers[::2], numbers[1::2], strict=False))
    for step in steps:
        x, y = (x + step[0], y + step[1]) if relative else step
        yield x, y


def _on_grid(ring: Sequence[tuple[float, float]], scale: float) -> Ring:
    """Whole pixels, without points that add nothing. Neighbours stay neighbours: their common points move alike."""
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = round(x * scale), round(y * scale)
        if points and point == points[-1]:
            continue
        if len(points) > 1 and _turn(points[-2], points[-1], point) == 0:
            points.pop()
        points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return tuple(points)


def _turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _size(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise((*ring, *ring[:1])))) / 2


def _data(ring: Ring) -> str:
    """Path data in steps from point to point. What is smaller than a pixel is still a dot."""
    if len(ring) < 3:
        return f"M{ring[0][0]} {ring[0][1]}h2v2h-2z" if ring else ""
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring))
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _roomiest(ring: Ring) -> tuple[tuple[float, float], float]:
    """The middle of the longest way across, among those that are not near the upper and lower edge."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = ((ring[0][0] + 0.0, ring[0][1] + 0.0), 0.0)
    for scan in range(SCANS):
        share = (scan + 2) / (SCANS + 3)
        y = low + (high - low) * share + 0.01
        crossings = sorted(_crossings(ring, y))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            worth = (right - left) * (1 - abs(share - 0.5))
            if worth > best[1]:
                best = (((left + right) / 2, y), worth)
    return best


def _crossings(ring: Ring, y: float) -> Iterator[float]:
    for (x1, y1), (x2, y2) in pairwise((*ring, *ring[:1])):
        if (y1 > y) != (y2 > y):
            yield x1 + (y - y1) / (y2 - y1) * (x2 - x1)
