"""Figures in the demo's texts, each with where it comes from; in the documents they are cited figures.

A figure is written as a link to its source: `[46 773](sotkanet:127,KU272,2012)`, and a difference between two
periods as `[877](sotkanet:127,KU272,2012-2009)`. Readers see the figure alone; a test compares each with the store.
A difference is no figure of the source's own, and becomes plain words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_CLAIM = re.compile(r"\[([^\]]+)\]\(((?:sotkanet|statfin):[^,)]+),([A-Z0-9]+),([0-9M]+)(?:-([0-9M]+))?\)")

Recorded = Mapping[tuple[str, str, str], tuple[float, date]]  # indicator, region, period → value, day it was fetched


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed figure: the value in `period`, or how far it is from the one in `since`, without sign."""

    printed: str
    indicator: str
    region: str
    period: str
    since: str | None


def claims_in(text: str) -> list[Claim]:
    """Every figure that the text gives a source for."""
    return [Claim(*match.groups()) for match in _CLAIM.finditer(text)]


def with_cited_figures(text: str, recorded: Recorded) -> str:
    """The text as app.document.markdown reads it: its figures cite what was recorded."""
    return _CLAIM.sub(lambda match: _cited(Claim(*match.groups()), recorded), text)


def _cited(claim: Claim, recorded: Recorded) -> str:
    value, fetched_on = recorded[claim.indicator, claim.region, claim.period]
    if claim.since is not None or value < 0:  # printed without its sign
        return claim.printed
    where = f"{claim.indicator},{claim.region},{claim.period},{value},{fetched_on.isoformat()}"
    return f"[{claim.printed}](figure:{where})"
