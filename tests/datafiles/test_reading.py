"""Files of figures read: whole recordings, what we write ourselves, and whatever else somebody sends."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from math import prod
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.datafiles import grid
from app.datafiles.faults import FILE_FAULTS, ROW_FAULTS
from app.datafiles.figures import RawFigure, RowFault, Unclear, read_number, read_period
from app.datafiles.grid import Unreadable
from app.datafiles.opening import open_file
from app.datafiles.writing import About, write_csv, write_json_stat, write_xlsx
from app.organisations.naming import region_of_sotkanet, regions_named
from app.rendering.dataset import DataIndicator, DataRegion, DataSet, Datum
from tests.recorded import RECORDED
from tests.support.processes import answer_from_memory

ABOUT = About("Luvut", "Kokkola", "fi")
KEYS = ("sotkanet:181", "statfin:11re/vaesto")
CODES = ("KU272", "HVA16", "SSS")


@pytest.fixture(autouse=True)
def _one_process_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    answer_from_memory(monkeypatch, "app.datafiles.grid")


def recorded(place: str) -> Path:
    if not (path := RECORDED / place).exists():
        pytest.skip(f"no recording at {path}")
    return path


def figures(content: bytes) -> list[RawFigure]:
    found = open_file(content).figures()
    assert [item for item in found if isinstance(item, RowFault)] == []
    return [item for item in found if isinstance(item, RawFigure)]


def indicator(key: str) -> DataIndicator:
    return DataIndicator(
        key=key, title=f"=Mittari, {key}", unit="%", decimals=1, collection="K", reference="", producer="P",
        licence="L", fetched_on="2026-08-03",
    )  # fmt: skip


values = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3) + 0.0)
places = st.tuples(
    st.sampled_from(KEYS), st.sampled_from(CODES), st.integers(1990, 2030), st.sampled_from(("total", "male", "female"))
)
cells = st.one_of(values, st.sampled_from(("masked", "no-data", "not-published")))


def data_set(found: dict[tuple[str, str, int, str], float | str]) -> DataSet:
    return DataSet(
        indicators=tuple(indicator(key) for key in KEYS),
        regions=tuple(DataRegion(code=code, name=f"Alue {code}") for code in CODES),
        figures=tuple(
            Datum(key, region, str(year), year * 100 + 12, None, group=group, absence=cell)
            if isinstance(cell, str)
            else Datum(key, region, str(year), year * 100 + 12, cell, group=group)
            for (key, region, year, group), cell in found.items()
        ),
    )


def said(read: list[RawFigure]) -> dict[tuple[str, str, int, str], float | str]:
    return {
        (item.indicator, item.region, item.sort // 100, item.group): item.absence if item.value is None else item.value
        for item in read
    }


@settings(max_examples=40, deadline=None)
@given(found=st.dictionaries(places, cells, min_size=1, max_size=12))
@pytest.mark.parametrize("write", [write_csv, write_json_stat])
def test_what_is_written_is_read_back(write: Callable[[DataSet, About], bytes], found: Any) -> None:
    assert said(figures(write(data_set(found), ABOUT))) == found


def test_a_workbook_is_read_back_with_limits_in_every_language() -> None:
    found = {(key, code, 2024, "total"): 1.25 for key in KEYS for code in CODES} | {
        (KEYS[0], "SSS", 2023, "male"): "masked"
    }
    data = data_set(found)
    assert said(figures(write_xlsx(data, ABOUT))) == found
    limits = replace(data, figures=(Datum(KEYS[0], "SSS", "2022–2024", 202412, -1.5, -2.0, -1.0),))
    for language in ("fi", "sv", "en"):
        (item,) = figures(write_csv(limits, replace(ABOUT, language=language)))
        assert (item.value, item.lower, item.upper, item.period, item.title) == (
            -1.5, -2.0, -1.0, "2022–2024", f"=Mittari, {KEYS[0]}",
        )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_no_bytes_do_harm(content: bytes) -> None:
    names = FILE_FAULTS.keys() | ROW_FAULTS.keys()
    try:
        found = open_file(b"x" + content if content.startswith(b"PK") else content).figures()
    except Unreadable as refusal:
        found = [RowFault(0, str(refusal))]
    assert {item.fault for item in found if isinstance(item, RowFault)} <= names


WHOLE = json.loads(
    write_json_stat(data_set({(KEYS[0], "KU272", 2024, "total"): 1.0, (KEYS[0], "SSS", 2024, "total"): 2.0}), ABOUT)
)
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(WHOLE)), item=anything)
def test_no_json_does_harm(name: str, item: Any) -> None:
    test_no_bytes_do_harm.hypothesis.inner_test(json.dumps({**WHOLE, name: item}).encode())


def test_json_stat_as_lists_and_maps() -> None:
    as_list = json.loads(json.dumps(WHOLE))
    for dimension in as_list["dimension"].values():
        dimension["category"]["index"] = list(dimension["category"]["index"])
    as_list["value"] = [WHOLE["value"].get(str(at)) for at in range(prod(WHOLE["size"]))]
    assert said(figures(json.dumps(as_list).encode())) == said(figures(json.dumps(WHOLE).encode()))
    ages = json.loads(json.dumps(WHOLE))
    ages["id"].append("ika")
    ages["size"].append(2)
    ages["dimension"]["ika"] = {"label": "Ikä", "category": {"index": ["0", "1"]}}
    ages["value"] = {"0": 1.0}
    with pytest.raises(Unreadable, match="many-dimensions"):
        open_file(json.dumps(ages).encode())


@pytest.mark.parametrize(
    ("text", "value", "absence"),
    [
        ("14,3", 14.3, ""), ("1 234,5", 1234.5, ""), ("\u22125", -5, ""), ("12 %", 12, ""), ("", None, ""),
        (".", None, "no-data"), ("..", None, "not-published"), ("ei tietoa", None, "no-data"), (0.0, 0, ""),
        ("tietosuojattu", None, "masked"),
    ],
)  # fmt: skip
def test_figures_as_people_write_them(text: str | float, value: float | None, absence: str) -> None:
    assert read_number(text) == (value, absence)


@pytest.mark.parametrize("text", ["1.234,5", "noin 5", "1e5", "inf", "nan", "<5", "1,2,3", 10**400, 1e300, "9" * 30])
def test_what_is_no_figure_is_not_guessed(text: Any) -> None:
    with pytest.raises(Unclear):
        read_number(text)


def test_periods() -> None:
    assert read_period("2022-2024") == ("2022–2024", 202412)
    assert read_period("6/2026") == ("2026M06", 202606)
    assert read_period(2024.0) == ("2024", 202412)
    for text in ("24", "2024M13", "2024-2022", "", "2024-01-01"):
        with pytest.raises(Unclear):
            read_period(text)


def workbook(fill: Callable[[Any], None]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    fill(book.active)
    book.save(file)
    return file.getvalue()


def test_harmful_workbooks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb, file = b"0" * (60 * 2**20), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("xl/workbook.xml", bomb)
    with pytest.raises(Unreadable, match="too-large-inside"):
        open_file(file.getvalue())
    typed = io.BytesIO()
    with zipfile.ZipFile(typed, "w") as package:
        package.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>')
    with pytest.raises(Unreadable, match="no-table"):
        open_file(typed.getvalue())
    with pytest.raises(Unreadable, match="too-large"):
        open_file(workbook(lambda sheet: sheet.cell(row=1_048_576, column=16_384, value=1)))


def test_too_many_rows_are_refused_and_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MOST_ROWS", 3)
    with pytest.raises(Unreadable, match="too-large"):
        open_file(b"Alue;Vuosi;Luku\n" * 4)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("ui-export-2013.pirkanmaa-2011.latin1.csv", 754),
        ("ui-export-2017.sotkanet.csv", 160),
        ("ui-export-2017.sotkanet_work.csv", 160),
    ],
)
def test_page_exports_are_read_whole(name: str, rows: int) -> None:
    content = recorded(f"sotkanet/exports/{name}").read_bytes()
    read = figures(content)
    text = content.decode("cp1252" if "latin1" in name else "utf-8-sig")
    theirs = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(read) == len(theirs) == rows
    for item, row in zip(read, theirs, strict=True):
        assert (item.title, item.indicator, item.region, item.period) == (row[0], row[1], f"{row[3]} {row[2]}", row[5])
        assert item.value == (float(row[6].replace(",", ".")) if row[6] else None)
    unplaced = {item.region for item in read if len(regions_named(item.region)) != 1}
    assert unplaced <= {"06 Pirkanmaan sairaanhoitopiiri"}, "a hospital district is not the region of its number"


def test_rows_of_the_interface_are_read_whole() -> None:
    folder = recorded("sotkanet/rows/2013-08")
    for path in sorted(folder.glob("indicator-1*.csv"))[:4]:
        theirs = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
        read = figures(path.read_bytes())
        assert [(item.indicator, item.region, item.period, item.group) for item in read] == [
            (row["indicator"], row["region"], row["year"], row["gender"]) for row in theirs
        ]
        assert [item.value for item in read] == [
            float(row["primary value"].replace(",", ".")) if row["primary value"] else None for row in theirs
        ]
    assert region_of_sotkanet("658") == {"SSS"}


def test_statistics_finlands_json_stat_is_read() -> None:
    read = figures(recorded("statfin/json-stat2.11re.three-cities-2025.json").read_bytes())
    assert said(read) == {
        ("statfin:11re/vaesto", code, 2025, "total"): value
        for code, value in (("KU049", 325716), ("KU091", 694392), ("KU092", 252956))
    }


def test_regions_as_people_write_them() -> None:
    for text in ("KU272", "272", "Kokkola", " karleby ", "272 Kokkola"):
        assert regions_named(text) == {"KU272"}, text
    assert regions_named("49") == {"KU049"}, "a spreadsheet takes the zero away"
    assert len(regions_named("Kainuu")) > 1, "a county and a region"
    for text in ("999", "Kokolla", "049 Kokkola", "", "KU2"):
        assert regions_named(text) == frozenset()
