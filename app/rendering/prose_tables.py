"""Tables of a text → head and rows with scopes, labels and widths."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.rendering import tree
from app.rendering.grid import column_count, places
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
        return column_count(self.head + self.rows) > WIDE_COLUMNS


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
    body = tuple(tuple(_cell(cell, lines, _row_scope(cell)) for cell in row) for row in rows[headers:])
    return Grid(head, _labelled(body, _labels(head)), _widths(rows))


def _is_header(cell: Mapping[str, Any]) -> bool:
    return bool(cell["type"] == "table_header")


def _column_scope(cell: Mapping[str, Any]) -> Scope:
    return "colgroup" if _span(cell, "colspan") > 1 else "col"


def _row_scope(cell: Mapping[str, Any]) -> Scope | None:
    if not _is_header(cell):
        return None
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


def _labelled(rows: tuple[Row, ...], labels: Mapping[int, str]) -> tuple[Row, ...]:
    """The rows, each cell that is no header with its column's name."""
    return tuple(
        tuple(
            place.cell if place.cell.scope else replace(place.cell, label=labels.get(place.column, ""))
            for place in line
            if not place.covered
        )
        for line in places(rows)
    )


def _labels(head: tuple[Row, ...]) -> dict[int, str]:
    """The column names: the head's last row, spread over spanned columns."""
    return {
        place.column + offset: " ".join(plain_text(line.inlines) for line in place.cell.lines)
        for line in places(head)[-1:]
        for place in line
        for offset in range(place.cell.colspan)
    }


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
