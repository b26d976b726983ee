"""Small things that only paper needs: what must stay on one line, and paler tones of the organisation's colour."""

import re

from markupsafe import Markup, escape

HYPHEN = "\u2010"
"""What WeasyPrint divides words with: in the text itself it looks the same as the one of keyboards, which is set."""
_BREAKS = re.compile(r"[\t\n\r\f]+")
_UNBROKEN = re.compile(r"/ \d{1,3}(?: \d{3})+(?!\d)|\d[\d.,]*(?:(?:–| - )\d[\d.,]*(?:\s%)?|\s%)")
_SHORT_END = re.compile(r"\S{1,12} \S{1,6}$")


def unbroken(text: str) -> Markup:
    """The text with its periods ("2021–2025") and percentages ("9,5 %"), and "/ 1 000", each kept on one line."""
    spaced = _BREAKS.sub(" ", str(escape(text)))  # in notes WeasyPrint would set a tab as nothing
    typed = spaced.replace(HYPHEN, "-")
    whole = _UNBROKEN.sub(r'<span class="period">\g<0></span>', typed)
    return Markup(whole)  # noqa: S704


def headline(text: str) -> Markup:
    """As `unbroken`, for a title: a short last word does not stand alone on the last line."""
    end = _SHORT_END.search(text)
    if not end:
        return unbroken(text)
    return unbroken(text[: end.start()]) + Markup('<span class="period">{}</span>').format(end[0])


def tint(colour: str, strength: int) -> str:
    """The colour `#rrggbb` thinned with white to `strength` per cent, as transparency would show it."""
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{255 - (255 - channel) * strength // 100:02x}" for channel in channels)
