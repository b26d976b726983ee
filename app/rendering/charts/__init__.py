"""Charts as SVG: a Chart of the tree → a drawing, for a screen or for paper, wide or narrow. Pure."""

from typing import assert_never

from app.i18n import N_, translate
from app.rendering import tree
from app.rendering.charts.bars import draw_bars
from app.rendering.charts.canvas import Canvas, Look, Width
from app.rendering.charts.dots import draw_dots
from app.rendering.charts.lines import draw_lines, line_scale
from app.rendering.charts.maps import draw_map
from app.rendering.drawings import Bars, Dots, Drawing, Lines, Map
from app.rendering.prose_inlines import plain_text

__all__ = ["Look", "Width", "draw", "scale_note"]

SHORT_UNIT = 12  # characters; a longer one is not said again


def draw(chart: tree.Chart, *, width: Width, look: Look, language: str) -> str:
    """The drawing as SVG. Its title and description are the chart's caption and alternative text."""
    canvas = Canvas(width, look, language, f"{chart.anchor}-{width[0]}")
    height, content = _content(chart.drawing, canvas)
    return canvas.frame(height, plain_text(chart.caption), chart.alt, content)


def _content(drawing: Drawing, canvas: Canvas) -> tuple[float, str]:
    if isinstance(drawing, Lines):
        return draw_lines(drawing, canvas)
    if isinstance(drawing, Bars):
        return draw_bars(drawing, canvas)
    if isinstance(drawing, Dots):
        return draw_dots(drawing, canvas)
    if isinstance(drawing, Map):
        return draw_map(drawing, canvas)
    assert_never(drawing)


def scale_note(drawing: Drawing, language: str) -> str:
    """That the upright scale of a line chart does not begin at zero, if so; it stands in the source line."""
    if not isinstance(drawing, Lines):
        return ""
    scale = line_scale(drawing, 0, 1)
    if scale.first <= 0 <= scale.last:
        return ""
    unit = drawing.unit if len(drawing.unit) <= SHORT_UNIT and not drawing.unit[:1].isdigit() else ""
    start = f"{scale.label(scale.low, language)} {unit}".rstrip()
    return translate(language, N_("The scale begins at %(start)s."), start=start)  # type: ignore[arg-type]
