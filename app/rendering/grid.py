"""Where the cells of a table stand, spans counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.rendering.tree import Cell


@dataclass(frozen=True, slots=True)
class Place:
    """A cell at its first column; `covered` where it reaches down from a row above."""

    column: int
    cell: Cell
    covered: bool = False


def places(rows: Iterable[Sequence[Cell]]) -> list[list[Place]]:
    """Every row with all its columns, the covered ones too."""
    grid: list[list[Place]] = []
    reaching: dict[int, tuple[int, Cell]] = {}  # column → rows still to cover, cell
    for row in rows:
        line: list[Place] = []
        column, waiting = 0, list(row)
        while waiting or column in reaching:
            covered = column in reaching
            left, cell = reaching.pop(column) if covered else (waiting[0].rowspan, waiting.pop(0))
            line.append(Place(column, cell, covered))
            if left > 1:
                reaching[column] = (left - 1, cell)
            column += cell.colspan
        grid.append(line)
    return grid


def column_count(rows: Iterable[Sequence[Cell]]) -> int:
    """Columns of the widest row."""
    return max((line[-1].column + line[-1].cell.colspan for line in places(rows) if line), default=0)
