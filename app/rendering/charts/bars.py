"""One figure a region as bars from zero: the figure in the bar or after it, the country as a rule behind them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.rendering.charts.canvas import Anchor, Canvas, label, number, text
from app.rendering.charts.scale import drawable
from app.rendering.charts.type import LINE, SIZE, cut, width_of, wrap
from app.rendering.drawings import Bars, Mark, SeriesRole

TOP = 8
THICK = 16
AIR = 10  # between rows
TIGHT_AIR = 4  # from so many rows on
MANY = 24
IN_BAR = 7  # from the bar's end to its figure
NAME_SHARE = {"wide": 0.34, "narrow": 0.36}


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where zero and the end of the longest bars are, for figures between `low` and `high`."""

    left: float
    right: float
    low: float
    high: float

    def at(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def draw_bars(drawing: Bars, canvas: Canvas) -> tuple[float, str]:
    """Height and content of the drawing."""
    room = canvas.right * NAME_SHARE[canvas.width]
    names = [wrap(bar.label, room, most=2, bold=_is_own(bar)) for bar in drawing.bars]
    column = max((width_of(line, bold=True) for lines in names for line in lines), default=0.0) + 10
    plan = _plan(drawing, min(column, room + 10), canvas)
    head, top = _head(drawing, plan, canvas)
    middles, bottom = _rows(names, top)
    content = [
        head,
        _rule(drawing.reference, plan, top, bottom, canvas),
        *_names(drawing.bars, names, middles, min(column, room + 10) - 10, canvas),
        *_bars(drawing.bars, middles, plan, canvas),
        *_figures(drawing, middles, plan, canvas),
        canvas.path("base", f"M{number(plan.at(0))} {top}V{number(bottom)}"),
    ]
    return bottom + 6, "".join(content)


def _is_own(bar: Mark) -> bool:
    return bar.role is SeriesRole.OWN


def _plan(drawing: Bars, column: float, canvas: Canvas) -> _Plan:
    marks = [*drawing.bars, drawing.reference] if drawing.reference else drawing.bars
    values = [value for mark in marks if (value := drawable(mark.value)) is not None]
    low, high = min(values, default=0.0), max(values, default=0.0)
    low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-9:
        high = low + 1.0
    before = max((width_of(bar.text) + 2 * IN_BAR for bar in drawing.bars if (bar.value or 0) < 0), default=0.0)
    left = min(column + before, canvas.right * 0.6)
    plan = _Plan(left, canvas.right - 6, low, high)
    beyond = max((_reach(_figure(bar, 0, plan))[1] - canvas.right for bar in drawing.bars), default=0.0)
    return plan if beyond <= 0 else _Plan(left, max(plan.right - beyond - IN_BAR, left + 20), low, high)


def _rows(names: list[list[str]], top: float) -> tuple[list[float], float]:
    """Middle of each row, and where the last ends."""
    air = AIR if len(names) < MANY else TIGHT_AIR
    middles, place = [], top + air / 2
    for lines in names:
        size = max(THICK, LINE * len(lines))
        middles.append(place + size / 2)
        place += size + air
    return middles, place - air / 2 + 3


def _head(drawing: Bars, plan: _Plan, canvas: Canvas) -> tuple[str, float]:
    """The unit once and the rule's name, on lines of their own where they would touch; and where the rows begin."""
    reference = drawing.reference
    units = wrap(drawing.unit, canvas.right - 12, most=2) if drawing.unit else []
    start = max(0.0, min(plan.at(0), canvas.right - max((width_of(unit) for unit in units), default=0.0)))
    unit = canvas.group("axis", *(text(start, SIZE + LINE * row, words) for row, words in enumerate(units)))
    rows = len(units)
    if reference is None:
        return unit, TOP + LINE * rows
    words = cut(f"{reference.label} {reference.text}", canvas.right)
    half = width_of(words) / 2
    middle = _reference_place(reference, plan, canvas)
    middle = max(half, min(middle, canvas.right - half))
    clashes = rows != 1 or middle - half < start + width_of(units[0]) + 12
    row = rows if clashes else 0
    named = canvas.group("name-country", text(middle, SIZE + LINE * row, words), anchor="middle")
    return unit + named, TOP + LINE * (row + 1)


def _reference_place(reference: Mark, plan: _Plan, canvas: Canvas) -> float:
    value = drawable(reference.value)
    return canvas.right if value is None else plan.at(value)


def _rule(reference: Mark | None, plan: _Plan, top: float, bottom: float, canvas: Canvas) -> str:
    value = drawable(reference.value) if reference else None
    if value is None:
        return ""
    return canvas.path("ref", f"M{number(plan.at(value))} {number(top - 3)}V{number(bottom)}")


def _names(
    bars: Iterable[Mark], names: list[list[str]], middles: list[float], x: float, canvas: Canvas
) -> Iterator[str]:
    rows = list(zip(bars, names, middles, strict=True))
    others = (label(x, middle, lines) for bar, lines, middle in rows if not _is_own(bar))
    own = (label(x, middle, lines) for bar, lines, middle in rows if _is_own(bar))
    yield canvas.group("name", *others, anchor="end")
    yield canvas.group("name-own", *own, anchor="end")


def _bars(bars: Iterable[Mark], middles: list[float], plan: _Plan, canvas: Canvas) -> Iterator[str]:
    shapes: dict[SeriesRole, list[str]] = {role: [] for role in SeriesRole}
    for bar, middle in zip(bars, middles, strict=True):
        value = drawable(bar.value)
        if value is not None:
            end, top = plan.at(value), middle - THICK / 2
            shapes[bar.role].append(f"M{number(plan.at(0))} {number(top)}H{number(end)}v{THICK}H{number(plan.at(0))}z")
    looks = {SeriesRole.PEER: "bar"}
    return (canvas.path(looks.get(role, f"bar-{role}"), "".join(paths)) for role, paths in shapes.items())


@dataclass(frozen=True, slots=True)
class _Figure:
    look: str
    anchor: Anchor
    x: float
    middle: float
    words: str
    in_bar: bool = False


def _figures(drawing: Bars, middles: list[float], plan: _Plan, canvas: Canvas) -> Iterator[str]:
    """Each figure in its bar where it fits, else after it; the word where there is none."""
    figures = [_figure(bar, middle, plan) for bar, middle in zip(drawing.bars, middles, strict=True)]
    value = drawable(drawing.reference.value) if drawing.reference else None
    if value is not None:
        yield canvas.group("ground", *(_ground(figure) for figure in figures if _covers(figure, plan.at(value))))
    kinds = dict.fromkeys((figure.look, figure.anchor) for figure in figures)
    for look, anchor in kinds:
        same = (f for f in figures if (f.look, f.anchor) == (look, anchor))
        yield canvas.group(look, *(text(f.x, f.middle + SIZE * 0.35, f.words) for f in same), anchor=anchor)


def _figure(bar: Mark, middle: float, plan: _Plan) -> _Figure:
    value, own = drawable(bar.value), _is_own(bar)
    if value is None:
        return _Figure("axis", "start", plan.at(0) + IN_BAR, middle, cut(bar.text, plan.right - plan.at(0) - IN_BAR))
    end, outwards = plan.at(value), 1 if value >= 0 else -1
    sides: tuple[Anchor, Anchor] = ("start", "end") if value >= 0 else ("end", "start")
    if abs(end - plan.at(0)) >= width_of(bar.text, bold=own) + 2 * IN_BAR:
        return _Figure("in-own" if own else "name", sides[1], end - outwards * IN_BAR, middle, bar.text, in_bar=True)
    return _Figure("name-own" if own else "name", sides[0], end + outwards * IN_BAR, middle, bar.text)


def _reach(figure: _Figure) -> tuple[float, float]:
    width = width_of(figure.words, bold=figure.look == "name-own")
    return (figure.x, figure.x + width) if figure.anchor == "start" else (figure.x - width, figure.x)


def _covers(figure: _Figure, x: float) -> bool:
    """Whether a figure beside its bar stands on the rule."""
    left, right = _reach(figure)
    return not figure.in_bar and left - 3 < x < right + 3


def _ground(figure: _Figure) -> str:
    left, right = _reach(figure)
    top, width = number(figure.middle - THICK / 2), number(right - left + 6)
    return f'<rect x="{number(left - 3)}" y="{top}" width="{width}" height="{THICK}"/>'
