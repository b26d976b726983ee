"""What comes out is an image of our own: upright, bounded, without metadata; what is none is refused by name."""

import struct
import zlib

import pytest
from PIL import Image

from app.images.decoding import LONGEST_SIDE, Refused, clean
from tests.factories.images import image_bytes, opened, picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_a_drawing_stays_png_and_a_photograph_becomes_jpeg() -> None:
    assert clean(image_bytes("PNG")).media_type == "image/png"
    assert clean(image_bytes("GIF")).media_type == "image/png"
    for form in ("JPEG", "WEBP", "TIFF"):
        found = clean(image_bytes(form))
        assert found.media_type == "image/jpeg"
        assert (found.width, found.height) == opened(found.content).size == (320, 200)


def test_a_large_png_is_a_photograph() -> None:
    noise = Image.effect_noise((900, 900), 90).convert("RGB")
    assert clean(image_bytes("PNG", noise)).media_type == "image/jpeg"


def test_metadata_is_gone_and_its_orientation_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    exif[0x010E] = "Salainen kuvaus"
    content = image_bytes("JPEG", picture((300, 100)), exif=exif, comment=b"Salainen huomautus")
    found = clean(content)
    shown = opened(found.content)
    assert b"Salainen" in content
    assert b"Salainen" not in found.content
    assert shown.size == (100, 300)
    assert len(shown.getexif()) == 0
    top, bottom = shown.convert("RGB").getpixel((50, 20)), shown.convert("RGB").getpixel((50, 280))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[1] < 60 < bottom[1], "the red left half of the lying image is its upper half"


def test_the_longest_side_is_bounded() -> None:
    found = clean(image_bytes("JPEG", picture((4800, 1200))))
    assert (found.width, found.height) == (LONGEST_SIDE, LONGEST_SIDE // 4)


@pytest.mark.parametrize(
    ("mode", "wanted"), [("1", "L"), ("L", "L"), ("P", "RGB"), ("LA", "RGB"), ("RGBA", "RGB"), ("I;16", "L")]
)
def test_every_kind_of_pixel_becomes_a_plain_one(mode: str, wanted: str) -> None:
    source = Image.new("I;16", (9, 9), 40_000) if mode == "I;16" else picture((40, 40), "RGBA").convert(mode)
    if "A" in mode:
        source.putpixel((39, 39), tuple(0 for _ in source.getbands()))
    found = clean(image_bytes("PNG", source))
    assert opened(found.content).mode == wanted
    if "A" in mode:
        assert opened(found.content).getpixel((39, 39)) == (255, 255, 255), "what is transparent becomes white"
    if mode == "I;16":
        assert opened(found.content).getpixel((1, 1)) == 40_000 // 256


def test_print_colours_become_screen_colours() -> None:
    shown = opened(clean(image_bytes("JPEG", picture().convert("CMYK"))).content)
    assert shown.mode == "RGB"
    assert shown.getpixel((20, 20)) == pytest.approx((192, 0, 0), abs=12)


def test_only_the_first_frame_of_an_animation_is_kept() -> None:
    frames = [picture(), picture(colour="blue")]
    moving = image_bytes("GIF", frames[0], save_all=True, append_images=frames[1:], loop=0)
    assert opened(moving).n_frames == 2  # type: ignore[attr-defined]
    assert getattr(opened(clean(moving).content), "n_frames", 1) == 1


def test_what_is_hidden_behind_the_picture_is_gone() -> None:
    """A file that is an image and a web page at once leaves as an image."""
    found = clean(image_bytes("PNG") + b"<script>alert(1)</script>PK\x03\x04")
    assert b"script" not in found.content


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SVG, "svg"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- c -->\n' + SVG, "svg"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "unknown"),
        (b"%PDF-1.7", "unknown"),
        (b"PK\x03\x04", "unknown"),
        (b"", "unknown"),
        (image_bytes("PNG")[:200], "broken"),
        (image_bytes("JPEG")[:300], "broken"),
        (bomb(20_000, 20_000), "too-many-pixels"),
        (bomb(8001, 8000), "too-many-pixels"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_image_is_refused_by_name(content: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=f"^{reason}$"):
        clean(content)
