"""Tables and charts of the Document as items: the cells row by row, the drawing by its words."""

import math
from collections.abc import Iterator

from app.i18n import N_
from app.proofs.items import Item, Kind, Place, item, normal
from app.proofs.wording import Wording
from app.rendering import tree
from app.rendering.charts import scale_note
from app.rendering.drawings import Bars, Lines, Mark
from app.rendering.grid import column_count


def table_items(table: tree.Table, words: Wording, place: Place) -> Iterator[Item]:
    """The table's size, then every cell with its scope and spans."""
    rows = table.head + table.rows
    row_heads = bool(table.rows) and table.rows[0][0].scope is not None if table.rows and table.rows[0] else False
    yield item(Kind.TABLE, "", place, rows=len(rows), columns=column_count(rows), **{"row-heads": row_heads})
    are_heads = bool(table.rows) or words.view.heads_alone
    for index, row in enumerate(rows):
        is_head = index < len(table.head)
        number = index + 1 if is_head else index + 1 - len(table.head)
        message = N_("head row %(number)s") if is_head else N_("row %(number)s")
        at = (*place, words.says(message, number=number))
        for cell in row:
            yield from _cell(cell, words, at, is_head=is_head and are_heads)


def _cell(cell: tree.Cell, words: Wording, place: Place, *, is_head: bool) -> Iterator[Item]:
    scope = words.view.scopes.get(cell.scope, cell.scope) if cell.scope else None
    yield item(
        Kind.CELL,
        words.lines(cell.lines),
        place,
        scope=scope,
        head=is_head,
        across=cell.colspan if cell.colspan > 1 else None,
        down=cell.rowspan if cell.rowspan > 1 else None,
    )
    for line in cell.lines:
        yield from words.inner(line.inlines, place)


def chart_items(chart: tree.Chart, words: Wording, place: Place, name: str) -> Iterator[Item]:
    """The drawing by its alternative text, its figures where they stand beside it, and what is said under it."""
    view = words.view
    for _ in range(view.drawings):
        yield item(Kind.CHART, chart.alt, place)
    if view.native_charts:
        yield from _series(chart, place)
    if chart.prints_table or view.always_tabulates:
        if view.names_inner_table:
            lead = f"{name}. " if name else ""
            caption = lead + words.text(chart.caption)
            if normal(caption):
                yield item(Kind.CAPTION, caption, place)
                yield from words.inner(chart.caption, place)
        yield from table_items(chart.table, words, place)
    notes = [scale_note(chart.drawing, words.language), *chart.notes, chart.source]
    if view.native_charts:
        notes[1:1] = _unseen(chart)
    text = " ".join(note for note in notes if note)
    if normal(text):
        yield item(Kind.SOURCE, text, place)


def _series(chart: tree.Chart, place: Place) -> Iterator[Item]:
    """Each line, or the bars, as a name and the figures that are there with what they are of."""
    drawing = chart.drawing
    if isinstance(drawing, Lines):
        for one in drawing.series:
            yield item(Kind.SERIES, f"{one.name}: {_figures(one.marks)}", place)
    elif isinstance(drawing, Bars):
        names = {bar.label for bar in drawing.bars}
        more = (drawing.reference,) if drawing.reference and drawing.reference.label not in names else ()
        yield item(Kind.SERIES, f"{drawing.unit}: {_figures((*drawing.bars, *more))}", place)


def _figures(marks: tuple[Mark, ...]) -> str:
    known = ((mark.label, mark.value) for mark in marks if mark.value is not None and math.isfinite(mark.value))
    return " ".join(f"{label} {float(value)!r}" for label, value in known)


def _unseen(chart: tree.Chart) -> list[str]:
    """Of which series Word's chart shows nothing, and why."""
    if not isinstance(chart.drawing, Lines):
        return []
    empty = (one for one in chart.drawing.series if not _figures(one.marks))
    return [f"{one.name}: {one.marks[-1].text}." if one.marks else f"{one.name}: –." for one in empty]
