"""The process that reads a workbook: its bytes on stdin → rows as JSON on stdout. `… CPU MEMORY`."""

import io
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime

import defusedxml
import openpyxl

from app.datafiles.grid import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, GridCell
from app.processes import limit


def main() -> None:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    defusedxml.defuse_stdlib()
    book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        found = [
            (number, _cells(row))
            for number, row in enumerate(
                sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True), start=1
            )
            if any(value is not None for value in row)
        ]
        if found:
            break
    else:
        found = []
    sys.stdout.write(json.dumps(found))


def _cells(row: Sequence[object]) -> list[GridCell]:
    """Up to the last one that holds something."""
    last = max(at for at, value in enumerate(row) if value is not None)
    return [_cell(value) for value in row[: last + 1]]


def _cell(value: object) -> GridCell:
    if value is None or isinstance(value, bool):
        return None if value is None else str(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip()[:LONGEST_CELL]


if __name__ == "__main__":
    main()
