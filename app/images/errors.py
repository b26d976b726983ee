"""Why an image was not taken: each message says what to do."""

from http import HTTPStatus
from typing import ClassVar

from app.errors import DomainError
from app.i18n import N_


class ImageRefused(DomainError):
    """What was sent is no image that we can keep. Subclasses say why."""

    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY
    message = N_("This file is not an image that can be shown. Save it as PNG or JPEG and add it again.")


class BrokenImage(ImageRefused):
    message = N_(
        "The image is damaged or unfinished. Open it in an image program, save it as PNG or JPEG and try again."
    )


class DrawingRefused(ImageRefused):
    message = N_("SVG drawings are not accepted, because they can hold programs. Export the drawing as PNG.")


class PhoneImageRefused(ImageRefused):
    message = N_("HEIC photos are not accepted. Save the photo as JPEG: most phones do so when you share it by e-mail.")


class TooManyPixels(ImageRefused):
    message = N_("The image has more than 64 million pixels. Make it smaller and add it again.")


class ImageTooLarge(ImageRefused):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = N_("The image is larger than 10 MB. Make it smaller and add it again.")


class ImagesTakeTooMuch(ImageRefused):
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = N_("The images of this report take 500 MB together. No more fit in.")


BY_NAME: dict[str, type[ImageRefused]] = {
    "svg": DrawingRefused,
    "heic": PhoneImageRefused,
    "too-many-pixels": TooManyPixels,
    "broken": BrokenImage,
    "unknown": ImageRefused,
}
