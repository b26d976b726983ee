"""The size of a drawing: its viewBox, or what its width and height say."""

import re
from xml.etree.ElementTree import Element

from app.branding.svg_rules import PIXELS, Refused, short

LONGEST_SIDE = 480  # pixels; the drawing scales, but some readers want a size
FURTHEST, STEEPEST = 1_000_000.0, 8.0
_LENGTH = re.compile(r"([\d.]{1,20})\s*(px|pt|pc|mm|cm|in)?")


def view_of(root: Element) -> dict[str, str]:
    """viewBox, width and height of the drawing. Raises Refused when it has no size, or one that nobody meant."""
    x, y, width, height = _view_box(root.get("viewBox", "")) or (0.0, 0.0, *_lengths(root))
    in_sight = abs(x) <= FURTHEST and abs(y) <= FURTHEST and 0 < width <= FURTHEST and 0 < height <= FURTHEST
    if not in_sight or not 1 / STEEPEST <= width / height <= STEEPEST:
        raise Refused("size")
    x, y, width, height = (float(short(number)) for number in (x, y, width, height))  # as they are written
    scale = LONGEST_SIDE / max(width, height)
    return {
        "viewBox": " ".join(map(short, (x, y, width, height))),
        "width": short(width * scale),
        "height": short(height * scale),
    }


def _view_box(value: str) -> tuple[float, float, float, float] | None:
    try:
        numbers = [float(part) for part in value.replace(",", " ").split()]
    except ValueError as error:
        raise Refused("size") from error
    if not numbers:
        return None
    if len(numbers) != 4:
        raise Refused("size")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _lengths(root: Element) -> tuple[float, float]:
    """Width and height in pixels, which are the drawing's own units where it has no viewBox."""
    found = [_LENGTH.fullmatch(root.get(name, "").strip()) for name in ("width", "height")]
    try:
        across, down = (float(one[1]) * PIXELS[one[2] or "px"] for one in found if one)
    except ValueError as error:
        raise Refused("size") from error
    return across, down
