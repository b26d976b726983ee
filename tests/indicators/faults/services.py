"""Two services that answer well or, by indicator, badly: what the matrix of faults is tried on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.indicators.faults import Fault
from tests.indicators.faults.pxweb import AREA, SEX, TIME
from tests.recorded.pxweb import CONTENTS, PxTable
from tests.recorded.replay import Reply

REGIONS = [
    {"id": 142, "code": "272", "category": "KUNTA", "title": {"fi": "Kokkola"}},
    {"id": 502, "code": "16", "category": "MAAKUNTA", "title": {"fi": "Keski-Pohjanmaa"}},
    {"id": 964, "code": "18", "category": "HYVINVOINTIALUE", "title": {"fi": "Keski-Pohjanmaan hyvinvointialue"}},
    {"id": 658, "code": "358", "category": "MAA", "title": {"fi": "Koko maa"}},
    {"id": 1022, "code": "246", "category": "EUROOPPA", "title": {"fi": "Suomi"}},
]
AREAS = {
    "SSS": "KOKO MAA",
    "KU272": "Kokkola",
    "HVA18": "Keski-Pohjanmaan hyvinvointialue",
    "MK16": "Keski-Pohjanmaa",
    "SK041": "Kokkolan seutu",
}
TABLE = "StatFin/vaerak/11re.px"


@dataclass
class Service:
    """`faults` by indicator while they last; `round`: what is added to every figure, and the day of the data."""

    faults: Mapping[str, Fault] = field(default_factory=dict)
    shared: Fault | None = None  # of an answer that all indicators share
    round: int = 1
    asked: dict[str, int] = field(default_factory=dict)

    def count(self, indicator: str) -> None:
        self.asked[indicator] = self.asked.get(indicator, 0) + 1

    def said(self, good: Any, indicator: str, where: str) -> Reply:
        self.count(indicator)
        fault = self.shared if self.shared and self.shared.where == where else self.faults.get(indicator)
        return fault.reply(good) if fault and fault.where == where else Reply(good)


class SotkanetService(Service):
    """As Sotkanet: one description and one list of rows for each indicator."""

    def reply(self, path: str, query: Any) -> Reply:
        if path == "/rest/regions":
            return self.said(REGIONS, "regions", "regions")
        if path == "/rest/json":
            number = query["indicator"][0]
            return self.said(self.rows(int(number)), number, "figures")
        number = path.rpartition("/")[2]
        return self.said(self.description(int(number)), number, "description")

    def description(self, number: int) -> dict[str, Any]:
        return {
            "id": number,
            "data-updated": f"2025-04-{self.round:02}",
            "range": {"start": 2022, "end": 2023},
            "title": {"fi": "Diabetes, % väestöstä", "sv": "Diabetes, %", "en": "Diabetes, %"},
            "primaryValueType": {"code": "PROS", "title": {"fi": "Prosenttia"}},
            "decimals": 1,
            "organization": {"id": 1, "title": {"fi": "Kela", "sv": "FPA", "en": "Kela"}},
        }

    def rows(self, number: int) -> list[dict[str, Any]]:
        return [
            {"indicator": number, "region": entry["id"], "year": year, "gender": "total", "value": 10.5 + self.round}
            for year in (2022, 2023)
            for entry in REGIONS
        ]


class Rising(dict[tuple[str, ...], str]):
    """Every cell of a table has the same figure, one more each round."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def get(self, place: Any, default: Any = None) -> str:
        return str(10 + self.service.round)


class PxWebService(Service):
    """As PxWeb: one table, whose contents are the indicators."""

    def reply(self, path: str, query: Any) -> Reply:
        table = self.table()
        if path == "/rest/fi/":
            return Reply(b"<html>", kind="text/html")  # whoever does not say his limits is asked with care
        language = path.split("/")[2]
        if "query" not in query:
            return self.said(table.said(query), "table", "table")
        contents = query["query"][-1]["selection"]["values"]
        if language != "fi":
            return self.said(table.said(query, language), "words", "words")
        where = "figures-shared" if self.shared else "figures"
        return self.said(table.said(query), contents[0], where)

    def table(self) -> PxTable:
        contents = [*self.faults, "vaesto"]
        variables = [
            variable(AREA, AREAS),
            variable(SEX, {"SSS": "Yhteensä", "1": "Miehet", "2": "Naiset"}),
            variable(TIME, {"2024": "2024", "2025": "2025"}) | {"time": True},
            variable(CONTENTS, dict.fromkeys(contents, "Osuus väestöstä, %")),
        ]
        return PxTable(variables, Rising(self), updated=f"2026-04-{self.round:02}T05:00:00Z")


def variable(code: str, texts: dict[str, str]) -> dict[str, Any]:
    return {"code": code, "text": code.capitalize(), "values": list(texts), "valueTexts": list(texts.values())}
