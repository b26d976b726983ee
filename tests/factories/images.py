"""Images for tests: drawn by code, so that nothing but their pixels is known of them."""

import io
from typing import Any

from PIL import Image, ImageDraw


def picture(size: tuple[int, int] = (320, 200), mode: str = "RGB", colour: Any = None) -> Image.Image:
    """Two fields and a line; the left half is red."""
    image = Image.new(mode, size, colour if colour is not None else 255 if mode == "L" else "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), fill=128 if mode == "L" else "#c00000")
    return image


def image_bytes(form: str = "PNG", image: Image.Image | None = None, **options: Any) -> bytes:
    """The picture as a file of this format."""
    buffer = io.BytesIO()
    (image or picture()).save(buffer, form, **options)
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))
