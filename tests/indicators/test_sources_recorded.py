"""The sources against what the services really answered; without the recordings these tests are skipped."""

import copy
import json

import pytest

from app.config import Settings
from app.indicators.catalogue import catalogue
from app.indicators.sources import Answer
from app.indicators.sources.areas import Area, Doubtful, places
from app.indicators.sources.pace import Pace
from app.indicators.sources.pxweb import PxWeb, known_tables
from app.indicators.sources.sotkanet import CATEGORIES, Sotkanet
from tests.indicators import test_pxweb as px
from tests.indicators.test_sotkanet import METADATA, ROW, answers, fetch
from tests.recorded import RECORDED, needs_recordings
from tests.recorded.figures import STATFIN_TABLES, recorded_figures
from tests.recorded.pxweb import LANGUAGES, PxTable, recorded_table
from tests.recorded.regions import held_regions
from tests.recorded.replay import Answers, Reply, replaying

HELD = held_regions()


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
    assert HELD.keys() - codes == {"KU766"}
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


@needs_recordings
def test_the_recorded_lists_are_understood_whole():
    folder = RECORDED / "sotkanet/api"
    given = {"/indicators": Reply((folder / "indicators.2015.json").read_bytes())}
    with replaying(given) as replay:
        client = Sotkanet(Settings(sotkanet_url=replay.address))
        titles = {item.source_id: item.titles for item in client.listed()}
        client.close()
    assert len(titles) == 2434
    assert not any("&#" in text or text != text.strip() for three in titles.values() for text in three)
    for name, municipalities in (("api/regions.2015.json", 308), ("derived/regions.2026.derived.json", 308)):
        entries = json.loads((RECORDED / "sotkanet" / name).read_text())
        areas = [
            Area(entry["id"], code, tuple(entry["title"].values()))
            for entry in entries
            if (code := CATEGORIES.get(entry["category"], "") + entry["code"]) != entry["code"]
        ]
        found = places(areas, HELD).values()
        assert sum(isinstance(place, str) and place.startswith("KU") for place in found) == municipalities
        assert not any(isinstance(place, Doubtful) for place in found)


@needs_recordings
def test_recorded_rows_of_population_are_the_recorded_figures():
    rows = json.loads(
        (RECORDED / "sotkanet/derived/json.indicator-127.years-2009.genders-total.derived.json").read_text()
    )
    regions = Reply((RECORDED / "sotkanet/api/regions.2015.json").read_bytes())
    metadata = METADATA | {"id": 127, "range": {"start": 2009, "end": 2009}, "title": {"fi": "Väestö 31.12."}}
    metadata["primaryValueType"] = None
    given = {"/indicators/127": Reply(metadata), "/json": Reply(rows), "/regions": regions}
    with replaying(given) as replay:
        found = {figure.region_code: figure.value for figure in fetch(replay, "127").figures}
    later = {code: recorded_figures()["sotkanet:127", code].get("2009") for code in found}
    wrong = {code for code, value in found.items() if later[code] and value != float(later[code])}
    assert len(found) > 320
    assert sum(map(bool, later.values())) > 300
    assert len(wrong) < 12  # restated since, by the mergers of 2016 to 2021


@needs_recordings
@pytest.mark.parametrize("px_json", [False, True], ids=["json-stat2", "json"])
def test_recorded_tables_give_the_recorded_figures(*, px_json: bool):
    answers: Answers = {"/fi/": Reply(px.CONFIG)}
    for name, recording in STATFIN_TABLES.items():
        table = recorded_table(recording)
        table.px_json = px_json
        answers |= table.answers(f"{known_tables()[name].path}/{name}.px")
    keys = [key for key in catalogue().indicators if key.startswith("statfin:")]
    with replaying(answers) as replay:
        client = PxWeb(Settings(statfin_url=replay.address))
        client.client.pace = Pace()
        client._most_cells = 100_000
        found = {key: client.fetch(key.split(":")[1], HELD) for key in keys}
        client.close()
    recorded = recorded_figures()
    for key, answer in found.items():
        assert isinstance(answer, Answer)
        figures = {
            (key, figure.region_code): {figure.period: figure.value}
            for figure in answer.figures
            if figure.value is not None
        }
        expected = {
            place: {period: float(text) for period, text in series.items()}
            for place, series in recorded.items()
            if place[0] == key and place[1] in HELD
        }
        assert figures == expected
    unemployed = found["statfin:12r5/TYOTOSUUS"]
    assert isinstance(unemployed, Answer)
    assert unemployed.described.producers[0] == "KEHA-keskus, Työnvälitystilasto"
    assert unemployed.figures[0].period_sort == 202606


@needs_recordings
def test_the_recorded_description_and_answer_of_11re():
    metadata = json.loads((RECORDED / "statfin/metadata.11re.2026-06.json").read_text())
    answer = json.loads((RECORDED / "statfin/json-stat2.11re.helsinki-2021-2025.json").read_text())
    assert answer["size"] == [1, 1, 1, 5, 1]
    recorded = json.loads((RECORDED / "statfin/json-format.sex_11re.json").read_text())["data"]
    cells = {(*row["key"], "vaerak-vaesto"): row["values"][0] for row in recorded}
    people = PxTable(metadata["variables"], {(a, "SSS", s, y, c): text for (a, s, y, c), text in cells.items()})
    for variable in metadata["variables"]:
        if variable.get("time"):
            variable["values"] = variable["valueTexts"] = ["2025"]
    with replaying(px.served(people)) as replay:
        figures = {(figure.region_code, figure.population_group): figure.value for figure in px.fetch(replay).figures}
    assert len(figures) == 309 * 3
    assert figures["KU091", "total"] == answer["value"][-1]
    assert all(figures[code, "male"] + figures[code, "female"] == figures[code, "total"] for code, _ in figures)

    for variable in metadata["variables"]:
        own = answer["dimension"][variable["code"]]["category"]
        variable |= {"values": list(own["index"]), "valueTexts": list(own["label"].values())}
    addresses = [f"/{language}/{px.PATH}" for language in LANGUAGES]
    given: Answers = dict.fromkeys(addresses, lambda query: Reply(answer if "query" in query else metadata))
    with replaying(given) as replay:
        read = px.fetch(replay)
    assert [(figure.period, figure.value) for figure in read.figures] == list(
        zip(["2021", "2022", "2023", "2024", "2025"], answer["value"], strict=True)
    )
    assert read.described.descriptions[0] == "Väkiluku tilastoajanjakson lopussa."
    assert read.described.limits[0].startswith("Tilastossa käytetään 1.1.2026 aluejakoa")
