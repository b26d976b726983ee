"""What is said on the topics: small values, so that they can travel to the other server processes too."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class StepsSaved:
    """Steps took a text from the version `after` to `version`.

    `text` is what the editors are told, written once for all of them; empty when it was too long to travel:
    then the steps are to be read from the database.
    """

    after: int
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class SectionChanged:
    """State, owner or freezing changed: of one section, or of all of the report when it is None."""

    section_id: int | None


@dataclass(frozen=True, slots=True)
class PanelChanged:
    """Something beside the text changed: its "comments", "suggestions", "history", "translation"."""

    what: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """Somebody's cursor moved. `text` is what the editors are told, but for the one at the connection `by`."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """Somebody came to the text or left it."""


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Something may have been missed: the listener is to look at everything it shows."""


def as_text(message: dict[str, Any]) -> str:
    """A message as it is sent."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def steps_text(version: int, made: Sequence[dict[str, Any]]) -> str:
    """The live channel's message about steps of which the last one made `version`."""
    return as_text({"type": "steps", "version": version, "steps": list(made)})
