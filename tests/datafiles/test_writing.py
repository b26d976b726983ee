"""Figures as files: every figure, its source, and nothing that a spreadsheet would reckon."""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from app.datafiles.collecting import NamedGrid, data_in, grid_of, merged
from app.datafiles.formats import DATA_FORMATS, block_file
from app.datafiles.writing import About, harmless, write_csv, write_grid_csv, write_json_stat, write_xlsx
from app.rendering import tree
from app.rendering.dataset import DataIndicator, DataRegion, DataSet, Datum

ABOUT = About("Työttömät", "Kokkola", "fi")
INDICATOR = DataIndicator(
    key="sotkanet:181",
    title="Työttömät, % työvoimasta",
    unit="%",
    decimals=1,
    collection="Sotkanet",
    reference="ind. 181",
    producer="TEM",
    licence="CC BY 4.0",
    fetched_on="2026-08-03",
)
DATA = DataSet(
    indicators=(INDICATOR,),
    regions=(DataRegion(code="KU272", name="Kokkola"), DataRegion(code="KU421", name="=Lestijärvi")),
    figures=(
        Datum("sotkanet:181", "KU272", "2023", 202312, 8.2),
        Datum("sotkanet:181", "KU272", "2024", 202412, -1.0, 7.9, 8.5),
        Datum("sotkanet:181", "KU421", "2024", 202412, None, absence="masked"),
    ),
)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_csv_has_a_row_a_figure_with_its_source():
    head, first, second, third = read_csv(write_csv(DATA, ABOUT))
    assert head[:6] == ["Mittari", "Alueen koodi", "Alue", "Ajankohta", "Väestöryhmä", "Luku"]
    assert first[:6] == ["Työttömät, % työvoimasta", "KU272", "Kokkola", "2023", "kaikki", "8.2"]
    assert second[5:9] == ["-1", "%", "7.9", "8.5"], "a negative figure is a figure, not a formula"
    assert (third[2], third[5], third[9]) == ("'=Lestijärvi", "", "tietosuojattu")
    assert third[-4:] == ["TEM", "Sotkanet", "2026-08-03", "CC BY 4.0"]


def test_xlsx_holds_the_same_as_texts_and_numbers():
    content = write_xlsx(DATA, ABOUT)
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = list(book.worksheets[0].values)
    assert [row[5] for row in rows[1:]] == [8.2, -1, None]
    cell = book.worksheets[0]["C4"]
    assert (cell.value, cell.data_type) == ("=Lestijärvi", "s") or cell.value == "'=Lestijärvi"
    assert "CC BY 4.0" in str(list(book.worksheets[1].values))
    assert content == write_xlsx(DATA, ABOUT), "the same figures, the same bytes"


def test_json_stat_places_every_figure():
    found = json.loads(write_json_stat(DATA, ABOUT))
    assert (found["version"], found["class"], found["id"]) == (
        "2.0",
        "dataset",
        ["indicator", "area", "period", "group"],
    )
    assert found["size"] == [1, 2, 2, 1]
    assert found["value"] == [8.2, -1.0, None, None]
    assert found["status"] == {"3": "masked"}
    assert found["dimension"]["area"]["category"]["index"] == {"KU272": 0, "KU421": 1}
    assert found["dimension"]["indicator"]["category"]["unit"]["sotkanet:181"] == {"label": "%", "decimals": 1}
    assert found["extension"]["indicators"]["sotkanet:181"]["licence"] == "CC BY 4.0"


def test_json_stat_of_mostly_absent_figures_is_sparse():
    regions = tuple(DataRegion(code=f"KU{n:03}", name=str(n)) for n in range(50))
    found = json.loads(write_json_stat(replace(DATA, regions=(*DATA.regions, *regions)), ABOUT))
    assert found["value"] == {"0": 8.2, "1": -1.0}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", " =", "＝"])
def test_what_a_spreadsheet_would_reckon_is_a_text(sign: str):
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert read_csv(write_grid_csv(NamedGrid("t", "1", "T", ((f"{sign}1",),)), ABOUT)) == [[f"'{sign}1"]]
    assert harmless(-1.5) == -1.5
    assert harmless("1 - 2") == "1 - 2"


def table(**changes: object) -> tree.Table:
    def cell(text: str, colspan: int = 1) -> tree.Cell:
        return tree.Cell(lines=(tree.Line(inlines=(tree.Text(text=text),)),), colspan=colspan)

    values = {"anchor": "a-t", "number": "1.1", "caption": (tree.Text(text="Oma"),), "head": ((cell("A"), cell("B")),)}
    return tree.Table(**{**values, "rows": ((cell("yhdessä", 2),),), **changes})  # type: ignore[arg-type]


def test_a_table_without_figures_behind_it_gives_its_cells():
    grid = grid_of(table())
    assert grid is not None
    assert grid.rows == (("A", "B"), ("yhdessä", "yhdessä"))
    assert block_file(table(), DATA_FORMATS["jsonstat"], ABOUT) is None
    assert grid_of(table(data=DATA)) is None


def test_a_document_gives_each_figure_once():
    section = tree.Section(
        key="a", number="1", title="A", blocks=(table(data=DATA), table(anchor="b", data=DATA), table())
    )
    document = tree.Document(
        language="fi", organisation="K", title="T", subtitle="", facts=(), draft=True, status="",
        parts=(tree.Part(title="", sections=(section,)),),
    )  # fmt: skip
    assert len(list(data_in(document))) == 2
    assert merged(data_in(document)).figures == DATA.figures
