"""The process that decodes an image: a stranger's bytes on stdin → one line of facts and clean bytes on stdout.

`python -m app.images.decoding CPU MEMORY`. What comes out was drawn anew: no metadata, no second frame, nothing
that hides behind the picture. Only the header is read before the number of pixels is known.
"""

import io
import json
import sys
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from app.processes import limit

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
SHARP = frozenset({"PNG", "GIF", "BMP"})  # drawings stay PNG, photographs become JPEG
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 2400  # pixels
LARGEST_SHARP = 1_500_000  # bytes; a larger PNG is a photograph
QUALITY = 86

Image.MAX_IMAGE_PIXELS = None  # our own limit is asked first, and says no by its own name


class Refused(Exception):  # noqa: N818 - errors are named as facts
    """The name of the reason; app.images.errors has its words."""


@dataclass(frozen=True, slots=True)
class Clean:
    """An image drawn anew; sizes in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


def clean(content: bytes) -> Clean:
    """The image as we keep it. Raises Refused."""
    refuse_by_name(content)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, where it is loaded, wishes otherwise
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("too-many-pixels")
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return encode(shrunk(image), is_sharp=image.format in SHARP)
    except UnidentifiedImageError as error:
        raise Refused("unknown") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused("broken") from error


def refuse_by_name(content: bytes) -> None:
    """Kinds that a person may well have at hand, and that have an answer of their own."""
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<svg") or (start.startswith((b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in start):
        raise Refused("svg")
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim"):
        raise Refused("heic")


def shrunk(image: Image.Image) -> Image.Image:
    """Upright, in sRGB or grey, at most as large as we show."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    picture = plain_colours(upright)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return in_srgb(picture, profile)


def plain_colours(image: Image.Image) -> Image.Image:
    """Grey or RGB. What is transparent becomes white, which it was drawn for: pages may be dark, paper never is."""
    if image.mode.startswith("I"):  # 16 bits a pixel
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        picture = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    return image.copy() if image.mode in ("L", "RGB") else image.convert("L" if image.mode == "1" else "RGB")


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The same colours without a profile; a profile that cannot be read is left out."""
    if not profile or picture.mode == "L":
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=picture.mode)
    except (ImageCms.PyCMSError, OSError):
        return picture
    return converted or picture


def encode(picture: Image.Image, *, is_sharp: bool) -> Clean:
    """Nothing but the pixels is written."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    if is_sharp:
        content = written(bare, "PNG", optimize=True)
        if len(content) <= LARGEST_SHARP:
            return Clean(content, "image/png", *bare.size)
    return Clean(written(bare, "JPEG", quality=QUALITY, optimize=True), "image/jpeg", *bare.size)


def written(picture: Image.Image, form: str, **options: bool | int) -> bytes:
    """The bytes in one format."""
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def main() -> None:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        image = clean(sys.stdin.buffer.read())
    except Refused as refusal:
        sys.stdout.buffer.write(json.dumps({"refused": str(refusal)}).encode() + b"\n")
        return
    facts = {"media_type": image.media_type, "width": image.width, "height": image.height}
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + image.content)


if __name__ == "__main__":
    main()
