"""What the editor's script says of writers; see app/editor/src/authorship.ts."""

from app.i18n import gettext


def editor_words() -> dict[str, str]:
    """By the script's own names for them."""
    return {
        "shown": gettext("The writers of each paragraph are shown beside it."),
        "hidden": gettext("The writers are no longer shown."),
        "failed": gettext("The writers could not be fetched. Try again in a moment."),
    }
