"""Images of the demo, drawn by code: without words, so that one image serves every language."""

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from app.demo.arms import keep_arms
from app.files import write_file
from app.images.service import StoredImage

_NAMED = re.compile(r"\]\(drawing:(\w+)")
_FONT = Path(__file__).parents[1] / "rendering" / "fonts" / "SourceSans3-SemiBold.ttf"
_WIDTH, _HEIGHT, _RADIUS = 1600, 420, 100  # pixels
_BLUE, _PALE, _LINE = "#1f4e79", "#e8eff6", 10


def drawings_in(text: str) -> list[str]:
    """The names of the drawings that a Markdown text shows: `![alternative text](drawing:phases "Caption")`."""
    return _NAMED.findall(text)


def with_drawings(text: str) -> str:
    """The same text with each drawing named by its hash, as texts name images."""
    return _NAMED.sub(lambda match: f"]({stored(match[1]).sha256}", text)


def stored(name: str) -> StoredImage:
    """What a report knows of a drawing."""
    content = _drawn(name)
    return StoredImage(hashlib.sha256(content).hexdigest(), "image/png", _WIDTH, _HEIGHT, len(content))


def keep_drawings(data_dir: Path) -> None:
    """Put every drawing on disk, arms too. Comes before the rows that name them."""
    keep_arms(data_dir)
    for name in _DRAWINGS:
        write_file(data_dir, _drawn(name))


@cache
def _drawn(name: str) -> bytes:
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "white")
    _DRAWINGS[name](ImageDraw.Draw(picture))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _phases(draw: ImageDraw.ImageDraw) -> None:
    """Four phases in a row; from the third one also back to the second."""
    font = ImageFont.truetype(_FONT, 96)
    middles, level = [200, 600, 1000, 1400], 260
    for left, right in pairwise(middles):
        _arrow(draw, [(left + _RADIUS + 16, level), (right - _RADIUS - 24, level)])
    _arrow(draw, [(1000, level - _RADIUS - 16), (1000, 60), (600, 60), (600, level - _RADIUS - 24)])
    for number, middle in enumerate(middles, start=1):
        draw.circle((middle, level), _RADIUS, fill=_PALE, outline=_BLUE, width=_LINE)
        draw.text((middle, level), str(number), fill=_BLUE, font=font, anchor="mm")


def _arrow(draw: ImageDraw.ImageDraw, points: list[tuple[int, int]]) -> None:
    """A line through the points, which turns at right angles, with a head at its end."""
    draw.line(points, fill=_BLUE, width=_LINE, joint="curve")
    (before_x, before_y), (x, y) = points[-2:]
    along = (26, 0) if before_y == y else (0, 26)
    side = (along[1], along[0])
    sign = 1 if (x, y) > (before_x, before_y) else -1
    tip = (x + sign * along[0] // 2, y + sign * along[1] // 2)
    foot = (tip[0] - sign * along[0], tip[1] - sign * along[1])
    draw.polygon([tip, (foot[0] + side[0], foot[1] + side[1]), (foot[0] - side[0], foot[1] - side[1])], fill=_BLUE)


_DRAWINGS: Mapping[str, Callable[[ImageDraw.ImageDraw], None]] = {"phases": _phases}
