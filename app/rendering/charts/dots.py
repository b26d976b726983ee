"""Gaps between groups: in each row a dot a group, joined by a rule. Where a figure is hidden, the word for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.rendering.charts.canvas import Anchor, Canvas, Point, at, label, number, steps, text
from app.rendering.charts.scale import Scale, drawable, round_scale
from app.rendering.charts.spread import spread
from app.rendering.charts.type import ELLIPSIS, LINE, SIZE, cut, width_of, wrap
from app.rendering.drawings import DotRow, Dots, Mark, SeriesRole

STEPS = {"wide": 8, "narrow": 4}
ROW = 30
TIGHT_ROW = 22
STACKED_ROW = 24  # of dots under their name
MANY = 16
RADIUS = 5.5
AIR = 12  # between names of groups
NAME_SHARE = {"wide": 0.36, "narrow": 0.36}
SHAPES = (  # of the third group and those after it: each a look and a shape
    ("dot-hollow", "m-5-5h10v10h-10z"),
    ("dot-filled", "m0-6.5l6.5 6.5-6.5 6.5-6.5-6.5z"),
    ("dot-hollow", "m0-6l6 11h-12z"),
)
SMALLER = "m-3-3h6v6h-6z"  # upon another dot, that both are seen


@dataclass(frozen=True, slots=True)
class _Frame:
    """Names and rows: names beside their dots, or above them (`is_stacked`) where they are too long for that."""

    names: list[list[str]]
    column: float
    scale: Scale
    top: float
    heights: list[int]
    is_stacked: bool

    def middle(self, row: int) -> float:
        """Where a row's dots stand."""
        end = self.top + sum(self.heights[: row + 1])
        return end - STACKED_ROW / 2 if self.is_stacked else end - self.heights[row] / 2

    def name(self, row: int) -> str:
        if not self.is_stacked:
            return label(self.column - AIR, self.middle(row), self.names[row])
        return label(0, self.middle(row) - STACKED_ROW / 2 - LINE * len(self.names[row]) / 2, self.names[row])

    @property
    def bottom(self) -> float:
        return self.top + sum(self.heights)


def draw_dots(drawing: Dots, canvas: Canvas) -> tuple[float, str]:
    """Height and content of the drawing."""
    head, frame = _frame(drawing, canvas)
    axis, below = _axis(drawing.unit, frame, canvas)
    own = _own_rows(drawing.rows)
    content = [
        canvas.path("grid", "".join(f"M{number(x)} {number(frame.top)}V{number(frame.bottom)}" for x in _ticks(frame))),
        axis,
        _names(frame, [index for index in range(len(frame.names)) if index not in own], "name", canvas),
        _names(frame, sorted(own), "name-own", canvas),
        head,
        _gaps(drawing.rows, frame, canvas),
        *_dots(drawing.rows, frame, canvas),
        *_hidden(drawing.rows, frame, canvas),
    ]
    return frame.bottom + below, "".join(content)


def _own_rows(rows: Sequence[DotRow]) -> set[int]:
    """Rows of the own municipality; none when all are."""
    own = {index for index, row in enumerate(rows) if row.dots and row.dots[0].role is SeriesRole.OWN}
    return own if len(own) < len(rows) else set()


def _frame(drawing: Dots, canvas: Canvas) -> tuple[str, _Frame]:
    names, column, is_stacked = _row_names([row.label for row in drawing.rows], canvas)
    values = (value for row in drawing.rows for dot in row.dots if (value := drawable(dot.value)) is not None)
    scale = round_scale(values, column + 10, canvas.right - 26, steps=STEPS[canvas.width])
    least = TIGHT_ROW if len(names) > MANY else ROW
    above = STACKED_ROW if is_stacked else 6
    heights = [max(least, LINE * len(lines) + above) for lines in names]
    head, top = _groups(drawing.rows, scale, heights, canvas, as_key=is_stacked)
    return head, _Frame(names, column, scale, top, heights, is_stacked)


def _row_names(labels: Sequence[str], canvas: Canvas) -> tuple[list[list[str]], float, bool]:
    """The rows' names in lines, the width of their column, and whether they had to be put above their rows."""
    room = canvas.right * NAME_SHARE[canvas.width]
    names = [wrap(name, room, most=3, bold=True) for name in labels]
    if any(lines[-1].endswith(ELLIPSIS) for lines in names):
        return [wrap(name, canvas.right, most=3, bold=True) for name in labels], 0.0, True
    return names, max((width_of(line, bold=True) for lines in names for line in lines), default=0.0) + AIR, False


def _ticks(frame: _Frame) -> list[float]:
    return [frame.scale.at(tick) for tick in frame.scale.ticks()]


def _axis(unit: str, frame: _Frame, canvas: Canvas) -> tuple[str, float]:
    """Figures of the scale, the unit after the last or on a line of its own; and the room they take."""
    names = [frame.scale.label(tick, canvas.language) for tick in frame.scale.ticks()]
    widest = max(width_of(name) for name in names) + 8
    every = 1
    while every < len(names) and abs(_ticks(frame)[1] - _ticks(frame)[0]) * every < widest:
        every += 1
    shown = list(range(len(names) - 1, -1, -every))[::-1]
    places = [_ticks(frame)[index] for index in shown]
    shown_names = (text(x, frame.bottom + 16, names[index]) for index, x in zip(shown, places, strict=True))
    end = places[-1] + width_of(names[-1]) / 2 + 4
    below = end + width_of(unit) > canvas.right
    figures = canvas.group("axis", *shown_names, anchor="middle")
    if not below:
        return figures + (canvas.group("axis", text(end, frame.bottom + 16, unit)) if unit else ""), 22
    words = text(canvas.right, frame.bottom + 16 + LINE, cut(unit, canvas.right))
    return figures + canvas.group("axis", words, anchor="end"), 22 + LINE


def _names(frame: _Frame, rows: list[int], look: str, canvas: Canvas) -> str:
    words = (frame.name(row) for row in rows)
    return canvas.group(look, *words, anchor="start" if frame.is_stacked else "end")


def _groups(
    rows: Sequence[DotRow], scale: Scale, heights: Sequence[float], canvas: Canvas, *, as_key: bool
) -> tuple[str, float]:
    """The groups' names above their dots in the first row, or a key where they have no room; where the rows begin."""
    groups = [dot.label for dot in rows[0].dots] if rows else []
    widths = [width_of(name, bold=True) + AIR for name in groups]
    if not groups or as_key or sum(widths) > canvas.right:
        return _key(groups, canvas)
    top = SIZE + AIR
    wanted = [_place(rows, index, scale) for index in range(len(groups))]
    words, leaders = [], []
    for index, middle in enumerate(spread(wanted, widths, 0, canvas.right)):
        words.append(canvas.group(_group_look(index), text(middle, SIZE, groups[index]), anchor="middle"))
        half = (widths[index] - AIR) / 2
        end = min(max(wanted[index], middle - half), middle + half)
        leaders.append(f"M{at(end, SIZE + 4)}L{at(wanted[index], top + heights[0] / 2 - RADIUS - 1)}")
    return canvas.path("lead", "".join(leaders)) + "".join(words), top


def _key(groups: Sequence[str], canvas: Canvas) -> tuple[str, float]:
    """Each group's dot with its name, in lines; and where the rows begin."""
    x, y, parts = 0.0, SIZE + 0.0, []
    for index, name in enumerate(groups):
        words = cut(name, canvas.right - 20, bold=True)
        width = 20 + width_of(words, bold=True) + AIR
        if x and x + width - AIR > canvas.right:
            x, y = 0.0, y + LINE + 4
        parts += [
            _group_dots(index, [(x + 7, y - 4)], [], canvas),
            canvas.group(_group_look(index), text(x + 20, y, words)),
        ]
        x += width
    return "".join(parts), y + AIR if groups else 8


def _group_look(index: int) -> str:
    return "name-own" if index % 2 else "name"


def _place(rows: Sequence[DotRow], group: int, scale: Scale) -> float:
    """Where the first row has the group's dot; the first that has one, if that row has not."""
    known = (drawable(row.dots[group].value) for row in rows if group < len(row.dots))
    return scale.at(next((value for value in known if value is not None), scale.low))


def _gaps(rows: Sequence[DotRow], frame: _Frame, canvas: Canvas) -> str:
    data = []
    for index, row in enumerate(rows):
        places = [place for place in _row_places(row, frame.scale) if place is not None]
        if len(places) > 1:
            data.append(f"M{number(min(places))} {number(frame.middle(index))}H{number(max(places))}")
    return canvas.path("gap", "".join(data))


def _row_places(row: DotRow, scale: Scale) -> list[float | None]:
    return [scale.at(value) if (value := drawable(dot.value)) is not None else None for dot in row.dots]


def _dots(rows: Sequence[DotRow], frame: _Frame, canvas: Canvas) -> Iterator[str]:
    most = max((len(row.dots) for row in rows), default=0)
    for group in range(most):
        free: list[Point] = []
        upon: list[Point] = []
        for index, row in enumerate(rows):
            places = _row_places(row, frame.scale)
            x = places[group] if group < len(places) else None
            if x is not None:
                covers = any(other is not None and abs(other - x) < RADIUS for other in places[:group])
                (upon if covers else free).append((x, frame.middle(index)))
        yield _group_dots(group, free, upon, canvas)


def _group_dots(group: int, free: Sequence[Point], upon: Sequence[Point], canvas: Canvas) -> str:
    """Rings, discs, then other shapes; `upon` others they are smaller. Round ones are strokes without length."""
    if group > 1:
        look, shape = SHAPES[(group - 2) % len(SHAPES)]
        marks = [(point, shape) for point in free] + [(point, SMALLER) for point in upon]
        return canvas.path(look, "".join(f"M{at(*point)}{mark}" for point, mark in marks))
    data, smaller = (steps(points, "h0") if points else "" for points in (free, upon))
    if group:
        return canvas.path("disc", data) + canvas.path("disc-small", smaller)
    return canvas.path("ring", data) + canvas.path("ring-in", data)


def _hidden(rows: Sequence[DotRow], frame: _Frame, canvas: Canvas) -> Iterator[str]:
    """In words what has no dot, beside the dots there are."""
    for index, row in enumerate(rows):
        missing = [dot for dot in row.dots if drawable(dot.value) is None]
        if missing:
            places = [place for place in _row_places(row, frame.scale) if place is not None]
            x, anchor, room = _beside(places, frame, canvas)
            yield canvas.group("axis", text(x, frame.middle(index) + SIZE * 0.35, _words(missing, room)), anchor=anchor)


def _beside(places: list[float], frame: _Frame, canvas: Canvas) -> tuple[float, Anchor, float]:
    start = frame.scale.start - RADIUS
    if not places:
        return start, "start", canvas.right - start
    after, before = canvas.right - max(places) - 14, min(places) - 14 - start
    if after >= before:
        return max(places) + 14, "start", after
    return min(places) - 14, "end", before


def _words(missing: Sequence[Mark], room: float) -> str:
    """ "Lapset: tietosuojattu", or where that is too long, the reasons alone."""
    long = "; ".join(f"{dot.label}: {dot.text}" for dot in missing)
    return long if width_of(long) <= room else cut(", ".join(dict.fromkeys(dot.text for dot in missing)), room)
