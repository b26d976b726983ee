"""What the editor says of images; see app/editor/src/images.ts."""

from app.i18n import gettext
from app.images.errors import ImageTooLarge


def editor_words() -> dict[str, str]:
    """By the script's own names for them."""
    return {
        "image": gettext("Image"),
        "alt": gettext("Alternative text"),
        "addAlt": gettext("Add alternative text"),
        "replace": gettext("Change the image"),
        "missing": gettext("The alternative text is missing."),
        "decorative": gettext("Decorative: screen readers pass it by."),
        "sending": gettext("Sending the image, %(percent)s %%…", percent="%(percent)s"),
        "empty": gettext("There is no image here yet."),
        "choose": gettext("Choose an image"),
        "again": gettext("Try again"),
        "tooLarge": gettext(ImageTooLarge.message),
        "offline": gettext("The image could not be sent. Your text is safe. Try again when there is a connection."),
        "leftOut": gettext(
            "Images left out of what you pasted: %(number)s. They stand on another site, or in another program."
            " Save them on your device and add them here.",
            number="%(number)s",
        ),
        "added": gettext("The image was added."),
        "needed": gettext("Write what the image shows, or mark it decorative."),
        "captionHint": gettext("Caption of the image"),
    }
