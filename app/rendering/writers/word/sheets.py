"""The figures of a drawing as a sheet, and as the workbook that Word opens for "edit data"."""

import io
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from app.rendering.charts.lines import periods_of, values_of
from app.rendering.charts.scale import drawable
from app.rendering.drawings import Bars, Drawing, Lines, SeriesRole

SHEET = "Data"
SAME_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001  the library asks for one without a zone


@dataclass(frozen=True, slots=True)
class Column:
    """The figures of a series, None where there is none, and whose each is."""

    name: str
    values: list[float | None]
    roles: list[SeriesRole]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Categories go down, series across."""

    categories: list[str]
    columns: list[Column]


def line_sheet(drawing: Lines) -> Sheet:
    periods = periods_of(drawing.series)
    columns = [Column(one.name, values_of(one, periods), [one.role] * len(periods)) for one in drawing.series]
    return Sheet([mark.label for mark in periods.values()], columns)


def unseen(drawing: Drawing) -> list[str]:
    """Of whom a line chart has no figure at all, and why."""
    if not isinstance(drawing, Lines):
        return []
    periods = periods_of(drawing.series)
    empty = (one for one in drawing.series if not any(value is not None for value in values_of(one, periods)))
    return [f"{one.name}: {one.marks[-1].text}." if one.marks else f"{one.name}: –." for one in empty]


def bar_sheet(drawing: Bars) -> Sheet:
    """The country is a bar among the others; where there is no figure, its name says why."""
    known = drawing.reference is not None and drawing.reference.label in {bar.label for bar in drawing.bars}
    marks = [*drawing.bars, *([drawing.reference] if drawing.reference and not known else [])]
    values = [drawable(mark.value) for mark in marks]
    names = [
        mark.label if value is not None else f"{mark.label}: {mark.text}"
        for mark, value in zip(marks, values, strict=True)
    ]
    return Sheet(names, [Column(drawing.unit or " ", values, [mark.role for mark in marks])])


def workbook(sheet: Sheet) -> bytes:
    """The sheet as XLSX; the same bytes each time. Names are words there, never formulas."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": SAME_MOMENT})
        page = book.add_worksheet(SHEET)
        for row, category in enumerate(sheet.categories, start=1):
            page.write_string(row, 0, category)
        for place, column in enumerate(sheet.columns, start=1):
            page.write_string(0, place, column.name)
            for row, value in enumerate(column.values, start=1):
                if value is not None:
                    page.write_number(row, place, value)
    return content.getvalue()
