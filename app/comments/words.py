"""What the editor's script says of comments; see app/editor/src/comments.ts."""

from app.i18n import gettext


def editor_words() -> dict[str, str]:
    """By the script's own names for them."""
    return {
        "comment": gettext("Comment"),
        "onThis": gettext("This has a comment"),
        "chooseFirst": gettext("Choose the passage or the block first that you want to comment on."),
        "waiting": gettext("The comment is sent as soon as the text is saved."),
        "open": gettext("open comments"),
        "people": gettext("%(num)s people. Choose with the arrow keys, Enter takes the name.", num="%(num)s"),
        "whom": gettext("People of this report"),
    }
