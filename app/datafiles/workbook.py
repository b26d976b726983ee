"""The process that reads a workbook: its bytes on stdin → rows as JSON on stdout. `… CPU MEMORY`."""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import defusedxml
import openpyxl

from app.datafiles.grid import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, GridCell
from app.processes import limit


def main() -> None:
    limit(int(sys.argv[1]), int(sys.argv[2]))
    defusedxml.defuse_stdlib()
    book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()), read_only=True, data_only=True)
    for sheet in book.worksheets:
        found = list(_rows(sheet))
        if found:
            break
    else:
        found = []
    sys.stdout.write(json.dumps(found))


def _rows(sheet: Any) -> Iterator[tuple[int, list[GridCell]]]:
    """The rows with anything in them; one beyond the last that may be, where there are more."""
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if number > MOST_ROWS:
            yield number, []
            return
        if any(value is not None for value in row):
            yield number, _cells(row)


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
