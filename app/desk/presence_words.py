"""Words of who else is at the text (app/editor/src/people-list.ts)."""

from app.i18n import gettext


def presence_words() -> dict[str, str]:
    """In the reader's language, with places for names and numbers."""
    return {
        "here": gettext("Here now: %(names)s", names="%(names)s"),
        "joined": gettext("Came to the section: %(names)s.", names="%(names)s"),
        "left": gettext("Left the section: %(names)s.", names="%(names)s"),
        "writes": gettext("may write"),
        "reads": gettext("reads"),
        "show": gettext("Show where %(name)s is", name="%(name)s"),
    }
