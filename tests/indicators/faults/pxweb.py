"""Bad answers of PxWeb: figures in JSON-stat and in its own JSON, descriptions of tables that do not fit."""

import copy
import json
from collections.abc import Callable
from typing import Any

from tests.indicators.faults import Fault
from tests.recorded.pxweb import CONTENTS
from tests.recorded.replay import Reply

AREA, SEX, TIME = "alue_23_20260101", "sukupuoli_9_20180101", "timeperiod_y"


def altered(change: Callable[[Any], Any]) -> Callable[[Any], Reply]:
    """`change` alters a copy of the good answer, or returns another."""

    def reply(good: Any) -> Reply:
        answer = copy.deepcopy(good)
        return Reply(change(answer) or answer)

    return reply


def value(text: str) -> Callable[[Any], Reply]:
    def reply(good: Any) -> Reply:
        answer = copy.deepcopy(good)
        answer["value"][2] = "?"
        return Reply(json.dumps(answer).replace('"?"', text).encode())

    return reply


def renamed(dimension: str, before: str, after: str) -> Callable[[Any], Reply]:
    def change(answer: Any) -> None:
        category = answer["dimension"][dimension]["category"]
        category["index"] = {after if code == before else code: at for code, at in category["index"].items()}

    return altered(change)


def without(*path: str) -> Callable[[Any], Reply]:
    def change(answer: Any) -> None:
        inner = answer
        for name in path[:-1]:
            inner = inner[name]
        del inner[path[-1]]

    return altered(change)


def first_row(**change: Any) -> Callable[[Any], Reply]:
    """PxWeb's own JSON of the good answer, its first row otherwise."""
    return lambda good: own_json(good, lambda rows: [rows[0] | change, *rows[1:]])


def own_json(good: Any, change: Callable[[list[Any]], list[Any]], code: str | None = None) -> Reply:
    index = [list(good["dimension"][name]["category"]["index"]) for name in good["id"]]
    content = index[-1][0]
    keys = [[area, sex, time] for area in index[0] for sex in index[1] for time in index[2]]
    rows = [{"key": key, "values": [str(figure)]} for key, figure in zip(keys, good["value"], strict=True)]
    columns = [{"code": name, "text": name, "type": "t" if name == TIME else "d"} for name in good["id"][:-1]]
    columns.append({"code": code or content, "text": "Osuus väestöstä, %", "type": "c"})
    return Reply({"columns": columns, "comments": [], "data": change(rows), "metadata": []})


def category(dimension: str, **change: Any) -> Callable[[Any], Reply]:
    return altered(lambda answer: answer["dimension"][dimension].update(category=change))


def place(code: str, at: Any) -> Callable[[Any], Reply]:
    """The index of the areas has this area elsewhere."""
    return altered(lambda answer: answer["dimension"][AREA]["category"]["index"].update({code: at}))


def with_rows(change: Callable[[list[Any]], list[Any]]) -> Callable[[Any], Reply]:
    return lambda good: own_json(good, change)


def fewer_areas(answer: Any) -> None:
    category = answer["dimension"][AREA]["category"]
    category["index"] = {code: at for code, at in category["index"].items() if at < 3}
    answer["size"][0] = 3
    answer["value"] = answer["value"][: 3 * answer["size"][1] * answer["size"][2]]


def extra_dimension(answer: Any) -> None:
    answer["id"].append("ika")
    answer["size"].append(1)
    answer["dimension"]["ika"] = {"category": {"index": {"000": 0}}}


FIGURES = [
    Fault("text for a number", "value", value('"48338"')),
    Fault("boolean", "value", value("true")),
    Fault("NaN", "value", value("NaN")),
    Fault("Infinity", "value", value("Infinity")),
    Fault("overflow", "value", value("1e999")),
    Fault("beyond all bounds", "value", value("1e15")),
    Fault("share of 4 000 %", "4000.0 is out of bounds", value("4000")),
    Fault("negative share", "-1.0 is out of bounds", value("-1")),
    Fault("fewer values than cells", "23 values for 24 cells", altered(lambda answer: answer["value"].pop() and None)),
    Fault("more values than cells", "25 values for 24 cells", altered(lambda answer: answer["value"].append(1))),
    Fault("sizes of another order", "and the size 1", altered(lambda answer: answer["size"].reverse())),
    Fault("a size too few", "sizes", altered(lambda answer: answer["size"].pop() and None)),
    Fault("size of zero", "size", altered(lambda answer: answer["size"].__setitem__(0, 0))),
    Fault("sparse beyond the end", "there is no cell 99", altered(lambda answer: answer | {"value": {"99": 1}})),
    Fault("sparse by name", "there is no cell x", altered(lambda answer: answer | {"value": {"x": 1}})),
    Fault("all cells empty", "not one figure", altered(lambda answer: answer | {"value": {}})),
    Fault("unknown sign", "the sign !! is not known", altered(lambda answer: answer | {"value": {}, "status": "!!"})),
    Fault("signs of another length", "2 signs for 24 cells", altered(lambda answer: answer | {"status": [".", "."]})),
    Fault("no values", "value: Field required", without("value")),
    Fault("not a dataset", "class", altered(lambda answer: answer | {"class": "collection"})),
    Fault("no dimension of areas", "dimensions", without("dimension", AREA)),
    Fault("no index and no labels", "has 0 values", category(AREA)),
    Fault("index with a gap", "leaves places out", place("KU272", 9)),
    Fault("index as text", "index", place("KU272", "1")),
    Fault("dimension that was not asked for", "the dimension ika was not asked for", altered(extra_dimension)),
    Fault("unknown area", "the area KU999 is not in the table", renamed(AREA, "KU272", "KU999")),
    Fault("another area for one", "where 24 were asked for", renamed(AREA, "KU272", "SK041")),
    Fault("other year", "2019", renamed(TIME, "2025", "2019")),
    Fault("other sex", "3 was not asked for", renamed(SEX, "2", "3")),
    Fault("other content", "holds other where", category(CONTENTS, index={"other": 0})),
    Fault("fewer areas", "18 cells came where 24 were asked for", altered(fewer_areas)),
    Fault("a list", "Input should be", altered(lambda answer: [answer])),
    Fault("json: comma for a point", "12,5 is not a figure", first_row(values=["12,5"])),
    Fault("json: number for text", "values", first_row(values=[12.5])),
    Fault("json: nan", "nan is not a figure", first_row(values=["nan"])),
    Fault("json: two values for one", "and 2 values", first_row(values=["1", "2"])),
    Fault("json: key too short", "a row has 2 keys", first_row(key=["SSS", "SSS"])),
    Fault("json: unknown area", "the area KU999", first_row(key=["KU999", "SSS", "2024"])),
    Fault("json: a row twice", "stands twice", with_rows(lambda rows: [*rows, rows[0]])),
    Fault("json: rows missing", "cells came where 24", with_rows(lambda rows: rows[:-2])),
    Fault("json: no rows", "0 cells came", with_rows(lambda rows: [])),
    Fault("json: other content", "holds other where", lambda good: own_json(good, list, "other")),
]


def variable(code: str, **change: Any) -> Callable[[Any], Reply]:
    def alter(answer: Any) -> None:
        next(item for item in answer["variables"] if item["code"] == code).update(change)

    return altered(alter)


def says(status: int) -> Callable[[Any], Reply]:
    return lambda good: Reply({}, status=status)


def html(good: Any) -> Reply:
    return Reply(b"<html>", kind="text/html")


RENUMBERED = ["KOKO MAA", "Kokkola", "Kainuun hyvinvointialue", "Keski-Pohjanmaa", "Kokkolan seutu"]
TABLES = [
    Fault("table: renamed", "HTTP 400 Bad Request: the table or its codes have been renamed", says(400), "table"),
    Fault("table: gone", "HTTP 404 Not Found: no such table", says(404), "table"),
    Fault("table: html", "text/html instead of JSON", html, "table"),
    Fault("table: no variables", "variables", without("variables"), "table"),
    Fault("table: fewer texts", "values and 1 texts", variable(AREA, valueTexts=["Kokkola"]), "table"),
    Fault("table: no time", "0 variables of the table are marked as time", variable(TIME, time=False), "table"),
    Fault("table: old codes", "no variable of the table holds", variable(AREA, values=list("12345")), "table"),
    Fault("table: contents", "it may have been renamed", variable(CONTENTS, values=["x"], valueTexts=["x"]), "table"),
    Fault("table: an area twice", "stands twice", variable(AREA, values=["KU272"] * 5), "table"),
    Fault("table: other sexes", "has no total of the sexes", variable(SEX, valueTexts=list("ABC")), "table"),
    Fault("table: periods in words", "the period alku", variable(TIME, values=["alku", "2025"]), "table"),
    Fault("table: renumbered", "HVA18 is called Kainuun", variable(AREA, valueTexts=RENUMBERED), "table"),
    Fault("table: too many cells", "HTTP 403 Forbidden: more cells", says(403), "figures-shared"),
    Fault("words: html", "text/html instead of JSON", html, "words"),
    Fault("words: 500", "HTTP 500", says(500), "words", "silent"),
]
