"""Tables of cleaned markup → tables of a text: spans kept within bounds, every row as wide as the others. Pure."""

from collections.abc import Callable, Iterator
from typing import Any

Node = dict[str, Any]
CellReader = Callable[[Any], list[Node]]

MOST_COLUMNS = 60
MOST_SPAN = 100


def table_node(table: Any, cell_content: CellReader) -> Node | None:
    """The node `table`; None when there is nothing in it. `cell_content` gives the blocks of one cell."""
    rows = list(_rows(table))
    if not rows:
        return None
    grid = [_cells(row, cell_content, is_head=index == 0 and _is_bold(row)) for index, row in enumerate(rows)]
    _bound(grid)
    _fill(grid)
    content = [{"type": "table_row", "content": cells} for cells in grid]
    return {"type": "table", "content": content} if any(grid) else None


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _cells(row: Any, cell_content: CellReader, *, is_head: bool) -> list[Node]:
    return [
        {
            "type": "table_header" if is_head or cell.tag == "th" else "table_cell",
            "attrs": {"colspan": _span(cell, "colspan"), "rowspan": _span(cell, "rowspan"), "colwidth": None},
            "content": cell_content(cell),
        }
        for cell in list(row.iterchildren("td", "th"))[:MOST_COLUMNS]
    ]


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "1")
    return min(max(int(text), 1), MOST_SPAN) if text.isdecimal() and len(text) < 6 else 1


def _is_bold(row: Any) -> bool:
    """A first row that is bold throughout is a head, whether Word was told so or not."""
    words = [cell for cell in row.iterchildren("td") if "".join(cell.itertext()).strip()]
    return bool(words) and all(
        sum(len("".join(strong.itertext()).strip()) for strong in cell.iter("strong"))
        >= len("".join(cell.itertext()).strip())
        for cell in words
    )


def _bound(grid: list[list[Node]]) -> None:
    """No cell reaches below the last row, nor into one that stands there already."""
    for index, row in enumerate(grid):
        for cell in row:
            cell["attrs"]["rowspan"] = min(cell["attrs"]["rowspan"], len(grid) - index)


def _fill(grid: list[list[Node]]) -> None:
    """Rows that are too short get empty cells at their end."""
    widths = _widths(grid)
    wanted = max(widths)
    for row, width in zip(grid, widths, strict=True):
        row += [_empty() for _ in range(wanted - width)]


def _widths(grid: list[list[Node]]) -> list[int]:
    covered: dict[int, int] = {}  # row → columns that cells above reach into
    widths = []
    for index, row in enumerate(grid):
        for cell in row:
            for below in range(index + 1, index + cell["attrs"]["rowspan"]):
                covered[below] = covered.get(below, 0) + cell["attrs"]["colspan"]
        widths.append(covered.get(index, 0) + sum(cell["attrs"]["colspan"] for cell in row))
    return widths


def _empty() -> Node:
    attrs = {"colspan": 1, "rowspan": 1, "colwidth": None}
    return {"type": "table_cell", "attrs": attrs, "content": [{"type": "paragraph"}]}
