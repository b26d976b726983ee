"""How a section's state and lateness are shown: a mark and words. Pure but for the words' language."""

from dataclasses import dataclass
from datetime import date

from app.i18n import N_, gettext
from app.i18n.formats import date_text
from app.sections.models import SectionState

FINISHED = frozenset({SectionState.READY, SectionState.ACCEPTED})

STATE_WORDS: dict[SectionState, str] = {
    SectionState.NOT_STARTED: N_("not started"),
    SectionState.WRITING: N_("being written"),
    SectionState.READY: N_("ready"),
    SectionState.ACCEPTED: N_("accepted"),
    SectionState.RETURNED: N_("returned"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """`name` is the symbol in the page's sprite, and the colour's class."""

    name: str
    word: str


def state_mark(state: SectionState) -> Mark:
    """The mark and the word of a section's state."""
    name = "none" if state is SectionState.NOT_STARTED else state.value
    return Mark(name, gettext(STATE_WORDS[state]))


def fills_itself() -> Mark:
    """The mark of a section that nobody writes."""
    return Mark("auto", gettext("fills itself"))


def days_late(state: SectionState, due_on: date | None, today: date) -> int:
    """Days since the due date of a section that is not finished; 0 when it is not late."""
    if due_on is None or state in FINISHED:
        return 0
    return max(0, (today - due_on).days)


def short_date(day: date | None, today: date) -> str:
    """A day without its year when that is this year: 18.9. or 18 September."""
    text = date_text(day)
    return text.removesuffix(str(today.year)).rstrip() if day and day.year == today.year else text


def initials(name: str) -> str:
    """Anna Leppälä → AL."""
    return "".join(word[0] for word in name.split()[:2]).upper()
