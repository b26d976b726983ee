"""A table for paper: widths of columns are reckoned from their words, which is quicker than to try them. Pure."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from math import ceil

from app.rendering import tree
from app.rendering.grid import column_count, places
from app.rendering.prose_inlines import plain_text
from app.rendering.writers.tables import TableView, table_view

UPRIGHT, LANDSCAPE = 104, 160  # letters of a table's line
HEAD_LETTERS = 1.1  # times as many of a head's, which are smaller
GAP = 3  # letters between two columns
MANY_COLUMNS = 8
LINES_OF_A_HEAD = 14  # a higher one would leave its rows little of each page: it stands once, and may be broken
LINES_OF_A_ROW = 30  # more are broken over pages, for they might not fit on one
ROWS_KEPT = 6  # more are broken over pages, for they might not fit on one
LINES_KEPT = 40  # of rows that stay together; more might leave a page no room for the head above them
LONGEST_FIGURE = 12  # letters: "alle 420" is one word, "ei tietoa vielä" is not
LINES_OF_A_TEXT = 12
LONGEST_WORD = 26  # letters: longer ones are addresses, which break anywhere
LONGEST_TEXT = 60  # more than this is wrapped anyway


def paper_view(table: tree.Table) -> TableView:
    """The table as paper shows it: a share of the width for each column, smaller letters for many columns."""
    is_settled = not table.rows or (bool(table.widths) and _lines_of(table, table.head) <= LINES_OF_A_HEAD)
    sized = replace(table, widths=_roomy(table) if is_settled else shares(table))
    sized = _aligned(sized) if table.style == "plain" else sized
    view = table_view(sized)
    is_wide = column_count(table.head + table.rows) > MANY_COLUMNS and not table.landscape and table.style == "plain"
    kept = set(_kept_rows(sized))
    looks = dict.fromkeys(kept, "kept") | dict.fromkeys(_loose_rows(sized, kept), "loose")
    looks |= dict.fromkeys(_tall_rows(sized), "tall")
    classes = (view.css, *["many"] * is_wide, *["once"] * (_lines_of(sized, sized.head) > LINES_OF_A_HEAD))
    return replace(view, css=" ".join(classes), looks=looks)


def _kept_rows(table: tree.Table) -> Iterator[int]:
    """Rows that stay with the one before: a cell of it reaches down to them, as a goal to its actions."""
    for index, line in enumerate(places(table.rows)):
        if any(place.covered and place.cell.rowspan <= ROWS_KEPT for place in line):
            yield index


def _loose_rows(table: tree.Table, kept: Set[int]) -> Iterator[int]:
    """Rows that are higher than a page with those they would stay with: the first three, the last two, the kept."""
    heights = [max(heights, default=0) for heights in _heights(table, table.rows)]
    together: list[int] = []
    for index in range(len(heights) + 1):
        if index not in kept | {1, 2, len(heights) - 1}:
            if sum(heights[row] for row in together) > LINES_KEPT:
                yield from together
            together = []
        together.append(index)


def _aligned(table: tree.Table) -> tree.Table:
    """Columns that hold more words than figures are set from the left, their figures too."""
    figures: dict[int, int] = {}
    for place in (place for line in places(table.rows) for place in line if not place.covered):
        figures[place.column] = figures.get(place.column, 0) + (1 if place.cell.numeric else -1)
    worded = {column for column, balance in figures.items() if balance < 0}
    rows = tuple(
        tuple(
            replace(place.cell, numeric=place.cell.numeric and place.column not in worded)
            for place in line
            if not place.covered
        )
        for line in places(table.rows)
    )
    return replace(table, rows=rows)


def _tall_rows(table: tree.Table) -> Iterator[int]:
    """Rows that may be higher than a page, so that they must be allowed to break."""
    for index, heights in enumerate(_heights(table, table.rows)):
        if max(heights, default=0) > LINES_OF_A_ROW:
            yield index


def _lines_of(table: tree.Table, rows: Sequence[Sequence[tree.Cell]]) -> int:
    return sum(max(heights, default=0) for heights in _heights(table, rows))


def _heights(table: tree.Table, rows: Sequence[Sequence[tree.Cell]]) -> Iterator[list[int]]:
    """About how many lines each cell of each row takes."""
    room = LANDSCAPE if table.landscape else UPRIGHT
    for line in places(rows):
        heights = []
        for place in (place for place in line if not place.covered):
            share = sum(table.widths[place.column : place.column + place.cell.colspan]) or 1
            letters = max(int(room * share) - GAP, 1)
            heights.append(sum(len(plain_text(text.inlines)) // letters + 1 for text in place.cell.lines))
        yield heights


def shares(table: tree.Table) -> tuple[float, ...]:
    """Room for each column's longest word; what is left goes to those with the longest texts."""
    columns = _texts(table, table.head + table.rows)
    words = [max((_least(text) for text in texts), default=1) + GAP for texts in columns]
    lines = [min(max(map(len, texts), default=1), LONGEST_TEXT) + GAP for texts in columns]
    room = LANDSCAPE if table.landscape else UPRIGHT
    wanted = [max(line - word, 0) for line, word in zip(lines, words, strict=True)]
    left = max(room - sum(words), 0)
    stretch = min(left / sum(wanted), 1.0) if sum(wanted) else 0.0
    needs = [word + stretch * more for word, more in zip(words, wanted, strict=True)]
    return _whole_per_cents(needs)


def _roomy(table: tree.Table) -> tuple[float, ...]:
    """The widths that the table comes with; where a word of the head needs more, the widest spare column gives it."""
    heads, rows = _texts(table, table.head), _texts(table, table.rows)
    needs = [_per_cents(texts, HEAD_LETTERS, table) for texts in heads]
    keeps = [max(need, _per_cents(texts, 1, table)) for need, texts in zip(needs, rows, strict=True)]
    if len(table.widths) != len(keeps) or sum(keeps) > 100:
        return table.widths
    given = [max(round(100 * width), need) for width, need in zip(table.widths, needs, strict=True)]
    for _ in range(sum(given) - 100):
        spare = [width - keep for width, keep in zip(given, keeps, strict=True)]
        given[spare.index(max(spare))] -= 1
    return tuple(width / 100 for width in given)


def _per_cents(texts: Sequence[str], smaller: float, table: tree.Table) -> int:
    """How much of the table's line the longest word takes, in letters that are `smaller` so many times."""
    room = smaller * (LANDSCAPE if table.landscape else UPRIGHT)
    longest = max((len(part) for text in texts for word in text.split() for part in _parts(word)), default=0)
    return ceil(100 * (min(longest, LONGEST_WORD) + 1) / room)


def _parts(word: str) -> list[str]:
    """Where it may be divided; its hyphen stays with what is before it."""
    return [f"{part}-" for part in word.split("-")[:-1]] + [word.split("-")[-1]]


def _texts(table: tree.Table, rows: Sequence[Sequence[tree.Cell]]) -> list[list[str]]:
    """The lines of these cells by column; those that reach over several columns say nothing of one."""
    columns: list[list[str]] = [[] for _ in range(column_count(table.head + table.rows))]
    for place in (place for line in places(rows) for place in line):
        if not place.covered and place.cell.colspan == 1:
            columns[place.column] += [_written(line, place.cell) for line in place.cell.lines]
    return columns


def _written(line: tree.Line, cell: tree.Cell) -> str:
    """The words of a line; a figure and its sign or word are one."""
    text = plain_text(line.inlines)
    return text.replace(" ", "\N{NO-BREAK SPACE}") if cell.numeric and len(text) <= LONGEST_FIGURE else text


def _least(text: str) -> float:
    """How wide a column must be for this text: its longest word fits, and it is not set in a tower of short lines."""
    longest = max((len(part) for word in text.split(" ") for part in word.split("-")), default=0)
    return max(min(longest, LONGEST_WORD), min(len(text) / LINES_OF_A_TEXT, LONGEST_TEXT))


def _whole_per_cents(needs: Sequence[float]) -> tuple[float, ...]:
    """Shares in whole per cent that sum up to 1."""
    per_cents = [max(int(need * 100 / sum(needs)), 1) for need in needs]
    widest = needs.index(max(needs))
    per_cents[widest] += 100 - sum(per_cents)
    return tuple(per_cent / 100 for per_cent in per_cents)
