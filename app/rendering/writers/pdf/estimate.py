"""About which page a thing will be on, before anything is set: how much room the number after a reference needs. Pure.

It depends on the Document alone, so that what was set before never changes what is set next.
"""

from collections.abc import Iterator, Sequence

from app.rendering import tree
from app.rendering.outline import OutlinedSection, outline
from app.rendering.prose_inlines import plain_text

CHARACTERS_OF_A_PAGE = 2900
LINES_OF_A_PAGE = 47
LINES_OF_A_CONTENTS_PAGE = 45
SHORT = 0.6  # of a page
TITLE = 0.1
SURELY_ONE_FIGURE, SURELY_TWO_FIGURES = 7, 88
"""Estimates below these have numbers of one and two figures, whatever the estimate misses."""


def page_slots(document: tree.Document) -> dict[str, str]:
    """Figures as wide as the number of the page that each anchor is on."""
    return {anchor: "0" * _digits(page) for anchor, page in estimated_pages(document)}


def _digits(page: float) -> int:
    return 1 if page < SURELY_ONE_FIGURE else 2 if page < SURELY_TWO_FIGURES else 3


def estimated_pages(document: tree.Document) -> Iterator[tuple[str, float]]:
    """Every anchor with its page, in order."""
    outlined = list(outline(document))
    lines = len(outlined) + sum(isinstance(block, _LISTED) for item in outlined for block in item.section.blocks)
    page = 2 + lines / LINES_OF_A_CONTENTS_PAGE
    for item in outlined:
        if item.opens_part and item.opens_part.sections > 1:
            page += 1
        page += TITLE if item.is_subsection else 0.5  # most chapters begin a page
        yield item.section.anchor, page
        for block in item.section.blocks:
            if isinstance(block, _NAMED):
                yield block.anchor, page
            page += _share(block)


def runs_on(chapter: Sequence[OutlinedSection]) -> bool:
    """Whether a chapter is too short for a page of its own, so that it follows on that of the one before."""
    if chapter[0].opens_part or chapter[0].section.role != "text":
        return False
    return sum(TITLE + sum(map(_share, item.section.blocks)) for item in chapter) < SHORT


_LISTED = (tree.Table, tree.Figure, tree.Chart)
_NAMED = (*_LISTED, tree.KeyFigure, tree.Heading)


def _share(block: tree.Block) -> float:
    """Of a page."""
    if isinstance(block, tree.Table):
        rows = (*block.head, *block.rows)
        least = 1.0 if block.landscape else 0.05
        return least + sum(_row_characters(row) / 70 + 1 for row in rows) / LINES_OF_A_PAGE
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
