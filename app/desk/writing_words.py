"""Words of what makes writing easy: the menu, finding, moving, pointing out, referring (app/editor/src)."""

from app.blocks import BLOCK_TYPES
from app.i18n import LANGUAGES, N_, gettext, translate

# What the menu that "/" opens offers: the editor's action and its name.
_MENU = (
    ("heading1", N_("Heading 1")),
    ("heading2", N_("Heading 2")),
    ("heading3", N_("Heading 3")),
    ("paragraph", N_("Body text")),
    ("bullet_list", N_("Bulleted list")),
    ("ordered_list", N_("Numbered list")),
    ("blockquote", N_("Quotation")),
    ("table", N_("Table")),
    *((block.kind, block.label) for block in BLOCK_TYPES),
    ("image", N_("Image")),
    ("figure_token", N_("Cite a figure")),
    ("footnote", N_("Footnote")),
    ("cross_reference", N_("Cross reference")),
)


def slash_words() -> dict[str, object]:
    """The menu in the reader's language; each entry is found by its name in every language."""
    entries = [
        {
            "action": action,
            "label": gettext(name),
            "keywords": "|".join(translate(language, name).lower() for language in LANGUAGES),
        }
        for action, name in _MENU
    ]
    return {"label": gettext("Add to the text"), "entries": entries}


def writing_words() -> dict[str, str]:
    """Moving, finding, counting, pasting."""
    return {
        "moveBlock": gettext("Move: %(block)s", block="%(block)s"),
        "moveHint": gettext("Drag, or move with the arrow keys"),
        "movedBefore": gettext("Moved before: %(block)s", block="%(block)s"),
        "movedToEnd": gettext("Moved to the end"),
        "emptyBlock": gettext("empty"),
        "noMatches": gettext("Not found"),
        "words": gettext("%(written)s words", written="%(written)s"),
        "wordsOfHint": gettext("%(written)s words of about %(hint)s", written="%(written)s", hint="%(hint)s"),
        "selectedWords": gettext("%(selected)s selected", selected="%(selected)s"),
        "aboutWords": gettext("About %(hint)s words; now %(written)s.", hint="%(hint)s", written="%(written)s"),
        "nowWords": gettext("Words now: %(written)s.", written="%(written)s"),
        "tooLong": gettext("This does not fit: the text of one section would become too long. Paste it in parts."),
    }


def lint_words() -> dict[str, str]:
    """What is pointed out, and the buttons that put it right."""
    return {
        "one": gettext("1 remark"),
        "many": gettext("%(num)s remarks", num="%(num)s"),
        "show": gettext("Show"),
        "skippedLevel": gettext("The heading skips a level"),
        "fix_skippedLevel": gettext("Raise the heading"),
        "emptyHeading": gettext("The heading is empty"),
        "fix_emptyHeading": gettext("Make it body text"),
        "bareLink": gettext("The link shows its address: say in words where it leads"),
        "unlinkedAddress": gettext("This address is not a link"),
        "fix_unlinkedAddress": gettext("Make it a link"),
        "noCaption": gettext("The table has no title"),
        "noHeaderRow": gettext("The table has no header row"),
        "fix_noHeaderRow": gettext("Make the first row the header"),
        "noAlternative": gettext("The image has no alternative text"),
        "brokenReference": gettext("The reference points to something that is no longer in the report"),
    }


def reference_words() -> dict[str, str]:
    """Cross references."""
    return {
        "broken": gettext("[missing reference]"),
        "brokenHint": gettext("What this refers to is no longer in the report."),
        "nothing": gettext("Nothing in the report has these words."),
    }
