"""The HTML of each piece of a report, for WeasyPrint."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from app.rendering import tree
from app.rendering.outline import OutlinedSection
from app.rendering.prose_inlines import plain_text
from app.rendering.writers.html import paper_values, printed
from app.rendering.writers.pdf.contents import ContentsList

CHARACTERS_OF_A_PAGE = 2600
LINES_OF_A_PAGE = 44
FEW_PAGES = 95
"""Fewer than these surely have numbers of two digits, whatever the estimate misses."""


class Paper:
    """Makes the HTML of the pieces of one Document."""

    def __init__(self, document: tree.Document) -> None:
        self.document = document

    @cached_property
    def values(self) -> dict[str, Any]:
        digits = 0 if self.document.part else 2 if estimated_pages(self.document) < FEW_PAGES else 3
        return paper_values(self.document, digits)

    def cover(self) -> str:
        return printed("document/print/cover.html", self.values | {"key": "cover"})

    def chapter(self, items: Sequence[OutlinedSection]) -> str:
        return printed("document/print/chapter.html", self.values | {"key": items[0].section.anchor, "items": items})

    def part(self, items: Sequence[OutlinedSection]) -> str:
        return printed("document/print/part.html", self.values | {"key": "part", "items": items})

    def contents(self, lists: Sequence[ContentsList]) -> str:
        return printed("document/print/contents.html", self.values | {"key": "contents", "lists": lists})


def estimated_pages(document: tree.Document) -> float:
    """About how many pages there will be: the same for the same Document, whatever was set before."""
    return sum(_share(block) for section in document.sections() for block in section.blocks) + 4


def _share(block: tree.Block) -> float:
    """Of a page."""
    if isinstance(block, tree.Table):
        rows = (*block.head, *block.rows)
        return 0.05 + sum(_row_characters(row) / 70 + 1 for row in rows) / LINES_OF_A_PAGE
    if isinstance(block, tree.Figure | tree.Chart):
        return 0.4
    if isinstance(block, tree.KeyFigure):
        return 0.12
    return _characters(block) / CHARACTERS_OF_A_PAGE + 0.01


def _row_characters(row: Sequence[tree.Cell]) -> int:
    return sum(len(plain_text(line.inlines)) for cell in row for line in cell.lines)


def _characters(block: tree.Block) -> int:
    if isinstance(block, tree.ItemList):
        return sum(_characters(inner) + 40 for item in block.items for inner in item.blocks)
    if isinstance(block, tree.Quotation):
        return sum(map(_characters, block.blocks))
    if isinstance(block, tree.Paragraph | tree.Heading):
        return len(plain_text(block.inlines)) + 50
    return 100
