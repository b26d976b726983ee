"""One section or the summary as a Document of its own; links to what is not in it become words. Pure."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.rendering import tree
from app.rendering.dataset import DataSet

WHOLE = ""
SUMMARY = "summary"
CARD = "municipal-card"  # the section that is one; styles/card.css names it
_SECTION = "section:"


class NoSuchPartError(LookupError):
    """The Document has no part of this name."""


def part_names(document: tree.Document) -> dict[str, str]:
    """Every part that can be had by itself, with its title: the summary, then each section."""
    summary = next((section for section in document.sections() if section.role == "summary"), None)
    names = {SUMMARY: summary.title} if summary else {}
    return names | {section_part(section.key): _title(section) for section in document.sections()}


def section_part(key: str) -> str:
    """The name of the part that is one section with its subsections."""
    return _SECTION + key


def part_of(document: tree.Document, part: str) -> tree.Document:
    """The named part, with the report's cover facts but without cover. Raises NoSuchPartError.

    The empty name gives the whole report as it is.
    """
    if part == WHOLE:
        return document
    chosen = tuple(_chosen(document, part))
    if not chosen:
        raise NoSuchPartError(part)
    kept = tree.Part(title="", sections=chosen)
    alone = replace(document, parts=(kept,), part=_title(chosen[0]))
    cut: tree.Document = _in_words(alone, frozenset(_anchors(chosen)))
    return cut


def _chosen(document: tree.Document, part: str) -> Iterator[tree.Section]:
    key = part.removeprefix(_SECTION) if part.startswith(_SECTION) else None
    own = ""
    for section in document.sections():
        if section.key == key:
            own = section.number
            yield section
        elif (key is None and part == SUMMARY and section.role == "summary") or _is_below(section, own):
            yield section


def _is_below(section: tree.Section, number: str) -> bool:
    return bool(number) and section.number.startswith(f"{number}.")


def _title(section: tree.Section) -> str:
    return f"{section.number} {section.title}".strip()


def _anchors(sections: tuple[tree.Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.anchor
        for block in section.blocks:
            if isinstance(block, tree.Heading | tree.Table | tree.Figure | tree.Chart | tree.KeyFigure):
                yield block.anchor


def _in_words(value: Any, anchors: frozenset[str]) -> Any:
    if isinstance(value, tree.CrossReference):
        return value if value.target in anchors else tree.Text(text=value.text)
    if isinstance(value, DataSet | str):  # hold none
        return value
    if isinstance(value, tuple):
        return tuple(_in_words(part, anchors) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _in_words(getattr(value, f.name), anchors) for f in fields(value)})
    return value
