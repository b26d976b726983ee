"""Who changed what of an own indicator, told from the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.accounts.queries import users_by_id
from app.i18n import N_, gettext, ngettext
from app.own_figures.queries import changes_of
from app.own_figures.words import group_word

ACTION_WORDS: Mapping[str, str] = {
    "own-indicator:create": N_("made the indicator"),
    "own-indicator:change": N_("changed how the indicator is described"),
    "own-indicator:retire": N_("retired the indicator"),
    "own-indicator:return": N_("took the indicator into use again"),
    "own-figures:clear": N_("let a small number be published"),
    "own-figures:hide": N_("hid a small number again"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the history."""

    at: datetime
    by: str
    text: str
    details: tuple[str, ...]


def history_of(session: Session, organisation_id: int, key: str, names: Mapping[str, str]) -> tuple[Change, ...]:
    """The newest changes first. `names`: short names of regions by code."""
    entries = changes_of(session, organisation_id, key)
    people = users_by_id(session, {entry.actor_id for entry in entries if entry.actor_id is not None})
    return tuple(
        Change(
            at=entry.at,
            by=people[entry.actor_id].name if entry.actor_id in people else gettext("The system"),
            text=_text(entry.action, entry.detail),
            details=_details(entry.detail, names),
        )
        for entry in entries
    )


def _text(action: str, detail: Mapping[str, Any]) -> str:
    if action in ACTION_WORDS:
        return gettext(ACTION_WORDS[action])
    return ngettext("changed %(num)s figure", "changed %(num)s figures", int(detail.get("count", 0)))


def _details(detail: Mapping[str, Any], names: Mapping[str, str]) -> tuple[str, ...]:
    """Kokkola 2024: 12 → 15; of a cleared number the place and the reason."""
    told = [_told(text, names) for text in detail.get("changes", ())]
    if "place" in detail:
        told.append(": ".join(filter(None, (_place(detail["place"], names), detail.get("reason", "")))))
    return tuple(told)


def _told(text: str, names: Mapping[str, str]) -> str:
    place, _, change = text.partition(": ")
    return f"{_place(place, names)}: {change}"


def _place(text: str, names: Mapping[str, str]) -> str:
    region, period, group = text.split(" ", 2)
    place = f"{names.get(region, region)} {period}"
    return place if group == "total" else f"{place}, {group_word(group)}"
