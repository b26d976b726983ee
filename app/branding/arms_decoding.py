"""The process that takes arms in: a stranger's file on stdin → one line of facts and clean bytes on stdout.

`python -m app.branding.arms_decoding CPU MEMORY`. A picture is drawn anew, without metadata; a drawing is written anew
from what is allowed, and drawn once as proof that it can be. What is transparent stays so.
"""

import io
import json
import sys
from dataclasses import dataclass

import resvg_py
from PIL import Image, ImageFile, UnidentifiedImageError

from app.branding.svg import safe_svg
from app.branding.svg_rules import Refused
from app.images.decoding import MOST_PIXELS, in_srgb, written
from app.processes import limit

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP")
SIDES = (1200, 800, 500)  # pixels; the first at which the picture is small enough
LARGEST = 600_000  # bytes, of a picture: it is in every report
PROOF = 240  # pixels
_DRAWINGS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b")

Image.MAX_IMAGE_PIXELS = None  # our own limit is asked first


@dataclass(frozen=True, slots=True)
class Arms:
    """Arms as we keep them."""

    content: bytes
    media_type: str


def clean(content: bytes) -> Arms:
    """Arms from a stranger's file. Raises Refused."""
    if content.lstrip().startswith(_DRAWINGS):
        drawing = safe_svg(content)
        _prove(drawing)
        return Arms(drawing, "image/svg+xml")
    return Arms(_picture(content), "image/png")


def _prove(drawing: bytes) -> None:
    """Draw it once. Raises Refused when that fails, or nothing is to be seen."""
    try:
        png = resvg_py.svg_to_bytes(svg_string=drawing.decode(), height=PROOF, skip_system_fonts=True)
    except ValueError as error:
        raise Refused("broken") from error
    with Image.open(io.BytesIO(png), formats=("PNG",)) as shown:
        _refuse_empty(shown.convert("RGBA"))


def _refuse_empty(picture: Image.Image) -> None:
    most = picture.getchannel("A").getextrema()[1]
    if not isinstance(most, int | float) or most == 0:
        raise Refused("empty")


def _picture(content: bytes) -> bytes:
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("too-many-pixels")
            return _small_png(_with_transparency(image))
    except UnidentifiedImageError as error:
        raise Refused("unknown") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused("broken-picture") from error


def _with_transparency(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    whole = image.convert("RGBA")
    _refuse_empty(whole)
    colours = in_srgb(whole.convert("RGB"), profile if image.mode != "CMYK" else None)
    colours.putalpha(whole.getchannel("A"))
    bare = Image.new("RGBA", colours.size)
    bare.paste(colours)
    return bare


def _small_png(picture: Image.Image) -> bytes:
    content = b""
    for side in SIDES:
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        content = written(picture, "PNG", optimize=True)
        if len(content) <= LARGEST:
            return content
    return written(picture.quantize(256), "PNG", optimize=True)


def main() -> None:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        arms = clean(sys.stdin.buffer.read())
    except Refused as refusal:
        facts = {"refused": refusal.reason, "name": refusal.name}
        sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
        return
    sys.stdout.buffer.write(json.dumps({"media_type": arms.media_type}).encode() + b"\n" + arms.content)


if __name__ == "__main__":
    main()
