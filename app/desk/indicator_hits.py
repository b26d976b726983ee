"""The indicators that the settings of a table offer: the package's first, then all others by stage of life."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.blocks.base import PackageContent
from app.desk.indicator_table_form import TypedSettings
from app.i18n import gettext
from app.indicators.catalogue import LIFE_COURSES, catalogue
from app.indicators.citations import COLLECTIONS
from app.rendering.series import Direction


@dataclass(frozen=True, slots=True)
class Hit:
    """One indicator to choose. `about` says source and newest year."""

    key: str
    title: str
    about: str
    chosen: bool
    judged: bool  # may a person set the judgement?
    judgement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators of one stage of life."""

    title: str
    hits: tuple[Hit, ...]


def groups_of(
    typed: TypedSettings, package: PackageContent | None, titles: Mapping[str, str], years: Mapping[str, str]
) -> tuple[Group, ...]:
    """What is chosen, and what the search finds; without a search everything. `titles` and `years` are by key."""
    entries = catalogue().indicators
    first = [key for key in package.indicators if key in entries] if package else []
    courses = {
        label: [key for key, entry in entries.items() if entry.life_course == course and key not in first]
        for course, label in LIFE_COURSES.items()
    }
    named = [(package.title if package else "", first), *((gettext(label), keys) for label, keys in courses.items())]
    groups = (Group(title, tuple(_found(keys, typed, titles, years))) for title, keys in named)
    return tuple(group for group in groups if group.hits)


def _found(
    keys: Iterable[str], typed: TypedSettings, titles: Mapping[str, str], years: Mapping[str, str]
) -> Iterable[Hit]:
    for key in keys:
        hit = _hit(key, titles[key], years.get(key), typed)
        if hit.chosen or hit.judgement or typed.search.lower() in f"{hit.title} {hit.about}".lower():
            yield hit


def _hit(key: str, title: str, year: str | None, typed: TypedSettings) -> Hit:
    override = typed.overrides.get(key, {})
    source, _, number = key.partition(":")
    newest = year or gettext("not fetched yet")
    return Hit(
        key=key,
        title=title,
        about=f"{COLLECTIONS[source].label} {number.split('/')[0]} · {newest}",
        chosen=key in typed.indicators,
        judged=catalogue().direction(key) is not Direction.NEUTRAL,
        judgement=override.get("judgement", ""),
        reason=override.get("reason", ""),
    )
