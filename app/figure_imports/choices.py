"""What somebody said of a file: what its columns mean, and which of our indicators each of its texts is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.datafiles.opening import FigureFile
from app.i18n import N_

COLUMNS = {
    "indicator": N_("Indicator"),
    "region": N_("Area"),
    "period": N_("Period"),
    "value": N_("Value"),
    "group": N_("Population group"),
    "note": N_("Note"),
}
HAND_MAPPED = frozenset({"own", "columns"})  # shapes of which a person may say what their columns are


@dataclass(frozen=True, slots=True)
class Choices:
    """`single`: the indicator of every row, where no column tells it."""

    columns: Mapping[str, int]
    indicators: Mapping[str, str] = field(default_factory=dict)
    single: str = ""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Choices":
        return cls(stored["columns"], stored.get("indicators", {}), stored.get("single", ""))

    def to_json(self) -> dict[str, Any]:
        return {"columns": dict(self.columns), "indicators": dict(self.indicators), "single": self.single}

    @property
    def is_complete(self) -> bool:
        """Can rows be read? Where they are of, and of what, may be the same for all of them."""
        return {"period", "value"} <= self.columns.keys() and ("indicator" in self.columns or bool(self.single))


def applied(file: FigureFile, choices: Choices) -> FigureFile:
    """The file with its columns as they were said to be."""
    return replace(file, recognised=replace(file.recognised, mapping=dict(choices.columns)))
