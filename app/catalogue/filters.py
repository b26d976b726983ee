"""What the list of indicators may be narrowed by, and what was asked for read as a search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from app.blocks.base import PackageContent
from app.i18n import N_, gettext
from app.indicators.catalogue import LIFE_COURSES, catalogue
from app.indicators.citations import COLLECTIONS
from app.indicators.search import Wanted

THEMES: dict[str, str] = {
    "structure": N_("Population and structure"),
    "economy": N_("Economy"),
    "work": N_("Work and unemployment"),
    "education": N_("Education"),
    "welfare": N_("Welfare and livelihood"),
    "health": N_("Health"),
    "gaps": N_("Gaps"),
    "participation": N_("Participation"),
    "safety": N_("Safety"),
    "services": N_("Services"),
}

Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Option = tuple[str, str]  # value and words


class Asked(BaseModel):
    """The search as typed into the address. What is not known is taken for not asked."""

    model_config = ConfigDict(extra="ignore")

    q: Short = ""
    package: Short = ""
    life: Short = ""
    theme: Short = ""
    source: Short = ""
    producer: Short = ""
    own: bool = False
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Is anything asked for at all?"""
        return any((self.q, self.package, self.life, self.theme, self.source, self.producer, self.own))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the form offers, each with "all" first."""

    packages: tuple[Option, ...]
    lives: tuple[Option, ...]
    themes: tuple[Option, ...]
    sources: tuple[Option, ...]
    producers: tuple[Option, ...]


def filters(packages: Mapping[str, PackageContent], sources: Iterable[str], producers: Iterable[str]) -> Filters:
    """The choices in the reader's language."""
    return Filters(
        packages=_with_all((key, f"{item.title} ({len(item.indicators)})") for key, item in packages.items()),
        lives=_with_all((key, gettext(words)) for key, words in LIFE_COURSES.items()),
        themes=_with_all((key, gettext(words)) for key, words in THEMES.items()),
        sources=_with_all((source, source_label(source)) for source in sources),
        producers=_with_all((name, name) for name in producers),
    )


def source_label(source: str) -> str:
    """The short name of a collection of statistics: "Sotkanet"."""
    return COLLECTIONS[source].label if source in COLLECTIONS else gettext("Own figures")


def wanted(asked: Asked, packages: Mapping[str, PackageContent], region_code: str) -> Wanted:
    """The search that was asked for."""
    return Wanted(
        words=asked.q,
        source=asked.source,
        producer=asked.producer,
        keys=_keys(asked, packages),
        region_code=region_code if asked.own else "",
    )


def _keys(asked: Asked, packages: Mapping[str, PackageContent]) -> frozenset[str] | None:
    """The indicators of the package, the stage of life and the theme; None where none of them was asked for."""
    entries = catalogue().indicators
    chosen = []
    if asked.package in packages:
        chosen.append(frozenset(packages[asked.package].indicators))
    if asked.life in LIFE_COURSES:
        chosen.append(frozenset(key for key, entry in entries.items() if entry.life_course == asked.life))
    if asked.theme in THEMES:
        chosen.append(frozenset(key for key, entry in entries.items() if entry.theme == asked.theme))
    return frozenset.intersection(*chosen) if chosen else None


def _with_all(options: Iterable[Option]) -> tuple[Option, ...]:
    return (("", gettext("All")), *options)
