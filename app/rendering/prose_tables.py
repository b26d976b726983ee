"""Tables of a text → head and rows with scopes, labels and widths."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.rendering import tree
from app.rendering.prose_inlines import plain_text

Lines = Callable[[Mapping[str, Any]], tuple[tree.Line, ...]]
Scope = Literal["col", "row", "colgroup", "rowgroup"]
Row = tuple[tree.Cell, ...]

WIDE_COLUMNS = 8  # more columns than this do not fit an upright page
_NUMBER = re.compile(r"^[+−-]?\d[\d\s\u00a0\u202f]*([.,]\d+)?\s*(%|€|‰)?$|^–$")


@dataclass(frozen=True, slots=True)
class Grid:
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]

    @property
    def is_wide(self) -> bool:
        return max((sum(cell.colspan for cell in row) for row in self.head + self.rows), default=0) > WIDE_COLUMNS


def cell_grid(table: Mapping[str, Any], lines: Lines) -> Grid:
    """The leading rows of header cells are the head. A table without any header takes its first row as one,
    since no reader by ear can follow a table that has none. ValueError when it has no cells.
    """
    rows = [row["content"] for row in table["content"] if row.get("content")]
    if not rows:
        raise ValueError("a table without cells")
    headers = next((i for i, row in enumerate(rows) if any(not _is_header(cell) for cell in row)), len(rows))
    if headers in (0, len(rows)) and not any(_is_header(row[0]) for row in rows[:1]):
        headers = 1
    head = tuple(tuple(_cell(cell, lines, _column_scope(cell)) for cell in row) for row in rows[:headers])
    labels = _labels(head)
    body = tuple(_body_row(row, lines, labels) for row in rows[headers:])
    return Grid(head, body, _widths(rows))


def _is_header(cell: Mapping[str, Any]) -> bool:
    return bool(cell["type"] == "table_header")


def _column_scope(cell: Mapping[str, Any]) -> Scope:
    return "colgroup" if _span(cell, "colspan") > 1 else "col"


def _row_scope(cell: Mapping[str, Any]) -> Scope:
    return "rowgroup" if _span(cell, "rowspan") > 1 else "row"


def _span(cell: Mapping[str, Any], name: str) -> int:
    return min(max(int(cell.get("attrs", {}).get(name) or 1), 1), 100)


def _cell(cell: Mapping[str, Any], lines: Lines, scope: Scope | None) -> tree.Cell:
    content = lines(cell)
    text = " ".join(plain_text(line.inlines) for line in content).strip()
    return tree.Cell(
        lines=content,
        scope=scope,
        colspan=_span(cell, "colspan"),
        rowspan=_span(cell, "rowspan"),
        numeric=scope is None and bool(_NUMBER.match(text)),
    )


def _body_row(row: Sequence[Mapping[str, Any]], lines: Lines, labels: Sequence[str]) -> Row:
    cells: list[tree.Cell] = []
    column = 0
    for node in row:
        cell = _cell(node, lines, _row_scope(node) if _is_header(node) else None)
        label = labels[column] if column < len(labels) and cell.scope is None else ""
        cells.append(replace(cell, label=label))
        column += cell.colspan
    return tuple(cells)


def _labels(head: Iterable[Row]) -> tuple[str, ...]:
    """The column names: the head's last row, spread over spanned columns."""
    last = tuple(head)[-1:]
    return tuple(
        " ".join(plain_text(line.inlines) for line in cell.lines)
        for row in last
        for cell in row
        for _ in range(cell.colspan)
    )


def _widths(rows: Sequence[Sequence[Mapping[str, Any]]]) -> tuple[float, ...]:
    """Shares from the first row's column widths, where all of them were set by hand."""
    pixels = [
        width
        for cell in (rows[0] if rows else ())
        for width in (cell.get("attrs", {}).get("colwidth") or [0] * _span(cell, "colspan"))
    ]
    if not pixels or not all(isinstance(width, int | float) and width > 0 for width in pixels):
        return ()
    return tuple(round(width / sum(pixels), 4) for width in pixels)
