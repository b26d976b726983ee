"""A file as a grid of cells: what CSV and XLSX have in common. Nothing is understood here yet."""

import csv
import io
import json
from collections.abc import Iterator, Sequence

from app.datafiles.zips import NotReadable, TooLargeInside, open_zip
from app.processes import ProcessFailed, answer_of

MOST_ROWS = 200_000
MOST_COLUMNS = 60
LONGEST_CELL = 2000
READER = "app.datafiles.workbook"
READER_SECONDS, READER_MEMORY = 30, 600

GridCell = str | float | None
Row = tuple[int, Sequence[GridCell]]  # the line or row number in the file, and its cells


class Unreadable(Exception):  # noqa: N818 - errors are named as facts
    """Its text is one of the names in app.datafiles.faults.FILE_FAULTS."""


def grid_of_file(content: bytes) -> list[Row]:
    """The rows of a CSV or XLSX file, empty ones left out. Raises Unreadable."""
    if not content.strip():
        raise Unreadable("empty")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("old-excel")
    rows = _workbook(content) if content.startswith(b"PK") else list(_csv(content))
    if not rows:
        raise Unreadable("empty")
    return rows


def _csv(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    if "\x00" in text:
        raise Unreadable("no-table")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip()[:LONGEST_CELL] for cell in cells[:MOST_COLUMNS]]
            if reader.line_num > MOST_ROWS:
                raise Unreadable("too-large")
    except csv.Error as error:
        raise Unreadable("no-table") from error


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, else the Latin-1 of older exports."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first lines."""
    head = "\n".join(text.splitlines()[:20])
    return max((";", "\t", ","), key=head.count)


def _workbook(content: bytes) -> list[Row]:
    """The first sheet with anything in it; read in a process of its own."""
    try:
        names = set(open_zip(content).namelist())
    except TooLargeInside as error:
        raise Unreadable("too-large-inside") from error
    except NotReadable as error:
        raise Unreadable("no-table") from error
    if "xl/workbook.xml" not in names:
        raise Unreadable("no-table")
    try:
        answer = answer_of(READER, content, seconds=READER_SECONDS, memory_mb=READER_MEMORY)
    except ProcessFailed as error:
        raise Unreadable("no-table") from error
    rows = json.loads(answer)
    if rows and rows[-1][0] > MOST_ROWS:
        raise Unreadable("too-large")
    return [(number, cells) for number, cells in rows]
