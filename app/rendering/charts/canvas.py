"""SVG as text: groups of one look, words, the frame with what it says to whoever does not see it.

On a screen a group has a class, whose colours charts.css takes from the tokens. On paper it has attributes,
since neither WeasyPrint nor Word hands the page's colours to a drawing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from app.rendering.charts.type import LINE, SIZE

Width = Literal["wide", "narrow"]
Look = Literal["screen", "print"]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

WIDTHS: dict[Width, int] = {"wide": 680, "narrow": 312}

PAPER, INK, INK_2, INK_3 = "#ffffff", "#1c1f22", "#474d53", "#61676d"
OWN, COUNTRY, STRONG, BAR, AREA, GRID = "#1f4e79", "#7a5a1e", "#7d7d74", "#8b8e92", "#c3c5c7", "#dcdcd5"

BOLD = ' font-weight="700"'
DASHES = ' stroke-dasharray="5 4"'
_THIN = f'fill="none" stroke="{STRONG}" stroke-width="1.25"'
ON_PAPER = {
    "grid": f'fill="none" stroke="{GRID}"',
    "base": f'fill="none" stroke="{STRONG}"',
    "lead": f'fill="none" stroke="{STRONG}"',
    "axis": f'fill="{INK_3}"',
    "name": f'fill="{INK}"',
    "name-own": f'fill="{OWN}" font-weight="700"',
    "name-country": f'fill="{COUNTRY}"',
    "name-peer": f'fill="{INK_2}"',
    "line-own": f'fill="none" stroke="{OWN}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"',
    "line-county": f'fill="none" stroke="{INK_2}" stroke-width="1.75"',
    "line-country": f'fill="none" stroke="{COUNTRY}" stroke-width="1.75"{DASHES}',
    "line-peer": _THIN,
    "dots-own": f'fill="none" stroke="{OWN}" stroke-width="6" stroke-linecap="round"',
    "ends-own": f'fill="none" stroke="{OWN}" stroke-width="8.5" stroke-linecap="round"',
    "dots-county": f'fill="{PAPER}" stroke="{INK_2}" stroke-width="1.75"',
    "dots-country": f'fill="{COUNTRY}"',
    "dots-peer": f'fill="none" stroke="{STRONG}" stroke-width="3.5" stroke-linecap="round"',
    "bar": f'fill="{BAR}"',
    "bar-own": f'fill="{OWN}"',
    "bar-county": f'fill="{PAPER}" stroke="{INK_2}" stroke-width="1.75"',
    "bar-country": f'fill="{PAPER}" stroke="{COUNTRY}" stroke-width="1.75"{DASHES}',
    "in-own": f'fill="{PAPER}" font-weight="700"',
    "ground": f'fill="{PAPER}"',
    "ref": f'fill="none" stroke="{COUNTRY}" stroke-width="2"',
    "gap": f'fill="none" stroke="{STRONG}" stroke-width="2"',
    "ring": f'fill="none" stroke="{INK_2}" stroke-width="12.8" stroke-linecap="round"',
    "ring-in": f'fill="none" stroke="{PAPER}" stroke-width="9.2" stroke-linecap="round"',
    "disc": f'fill="none" stroke="{OWN}" stroke-width="11" stroke-linecap="round"',
    "disc-small": f'fill="none" stroke="{OWN}" stroke-width="6" stroke-linecap="round"',
    "dot-hollow": f'fill="{PAPER}" stroke="{INK_2}" stroke-width="1.75"',
    "dot-filled": f'fill="{OWN}"',
    "area-paper": f'fill="{PAPER}" stroke="{INK_2}"',
    "area-grey": f'fill="{AREA}" stroke="{INK_2}"',
    "area-dark": f'fill="{BAR}" stroke="{INK_2}"',
    "area-own": f'fill="none" stroke="{OWN}" stroke-width="3" stroke-linejoin="round"',
    "hatch-line": f'fill="none" stroke="{INK_2}" stroke-width="1.5"',
    "hatch-dot": f'fill="none" stroke="{INK_3}" stroke-width="1.8" stroke-dasharray=".01 6" stroke-linecap="round"',
    "halo": f'fill="{PAPER}" stroke="{PAPER}" stroke-width="4" stroke-linejoin="round"',
}
"""What each look is on paper, in grey too; charts.css says the same for the screen."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def number(value: float) -> str:
    """Pixels to a tenth."""
    digits = f"{value:.1f}"
    return digits[:-2] if digits.endswith(".0") else digits


def at(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def steps(points: Sequence[Point], mark: str = "") -> str:
    """Path data from point to point, in short: each as a step from the one before. With `mark`, that at each."""
    x, y = points[0]
    data = [f"M{at(x, y)}{mark}"]
    x, y = round(x, 1), round(y, 1)
    for point in points[1:]:
        across, down = round(point[0], 1) - x, round(point[1], 1) - y
        x, y = round(point[0], 1), round(point[1], 1)
        data.append(f"{'m' if mark else 'l' if len(data) == 1 else ' '}{at(across, down)}{mark}")
    return "".join(data).replace(" 0.", " .").replace("-0.", "-.").replace(" -", "-")


def words(value: str) -> str:
    """Characters as XML; what XML cannot hold is left out."""
    return escape(_FORBIDDEN.sub("", value), quote=False)


def text(x: float, y: float, value: str) -> str:
    """`y` is the line that the letters stand on."""
    if not y:
        return f'<text x="{number(x)}">{words(value)}</text>'
    return f'<text x="{number(x)}" y="{number(y)}">{words(value)}</text>'


def label(x: float, middle: float, lines: list[str], *, strong: str = "") -> str:
    """Lines of words around `middle`; `strong` stands bold before the first."""
    y = middle - (len(lines) - 1) * LINE / 2 + SIZE * 0.35
    bold = f"<tspan{BOLD}>{words(strong)}</tspan> " if strong else ""
    parts = [f'<text x="{number(x)}" y="{number(y)}">{bold}{words(lines[0])}</text>']
    parts += [text(x, y + LINE * row, line) for row, line in enumerate(lines[1:], start=1)]
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where to and how a drawing is made. `key` makes the ids in it the page's own."""

    width: Width
    look: Look
    language: str
    key: str

    @property
    def right(self) -> int:
        return WIDTHS[self.width]

    @property
    def is_narrow(self) -> bool:
        return self.width == "narrow"

    def group(self, look: str, *parts: str, anchor: Anchor = "start", more: str = "") -> str:
        """Shapes and words of one look; nothing if there are none."""
        content = "".join(parts)
        if not content:
            return ""
        style = f'class="{look}"' if self.look == "screen" else ON_PAPER[look]
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        return f"<g {style}{side}{more}>{content}</g>"

    def path(self, look: str, data: str, more: str = "") -> str:
        if not data:
            return ""
        style = f'class="{look}"' if self.look == "screen" else ON_PAPER[look]
        if "dasharray" in more:
            style = style.replace(DASHES, "")
        return f'<path {style} d="{data}"{more}/>'

    def frame(self, height: float, title: str, told: str, content: str) -> str:
        """The whole drawing. WeasyPrint takes the alternative text from the title, browsers read title and desc."""
        box = f'viewBox="0 0 {self.right} {number(height)}" role="img"'
        if self.look == "print":
            return (
                f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{self.right}" height="{number(height)}" '
                f'{box} font-family="Source Sans 3" font-size="{SIZE}"><title>{words(told)}</title>'
                f"<desc>{words(title)}</desc>{content}</svg>"
            )
        return (
            f'<svg class="chart chart--{self.width}" {box} aria-labelledby="{self.key}-t {self.key}-d">'
            f'<title id="{self.key}-t">{words(title)}</title>'
            f'<desc id="{self.key}-d">{words(told)}</desc>{content}</svg>'
        )
