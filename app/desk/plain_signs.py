"""What is typed in the form without JavaScript for something that has no key; app/document/plain_markup.py reads it."""

from dataclasses import dataclass

from app.i18n import N_, gettext

_SIGNS = (
    ("#  ##  ###", N_("headings")),
    ("- …  1. …  > …", N_("lists and quotations")),
    ("**…**  *…*", N_("strong, emphasis")),
    ("[…](https://…)  ^[…]", N_("link, footnote")),
    ("{1}", N_("a figure or reference that fills itself: keep it")),
    ("\\*", N_("the sign itself")),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """What is typed for something that has no key."""

    code: str
    meaning: str


def signs() -> tuple[Sign, ...]:
    return tuple(Sign(code, gettext(meaning)) for code, meaning in _SIGNS)
