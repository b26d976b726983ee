"""The Sotkanet client against recorded answers and against everything that must be refused."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import stamina

from app.config import Settings
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.sources import Answer, Sotkanet
from app.organisations.reference import region_rows
from tests.recorded import RECORDED, needs_recordings
from tests.recorded.replay import Query, Replay, Reply, replaying

HELD = frozenset(row["code"] for row in region_rows())
REGIONS = [
    {"id": 142, "code": "272", "category": "KUNTA", "title": {"fi": "Kokkola"}, "memberOf": [502]},
    {"id": 502, "code": "16", "category": "MAAKUNTA", "title": {"fi": "Keski-Pohjanmaa"}, "memberOf": []},
    {"id": 964, "code": "18", "category": "HYVINVOINTIALUE", "title": {"fi": "K-P"}, "memberOf": []},
    {"id": 658, "code": "358", "category": "MAA", "title": {"fi": "Koko maa"}, "memberOf": []},
    {"id": 1022, "code": "246", "category": "EUROOPPA", "title": {"fi": "Suomi"}, "memberOf": []},
    {"id": 217, "code": "476", "category": "KUNTA", "title": {"fi": "Maaninka"}, "memberOf": []},
]
METADATA = {
    "id": 683,
    "data-updated": "2025-04-04",
    "range": {"start": 2022, "end": 2023},
    "title": {"fi": "<p>Diabetes,&nbsp;% </p>", "sv": " ", "en": "Diabetes &#8805; 1, %"},
    "primaryValueType": {"code": "PROS", "title": {"fi": "Prosenttia"}},
    "decimals": 1,
    "organization": {"id": 1, "title": {"fi": "Kela", "sv": "FPA", "en": "Kela"}},
    "groups": [583],
}
ROW = {"indicator": 683, "region": 142, "year": 2023, "gender": "total", "value": 11.7, "absValue": 3200}


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


def answers(rows: Any = None, metadata: Any = None, regions: Any = None) -> dict[str, Reply | Callable[[Query], Reply]]:
    return {
        "/indicators/683": Reply(METADATA if metadata is None else metadata),
        "/json": Reply([ROW] if rows is None else rows),
        "/regions": Reply(REGIONS if regions is None else regions),
    }


def fetch(replay: Replay, source_id: str = "683") -> Answer:
    client = Sotkanet(Settings(sotkanet_url=replay.address))
    try:
        return client.fetch(source_id, HELD)
    finally:
        client.close()


def refusal(given: dict[str, Any], source_id: str = "683") -> str:
    with replaying(given) as replay, pytest.raises(AnswerRefused) as refused:
        fetch(replay, source_id)
    return str(refused.value)


def test_figures_by_our_codes_and_texts_without_markup():
    rows = [ROW, {**ROW, "region": 658, "value": 12}, {**ROW, "region": 964, "year": 2022, "value": 12.5}]
    with replaying(answers(rows)) as replay:
        answer = fetch(replay)
    found = {(figure.region_code, figure.period, figure.period_sort): figure.value for figure in answer.figures}
    assert found == {("KU272", "2023", 202312): 11.7, ("SSS", "2023", 202312): 12.0, ("HVA18", "2022", 202212): 12.5}
    assert answer.described.titles == ("Diabetes, %", "Diabetes, %", "Diabetes ≥ 1, %")
    assert answer.described.units == ("%", "%", "%")
    assert answer.described.producers == ("Kela", "FPA", "Kela")
    assert str(answer.described.updated_on) == "2025-04-04"


def test_areas_that_we_do_not_hold_are_skipped_by_rule_and_counted():
    europe_and_a_merged_municipality = [{**ROW, "region": 1022}, {**ROW, "region": 217}]
    with replaying(answers([ROW, *europe_and_a_merged_municipality])) as replay:
        answer = fetch(replay)
    assert [figure.region_code for figure in answer.figures] == ["KU272"]
    assert answer.skipped == 2


def test_a_count_alone_is_the_figure():
    row = {key: value for key, value in ROW.items() if key != "value"}
    with replaying(answers([row])) as replay:
        assert fetch(replay).figures[0].value == 3200


def test_requests_name_us_and_ask_for_years_in_batches():
    metadata = {**METADATA, "range": {"start": 2001, "end": 2023}}

    def rows(query: Query) -> Reply:
        return Reply([{**ROW, "year": int(year)} for year in query["years"]])

    with replaying({**answers(metadata=metadata), "/json": rows}) as replay:
        assert len(fetch(replay).figures) == 23
    asked = [query for path, query, _ in replay.asked if path == "/json"]
    assert [len(query["years"]) for query in asked] == [10, 10, 3]
    assert asked[0]["genders"] == ["total"]
    assert all("hyvinvointikertomus" in headers["User-Agent"] for _, _, headers in replay.asked)
    assert [path for path, _, _ in replay.asked].count("/regions") == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": "11,7"}, "value"),
        ({"value": "11.7"}, "value"),
        ({"value": float("nan")}, "value"),
        ({"value": float("inf")}, "value"),
        ({"value": 1e12}, "value"),
        ({"value": 40_000}, "out of bounds"),
        ({"value": None, "absValue": None}, "neither value nor count"),
        ({"gender": "other"}, "gender"),
        ({"gender": "male"}, "male"),
        ({"year": 2019}, "2019"),
        ({"year": "2023"}, "year"),
        ({"indicator": 127}, "127"),
        ({"region": 999_999}, "not in the list of regions"),
        ({"region": None}, "region"),
    ],
    ids=str,
)
def test_a_wrong_row_refuses_the_whole_answer(change: dict[str, Any], told: str):
    assert told in refusal(answers([ROW, {**ROW, "year": 2022, **change}]))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"/json": Reply(b"<html>Huoltokatko</html>", kind="text/html; charset=utf-8")}, "text/html instead of JSON"),
        ({"/json": Reply(b"[{", kind="application/json")}, "JSON"),
        ({"/json": Reply({"rows": []})}, "array"),
        ({"/json": Reply([])}, "no rows"),
        ({"/json": Reply([ROW, ROW])}, "twice"),
        ({"/json": Reply([{**ROW, "region": number} for number in range(1, 1500)])}, "1499 rows for 2 years"),
        ({"/indicators/683": Reply({**METADATA, "id": 684})}, "684"),
        ({"/indicators/683": Reply({**METADATA, "range": {"start": 1700, "end": 2023}})}, "range.start"),
        ({"/indicators/683": Reply({**METADATA, "decimals": 40})}, "decimals"),
        ({"/regions": Reply([{"id": 142}])}, "code"),
    ],
    ids=["html", "broken", "object", "empty", "twice", "too-many", "other-id", "years", "decimals", "regions"],
)
def test_a_wrong_answer_is_refused_with_the_reason(given: dict[str, Any], told: str):
    assert told in refusal({**answers(), **given})


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_trouble_is_tried_again(status: int):
    replies = [Reply({}, status=status), Reply({}, status=status), Reply([ROW])]
    with replaying({**answers(), "/json": lambda _: replies.pop(0)}) as replay:
        assert len(fetch(replay).figures) == 1


@pytest.mark.parametrize(("status", "tries"), [(500, 3), (400, 1), (403, 1), (404, 1)])
def test_lasting_trouble_ends_and_a_plain_no_is_not_repeated(status: int, tries: int):
    with replaying({**answers(), "/json": Reply({}, status=status)}) as replay, pytest.raises(SourceSilent):
        fetch(replay)
    assert [path for path, _, _ in replay.asked].count("/json") == tries


def test_a_dead_server_is_silence():
    with replaying({}) as replay:
        address = replay.address
    with pytest.raises(SourceSilent):
        fetch(Replay({}, address=address))


@needs_recordings
def test_the_recorded_answer_of_all_regions():
    folder = RECORDED / "sotkanet"
    rows = json.loads((folder / "derived/json.indicator-683.years-2023.genders-total.derived.json").read_text())
    metadata = copy.deepcopy(METADATA) | {"range": {"start": 2023, "end": 2023}}
    regions = json.loads((folder / "derived/regions.2026.derived.json").read_text())
    with replaying(answers(rows, metadata, regions)) as replay:
        answer = fetch(replay)
    assert len(rows) == 465
    codes = {figure.region_code for figure in answer.figures}
    assert len(codes) == len(answer.figures) == 307 + 23 + 19 + 1  # Sottunga (KU766) is suppressed
    assert HELD - codes == {"KU766"}
    assert answer.skipped == 465 - len(codes)
    assert {figure.region_code: figure.value for figure in answer.figures}["KU272"] == 11.7


@needs_recordings
@pytest.mark.parametrize("path", sorted((RECORDED / "sotkanet/api").glob("indicator-*.json")), ids=lambda p: p.stem)
def test_every_recorded_description_is_understood(path):
    metadata = json.loads(path.read_text())
    number = metadata["id"]
    row = {**ROW, "indicator": number, "year": metadata["range"]["end"]}
    given = {**answers([]), f"/indicators/{number}": Reply(metadata)}
    given["/json"] = lambda query: Reply([row] if str(row["year"]) in query["years"] else [])
    with replaying(given) as replay:
        described = fetch(replay, str(number)).described
    assert all(title and "<" not in title and title == title.strip() for title in described.titles)
    assert all(described.producers)
