"""Figures over years as lines: name and last figure stand at the line's end, missing years break the line."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.rendering.charts.canvas import Canvas, Point, at, label, number, steps, text
from app.rendering.charts.scale import Scale, drawable, round_scale
from app.rendering.charts.spread import spread
from app.rendering.charts.type import LINE, cut, width_of, wrap
from app.rendering.drawings import Lines, LineSeries, Mark, SeriesRole
from app.rendering.series import months

HEIGHT = {"wide": 222, "narrow": 202}  # of the plot, without heads and years
STEPS = 5
TOP = 22
SLACK = 6  # after the longest label, for a font a little wider than ours
LEADER = 20  # from a line's end to its label
LABEL_SHARE = {"wide": 0.34, "narrow": 0.42}
LABEL_GAP = 3  # between labels: their lines are then at least 19 pixels apart
REPEATED_DASHES = ("", ' stroke-dasharray="2 3"', ' stroke-dasharray="8 3 2 3"', ' stroke-dasharray="12 4"')
UNDERMOST_FIRST = (SeriesRole.PEER, SeriesRole.COUNTRY, SeriesRole.COUNTY, SeriesRole.OWN)

Period = int | str  # its last month, yyyymm; its name where that is not known


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands at a line's end: the figure in bold, then words."""

    figure: str
    lines: list[str]
    role: SeriesRole

    @property
    def size(self) -> float:
        return LINE * len(self.lines) + LABEL_GAP

    @property
    def width(self) -> float:
        bold = self.role is SeriesRole.OWN
        figure = width_of(f"{self.figure} ", bold=True) if self.figure else 0.0
        return max(figure + width_of(self.lines[0], bold=bold), *(width_of(line, bold=bold) for line in self.lines))


def line_scale(drawing: Lines, start: float, end: float) -> Scale:
    """The upright scale: from zero if it must be, else near the figures."""
    values = (
        value for series in drawing.series for mark in series.marks if (value := drawable(mark.value)) is not None
    )
    return round_scale(values, start, end, steps=STEPS, from_zero=drawing.from_zero)


def draw_lines(drawing: Lines, canvas: Canvas) -> tuple[float, str]:
    """Height and content of the drawing."""
    room = canvas.right * LABEL_SHARE[canvas.width]
    periods = periods_of(drawing.series)
    newest = max(_ends(drawing.series, periods), default=-1)
    said = [_said(series, periods, newest, room) for series in drawing.series]
    column = max((label.width for label in said), default=0.0) + SLACK
    wrapped = _unit_rows(drawing.unit, canvas)
    top = TOP + LINE * len(wrapped)
    bottom = top + max(HEIGHT[canvas.width], sum(label.size for label in said) - 8)
    scale = line_scale(drawing, bottom, top)
    first = max(40.0, max(width_of(scale.label(tick, canvas.language)) for tick in scale.ticks()) + 18)
    places = _places(periods, min(first, canvas.right * 0.4), canvas.right - column - LEADER)
    content = [
        _grid(scale, drawing.unit, wrapped, places[-1], canvas),
        _years(periods, places, bottom, canvas),
        *_lines(drawing.series, periods, places, scale, canvas),
        *_labels(said, [_last_point(series, periods, places, scale) for series in drawing.series], bottom, canvas),
    ]
    return bottom + 26, "".join(content)


def periods_of(series: Iterable[LineSeries]) -> dict[Period, Mark]:
    """Every period that some series has, oldest first: a mark of it by what it is known by."""
    marks = [mark for one in series for mark in one.marks]
    if all(mark.sort for mark in marks):
        return {mark.sort: mark for mark in sorted(marks, key=lambda mark: mark.sort)}
    return {mark.label: mark for mark in marks}


def values_of(series: LineSeries, periods: dict[Period, Mark]) -> list[float | None]:
    """A figure or None for each period."""
    known = {mark.sort if mark.sort in periods else mark.label: drawable(mark.value) for mark in series.marks}
    return [known.get(period) for period in periods]


def _ends(series: Iterable[LineSeries], periods: dict[Period, Mark]) -> Iterator[int]:
    for one in series:
        yield max((index for index, value in enumerate(values_of(one, periods)) if value is not None), default=-1)


def _places(periods: dict[Period, Mark], first: float, last: float) -> list[float]:
    """Where each period stands: by its time, if it is known."""
    times = [months(mark.sort) if mark.sort else float(index) for index, mark in enumerate(periods.values())]
    if len(times) < 2 or times[-1] <= times[0]:
        return [round(last)] * max(1, len(times))
    return [round(first + (time - times[0]) / (times[-1] - times[0]) * (last - first)) for time in times]


def _said(series: LineSeries, periods: dict[Period, Mark], newest: int, room: float) -> _Said:
    """Figure and name; the period too if others have a newer one. Without figures: the name and the reason."""
    is_own = series.role is SeriesRole.OWN
    marks = {mark.sort if mark.sort in periods else mark.label: mark for mark in series.marks}
    end = next(_ends([series], periods))
    if end < 0:
        reason = series.marks[-1].text if series.marks else ""
        words = f"{series.name}: {reason}" if reason else series.name
        return _Said("", wrap(words, room, most=3, bold=is_own), series.role)
    period, mark = list(periods.items())[end]
    name = series.name if end == newest else f"{series.name} {mark.label}"
    figure = cut(marks[period].text, room, bold=True)
    indent = width_of(f"{figure} ", bold=True)
    if width_of(name, bold=is_own) <= room - indent:
        return _Said(figure, [name], series.role)
    return _Said(figure, ["", *wrap(name, room, most=2, bold=is_own)], series.role)


def _unit_rows(unit: str, canvas: Canvas) -> list[str]:
    """A long unit stands above the scale, on lines of its own."""
    return wrap(unit, canvas.right - 12, most=3) if width_of(unit) > canvas.right * 0.2 else []


def _grid(scale: Scale, unit: str, unit_rows: list[str], last: float, canvas: Canvas) -> str:
    ticks = scale.ticks()
    rules = "".join(f"M6 {number(scale.at(tick))}H{number(last + 6)}" for tick in ticks)
    names = [scale.label(tick, canvas.language) for tick in ticks]
    if not unit_rows:
        names[-1] += f" {unit}".rstrip()
    heads = (text(6, scale.at(tick) - 4, name) for tick, name in zip(ticks, names, strict=True))
    units = (text(6, 14 + LINE * row, line) for row, line in enumerate(unit_rows))
    return canvas.path("grid", rules) + canvas.group("axis", *units, *heads)


def _years(periods: dict[Period, Mark], places: list[float], bottom: float, canvas: Canvas) -> str:
    names = [mark.label for mark in periods.values()]
    widths = [width_of(name) for name in names]
    shown = (text(places[index], 0, names[index]) for index in sorted(_without_clashes(places, widths)))
    return canvas.group("axis", *shown, anchor="middle", more=f' transform="translate(0 {number(bottom + 20)})"')


def _without_clashes(places: list[float], widths: list[float]) -> list[int]:
    """The newest period and every so-manieth before it, so many as stand clear; if may be, the oldest is one."""
    last = len(widths) - 1
    clear = [step for step in range(1, last + 2) if _is_clear(range(last, -1, -step), places, widths)]
    even = (step for step in clear if step <= 2 * clear[0] and step <= last and last % step == 0)
    return list(range(last, -1, -next(even, clear[0]))) if clear else []


def _is_clear(chosen: Iterable[int], places: list[float], widths: list[float]) -> bool:
    edges = [(places[i] - widths[i] / 2, places[i] + widths[i] / 2) for i in chosen]
    return all(earlier[1] + 8 <= later[0] for later, earlier in pairwise(edges))


def _lines(
    series: tuple[LineSeries, ...], periods: dict[Period, Mark], places: list[float], scale: Scale, canvas: Canvas
) -> Iterator[str]:
    seen: Counter[SeriesRole] = Counter()
    dashes = []
    for one in series:
        dashes.append(REPEATED_DASHES[seen[one.role] % len(REPEATED_DASHES)])
        seen[one.role] += 1
    for role in UNDERMOST_FIRST:
        for one, dash in zip(series, dashes, strict=True):
            if one.role is role:
                runs = list(_runs(values_of(one, periods), places, scale))
                yield canvas.path(f"line-{role}", "".join(steps(run) for run in runs if len(run) > 1), dash)
                yield _marks(role, runs, canvas)


def _runs(values: list[float | None], places: list[float], scale: Scale) -> Iterator[list[Point]]:
    """Stretches of the line without a missing period."""
    run: list[Point] = []
    for value, x in zip(values, places, strict=False):
        if value is not None:
            run.append((x, scale.at(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _marks(role: SeriesRole, runs: list[list[Point]], canvas: Canvas) -> str:
    """The own line has a dot at each year; the others at their ends, and where a year stands alone."""
    points = [point for run in runs for point in run]
    if not points:
        return ""
    ends = [points[0], points[-1]] if len(points) > 1 else points
    alone = [run[0] for run in runs if len(run) == 1 and run[0] not in ends]
    if role is SeriesRole.OWN:
        between = points if _is_airy(points) else alone
        return canvas.path("dots-own", _round(between)) + canvas.path("ends-own", _round(ends))
    if role is SeriesRole.PEER:
        return canvas.path("dots-peer", _round([run[0] for run in runs if len(run) == 1]))
    if role is SeriesRole.COUNTY:
        return canvas.path("dots-county", "".join(f"M{at(x - 3, y - 3)}h6v6h-6z" for x, y in ends + alone))
    return canvas.path("dots-country", "".join(f"M{at(x, y - 4)}l4 4-4 4-4-4z" for x, y in ends + alone))


def _is_airy(points: list[Point]) -> bool:
    """Whether dots at all points would still be dots and not a chain."""
    return all(later[0] - earlier[0] >= 9 for earlier, later in pairwise(points))


def _round(points: list[Point]) -> str:
    """Dots as strokes without length but with round ends."""
    return steps(points, "h0") if points else ""


def _last_point(series: LineSeries, periods: dict[Period, Mark], places: list[float], scale: Scale) -> Point | None:
    values = values_of(series, periods)
    return next(
        ((places[i], scale.at(value)) for i in range(len(values) - 1, -1, -1) if (value := values[i]) is not None), None
    )


def _words(said: _Said, x: float, middle: float) -> str:
    """The own municipality's are bold from end to end."""
    if said.role is SeriesRole.OWN:
        return label(x, middle, [f"{said.figure} {said.lines[0]}".strip(), *said.lines[1:]])
    return label(x, middle, said.lines, strong=said.figure)


def _labels(said: list[_Said], ends: list[Point | None], bottom: float, canvas: Canvas) -> Iterator[str]:
    """Names beside the ends of their lines, pushed apart where they would touch."""
    if not said:
        return
    column = canvas.right - max(one.width for one in said) - SLACK
    sizes = [one.size for one in said]
    middles = spread([end[1] if end else bottom for end in ends], sizes, TOP - 16, bottom + 8)
    leaders = []
    names: dict[str, list[str]] = {}
    for one, end, middle in zip(said, ends, middles, strict=True):
        look = {SeriesRole.COUNTY: "name"}.get(one.role, f"name-{one.role}")
        names.setdefault(look, []).append(_words(one, round(column), middle))
        target = middle - (len(one.lines) - 1) * LINE / 2
        if end and (abs(target - end[1]) > 2 or end[0] < column - LEADER - 4):
            leaders.append(steps([(end[0] + 7, end[1]), (round(column - 3), target)]))
    yield from (canvas.group(look, *labels) for look, labels in names.items())
    yield canvas.path("lead", "".join(leaders))
