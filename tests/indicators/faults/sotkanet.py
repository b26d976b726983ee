"""Bad answers of Sotkanet: rows, descriptions and lists of regions that do not fit."""

import copy
import json
from collections.abc import Callable
from typing import Any

from tests.indicators.faults import Fault
from tests.recorded.replay import HEAD, Reply, endless

MISSING = object()


def row(**change: Any) -> Callable[[Any], Reply]:
    """One row of the good answer is otherwise."""

    def reply(good: Any) -> Reply:
        rows = copy.deepcopy(good)
        rows[1] = {key: value for key, value in (rows[1] | change).items() if value is not MISSING}
        return Reply(rows)

    return reply


def raw_value(text: str) -> Callable[[Any], Reply]:
    """A value that JSON does not know, or Python's JSON would not write."""
    return lambda good: Reply(json.dumps([good[0] | {"value": "?"}]).replace('"?"', text).encode())


def with_rows(change: Callable[[list[Any]], list[Any]]) -> Callable[[Any], Reply]:
    return lambda good: Reply(change(copy.deepcopy(good)))


def described(**change: Any) -> Callable[[Any], Reply]:
    def reply(good: Any) -> Reply:
        changed = good | {name.replace("_", "-"): value for name, value in change.items()}
        return Reply({key: value for key, value in changed.items() if value is not MISSING})

    return reply


def many(good: list[Any]) -> Reply:
    return Reply(wire=endless(HEAD + b"\r\n[", json.dumps(good[0]).encode() + b",", 60_000))


def everywhere_new(good: list[Any]) -> list[Any]:
    return [{**row, "region": 1000 + index, "year": row["year"]} for index, row in enumerate(good)]


def elsewhere_only(rows: list[Any]) -> list[Any]:
    return [item for item in rows if item["region"] == 1022]


def renamed_column(rows: list[Any]) -> list[Any]:
    return [{"area" if name == "region" else name: value for name, value in item.items()} for item in rows]


def numbered(good: list[Any]) -> Reply:
    return Reply([good[0] | {"region": number} for number in range(1, 1501)])


def other_categories(good: list[Any]) -> list[Any]:
    return [item | {"category": "X"} for item in good]


def html(good: Any) -> Reply:
    return Reply(b"<html>", kind="text/html")


OTHER_GENDERS = {"sex": {"values": ["x"]}}
ROWS = [
    Fault("text for a number", "value", row(value="11.7")),
    Fault("comma for a point", "value", row(value="11,7")),
    Fault("boolean", "value", row(value=True)),
    Fault("object for a number", "value", row(value={"value": 11.7})),
    Fault("NaN", "value", raw_value("NaN")),
    Fault("Infinity", "value", raw_value("-Infinity")),
    Fault("overflow", "value", raw_value("1e999")),
    Fault("a very long integer", "value", raw_value("9" * 400)),
    Fault("beyond all bounds", "value", row(value=1e12)),
    Fault("share of 40 000 %", "40000.0 is out of bounds", row(value=40_000)),
    Fault("negative share of people", "-3.0 is out of bounds", row(value=-3)),
    Fault("neither value nor count", "neither value nor count", row(value=MISSING, absValue=MISSING)),
    Fault("no region", "region: Field required", row(region=MISSING)),
    Fault("region with a point", "region", row(region=142.5)),
    Fault("region as text", "region", row(region="142")),
    Fault("unknown region", "region 999999 is not in the list of regions", row(region=999_999)),
    Fault("another numbering", "is not in the list of regions", with_rows(everywhere_new)),
    Fault("other indicator", "rows of indicator 7", row(indicator=7)),
    Fault("other year", "rows of year 2019", row(year=2019)),
    Fault("year as text", "year", row(year="2023")),
    Fault("other gender", "rows of gender male", row(gender="male")),
    Fault("unknown gender", "gender", row(gender="other")),
    Fault("a row twice", "stands twice", with_rows(lambda rows: [*rows, rows[0]])),
    Fault("a row twice, otherwise", "stands twice", with_rows(lambda rows: [*rows, rows[0] | {"value": 1}])),
    Fault("no rows", "no rows", with_rows(lambda rows: [])),
    Fault("only areas that are not held", "is of an area that is kept", with_rows(elsewhere_only)),
    Fault("an object", "valid array", lambda good: Reply({"rows": good})),
    Fault("rows as lists", "0", lambda good: Reply([list(item.values()) for item in good])),
    Fault("renamed column", "0.region: Field required", with_rows(renamed_column)),
    Fault("too many rows", "1500 rows for 2 years", numbered),
    Fault("a million rows", "more than", many),
    Fault("most rows lost", "figures where there were", with_rows(lambda rows: rows[:2])),
]
DESCRIPTIONS = [
    Fault("described: another", "was told of 7", described(id=7), "description"),
    Fault("described: number as text", "id", described(id="683"), "description"),
    Fault("described: no title", "title", described(title=MISSING), "description"),
    Fault("described: title as text", "title", described(title="Diabetes"), "description"),
    Fault("described: no years", "range", described(range=MISSING), "description"),
    Fault("described: years backwards", "end in 2022", described(range={"start": 2023, "end": 2022}), "description"),
    Fault("described: year 1700", "range.start", described(range={"start": 1700, "end": 2023}), "description"),
    Fault("described: date in words", "data-updated", described(data_updated="eilen"), "description"),
    Fault("described: 40 decimals", "decimals", described(decimals=40), "description"),
    Fault("described: no producer", "organization", described(organization=None), "description"),
    Fault("described: other genders", "sex.values", described(classifications=OTHER_GENDERS), "description"),
    Fault("described: a list", "Input should be", lambda good: Reply([good]), "description"),
    Fault("described: not there", "the service has no such", lambda good: Reply({}, status=404), "description"),
    Fault("described: html", "text/html instead", html, "description"),
]


def region(index: int, **change: Any) -> Callable[[Any], Reply]:
    def reply(good: Any) -> Reply:
        listed = copy.deepcopy(good)
        listed[index] |= change
        return Reply(listed)

    return reply


REGIONS = [
    Fault("regions: none", "the list of regions", lambda good: Reply([]), "regions"),
    Fault("regions: no code", "1.code", region(1, code=None), "regions"),
    Fault("regions: number as text", "0.id", region(0, id="142"), "regions"),
    Fault("regions: html", "text/html instead", html, "regions"),
    Fault("regions: 503", "HTTP 503", lambda good: Reply({}, status=503), "regions", "silent"),
    Fault("regions: one twice", "are all KU272", lambda good: Reply([*good, good[0] | {"id": 900}]), "regions"),
    Fault("regions: code of another", "is called Kannus", region(0, title={"fi": "Kannus"}), "regions"),
    Fault("regions: unknown county", "is called Uusi alue", region(2, title={"fi": "Uusi alue"}), "regions"),
    Fault("regions: other categories", "is of an area that is kept", with_rows(other_categories), "regions"),
    Fault("regions: cut to one", "is not in the list of regions", lambda good: Reply(good[:1]), "regions"),
]
