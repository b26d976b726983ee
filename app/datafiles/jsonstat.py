"""JSON-stat 2 as rows of a grid: a row a figure, with the columns that every other file of figures has."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from app.datafiles.figures import GROUPS
from app.datafiles.grid import LONGEST_CELL, MOST_ROWS, GridCell, Row, Unreadable

HEAD = ("Title", "Indicator", "Area", "Period", "Group", "Value", "Absence")
MAPPING = {"title": 0, "indicator": 1, "region": 2, "period": 3, "group": 4, "value": 5, "absence": 6}
MOST_DIMENSIONS = 20
AREA_CODE = re.compile(r"(KU|MK|HVA)\d{2,3}|SSS")
_NAMES = {
    "period": ("time", "period", "year", "month", "vuosi", "kuukausi", "år", "månad"),
    "region": ("geo", "area", "region", "alue", "område", "kunta", "kommun"),
    "group": ("group", "gender", "sex", "sukupuoli", "kön"),
    "indicator": ("metric", "indicator", "contents", "tiedot", "uppgifter"),
}
_ROLES = {"time": "period", "geo": "region", "metric": "indicator"}
Axis = tuple[Sequence[str], Mapping[str, str]]  # codes in the order of the cells, and what they are called


def is_json(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def rows_of_json_stat(content: bytes) -> list[Row]:
    """The cells that hold a figure, or say why there is none, numbered from 1 as in the file. Raises Unreadable."""
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
        return [(1, HEAD), *_rows(data)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError) as error:
        raise Unreadable("no-json-stat") from error


def _no_number(_text: str) -> float:
    raise ValueError


def _rows(data: Mapping[str, Any]) -> Iterator[Row]:
    names, sizes = data["id"], data["size"]
    _check(data, names, sizes)
    axes = [_axis(data["dimension"][name], size) for name, size in zip(names, sizes, strict=True)]
    fields = _fields(data, names, axes)
    count = prod(sizes)
    values, status = _by_place(data["value"], count), _by_place(data.get("status") or {}, count)
    table = _table(data)
    for at, codes in enumerate(product(*(axis[0] for axis in axes))):
        value, absence = values.get(at), status.get(at)
        if value is None and not absence:
            continue
        said = {field: (codes[index], axes[index][1]) for field, index in fields.items()}
        yield at + 1, _cells(data, said, table, _amount(value), str(absence or "") if value is None else "")


def _check(data: Mapping[str, Any], names: Any, sizes: Any) -> None:
    whole = isinstance(names, list) and isinstance(sizes, list) and len(names) == len(sizes) <= MOST_DIMENSIONS
    if not whole or data.get("class") != "dataset" or len(set(names)) != len(names):
        raise ValueError
    if not all(type(size) is int and size > 0 for size in sizes):
        raise ValueError
    if prod(sizes) > MOST_ROWS:
        raise Unreadable("too-large")


def _axis(dimension: Mapping[str, Any], size: int) -> Axis:
    category = dimension["category"]
    labels = category.get("label") or {}
    index = category.get("index") or list(labels)
    codes = index if isinstance(index, list) else sorted(index, key=index.__getitem__)
    if len(codes) != size or len(set(codes)) != size or not all(isinstance(code, str) for code in codes):
        raise ValueError
    if not isinstance(index, list) and sorted(index.values()) != list(range(size)):
        raise ValueError
    return codes, labels


def _fields(data: Mapping[str, Any], names: Sequence[str], axes: Sequence[Axis]) -> dict[str, int]:
    """What each dimension is. Any other may hold one value only: else figures of different things would be mixed."""
    roles = data.get("role") or {}
    found = {_ROLES[role]: names.index(of[0]) for role, of in roles.items() if role in _ROLES and len(of) == 1}
    for at, name in enumerate(names):
        words = f"{name} {data['dimension'][name].get('label', '')}".casefold()
        field = next((field for field, known in _NAMES.items() if any(word in words for word in known)), "")
        if at not in found.values() and field and field not in found:
            found[field] = at
    if not {"region", "period"} <= found.keys():
        raise Unreadable("no-json-stat")
    if any(len(axis[0]) > 1 for at, axis in enumerate(axes) if at not in found.values()):
        raise Unreadable("many-dimensions")
    return found


def _by_place(given: Any, count: int) -> Mapping[int, Any]:
    if isinstance(given, list):
        if len(given) != count:
            raise ValueError
        return dict(enumerate(given))
    if isinstance(given, str):
        return dict.fromkeys(range(count), given)
    places = {int(place): item for place, item in given.items()}
    if any(not 0 <= place < count for place in places):
        raise ValueError
    return places


def _amount(value: Any) -> GridCell:
    return value if value is None or type(value) in (int, float) else str(value)[:LONGEST_CELL]


def _table(data: Mapping[str, Any]) -> str:
    """The table's number in Statistics Finland's service."""
    extension = data.get("extension") or {}
    return str((extension.get("px") or {}).get("tableid") or "")


def _cells(
    data: Mapping[str, Any],
    said: Mapping[str, tuple[str, Mapping[str, str]]],
    table: str,
    value: GridCell,
    absence: str,
) -> list[GridCell]:
    def text(field: str) -> tuple[str, str]:
        code, labels = said.get(field, ("", {}))
        return code, str(labels.get(code) or code)

    code, title = text("indicator")
    area, area_name = text("region")
    period, period_name = text("period")
    group, group_name = text("group")
    cells = (
        title or str(data.get("label") or ""),
        f"statfin:{table}/{code.rpartition('-')[2]}" if table and code else code or str(data.get("label") or "?"),
        area if AREA_CODE.fullmatch(area) or not area_name else area_name,
        period if period[:4].isdigit() else period_name,
        group if group.casefold() in GROUPS else group_name,
    )
    return [*(cell[:LONGEST_CELL] for cell in cells), value, absence]
