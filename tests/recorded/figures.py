"""The recorded figures, read straight from the recordings: (indicator key, region code) → period → value as text."""

import csv
import json
from collections import defaultdict
from functools import cache
from pathlib import Path

from tests.recorded import RECORDED

SOTKANET_FOLDERS = (  # oldest first: where two recordings have the same figure, the later one counts
    "2013-06-pirkanmaa",
    "2013-08",
    "2017-iods",
    "2019-csc",
    "2023-geofi",
    "2026-budjettihaukka",
    "2026-diabetes",
    "2026-screening",
)
STATFIN_TABLES = {
    "11ra": "age_11ra",
    "12bs": "education_12bs",
    "14ww": "income_14ww",
    "12r5": "unemployment_12r5",
    "121w": "population_121w",
}
Figures = dict[tuple[str, str], dict[str, str]]


@cache
def recorded_regions() -> dict[str, str]:
    """Sotkanet's region number → official code with category, from the recorded lists."""
    listed = json.loads((RECORDED / "sotkanet/derived/regions.2026.derived.json").read_text())
    prefixes = {"KUNTA": "KU", "HYVINVOINTIALUE": "HVA", "MAAKUNTA": "MK"}
    codes = {
        str(item["id"]): prefixes[item["category"]] + item["code"] for item in listed if item["category"] in prefixes
    }
    return {**codes, "658": "SSS"}


@cache
def recorded_figures() -> Figures:
    """Every recorded figure of the regions that the product holds."""
    figures: Figures = defaultdict(dict)
    for folder in SOTKANET_FOLDERS:
        for path in sorted((RECORDED / "sotkanet/rows" / folder).glob("*.csv")):
            _add_sotkanet(path, figures)
    for table, name in STATFIN_TABLES.items():
        _add_statfin(table, RECORDED / f"statfin/json-format.{name}.json", figures)
    return figures


def _add_sotkanet(path: Path, figures: Figures) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            code = recorded_regions().get(row["region"])
            if code and row["gender"] == "total":
                figures[f"sotkanet:{row['indicator']}", code][row["year"]] = row["primary value"]


def _add_statfin(table: str, path: Path, figures: Figures) -> None:
    answer = json.loads(path.read_text())
    keys = [column["type"] for column in answer["columns"] if column["type"] != "c"]
    contents = [column["code"].split("-")[-1] for column in answer["columns"] if column["type"] == "c"]
    for row in answer["data"]:
        place = dict(zip(keys, row["key"], strict=True))
        for content, text in zip(contents, row["values"], strict=True):
            if text.strip("."):  # ".", "…" and "..." mean that nothing is published
                figures[f"statfin:{table}/{content}", place["d"]][place["t"]] = text
