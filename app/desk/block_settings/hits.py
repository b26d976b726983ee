"""The indicators that a dialog offers: the package's first, then all others by stage of life, own ones, found ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.blocks.base import PackageContent
from app.desk.block_settings.typed import TypedSettings
from app.i18n import N_, gettext
from app.indicators.catalogue import LIFE_COURSES, catalogue
from app.indicators.choices import OWN, Choice
from app.indicators.citations import COLLECTIONS
from app.rendering.series import Direction

MOST_OTHERS = 40
OWN_FIGURES = N_("Own figures")
OTHERS = N_("Other indicators")


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


def groups_of(typed: TypedSettings, package: PackageContent | None, choices: Mapping[str, Choice]) -> tuple[Group, ...]:
    """What is chosen, and what the search finds; without a search what the catalogue knows, and the own figures."""
    first = [key for key in package.indicators if key in choices] if package else []
    entries = catalogue().indicators
    groups: list[tuple[str, Iterable[str]]] = [(package.title if package else "", first)]
    for course, label in LIFE_COURSES.items():
        keys = [key for key, entry in entries.items() if entry.life_course == course and key not in first]
        groups.append((gettext(label), keys))
    groups.append((gettext(OWN_FIGURES), [key for key in choices if key.startswith(OWN)]))
    made = [Group(title, tuple(_found(keys, typed, choices))) for title, keys in groups]
    made.append(Group(gettext(OTHERS), _others(typed, choices, {*first, *entries})))
    return tuple(group for group in made if group.hits)


def _others(typed: TypedSettings, choices: Mapping[str, Choice], shown: set[str]) -> tuple[Hit, ...]:
    """Of the thousands that a whole source has: what is chosen, and the first that the search finds."""
    keys = [key for key in choices if key not in shown and not key.startswith(OWN)]
    chosen = [key for key in keys if _is_chosen(key, typed)]
    hits = list(_found(chosen, typed, choices))
    if typed.search:
        hits.extend(_found((key for key in keys if key not in chosen), typed, choices))
    return tuple(hits[: len(chosen) + MOST_OTHERS])


def _found(keys: Iterable[str], typed: TypedSettings, choices: Mapping[str, Choice]) -> Iterator[Hit]:
    words = typed.search.casefold().split()
    for key in keys:
        hit = _hit(choices[key], typed)
        text = f"{hit.title} {hit.about}".casefold()
        if hit.chosen or hit.judgement or all(word in text for word in words):
            yield hit


def _is_chosen(key: str, typed: TypedSettings) -> bool:
    return key in typed.indicators or key == typed.indicator


def _hit(choice: Choice, typed: TypedSettings) -> Hit:
    override = typed.overrides.get(choice.key, {})
    source, _, number = choice.key.partition(":")
    newest = str(choice.year) if choice.year else gettext("not fetched yet")
    return Hit(
        key=choice.key,
        title=choice.title,
        about=f"{COLLECTIONS[source].label} {number.split('/')[0]} · {newest}",
        chosen=_is_chosen(choice.key, typed),
        judged=catalogue().direction(choice.key) is not Direction.NEUTRAL,
        judgement=override.get("judgement", ""),
        reason=override.get("reason", ""),
    )
