"""The shapes that files of figures come in: which one a file has, and its rows as figures.

A shape that is not known by itself is read by a mapping that a person gives: which column holds what.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.datafiles.figures import RawFigure, RowFault, Unclear, read_group, read_number, read_period
from app.datafiles.grid import GridCell, Row

NEEDED = ("indicator", "region", "period", "value")
SOTKANET_HEAD = ("indicator", "region", "year", "gender", "primary value", "absolute value")

# What our own shape's columns may be called; the last of a row are those of the files that we write ourselves.
NAMES: Mapping[str, tuple[str, ...]] = {
    "indicator": ("indicator's number", "mittarin numero", "indikatorns nummer", "indicator", "mittari", "indikator"),
    "region": ("area code", "alueen koodi", "områdets kod", "area", "alue", "område", "kunta", "kommun", "region"),
    "period": ("period", "ajankohta", "tidpunkt", "vuosi", "år", "year"),
    "value": ("value", "luku", "arvo", "värde"),
    "group": ("population group", "väestöryhmä", "befolkningsgrupp", "group", "ryhmä", "grupp", "sukupuoli", "kön"),
    "lower": ("lower confidence limit", "luottamusvälin alaraja", "nedre konfidensgräns"),
    "upper": ("upper confidence limit", "luottamusvälin yläraja", "övre konfidensgräns"),
    "absence": ("why there is no figure", "miksi lukua ei ole", "varför siffran saknas"),
    "note": ("note", "huomautus", "anmärkning"),
    "title": ("indicator", "mittari", "indikator"),
}
ColumnOf = Mapping[str, int]  # field → column, counted from 0


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is. `mapping` is where each field stands; incomplete where a person must say it."""

    shape: str  # sotkanet-rest, sotkanet-page, json-stat, own, columns
    mapping: dict[str, int]
    head: tuple[str, ...]  # the names of the columns; empty where there are none
    first: int  # index of the first row of figures

    @property
    def is_complete(self) -> bool:
        return all(field in self.mapping for field in NEEDED)


def recognise(rows: Sequence[Row]) -> Recognised:
    """The file's shape by its first rows."""
    head = tuple(str(cell or "").strip() for cell in rows[0][1])
    if tuple(name.casefold() for name in head[:6]) == SOTKANET_HEAD:
        return Recognised("sotkanet-rest", {"indicator": 0, "region": 1, "period": 2, "group": 3, "value": 4}, head, 1)
    if _is_page_export(rows[0][1]):
        mapping = {"title": 0, "indicator": 1, "region": 3, "group": 4, "period": 5, "value": 6}
        return Recognised("sotkanet-page", mapping, (), 0)
    mapping = _by_name(head)
    shape = "own" if all(field in mapping for field in NEEDED) else "columns"
    return Recognised(shape, mapping, head, 1)


def read_rows(rows: Sequence[Row], recognised: Recognised) -> Iterator[RawFigure | RowFault]:
    """Every row as a figure, or why it is none.

    Sotkanet's absolute values are left aside: a count must not stand among shares where a share is missing.
    """
    for line, cells in rows[recognised.first :]:
        try:
            yield _figure(line, cells, recognised)
        except Unclear as error:
            yield RowFault(line, error.fault, error.text)


def _figure(line: int, cells: Sequence[GridCell], recognised: Recognised) -> RawFigure:
    def cell(field: str) -> GridCell:
        column = recognised.mapping.get(field, -1)
        return cells[column] if 0 <= column < len(cells) else None

    value, absence = read_number(cell("value"))
    said = str(cell("absence") or "")
    if value is None and said:
        absence = read_number(said)[1]
    period, sort = read_period(cell("period"))
    return RawFigure(
        line=line,
        indicator=_text(cell("indicator"), "no-indicator") if "indicator" in recognised.mapping else "",
        region=_region(cells, recognised, _text(cell("region"), "no-region")) if "region" in recognised.mapping else "",
        period=period,
        sort=sort,
        value=value,
        group=read_group(cell("group")),
        lower=read_number(cell("lower"))[0],
        upper=read_number(cell("upper"))[0],
        absence=absence,
        note=str(cell("note") or "")[:400],
        title=str(cell("title") or "").removeprefix("'")[:400],
    )


def _region(cells: Sequence[GridCell], recognised: Recognised, code: str) -> str:
    """Of the service's page also the name: 02 alone may be a region or a county."""
    return f"{code} {cells[2]}" if recognised.shape == "sotkanet-page" else code


def _text(cell: GridCell, fault: str) -> str:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell if cell is not None else "")
    if not text.strip():
        raise Unclear(fault, "")
    return text.strip().removeprefix("'")


def _is_page_export(cells: Sequence[GridCell]) -> bool:
    """Title, number, region, code, gender word, year: the service's own page writes no header."""
    texts = [str(cell or "") for cell in cells]
    if len(texts) < 7:
        return False
    return texts[1].isdigit() and texts[3].isdigit() and texts[5][:4].isdigit() and texts[4].casefold() in _GENDER_WORDS


_GENDER_WORDS = frozenset({"yhteensä", "miehet", "naiset", "totalt", "män", "kvinnor", "total", "male", "female"})


def _by_name(head: Sequence[str]) -> dict[str, int]:
    """The column of each field, by the first of its names that the file has."""
    places = {name.casefold(): at for at, name in reversed(list(enumerate(head)))}
    found = {}
    for field, names in NAMES.items():
        at = next((places[name] for name in names if name in places), None)
        if at is not None:
            found[field] = at
    return found
