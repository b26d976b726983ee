"""The product's own reference data: the regions of 2026 and who lay in whom, year by year.

`data/regions.csv` and `data/memberships.csv` stand on Statistics Finland's municipality key of 2026 (names)
and Sotkanet's list of regions (ids). Statistics restate history on the newest division, so a
municipality or region is valid from 1972, the first year of the population statistics. Wellbeing
services counties are valid from 2021, the year of the act that founded them. Six municipalities
changed region: Vaala in 2016, Heinävesi, Iitti, Isokyrö, Joroinen and Kuhmoinen in 2021.

`data/successions.csv` names the municipalities that ended after 2012, since older files still have figures of
them. That each became part of its successor is seen in Sotkanet's population (indicator 127) of 2000 to 2012: what
the successor has more in a later recording is, in every one of the thirteen years, exactly what the ended one had
in the recording of 2013 (Maaninka and Juankoski together in Kuopio). Pertunmaa has no figures of its own on the
division of 2026; Mäntyharju's population there is that of the two. The recordings also bound the first year
of each; that it is this one within the bounds is the year in which the merger came into force.
`data/municipalities.csv` holds the languages and the grouping of municipalities from the same key of 2026.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

DATA_DIR = Path(__file__).parent / "data"
_INTEGERS = frozenset({"sotkanet_id", "valid_from", "valid_to", "from_year"})


@cache
def region_rows() -> Sequence[Mapping[str, Any]]:
    """One row a region, with the columns of the table `region`."""
    return tuple(_rows("regions.csv"))


@cache
def membership_rows() -> Sequence[Mapping[str, Any]]:
    """One row a membership, with the columns of the table `region_membership`."""
    return tuple(_rows("memberships.csv"))


@cache
def municipality_rows() -> tuple[Mapping[str, str], ...]:
    """One row a municipality of 2026: its languages, its settlement, the area in which counties collaborate."""
    with (DATA_DIR / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def succession_rows() -> Sequence[Mapping[str, Any]]:
    """One row a merged municipality, with the columns of the table `region_succession`."""
    return tuple(_rows("successions.csv"))


@cache
def names() -> Mapping[str, Mapping[str, str]]:
    """Region code → language → full name."""
    return {
        row["code"]: {language: row[f"name_{language}"] for language in ("fi", "sv", "en")} for row in region_rows()
    }


@cache
def twins() -> Mapping[str, str]:
    """Counties and regions with the same municipalities today, both ways: HVA18 → MK16, MK16 → HVA18."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    for row in membership_rows():
        if row["valid_to"] is None and row["member_code"].startswith("KU"):
            members[row["container_code"]].add(row["member_code"])
    return {
        code: other
        for code, inside in members.items()
        for other, also_inside in members.items()
        if code != other and inside == also_inside
    }


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (DATA_DIR / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: _value(column, text) for column, text in row.items()}


def _value(column: str, text: str) -> str | int | None:
    if column not in _INTEGERS:
        return text
    return int(text) if text else None
