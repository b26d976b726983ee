"""The form of a decision, read and checked. Pure; the day and the edition come in as arguments."""

import re
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from app.errors import BadInput
from app.i18n import N_, gettext
from app.i18n.formats import date_text
from app.reports.models import Outcome

BOUNDS = {
    "body_name": 120,
    "paragraph": 20,
    "register_number": 60,
    "preparer": 200,
    "presenter": 200,
    "proposal": 4000,
    "decision_text": 4000,
    "earlier_handling": 1000,
}
EXPLAINED = (Outcome.APPROVED_AS_AMENDED, Outcome.REFERRED_BACK)  # say what was changed, or what is missing

DAY_NEEDED = N_("Give the day of the meeting, for example 14.12.2026.")
DAY_AHEAD = N_("The meeting is still ahead. A decision is recorded after the meeting.")
DAY_TOO_EARLY = N_("The version was frozen on %(day)s. The body cannot have decided on it before that.")
PARAGRAPH_NEEDED = N_("Give the paragraph of the minutes, for example 98.")
OUTCOME_NEEDED = N_("Choose what the body decided.")
NAME_NEEDED = N_("Give the name of the body.")
TEXT_NEEDED = N_("Write what was amended, or why the matter was referred back.")
TOO_LONG = N_("At most %(number)s characters.")


class DecisionForm(BaseModel):
    """What was typed, unchecked, so that nothing typed is lost when it has faults."""

    body_key: str = ""
    edition_sha256: str = ""  # of the version that the recorder saw
    body_name: str = ""
    meeting_on: str = ""
    paragraph: str = ""
    register_number: str = ""
    preparer: str = ""
    presenter: str = ""
    proposal: str = ""
    outcome: str = ""
    decision_text: str = ""
    earlier_handling: str = ""


@dataclass(frozen=True, slots=True)
class CheckedDecision:
    """A decision that can be stored. `texts` are the columns that are stored as they were typed."""

    meeting_on: date
    outcome: Outcome
    texts: dict[str, str]


def check(form: DecisionForm, *, frozen_on: date, today: date) -> CheckedDecision:
    """Raises BadInput naming every fault by field."""
    texts = {field: getattr(form, field).strip() for field in BOUNDS}
    texts["paragraph"] = texts["paragraph"].lstrip("§ \u00a0")
    meeting_on = parse_day(form.meeting_on)
    outcome = Outcome(form.outcome) if form.outcome in set(Outcome) else None
    faults = _text_faults(texts) | _day_faults(meeting_on, frozen_on, today)
    if outcome is None:
        faults["outcome"] = gettext(OUTCOME_NEEDED)
    if outcome in EXPLAINED and not texts["decision_text"]:
        faults["decision_text"] = gettext(TEXT_NEEDED)
    if faults or meeting_on is None or outcome is None:
        raise BadInput(faults)
    return CheckedDecision(meeting_on, outcome, texts)


def parse_day(text: str) -> date | None:
    """A day as browsers send it (2026-12-14) or as people write it (14.12.2026)."""
    text = text.strip()
    written = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    parts = tuple(reversed(written.groups())) if written else tuple(text.split("-"))
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _text_faults(texts: dict[str, str]) -> dict[str, str]:
    faults = {field: gettext(TOO_LONG, number=bound) for field, bound in BOUNDS.items() if len(texts[field]) > bound}
    if not re.search(r"\d", texts["paragraph"]):
        faults["paragraph"] = gettext(PARAGRAPH_NEEDED)
    if not texts["body_name"]:
        faults["body_name"] = gettext(NAME_NEEDED)
    return faults


def _day_faults(meeting_on: date | None, frozen_on: date, today: date) -> dict[str, str]:
    if meeting_on is None:
        return {"meeting_on": gettext(DAY_NEEDED)}
    if meeting_on > today:
        return {"meeting_on": gettext(DAY_AHEAD)}
    if meeting_on < frozen_on:
        return {"meeting_on": gettext(DAY_TOO_EARLY, day=date_text(frozen_on))}
    return {}
