"""What stands side by side on paper: key figures that follow each other, and the findings of a summary. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from app.rendering import tree
from app.rendering.prose_inlines import plain_text

MOST_IN_A_ROW = 4
MOST_FINDINGS = 3
LETTERS_OF_A_LABEL = 172  # in two lines over the full width
LONGEST_FINDING = 900  # characters: a column of them is at most half a page high


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks set one under another ("flow"), or columns of blocks beside each other."""

    kind: Literal["flow", "figures", "findings"]
    columns: tuple[tuple[tree.Block, ...], ...]

    @property
    def in_a_row(self) -> int:
        """How many columns stand in one row, so that no row has a single one when it can be helped."""
        count = len(self.columns)
        if count <= MOST_IN_A_ROW:
            return count
        return 3 if count % 3 == 0 or count % MOST_IN_A_ROW == 1 else MOST_IN_A_ROW

    @property
    def css(self) -> str:
        """Classes of the stylesheet for paper; "labelled" where a key figure's name takes three lines."""
        longest = max((len(plain_text(block.label)) for block in self._figures()), default=0)
        is_labelled = longest > LETTERS_OF_A_LABEL // self.in_a_row
        return f"{self.kind} in-a-row--{self.in_a_row}" + (" figures--labelled" if is_labelled else "")

    def _figures(self) -> Iterator[tree.KeyFigure]:
        for column in self.columns:
            yield from (block for block in column if isinstance(block, tree.KeyFigure))


def groups(section: tree.Section) -> Iterator[Group]:
    """All blocks of a section in their order."""
    blocks = section.blocks
    place = 0
    while place < len(blocks):
        group = _group_at(blocks[place:], is_summary=section.role == "summary")
        yield group
        place += sum(map(len, group.columns))


def _group_at(blocks: Sequence[tree.Block], *, is_summary: bool) -> Group:
    figures = _row(blocks, 1, _is_figure)
    if len(figures) > 1:
        return Group("figures", figures)
    findings = _row(blocks, 2, _is_finding) if is_summary else ()
    if 1 < len(findings) <= MOST_FINDINGS:
        return Group("findings", findings)
    return Group("flow", (tuple(blocks[:1]),))


def _row(
    blocks: Sequence[tree.Block], length: int, fits: Callable[[Sequence[tree.Block]], bool]
) -> tuple[tuple[tree.Block, ...], ...]:
    """The columns of `length` blocks each at the beginning, as many as fit."""
    columns: list[tuple[tree.Block, ...]] = []
    while fits(column := blocks[len(columns) * length : (len(columns) + 1) * length]):
        columns.append(tuple(column))
    return tuple(columns)


def _is_figure(column: Sequence[tree.Block]) -> bool:
    return bool(column) and isinstance(column[0], tree.KeyFigure)


def _is_finding(column: Sequence[tree.Block]) -> bool:
    """A heading with a short list under it; footnotes cannot float out of a column."""
    if len(column) < 2:
        return False
    heading, items = column
    if not isinstance(heading, tree.Heading) or not isinstance(items, tree.ItemList):
        return False
    paragraphs = [block for item in items.items for block in item.blocks]
    if not all(isinstance(block, tree.Paragraph) for block in paragraphs):
        return False
    inlines = [run for block in paragraphs if isinstance(block, tree.Paragraph) for run in block.inlines]
    has_notes = any(isinstance(run, tree.FootnoteCall) for run in inlines)
    return not has_notes and len(plain_text(tuple(inlines))) <= LONGEST_FINDING
