"""What each indicator means here: the good direction, the smallest change that matters, life course and theme."""

from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from app.i18n import N_
from app.indicators.content import IndicatorKey, Strict, Titles, read_yaml
from app.rendering.series import Direction

CATALOGUE_FILE = Path(__file__).parent / "data" / "catalogue.yaml"

LifeCourse = Literal["all", "children", "youth", "working_age", "older"]
LIFE_COURSES: dict[LifeCourse, str] = {
    "all": N_("All age groups"),
    "children": N_("Children and families"),
    "youth": N_("Young people"),
    "working_age": N_("People of working age"),
    "older": N_("Older people"),
}


class SurveyThreshold(Strict):
    """The smallest change of a survey's figure that matters: where at least a hundred answered, and where fewer."""

    large: float
    small: float


class CatalogueEntry(Strict):
    """One indicator. `threshold` is in the indicator's own unit; None: its family's."""

    titles: Titles
    family: str
    good: Direction
    life_course: LifeCourse
    theme: str
    checked: Literal["recorded", "live", "export", "list"]
    threshold: float | None = None


class Catalogue(Strict):
    """All indicators that packages may name."""

    families: dict[str, float | SurveyThreshold]
    indicators: dict[IndicatorKey, CatalogueEntry]

    @model_validator(mode="after")
    def _families_exist(self) -> Self:
        for key, entry in self.indicators.items():
            if entry.family not in self.families:
                raise ValueError(f"{key} is of the family {entry.family}, which has no threshold")
        return self

    def threshold(self, key: str) -> float:
        """The smallest change of this indicator that matters; 0 for an indicator not in the catalogue."""
        entry = self.indicators.get(key)
        if entry is None:
            return 0.0
        if entry.threshold is not None:
            return entry.threshold
        family = self.families[entry.family]
        return family.large if isinstance(family, SurveyThreshold) else family

    def threshold_few(self, key: str) -> float | None:
        """The same where fewer than a hundred answered; None for what is not asked in a survey."""
        entry = self.indicators.get(key)
        family = self.families[entry.family] if entry and entry.threshold is None else None
        return family.small if isinstance(family, SurveyThreshold) else None

    def direction(self, key: str) -> Direction:
        """Which way is good; neutral for an indicator not in the catalogue."""
        entry = self.indicators.get(key)
        return entry.good if entry else Direction.NEUTRAL


@cache
def catalogue() -> Catalogue:
    """The product's catalogue. Raises ContentInvalid."""
    return read_yaml(CATALOGUE_FILE, Catalogue)
