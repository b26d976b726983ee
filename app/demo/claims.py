"""Figures in the demo's texts, each with where it comes from.

A figure is written as a link to its source: `[46 773](sotkanet:127,KU272,2012)`, and a difference between two
periods as `[877](sotkanet:127,KU272,2012-2009)`. Readers see the figure alone; a test compares each with the store.
"""

import re
from dataclasses import dataclass

_CLAIM = re.compile(r"\[([^\]]+)\]\(((?:sotkanet|statfin):[^,)]+),([A-Z0-9]+),([0-9M]+)(?:-([0-9M]+))?\)")


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


def without_claims(text: str) -> str:
    """The text as it is read: the figures stay, their sources go."""
    return _CLAIM.sub(r"\1", text)
