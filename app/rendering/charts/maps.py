"""Municipalities in classes round the country's figure: paper, grey and hatch, with a key; the own one outlined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.rendering.charts.canvas import Canvas, text
from app.rendering.charts.shapes import Outline, Ring, dotted, extent, hatched, outline
from app.rendering.charts.type import LINE, SIZE, width_of, wrap
from app.rendering.drawings import Map, MapArea

HEIGHT = {"wide": 430, "narrow": 400}
TALL_HEIGHT = 540  # of a wide drawing whose map is much higher than wide
MOST_NAMED = 20  # areas; with more only the own one is named
KEY_WIDTH = 190  # beside the map
BOX = 22, 16
KEY_ROW = 26
EDGE = 4  # round the map, for the outlines
CLASSES = (
    ("area-grey",),
    ("area-paper", "hatch"),
    ("area-paper", "area-grey", "hatch"),
    ("area-paper", "area-grey", "hatch", "area-dark"),
)
"""What the classes look like, from the lowest, by how many there are."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A name with its figure; `x` and `y` are its middle."""

    area: MapArea
    x: float
    y: float
    width: float

    def touches(self, other: "_Placed") -> bool:
        return abs(self.x - other.x) < (self.width + other.width) / 2 + 4 and abs(self.y - other.y) < 2 * LINE


def draw_map(drawing: Map, canvas: Canvas) -> tuple[float, str]:
    """Height and content of the drawing."""
    key = _key_lines(drawing, canvas)
    width, height = _plane(drawing)
    room = canvas.right - (0 if canvas.is_narrow else KEY_WIDTH) - 2 * EDGE
    tallest = TALL_HEIGHT if height > 1.5 * width and not canvas.is_narrow else HEIGHT[canvas.width]
    scale = min(room / width, tallest / height)
    outlines = [outline(area.shape, scale) for area in drawing.areas]
    bottom = height * scale + 2 * EDGE
    key_place = (0.0, bottom + 10) if canvas.is_narrow else (canvas.right - KEY_WIDTH + 14.0, 8.0)
    content = [
        f'<g transform="translate({EDGE} {EDGE})">',
        *_areas(drawing, outlines, canvas),
        *_names(drawing.areas, outlines, room, canvas),
        "</g>",
        *_key(key, *key_place, canvas),
    ]
    key_bottom = key_place[1] + sum(_key_size(lines) for _, lines in key)
    return max(bottom, key_bottom), "".join(content)


def _plane(drawing: Map) -> tuple[float, float]:
    if drawing.width > 0 and drawing.height > 0:
        return drawing.width, drawing.height
    right, bottom = extent([area.shape for area in drawing.areas])
    return max(right, 1.0), max(bottom, 1.0)


def _look(band: int | None, count: int) -> str:
    if band is None:
        return "missing"
    looks = CLASSES[max(0, min(count, len(CLASSES)) - 1)]
    return looks[max(0, min(band, len(looks) - 1))]


def _filled(look: str, data: str, rings: Sequence[tuple[Ring, ...]], canvas: Canvas) -> str:
    """Shapes in the look of their class."""
    even = ' fill-rule="evenodd"'
    if look == "hatch":
        return canvas.path("area-grey", data, even) + canvas.path("hatch-line", "".join(map(hatched, rings)))
    if look == "missing":
        return canvas.path("area-paper", data, even) + canvas.path("hatch-dot", "".join(map(dotted, rings)))
    return canvas.path(look, data, even)


def _areas(drawing: Map, outlines: Sequence[Outline], canvas: Canvas) -> Iterator[str]:
    """One path a class, then the own municipality's outline over its neighbours'."""
    classes: dict[str, list[Outline]] = {}
    for area, shape in zip(drawing.areas, outlines, strict=True):
        classes.setdefault(_look(area.band, len(drawing.bands)), []).append(shape)
    for look, shapes in classes.items():
        yield _filled(look, "".join(shape.data for shape in shapes), [shape.rings for shape in shapes], canvas)
    own = (shape.data for area, shape in zip(drawing.areas, outlines, strict=True) if area.is_own)
    yield canvas.path("area-own", "".join(own))


def _names(areas: Sequence[MapArea], outlines: Sequence[Outline], room: float, canvas: Canvas) -> Iterator[str]:
    """Name and figure where there is room: the own municipality first, then the larger ones."""
    order = sorted(zip(areas, outlines, strict=True), key=lambda pair: (not pair[0].is_own, -pair[1].size))
    placed: list[_Placed] = []
    for area, shape in order:
        if shape.data and (area.is_own or len(areas) <= MOST_NAMED):
            label = _placed(area, shape, room)
            if area.is_own or not any(label.touches(other) for other in placed):
                placed.append(label)
    names = [text(label.x, label.y, label.area.name) for label in placed]
    figures = [text(label.x, label.y + LINE, label.area.text) for label in placed]
    if canvas.look == "print":  # no halo in one go: the letters' edges first, then the letters
        yield canvas.group("halo", *names, anchor="middle", more=' font-weight="700"')
        yield canvas.group("halo", *figures, anchor="middle")
    look = "name" if canvas.look == "print" else "name haloed"
    yield canvas.group(look, *names, anchor="middle", more=' font-weight="700"')
    yield canvas.group(look, *figures, anchor="middle")


def _placed(area: MapArea, shape: Outline, room: float) -> _Placed:
    width = max(width_of(area.name, bold=True), width_of(area.text))
    x = max(width / 2, min(shape.middle[0], room + EDGE - width / 2))
    return _Placed(area, x, max(SIZE, shape.middle[1] - 2), width)


def _key_lines(drawing: Map, canvas: Canvas) -> list[tuple[str, list[str]]]:
    """The classes from the highest, then why others have no figure."""
    room = (canvas.right if canvas.is_narrow else KEY_WIDTH - 14) - BOX[0] - 10
    count = len(drawing.bands)
    key = [(_look(band, count), wrap(name, room, most=3)) for band, name in reversed(list(enumerate(drawing.bands)))]
    reasons = dict.fromkeys(area.text for area in drawing.areas if area.band is None)
    return [*key, ("missing", wrap(", ".join(reasons), room, most=3))] if reasons else key


def _key_size(lines: list[str]) -> float:
    return KEY_ROW + LINE * (len(lines) - 1)


def _key(key: list[tuple[str, list[str]]], x: float, y: float, canvas: Canvas) -> Iterator[str]:
    words = []
    for look, lines in key:
        left, top = round(x) + 1, round(y) + 1
        corners = ((left, top), (left + BOX[0], top), (left + BOX[0], top + BOX[1]), (left, top + BOX[1]))
        yield _filled(look, f"M{left} {top}h{BOX[0]}v{BOX[1]}h-{BOX[0]}z", [(corners,)], canvas)
        words += [text(x + BOX[0] + 10, y + SIZE + LINE * row, line) for row, line in enumerate(lines)]
        y += _key_size(lines)
    yield canvas.group("name", *words)
