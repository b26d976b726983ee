"""A Table of the tree as its HTML needs it: classes of cells, the words behind marks, line breaks. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.i18n import N_
from app.rendering import tree
from app.rendering.grid import Place, column_count, places
from app.rendering.prose_inlines import plain_text
from app.rendering.tree import LineRole

STYLE_CLASSES = {"indicators": "ind", "decisions": "grid grid--decisions", "plain": "grid"}

SPOKEN = {LineRole.UP: N_("rose:"), LineRole.DOWN: N_("fell:"), LineRole.FLAT: N_("stayed:")}

_LINE_CLASSES = {LineRole.UNIT: "unit", LineRole.NOTE: "borrowed", LineRole.ABSENT: "nodata"}
_INDICATOR_COLUMNS = ("", "yr", "own", "chg")  # then the comparison
_INDICATOR_WIDTHS = ("c-name", "c-yr", "c-own", "c-chg")  # on screen
_ON_OWN_LINE = frozenset({LineRole.PLAIN, LineRole.OWN, LineRole.COMPARISON, LineRole.PERIOD})


@dataclass(frozen=True, slots=True)
class LineView:
    """`css` sets a line off; `breaks` starts a new line before it; `spoken` is read before a mark."""

    inlines: tuple[tree.Inline, ...]
    role: str
    css: str
    breaks: bool
    spoken: str

    @property
    def words(self) -> str | None:
        """The line where it is one run of plain words, None where it is more."""
        match self.inlines:
            case (tree.Text(strong=False, emphasis=False, link=None, text=text),):
                return text
        return None


@dataclass(frozen=True, slots=True)
class CellView:
    """`period` is shown after the own value where the period's column is folded away."""

    lines: tuple[LineView, ...]
    scope: str | None
    css: str
    colspan: int
    rowspan: int
    label: str
    period: str


@dataclass(frozen=True, slots=True)
class TableView:
    css: str
    columns: tuple[str, ...]
    head: tuple[tuple[CellView, ...], ...]
    rows: tuple[tuple[CellView, ...], ...]
    looks: Mapping[int, str] = field(default_factory=dict)  # classes of rows by their index


def table_view(table: tree.Table) -> TableView:
    """The classes are those of the indicator table and the plain grid in the stylesheets."""
    kinds = _column_kinds(table)
    return TableView(
        css=STYLE_CLASSES[table.style],
        columns=_column_classes(table),
        head=tuple(_row(line, kinds, heads=True) for line in places(table.head)),
        rows=tuple(_row(line, kinds, heads=False) for line in places(table.rows)),
    )


def _column_kinds(table: tree.Table) -> tuple[str, ...]:
    """Class of each column: an indicator table has name, period, own, change, comparison; others are numeric or not."""
    count = column_count(table.head + table.rows)
    if table.style == "indicators":
        return tuple(_INDICATOR_COLUMNS[i] if i < len(_INDICATOR_COLUMNS) else "cmp" for i in range(count))
    numeric = {place.column for line in places(table.rows) for place in line if place.cell.numeric}
    return tuple("num" if column in numeric else "" for column in range(count))


def _column_classes(table: tree.Table) -> tuple[str, ...]:
    """Widths in whole per cent for paper; the screen has names of its own for those of indicator tables."""
    shares = [f"w-{round(width * 100)}" for width in table.widths]
    named = _INDICATOR_WIDTHS if table.style == "indicators" else ()
    return tuple(f"{named[i]} {share}" if i < len(named) else share for i, share in enumerate(shares))


def _row(line: Sequence[Place], kinds: Sequence[str], *, heads: bool) -> tuple[CellView, ...]:
    period = next((_cell_text(place.cell) for place in line if kinds[place.column] == "yr"), "")
    return tuple(
        _view(place, kinds[place.column], "" if heads else period, heads) for place in line if not place.covered
    )


def _view(place: Place, column: str, period: str, heads: bool) -> CellView:  # noqa: FBT001
    cell = place.cell
    return CellView(
        lines=tuple(line_view(line, index, column) for index, line in enumerate(cell.lines)),
        scope=cell.scope,
        css=_cell_class(place, column, heads=heads),
        colspan=cell.colspan,
        rowspan=cell.rowspan,
        label="" if heads else cell.label,
        period=period if column == "own" else "",
    )


def _cell_class(place: Place, column: str, *, heads: bool) -> str:
    if place.column == 0:
        return "first"
    if column == "num":
        return "num" if heads or place.cell.numeric else ""
    return "" if heads and column == "cmp" else column


def _cell_text(cell: tree.Cell) -> str:
    return ", ".join(plain_text(line.inlines) for line in cell.lines)


def line_view(line: tree.Line, index: int = 0, column: str = "") -> LineView:
    """One line of a cell, the `index`th of it, in a column of this class."""
    css = _LINE_CLASSES.get(line.role, "")
    return LineView(
        inlines=line.inlines,
        role=line.role.value,
        css="vrt" if css == "borrowed" and column == "yr" else css,
        breaks=index > 0 and line.role in _ON_OWN_LINE,
        spoken=SPOKEN.get(line.role, ""),
    )
