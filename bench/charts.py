"""How long a drawing takes and how large it is, by kind; what a map of the country takes beside them."""

import math
from collections.abc import Iterator
from statistics import median

from app.rendering.charts import draw
from app.rendering.charts.shapes import dotted, hatched, outline
from app.rendering.drawings import Drawing, Map, MapArea
from bench.measure import Measure, timed
from tests.factories.charts import DRAWINGS, chart

ROUNDS = 200
SHAPE_POINTS = 24
MUNICIPALITIES = 308


def run() -> Iterator[Measure]:
    """The slowest kind counts; each is drawn wide, for a screen, as the pages have it."""
    kinds = {kind: (seconds_of(drawing) * 1000, bytes_of(drawing)) for kind, drawing in DRAWINGS.items()}
    told = ", ".join(f"{kind} {time:.2f} ms {size} B" for kind, (time, size) in kinds.items())
    plain = [figures for kind, figures in kinds.items() if kind != "map"]
    yield Measure(
        "chart_ms", max(time for time, _ in plain), "ms", f"median of {ROUNDS}, slowest kind; {told}; target 0.5"
    )
    yield Measure(
        "chart_bytes", max(size for _, size in plain), "B", "largest of all kinds, widths and looks; target 3 000"
    )
    country = country_map()
    yield Measure("chart_map_bytes", bytes_of(country), "B", f"map of {MUNICIPALITIES} municipalities")
    yield Measure("chart_map_ms", seconds_of(country) * 1000, "ms", "the same, when its outlines are known")
    for known in (outline, hatched, dotted):
        known.cache_clear()
    with timed() as watch:
        draw(chart(country), width="wide", look="screen", language="fi")
    yield Measure("chart_map_first_ms", watch.seconds * 1000, "ms", "the same, for the first time")


def seconds_of(drawing: Drawing) -> float:
    one, rounds = chart(drawing), []
    for _ in range(ROUNDS):
        with timed() as watch:
            draw(one, width="wide", look="screen", language="fi")
        rounds.append(watch.seconds)
    return median(rounds)


def bytes_of(drawing: Drawing) -> int:
    one = chart(drawing)
    return max(
        len(draw(one, width=width, look=look, language="fi").encode())
        for width in ("wide", "narrow")
        for look in ("screen", "print")
    )


def country_map() -> Map:
    """As many ragged municipalities as the country has, in rows."""
    areas = tuple(
        MapArea(
            code=f"{index:03}",
            name=f"Kunta {index}",
            text="10,0",
            value=10.0,
            band=None if index % 20 == 19 else index % 3,
            shape=_ragged(index % 14 * 50 + 25, index // 14 * 50 + 25, index),
            is_own=index == 100,
        )
        for index in range(MUNICIPALITIES)
    )
    return Map(areas=areas, bands=("alle 9", "9–11", "yli 11"), width=700, height=1100)


def _ragged(x: int, y: int, seed: int) -> str:
    turns = [step * 2 * math.pi / SHAPE_POINTS for step in range(SHAPE_POINTS)]
    reach = [22 + (step * 7 + seed) % 9 - 4 for step in range(SHAPE_POINTS)]
    corners = (
        f"{x + far * math.cos(turn):.1f} {y + far * math.sin(turn):.1f}" for turn, far in zip(turns, reach, strict=True)
    )
    return f"M{'L'.join(corners)}Z"
