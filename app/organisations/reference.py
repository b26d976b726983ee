"""The product's own reference data: the regions of 2026 and who lay in whom, year by year.

`data/regions.csv` and `data/memberships.csv` stand on Statistics Finland's municipality key of 2026 (names)
and Sotkanet's list of regions (ids). Statistics restate history on the newest division, so a
municipality or region is valid from 1972, the first year of the population statistics. Wellbeing
services counties are valid from 2021, the year of the act that founded them. Six municipalities
changed region: Vaala in 2016, Heinävesi, Iitti, Isokyrö, Joroinen and Kuhmoinen in 2021.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA_DIR = Path(__file__).parent / "data"
_INTEGERS = frozenset({"sotkanet_id", "valid_from", "valid_to"})


def region_rows() -> list[dict[str, Any]]:
    """One row a region, with the columns of the table `region`."""
    return list(_rows("regions.csv"))


def membership_rows() -> list[dict[str, Any]]:
    """One row a membership, with the columns of the table `region_membership`."""
    return list(_rows("memberships.csv"))


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (DATA_DIR / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: _value(column, text) for column, text in row.items()}


def _value(column: str, text: str) -> str | int | None:
    if column not in _INTEGERS:
        return text
    return int(text) if text else None
