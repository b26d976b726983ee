"""What a drawing of arms may hold: shapes, groups, gradients. Nothing that runs, fetches, writes or moves.

Each attribute has a pattern, so that only what we know how to read is written out again. Patterns are linear.
"""

import re
from typing import Final

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
GROUPS = frozenset({"svg", "g", "defs", "symbol", "clipPath", "linearGradient", "radialGradient"})
ELEMENTS = SHAPES | GROUPS | {"stop", "use", "title", "desc"}
LEFT_OUT = frozenset({"metadata", "style", "view"})  # style sheets were read before
PROGRAMS = frozenset({"script", "handler", "listener"})

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?"
_ONE = re.compile(rf"({_NUMBER})(%|px|pt|pc|mm|cm|in)?")
PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_MANY = re.compile(r"[-+\d.eE,%\s]*")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAaeE\d.,+\-\s]*")
_TRANSFORM = re.compile(r"(?:[\s,]*(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+\d.eE,\s]*\))*[\s,]*")
_PAINT = re.compile(
    r"none|currentColor|transparent|[a-zA-Z]{3,30}|#(?:[\da-fA-F]{3,4}|[\da-fA-F]{6}|[\da-fA-F]{8})"
    r"|(?:rgb|hsl)a?\([\d.,%/\s]*\)"
)
_REFERENCE = re.compile(r"url\(\s*(['\"]?)#([^'\"()\s]+)\1\s*\)(?:\s+[#\w]{1,30})?")
_WORD = re.compile(r"[a-zA-Z][a-zA-Z\- ]{0,60}")
_DASHES = re.compile(r"none|[-+\d.eE,%\spx]*")

_LENGTHS = (
    *("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "fx", "fy", "fr", "offset"),
    *("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"),
    *("stroke-width", "stroke-miterlimit", "stroke-dashoffset"),
)
_WORDS = (
    *("fill-rule", "clip-rule", "stroke-linecap", "stroke-linejoin", "gradientUnits", "spreadMethod"),
    *("clipPathUnits", "preserveAspectRatio", "display", "visibility", "overflow"),
)
ATTRIBUTES: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(_LENGTHS, _ONE),
    **dict.fromkeys(_WORDS, _WORD),
    **dict.fromkeys(("points", "viewBox"), _MANY),
    **dict.fromkeys(("transform", "gradientTransform"), _TRANSFORM),
    **dict.fromkeys(("fill", "stroke", "stop-color", "color"), _PAINT),
    "stroke-dasharray": _DASHES,
    "d": _PATH,
}
EFFECTS = frozenset({"filter", "mask", "mix-blend-mode", "marker", "marker-start", "marker-mid", "marker-end"})
NO_EFFECT = frozenset({"none", "normal", "inherit", ""})
REFERRING = frozenset({"fill", "stroke", "clip-path"})


class Refused(Exception):  # noqa: N818 - errors are named as facts
    """The name of the reason, and what it is about; app.branding.errors has the words."""

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.reason, self.name = reason, name


def referred(value: str) -> str | None:
    """The id that `url(#id)` names, or None when the value is no reference. Raises Refused for any other address."""
    if found := _REFERENCE.fullmatch(value):
        return found[2]
    if "url" in value.lower():
        raise Refused("outside", value[:60])
    return None


def checked(name: str, value: str) -> str:
    """The value in one line, lengths in the drawing's own units, if its attribute may hold it. Raises Refused."""
    value = " ".join(value.split())
    if not (found := ATTRIBUTES[name].fullmatch(value)):
        raise Refused("value", name)
    if name in _LENGTHS and found[2] in PIXELS:
        return short(float(found[1]) * PIXELS[found[2]])
    return value


def short(number: float) -> str:
    """The number in six digits at most, whole where it is."""
    return f"{number:.6g}" if number != int(number) else str(int(number))


def refuse_effect(name: str, value: str) -> None:
    """Filters and masks would change the picture if they were left out: they are refused. Raises Refused."""
    if name.lower() in EFFECTS and value.strip() not in NO_EFFECT:
        raise Refused("element", name)


def refuse_program(name: str, value: str) -> None:
    """Raises Refused for what would run."""
    if name.lower().startswith("on") or "javascript:" in "".join(value.split()).lower():
        raise Refused("program", name)
