"""Bad answers of statistics services, as tables: what comes, and the words by which the run log names it.

Each is drawn from the references of the interfaces: what they say may come, what was seen to come, and what a
service, a proxy or a network between can make of an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.recorded.replay import Reply


@dataclass(frozen=True)
class Fault:
    """`reply` makes the bad answer of the good one. `where`: which of a source's answers it is."""

    name: str
    told: str
    reply: Callable[[Any], Reply]
    where: str = "figures"
    outcome: str = "refused"
