"""The formats that figures can be downloaded in: one registry."""

from collections.abc import Callable
from dataclasses import dataclass

from app.datafiles.collecting import NamedGrid, data_of, grid_of
from app.datafiles.writing import (
    About,
    Writer,
    write_csv,
    write_grid_csv,
    write_grid_xlsx,
    write_json_stat,
    write_xlsx,
)
from app.rendering import tree

GridWriter = Callable[[NamedGrid, About], bytes]


@dataclass(frozen=True, slots=True)
class DataFormat:
    """`key` is its name in addresses; `write_grid` is None where only figures can be written."""

    key: str
    label: str
    extension: str
    media_type: str
    write: Writer
    write_grid: GridWriter | None


DATA_FORMATS: dict[str, DataFormat] = {
    form.key: form
    for form in (
        DataFormat("csv", "CSV", "csv", "text/csv; charset=utf-8", write_csv, write_grid_csv),
        DataFormat(
            "xlsx",
            "XLSX",
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write_xlsx,
            write_grid_xlsx,
        ),
        DataFormat("jsonstat", "JSON-stat", "json", "application/json", write_json_stat, None),
    )
}


def block_file(block: tree.Block, form: DataFormat, about: About) -> bytes | None:
    """The figures behind a block, or the cells of a table without any; None where there is nothing to write."""
    found = data_of(block)
    if found is not None:
        return form.write(found.data, About(found.title or about.title, about.publisher, about.language))
    grid = grid_of(block)
    if grid is None or form.write_grid is None:
        return None
    return form.write_grid(grid, About(grid.title or about.title, about.publisher, about.language))
