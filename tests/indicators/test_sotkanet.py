"""The Sotkanet client against recorded answers and against everything that must be refused."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import stamina

from app.config import Settings
from app.indicators.errors import AnswerRefused, SourceSilent
from app.indicators.sources import Answer, Known, Regions, Unchanged
from app.indicators.sources.sotkanet import Sotkanet
from tests.recorded.regions import held_regions
from tests.recorded.replay import Answers, Query, Replay, Reply, replaying

HELD = held_regions()
REGIONS = [
    {"id": 142, "code": "272", "category": "KUNTA", "title": {"fi": "Kokkola"}, "memberOf": [502]},
    {"id": 502, "code": "16", "category": "MAAKUNTA", "title": {"fi": "Keski-Pohjanmaa"}, "memberOf": []},
    {
        "id": 964,
        "code": "18",
        "category": "HYVINVOINTIALUE",
        "title": {"fi": "Keski-Pohjanmaan hyvinvointialue"},
        "memberOf": [],
    },
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
    stamina.set_testing(True, attempts=100, cap=True)
    yield
    stamina.set_testing(False)


def answers(rows: Any = None, metadata: Any = None, regions: Any = None) -> Answers:
    return {
        "/indicators/683": Reply(METADATA if metadata is None else metadata),
        "/json": Reply([ROW] if rows is None else rows),
        "/regions": Reply(REGIONS if regions is None else regions),
    }


def ask(replay: Replay, source_id: str = "683", known: Known | None = None, held: Regions = HELD) -> Answer | Unchanged:
    client = Sotkanet(Settings(sotkanet_url=replay.address))
    try:
        return client.fetch(source_id, held, known)
    finally:
        client.close()


def fetch(replay: Replay, source_id: str = "683", held: Regions = HELD) -> Answer:
    answer = ask(replay, source_id, held=held)
    assert isinstance(answer, Answer)
    return answer


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


def test_men_women_and_everybody_are_asked_for_as_the_description_says():
    metadata = {**METADATA, "classifications": {"sex": {"values": ["male", "female", "total"]}, "region": {}}}
    rows = [{**ROW, "gender": gender, "value": value} for gender, value in (("female", 9), ("male", 14), ("total", 11))]
    with replaying(answers(rows, metadata)) as replay:
        answer = fetch(replay)
    assert {figure.population_group: figure.value for figure in answer.figures} == {
        "total": 11,
        "male": 14,
        "female": 9,
    }
    asked = next(query for path, query, _ in replay.asked if path == "/json")
    assert asked["genders"] == ["total", "male", "female"]
    with replaying(
        answers([{**ROW, "gender": "female"}], METADATA | {"classifications": {"sex": {"values": ["female"]}}})
    ) as replay:
        assert [figure.population_group for figure in fetch(replay).figures] == ["female"]


def test_a_count_does_not_stand_for_a_share_that_others_have():
    alone = {key: value for key, value in ROW.items() if key != "value"}
    with replaying(answers([ROW, {**alone, "year": 2022}])) as replay:
        answer = fetch(replay)
    assert [(figure.period, figure.value, figure.absence) for figure in answer.figures] == [
        ("2023", 11.7, ""),
        ("2022", None, "no-data"),
    ]
    with replaying(answers([alone])) as replay:
        described = fetch(replay).described
    assert (described.units, described.decimals) == (("", "", ""), 0)  # the unit is that of the values, not of counts


OLD_COUNTIES = [
    {"id": 884, "code": "14", "category": "HYVINVOINTIALUE", "title": {"fi": "Keski-Pohjanmaan hyvinvointialue"}},
    {"id": 892, "code": "10", "category": "HYVINVOINTIALUE", "title": {"fi": "Pohjois-Karjalan hyvinvointialue"}},
]


def test_a_renumbered_county_is_known_by_its_name_and_only_once():
    with replaying(answers([{**ROW, "region": 884}, {**ROW, "region": 892}], regions=OLD_COUNTIES)) as replay:
        assert {figure.region_code for figure in fetch(replay).figures} == {"HVA18", "HVA14"}
    both = answers([{**ROW, "region": 884}, {**ROW, "region": 964, "value": 1}], regions=[*REGIONS, *OLD_COUNTIES])
    with replaying(both) as replay:
        answer = fetch(replay)
    assert [(figure.region_code, figure.value) for figure in answer.figures] == [("HVA18", 1)]
    assert answer.skipped == 1


def test_a_region_that_has_ended_has_no_later_figures():
    held = {**HELD, "KU272": dataclasses.replace(HELD["KU272"], valid_to=2022)}
    with replaying(answers([ROW, {**ROW, "year": 2022}])) as replay:
        answer = fetch(replay, held=held)
    assert ([figure.period for figure in answer.figures], answer.skipped) == (["2022"], 1)


def known_of(answer: Answer, fetched_on: date = date(2025, 4, 10)) -> Known:
    return Known(answer.described.updated_on, answer.versions, fetched_on)


def test_nothing_is_fetched_again_while_the_source_says_that_nothing_is_new():
    with replaying(answers()) as replay:
        first = fetch(replay)
        assert (first.requests, ask(replay, known=known_of(first))) == (3, Unchanged(1))
        same_day = known_of(first, date(2025, 4, 4))  # may have been updated later that day
        assert ask(replay, known=same_day) == Unchanged(3)
        elsewhere = {code: region for code, region in HELD.items() if code != "KU074"}
        assert isinstance(ask(replay, known=known_of(first), held=elsewhere), Answer)  # read by other regions
        replay.answers["/indicators/683"] = Reply({**METADATA, "data-updated": "2025-05-01"})
        assert isinstance(ask(replay, known=known_of(first)), Answer)


def test_versions_are_sent_back_and_what_has_not_changed_is_not_sent_again():
    def versioned(body: Any, etag: str) -> Callable[[Query], Reply]:
        def reply(query: Query) -> Reply:
            if replay.asked[-1][2].get("If-None-Match") == etag:
                return Reply(status=304)
            return Reply(body, headers={"ETag": etag, "Last-Modified": "Fri, 04 Apr 2025 05:00:00 GMT"})

        return reply

    given = {**answers(), "/indicators/683": versioned(METADATA, '"m1"'), "/json": versioned([ROW], '"r1"')}
    with replaying(given) as replay:
        first = fetch(replay)
        assert first.versions["sotkanet:683 indicators/683"].etag == '"m1"'
        assert ask(replay, known=known_of(first)) == Unchanged(1)
        assert replay.asked[-1][2]["If-Modified-Since"] == "Fri, 04 Apr 2025 05:00:00 GMT"
        same_day = known_of(first, date(2025, 4, 4))
        assert ask(replay, known=same_day) == Unchanged(3)
        replay.answers["/json"] = versioned([{**ROW, "value": 12}], '"r2"')
        changed = ask(replay, known=same_day)
    assert isinstance(changed, Answer)
    assert changed.figures[0].value == 12


def test_a_batch_that_has_not_changed_is_fetched_whole_when_another_has():
    metadata = {**METADATA, "range": {"start": 2010, "end": 2023}}

    def rows(query: Query) -> Reply:
        old = query["years"][0] == "2010"
        if old and replay.asked[-1][2].get("If-None-Match") == '"old"':
            return Reply(status=304)
        return Reply([{**ROW, "year": int(query["years"][0])}], headers={"ETag": '"old"' if old else new})

    with replaying({**answers(metadata=metadata), "/json": rows}) as replay:
        new = '"1"'
        first = fetch(replay)
        new = '"2"'
        again = ask(replay, known=known_of(first, date(2025, 4, 4)))
    assert isinstance(again, Answer)
    assert [figure.period for figure in again.figures] == ["2020", "2010"]


def test_the_list_of_indicators_has_titles_without_entities():
    organisation = {"id": 3, "title": {"fi": "Tilastokeskus", "sv": "Statistikcentralen", "en": "Statistics Finland"}}
    title = {"fi": " BMI &#8805; 30, <18-v. ", "sv": "BMI &amp;#8805; 30", "en": "BMI"}
    with replaying({"/indicators": Reply([{"id": 1, "title": title, "organization": organisation}])}) as replay:
        client = Sotkanet(Settings(sotkanet_url=replay.address))
        (listed,) = client.listed()
        client.close()
    assert (listed.source_id, listed.titles) == ("1", ("BMI ≥ 30, <18-v.", "BMI ≥ 30", "BMI"))
    assert listed.producers == ("Tilastokeskus", "Statistikcentralen", "Statistics Finland")


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


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_trouble_is_tried_again(status: int):
    replies = [Reply({}, status=status), Reply({}, status=status), Reply([ROW])]
    with replaying({**answers(), "/json": lambda _: replies.pop(0)}) as replay:
        assert len(fetch(replay).figures) == 1


@pytest.mark.parametrize(("status", "tries", "error"), [(500, 3, SourceSilent), (404, 1, AnswerRefused)])
def test_lasting_trouble_ends_and_a_plain_no_is_not_repeated(status: int, tries: int, error: type[Exception]):
    with replaying({**answers(), "/json": Reply({}, status=status)}) as replay, pytest.raises(error, match=str(status)):
        fetch(replay)
    assert [path for path, _, _ in replay.asked].count("/json") == tries


def test_a_dead_server_is_silence():
    with replaying({}) as replay:
        address = replay.address
    with pytest.raises(SourceSilent):
        fetch(Replay({}, address=address))
