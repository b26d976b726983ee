"""Arms as a picture: drawn anew, what is transparent stays so; drawings are drawn once as proof."""

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from app.branding.arms_decoding import LARGEST, SIDES, clean
from app.branding.svg_rules import Refused
from tests.factories.arms import HONEST, drawing
from tests.factories.images import image_bytes, opened, picture
from tests.images.test_decoding import bomb


def shield(size: tuple[int, int] = (300, 350)) -> Image.Image:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, size[0] - 10, size[1] - 10), fill="#17566b")
    return image


def test_a_picture_keeps_its_transparency_and_loses_its_notes() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "Salainen")
    found = clean(image_bytes("PNG", shield(), pnginfo=notes) + b"<script>alert(1)</script>")
    assert found.media_type == "image/png"
    assert b"Salainen" not in found.content
    assert b"script" not in found.content
    shown = opened(found.content)
    assert (shown.mode, shown.size) == ("RGBA", (300, 350))
    assert shown.getpixel((0, 0)) == (0, 0, 0, 0)
    assert shown.getpixel((150, 175)) == (0x17, 0x56, 0x6B, 255)


def test_a_photograph_of_arms_becomes_a_small_png() -> None:
    noise = Image.effect_noise((2000, 1500), 90).convert("RGB")
    found = clean(image_bytes("JPEG", noise))
    assert found.media_type == "image/png"
    assert opened(found.content).width <= SIDES[0]
    assert len(found.content) <= LARGEST


@pytest.mark.parametrize("content", HONEST.values(), ids=list(HONEST))
def test_a_drawing_stays_one(content: bytes) -> None:
    found = clean(content)
    assert found.media_type == "image/svg+xml"
    assert clean(found.content) == found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "unknown"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "unknown"),
        (b"%PDF-1.7\n<svg/>", "unknown"),
        (b"PK\x03\x04", "unknown"),
        (b"\x89PNG\r\n\x1a\n" + drawing(), "unknown"),
        (image_bytes("PNG")[:200], "broken-picture"),
        (image_bytes("PNG", Image.new("RGBA", (9, 9), (0, 0, 0, 0))), "empty"),
        (bomb(20_000, 20_000), "too-many-pixels"),
        (drawing(""), "empty"),
        (drawing('<rect width="9" height="9" fill="none"/>'), "empty"),
        (drawing('<rect x="900" width="9" height="9"/>'), "empty"),
        (b"<!-- " + image_bytes("PNG") + b" -->" + drawing(), "encoding"),
        (b"GIF89a/*<svg*/=1;", "unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_shows_nothing_or_is_none_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        clean(content)
    assert refused.value.reason == reason


def test_a_grey_picture_is_taken() -> None:
    assert opened(clean(image_bytes("PNG", picture(mode="L"))).content).mode == "RGBA"
