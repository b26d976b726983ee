"""A table of a PxWeb database, as the service describes it and as it answers a question about it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from tests.recorded import RECORDED
from tests.recorded.replay import Answers, Reply

LANGUAGES = ("fi", "sv", "en")
CONTENTS = "contentscode"


@dataclass
class PxTable:
    """`cells`: the values as text, by the codes in the order of the variables."""

    variables: list[dict[str, Any]]
    cells: Mapping[tuple[str, ...], str]
    units: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # content → unit and decimals
    source: str = "Tilastokeskus, väestörakenne"
    updated: str = "2026-04-01T05:00:00Z"
    px_json: bool = False  # answers in PxWeb's own JSON

    def answers(self, path: str) -> Answers:
        """Of the description and of questions, in the three languages."""
        found: Answers = {}
        for language in LANGUAGES:
            found[f"/{language}/{path}"] = lambda query, language=language: Reply(self.said(query, language))
        return found

    def said(self, query: Any, language: str = "fi") -> Any:
        if "query" not in query:
            return {"title": "Taulukko", "variables": self.variables}
        chosen = {item["code"]: item["selection"]["values"] for item in query["query"]}
        axes = [
            (variable, chosen.get(variable["code"]))
            for variable in self.variables
            if variable["code"] in chosen or not variable.get("elimination")
        ]
        return self._own(axes) if self.px_json else self._stat(axes, language)

    def _stat(self, axes: Sequence[tuple[dict[str, Any], Any]], language: str) -> dict[str, Any]:
        texts = [list(self._cells([values for _, values in axes]))]
        values = [_number(text) for text in texts[0]]
        signs = {str(index): text for index, text in enumerate(texts[0]) if values[index] is None}
        answer = {
            "version": "2.0",
            "class": "dataset",
            "label": "Taulukko",
            "source": self.source if language == "fi" else f"{self.source} ({language})",
            "updated": self.updated,
            "id": [variable["code"] for variable, _ in axes],
            "size": [len(values) for _, values in axes],
            "dimension": {variable["code"]: self._dimension(variable, values, language) for variable, values in axes},
            "value": values,
        }
        return answer | ({"status": signs} if signs else {})

    def _dimension(self, variable: dict[str, Any], values: Sequence[str], language: str) -> dict[str, Any]:
        texts = dict(zip(variable["values"], variable["valueTexts"], strict=True))
        suffix = "" if language == "fi" else f" ({language})"
        category: dict[str, Any] = {
            "index": {value: index for index, value in enumerate(values)},
            "label": {value: texts[value] + suffix for value in values},
        }
        if variable["code"] == CONTENTS:
            category["unit"] = {
                value: {"base": self.units.get(value, ("", 0))[0], "decimals": self.units.get(value, ("", 0))[1]}
                for value in values
            }
        return {"label": variable["text"], "category": category}

    def _own(self, axes: Sequence[tuple[dict[str, Any], Any]]) -> dict[str, Any]:
        keys = [(variable, values) for variable, values in axes if variable["code"] != CONTENTS]
        contents = next(values for variable, values in axes if variable["code"] == CONTENTS)
        texts = next(v for v in self.variables if v["code"] == CONTENTS)
        names = dict(zip(texts["values"], texts["valueTexts"], strict=True))
        columns = [
            {"code": variable["code"], "text": variable["text"], "type": "t" if variable.get("time") else "d"}
            for variable, _ in keys
        ] + [{"code": code, "text": names[code], "type": "c"} for code in contents]
        rows = [
            {"key": list(place), "values": [self._cell((*place, content), axes) for content in contents]}
            for place in product(*(values for _, values in keys))
        ]
        return {"columns": columns, "comments": [], "data": rows, "metadata": [{"updated": "2026-05-29T05.00.00Z",
                "label": "Taulukko", "source": self.source}]}  # fmt: skip

    def _cells(self, axes: Sequence[Sequence[str]]) -> Iterator[str]:
        for place in product(*axes):
            yield self.cells.get(place, ".")

    def _cell(self, place: tuple[str, ...], axes: Sequence[Any]) -> str:
        return self.cells.get(place, ".")


def _number(text: str) -> float | int | None:
    if not text.strip("."):
        return None
    return float(text) if "." in text else int(text)


def recorded_table(name: str) -> PxTable:
    """A table as the recorded JSON answer of it shows it: all areas, the newest period."""
    answer = json.loads((RECORDED / f"statfin/json-format.{name}.json").read_text())
    keys = [column for column in answer["columns"] if column["type"] != "c"]
    contents = [column for column in answer["columns"] if column["type"] == "c"]
    variables = [_variable(column, [row["key"][index] for row in answer["data"]]) for index, column in enumerate(keys)]
    variables.append(
        {
            "code": CONTENTS,
            "text": "Tiedot",
            "values": [column["code"] for column in contents],
            "valueTexts": [column["text"] for column in contents],
        }
    )
    cells = {
        (*row["key"], column["code"]): text
        for row in answer["data"]
        for column, text in zip(contents, row["values"], strict=True)
    }
    return PxTable(variables, cells, source=answer["metadata"][0]["source"])


def _variable(column: Mapping[str, Any], codes: Sequence[str]) -> dict[str, Any]:
    values = list(dict.fromkeys(codes))
    texts = {"SSS": "Yhteensä", "1": "Miehet", "2": "Naiset"} if column["text"] == "Sukupuoli" else {}
    variable = {
        "code": column["code"],
        "text": column["text"],
        "values": values,
        "valueTexts": [texts.get(value, value) for value in values],
    }
    return variable | ({"time": True} if column["type"] == "t" else {})
