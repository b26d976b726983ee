"""Heading levels of a Document without gaps: title 1, part 2, section, subsection, headings inside; at most 6."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.rendering import tree

DEEPEST = 6


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """A part's title, and how many sections it has."""

    title: str
    sections: int


@dataclass(frozen=True, slots=True)
class OutlinedSection:
    """A section with its own level and those of its headings by anchor. `opens_part` is its part, when first in it."""

    section: tree.Section
    level: int
    headings: dict[str, int]
    opens_part: OpenedPart | None = None

    @property
    def is_subsection(self) -> bool:
        return "." in self.section.number


def outline(document: tree.Document) -> Iterator[OutlinedSection]:
    """All sections in reading order, with levels."""
    for part in document.parts:
        top = 3 if part.title else 2
        parent_seen = False
        for index, section in enumerate(part.sections):
            nested = "." in section.number and parent_seen
            parent_seen = parent_seen or "." not in section.number
            level = top + 1 if nested else top
            opened = OpenedPart(part.title, len(part.sections)) if index == 0 and part.title else None
            yield OutlinedSection(section, level, heading_levels(section.blocks, level), opened)


def heading_levels(blocks: Iterable[tree.Block], level: int) -> dict[str, int]:
    """Level of each heading under one of `level`: as deep as its writer meant, but never skipping a step."""
    levels: dict[str, int] = {}
    above = level
    for block in blocks:
        if isinstance(block, tree.Heading):
            above = min(level + block.depth, above + 1, DEEPEST)
            levels[block.anchor] = above
    return levels
