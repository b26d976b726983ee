"""A file of figures of any kind, opened: its rows, and what they are as far as the file itself tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.datafiles.figures import RawFigure, RowFault
from app.datafiles.grid import Row, Unreadable, grid_of_file
from app.datafiles.jsonstat import MAPPING, is_json, rows_of_json_stat
from app.datafiles.shapes import Recognised, read_rows, recognise

LARGEST_FILE = 10 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class FigureFile:
    rows: Sequence[Row]
    recognised: Recognised

    def figures(self) -> list[RawFigure | RowFault]:
        """Every row as a figure, or why it is none."""
        return list(read_rows(self.rows, self.recognised))


def open_file(content: bytes) -> FigureFile:
    """Slow: call it outside transactions. Raises Unreadable."""
    if len(content) > LARGEST_FILE:
        raise Unreadable("too-large")
    if is_json(content):
        rows = rows_of_json_stat(content)
        if len(rows) == 1:
            raise Unreadable("empty")
        return FigureFile(rows, Recognised("json-stat", dict(MAPPING), tuple(str(cell) for cell in rows[0][1]), 1))
    rows = grid_of_file(content)
    return FigureFile(rows, recognise(rows))
