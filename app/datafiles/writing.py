"""Figures as files: CSV and XLSX with a row a figure, JSON-stat 2; each with what the figures are and their licence.

A text cell never becomes a formula in a spreadsheet, whatever somebody typed.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.datafiles.collecting import NamedGrid
from app.i18n import N_, Language, translate
from app.rendering.dataset import DataIndicator, DataRegion, DataSet, Datum
from app.rendering.series import GROUP_NAMES, Absence

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SAME_MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 (a file's own date: the same figures give the same bytes)

COLUMNS = (
    N_("Indicator"),
    N_("Area code"),
    N_("Area"),
    N_("Period"),
    N_("Population group"),
    N_("Value"),
    N_("Unit"),
    N_("Lower confidence limit"),
    N_("Upper confidence limit"),
    N_("Why there is no figure"),
    N_("Indicator's number"),
    N_("Producer"),
    N_("Collection"),
    N_("Fetched on"),
    N_("Licence"),
)
REASONS = {
    Absence.NO_DATA: N_("no data"),
    Absence.MASKED: N_("masked"),
    Absence.NOT_PUBLISHED: N_("not published"),
}
Cell = str | float | None


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself: the report's and the block's name, where it is from, in the file's language."""

    title: str
    publisher: str
    language: Language


Writer = Callable[[DataSet, About], bytes]


def write_csv(data: DataSet, about: About) -> bytes:
    """UTF-8, commas, decimal points, as RFC 4180 has it; the first row names the columns."""
    return _csv(_rows(data, about))


def write_xlsx(data: DataSet, about: About) -> bytes:
    """Two sheets: the figures, and whose they are."""
    sources = [(item.title, item.reference, item.producer, item.collection, item.fetched_on, item.licence)
               for item in data.indicators]  # fmt: skip
    heads = tuple(translate(about.language, COLUMNS[at]) for at in (0, 10, 11, 12, 13, 14))
    told: list[Sequence[Cell]] = [(about.title,), (about.publisher,), (), heads, *sources]
    figures = translate(about.language, "Figures")
    return _xlsx([(figures, _rows(data, about)), (translate(about.language, "Sources"), told)], about)


def write_json_stat(data: DataSet, about: About) -> bytes:
    """One JSON-stat 2.0 dataset. A combination without figure is null; where a reason is known, `status` names it."""
    groups = list(dict.fromkeys(item.group for item in data.figures))
    periods = sorted({(item.sort, item.period) for item in data.figures})
    axes = (
        ("indicator", [item.key for item in data.indicators], [item.title for item in data.indicators]),
        ("area", [item.code for item in data.regions], [item.name for item in data.regions]),
        ("period", [period for _, period in periods], [period for _, period in periods]),
        ("group", groups, [translate(about.language, GROUP_NAMES.get(group, group)) for group in groups]),
    )
    places = {(item.indicator, item.region, item.period, item.group): item for item in data.figures}
    dimensions = {name: _dimension(name, codes, labels) for name, codes, labels in axes}
    units = {item.key: {"label": item.unit, "decimals": item.decimals} for item in data.indicators}
    dimensions["indicator"]["category"]["unit"] = units
    values, status = _flat(places, [codes for _, codes, _ in axes])
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": about.title,
        "source": "; ".join(dict.fromkeys(item.collection for item in data.indicators)),
        "updated": max((item.fetched_on for item in data.indicators), default=""),
        "id": [name for name, _, _ in axes],
        "size": [len(codes) for _, codes, _ in axes],
        "role": {"metric": ["indicator"], "geo": ["area"], "time": ["period"]},
        "dimension": dimensions,
        "value": values,
        "extension": {"publisher": about.publisher, "indicators": {i.key: _described(i) for i in data.indicators}},
    }
    if status:
        dataset["status"] = status
    return json.dumps(dataset, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def write_grid_csv(grid: NamedGrid, _about: About) -> bytes:
    """A table that people wrote, as they wrote it."""
    return _csv(grid.rows)


def write_grid_xlsx(grid: NamedGrid, about: About) -> bytes:
    """The same as a sheet."""
    return _xlsx([(translate(about.language, "Table"), grid.rows)], about)


def harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula, with a mark before it that makes it a text again."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_SIGNS):
        return f"'{cell}"
    return cell


def _rows(data: DataSet, about: About) -> Iterator[Sequence[Cell]]:
    indicators = {item.key: item for item in data.indicators}
    regions = {item.code: item for item in data.regions}
    yield tuple(translate(about.language, name) for name in COLUMNS)
    for figure in data.figures:
        yield _row(figure, indicators[figure.indicator], regions[figure.region], about.language)


def _row(figure: Datum, indicator: DataIndicator, region: DataRegion, language: Language) -> Sequence[Cell]:
    reason = REASONS[Absence(figure.absence or Absence.NO_DATA)] if figure.value is None else ""
    return (
        indicator.title,
        region.code,
        region.name,
        figure.period,
        translate(language, GROUP_NAMES.get(figure.group, figure.group)),
        figure.value,
        indicator.unit,
        figure.lower,
        figure.upper,
        translate(language, reason) if reason else "",
        indicator.reference or indicator.key,
        indicator.producer,
        indicator.collection,
        indicator.fetched_on,
        indicator.licence,
    )


def _csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_number(harmless(cell)) for cell in row] for row in rows)
    return text.getvalue().encode()


def _number(cell: Cell) -> str:
    """A figure as its source gives it: 314024, not 314024.0."""
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() else repr(cell)
    return "" if cell is None else cell


def _xlsx(sheets: Sequence[tuple[str, Iterable[Sequence[Cell]]]], about: About) -> bytes:
    import xlsxwriter  # only here: the server need not keep it in memory

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": about.title, "author": about.publisher, "created": SAME_MOMENT})
    for name, rows in sheets:
        sheet = book.add_worksheet(name[:31])
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofit(400)
    book.close()
    return file.getvalue()


def _flat(
    places: Mapping[tuple[str, str, str, str], Datum], axes: Sequence[Sequence[str]]
) -> tuple[list[Any] | dict[str, Any], dict[str, str]]:
    """Values in row-major order, by position where most are absent; and the reasons for absent ones by position."""
    values: list[float | None] = []
    status: dict[str, str] = {}
    for indicator in axes[0]:
        for area in axes[1]:
            for period in axes[2]:
                for group in axes[3]:
                    figure = places.get((indicator, area, period, group))
                    if figure is not None and figure.value is None and figure.absence:
                        status[str(len(values))] = figure.absence
                    values.append(figure.value if figure else None)
    if len(places) * 2 < len(values):
        return {str(at): value for at, value in enumerate(values) if value is not None}, status
    return values, status


def _dimension(name: str, codes: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    index = {code: at for at, code in enumerate(codes)}
    return {"label": name, "category": {"index": index, "label": dict(zip(codes, labels, strict=True))}}


def _described(indicator: DataIndicator) -> dict[str, str]:
    return {
        "producer": indicator.producer,
        "collection": indicator.collection,
        "reference": indicator.reference,
        "fetched_on": indicator.fetched_on,
        "licence": indicator.licence,
    }
