"""All words that the editor's script shows, by its own names for them (app/editor/src/page.ts).

A feature has words of its own under its name; what they are stands in the feature's package.
"""

from collections.abc import Callable, Mapping

from app.blocks import BLOCK_TYPES
from app.comments import words as comments
from app.desk.presence_words import presence_words
from app.desk.writing_words import lint_words, reference_words, slash_words, writing_words
from app.figures import words as figures
from app.history import words as history
from app.i18n import gettext
from app.images import words as images
from app.suggestions import words as suggestions

FEATURES: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "presence": presence_words,
    "writing": writing_words,
    "slash": slash_words,
    "lint": lint_words,
    "references": reference_words,
    "comments": comments.editor_words,
    "suggestions": suggestions.editor_words,
    "images": images.editor_words,
    "authorship": history.editor_words,
    "figures": figures.editor_words,
}


def editor_words() -> dict[str, object]:
    """The words in the reader's language."""
    blocks = {block.kind: gettext(block.label) for block in BLOCK_TYPES}
    return {**_words(), "blocks": blocks, **{name: words() for name, words in FEATURES.items()}}


def _words() -> dict[str, str]:
    """What the editor itself says."""
    return {
        "saved": gettext("Saved %(time)s", time="%(time)s"),
        "saving": gettext("Saving…"),
        "unsaved": gettext("Not saved"),
        "connecting": gettext("Connecting…"),
        "offlineKept": gettext("No connection. Your text is safe on this device."),
        "offlineSaved": gettext("No connection. Everything is saved."),
        "offlineUnkept": gettext("No connection. Keep this page open: your latest text is only here."),
        "signedOut": gettext("Your sign-in has ended. Sign in again to go on writing."),
        "noAccess": gettext("You can no longer open this section. Copy what you have not saved."),
        "unfit": gettext("Your latest changes could not be joined to the text. Copy them and open the page again."),
        "placeholder": gettext("Write here."),
        "captionPlaceholder": gettext("Title of the table"),
        "footnote": gettext("Footnote"),
        "previewFailed": gettext("This could not be shown now. Try again in a moment."),
        "loading": gettext("Loading…"),
        "edit": gettext("Edit"),
        "remove": gettext("Remove"),
        "copy": gettext("Copy"),
        "blockCopied": gettext("Copied. Paste it into this section or another one."),
        "moveUp": gettext("Move up"),
        "moveDown": gettext("Move down"),
        "badLink": gettext("Write a web or e-mail address."),
        "close": gettext("Close"),
        "copied": gettext("Copied"),
    }
