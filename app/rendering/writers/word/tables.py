"""A Table of the tree as a Word table: fixed widths, repeated head, rows that stay whole, spans."""

from collections.abc import Callable, Iterator, Sequence

from app.rendering import tree
from app.rendering.grid import Place, column_count, places
from app.rendering.prose_inlines import plain_text
from app.rendering.tree import LineRole
from app.rendering.writers.word.markup import LINE_BREAK, PLAIN, Look, attribute, paragraph, run

CHARACTER_WIDTH = 86  # of a column's name, on average
CELL_MARGINS = 100

RunsOf = Callable[[tuple[tree.Inline, ...], Look], str]
"""Inlines and the look of those that have none of their own → runs."""

_QUIET = Look("QuietValue")
LOOKS = {
    LineRole.OWN: Look("OwnValue"),
    LineRole.PERIOD: _QUIET,
    LineRole.UNIT: _QUIET,
    LineRole.NOTE: Look("NoteLine"),
    LineRole.ABSENT: _QUIET,
    LineRole.BETTER: Look("BetterValue"),
    LineRole.WORSE: Look("WorseValue"),
}
MARKS = {
    LineRole.UP: "↗",
    LineRole.DOWN: "↘",
    LineRole.FLAT: "→",
    LineRole.BETTER: "●",
    LineRole.WORSE: "◆",
    LineRole.SAME: "–",
}


def table_xml(table: tree.Table, runs_of: RunsOf, width: int) -> str:
    """The table itself, `width` twips wide; its caption and source are paragraphs around it."""
    grid = places(table.head + table.rows)
    widths = _widths(table, width)
    rows = [_row(row, widths, runs_of, is_head=index < len(table.head)) for index, row in enumerate(grid)]
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    first_column = int(bool(table.rows) and table.rows[0][0].scope is not None)
    look = 0x600 + 0x20 * bool(table.head) + 0x80 * first_column  # the older form of the flags beside it
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look:04X}" w:firstRow="{int(bool(table.head))}" '
        f'w:lastRow="0" w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{attribute(plain_text(table.caption))}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _widths(table: tree.Table, total: int) -> list[int]:
    count = column_count(table.head + table.rows)
    shares = list(table.widths) if len(table.widths) == count else _shares_by_content(table, count)
    scale = total / sum(shares)
    least_widths = _least_widths(table, count, total)
    widths = [max(round(share * scale), least) for share, least in zip(shares, least_widths, strict=True)]
    widths[widths.index(max(widths))] -= sum(widths) - total
    return widths


def _least_widths(table: tree.Table, count: int, total: int) -> list[int]:
    """Room for the longest word of each column's name, so that no name is cut in the middle of a word."""
    least = [0] * count
    for place in _cells(table.head):
        words = " ".join(plain_text(line.inlines) for line in place.cell.lines).replace("-", "- ").split()
        if place.cell.colspan == 1 and words:
            least[place.column] = max(map(len, words)) * CHARACTER_WIDTH + CELL_MARGINS
    return [min(width, total // count) for width in least]


def _shares_by_content(table: tree.Table, count: int) -> list[float]:
    longest = [4.0] * count
    for place in _cells(table.head + table.rows):
        cell = place.cell
        length = max((len(plain_text(line.inlines)) for line in cell.lines), default=0)
        for column in range(place.column, min(place.column + cell.colspan, count)):
            longest[column] = max(longest[column], min(length / cell.colspan, 40) + 2)
    return longest


def _cells(rows: Sequence[Sequence[tree.Cell]]) -> Iterator[Place]:
    return (place for line in places(rows) for place in line if not place.covered)


def _row(row: Sequence[Place], widths: Sequence[int], runs_of: RunsOf, *, is_head: bool) -> str:
    cells = [
        _cell(place, sum(widths[place.column : place.column + place.cell.colspan]), runs_of, is_head=is_head)
        for place in row
    ]
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(place: Place, width: int, runs_of: RunsOf, *, is_head: bool) -> str:
    cell = place.cell
    merged = "<w:vMerge/>" if place.covered else '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
    spanned = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    bottom = '<w:vAlign w:val="bottom"/>' if is_head else ""
    style = ("TableHead" if is_head else "Table") + ("Number" if cell.numeric else "" if is_head else "Text")
    content = "" if place.covered else "".join(line_xml(line, index, runs_of) for index, line in enumerate(cell.lines))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}{bottom}</w:tcPr>'
        f"{paragraph(style, content)}</w:tc>"
    )


def line_xml(line: tree.Line, index: int, runs_of: RunsOf) -> str:
    """Each line on its own but the unit, which follows its name; marks stand before their word."""
    look = LOOKS.get(line.role, PLAIN)
    start = "" if not index else run(", ", look) if line.role is LineRole.UNIT else LINE_BREAK
    mark = MARKS.get(line.role)
    return start + (run(f"{mark}\u00a0", look) if mark else "") + runs_of(line.inlines, look)
