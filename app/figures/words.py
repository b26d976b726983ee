"""What the editor's script says of cited figures; see app/editor/src/figure-tokens.ts and claims.ts."""

from app.i18n import gettext


def editor_words() -> dict[str, str]:
    """By the script's own names for them."""
    return {
        "about": gettext("Cited figure: %(what)s. Enter opens it.", what="%(what)s"),
        "hits": gettext("%(num)s indicators", num="%(num)s"),
        "nothing": gettext("No indicator with figures has these words."),
        "failed": gettext("The figures could not be fetched now. Try again in a moment."),
        "noFigure": gettext("no figure"),
        "noFigures": gettext("There are no figures of this region."),
        "others": gettext("Other municipalities"),
        "inserted": gettext("Cited: %(what)s", what="%(what)s"),
        "updated": gettext("The figure is now %(text)s.", text="%(text)s"),
        "unknown": gettext("This indicator is not known here."),
        "newest": gettext("%(text)s in %(period)s", text="%(text)s", period="%(period)s"),
        "sourceHas": gettext("The source now has %(text)s.", text="%(text)s"),
        "isNewest": gettext("This is the newest figure."),
        "update": gettext("Update to %(text)s", text="%(text)s"),
        "waiting": gettext("sentences to look at"),
        "mark": gettext("The figures say otherwise: %(told)s", told="%(told)s"),
        "claims": gettext(
            "Sentences that say other than the figures: %(num)s. They are in the panel Figures in the text.",
            num="%(num)s",
        ),
    }
