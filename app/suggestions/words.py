"""What the editor says about suggestions (app/editor/src/suggestions.ts)."""

from app.i18n import gettext


def editor_words() -> dict[str, str]:
    """The words in the reader's language."""
    return {
        "suggest": gettext("Suggest a change"),
        "by": gettext("Suggestion by %(name)s", name="%(name)s"),
        "changed": gettext("The text has changed since the suggestion was made."),
        "failed": gettext("The form could not be opened now. Try again in a moment."),
        "unsent": gettext("The suggestion could not be sent now. What you typed is here: try again in a moment."),
        "nothing": gettext("First choose words in the text, or a paragraph in the panel Suggestions."),
        "made": gettext("The suggestion was made."),
        "waiting": gettext("suggestions wait"),
    }
