"""The PxWeb client against recorded answers, and against tables that are cut in other ways."""

from collections.abc import Iterator
from typing import Any

import pytest
import stamina

from app.config import Settings
from app.indicators.catalogue import catalogue
from app.indicators.errors import AnswerRefused
from app.indicators.sources import Answer, Known, Regions, Unchanged
from app.indicators.sources.pxweb import PxWeb, known_tables
from app.indicators.sources.pxweb_tables import period
from tests.recorded.pxweb import CONTENTS, PxTable
from tests.recorded.regions import held_regions
from tests.recorded.replay import Answers, Replay, Reply, replaying

HELD = held_regions()
PATH = "StatFin/vaerak/11re.px"
CONFIG = {"maxValues": 120000, "maxCells": 120000, "maxCalls": 40, "timeWindow": 60, "CORS": True}
AREAS = {"SSS": "KOKO MAA", "KU272": "Kokkola", "HVA18": "Keski-Pohjanmaan hyvinvointialue", "SK041": "Kokkolan seutu"}
SEXES = {"SSS": "Yhteensä", "1": "Miehet", "2": "Naiset"}


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    stamina.set_testing(True, attempts=100, cap=True)
    yield
    stamina.set_testing(False)


def variable(code: str, texts: dict[str, str], **marks: bool) -> dict[str, Any]:
    return {"code": code, "text": code.capitalize(), "values": list(texts), "valueTexts": list(texts.values()), **marks}


def years(*names: str) -> dict[str, Any]:
    return variable("vuosi", {name: name for name in names}, time=True)


def small_table(*more: dict[str, Any], areas: dict[str, str] = AREAS, time: Any = None) -> PxTable:
    """Each area in two years: 100 for the first cell, then one more each."""
    variables = [
        variable("alue_23_20260101", areas),
        *more,
        time or years("2024", "2025"),
        variable(CONTENTS, {"vaerak-vaesto": "Väestö 31.12.", "osuus": "Osuus, %"}),
    ]
    return PxTable(variables, {}, units={"vaerak-vaesto": ("lukumäärä", 0), "osuus": ("prosenttia", 1)})


class Filled(dict[tuple[str, ...], str]):
    """A value for every place that is asked for."""

    def get(self, place: Any, default: Any = None) -> str:
        return super().get(place) or str(100 + sum(map(ord, "".join(place))) % 800)


def filled(table: PxTable, **cells: str) -> PxTable:
    table.cells = Filled({tuple(place.split("_")): text for place, text in cells.items()})
    return table


def served(table: PxTable, path: str = PATH) -> Answers:
    return {**table.answers(path), "/fi/": Reply(CONFIG)}


def ask(
    replay: Replay, source_id: str = "11re/vaesto", known: Known | None = None, held: Regions = HELD
) -> Answer | Unchanged:
    client = PxWeb(Settings(statfin_url=replay.address))
    try:
        return client.fetch(source_id, held, known)
    finally:
        client.close()


def fetch(replay: Replay, source_id: str = "11re/vaesto") -> Answer:
    answer = ask(replay, source_id)
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize("px_json", [False, True], ids=["json-stat2", "json"])
def test_sexes_are_groups_and_what_splits_further_is_asked_for_as_a_whole(*, px_json: bool):
    age = variable("ikaryhma", {"SSS": "Yhteensä", "000": "0"}, elimination=True)
    sex = variable("sukupuoli_9_20180101", SEXES, elimination=True)
    area = variable("asuinpaikka", {"x": "X", "y": "Y"}, elimination=True)
    table = filled(small_table(age, sex, area))
    table.px_json = px_json
    with replaying(served(table)) as replay:
        answer = fetch(replay)
    groups = {(figure.region_code, figure.period, figure.population_group) for figure in answer.figures}
    assert len(groups) == len(answer.figures) == 3 * 2 * 3
    assert ("HVA18", "2025", "female") in groups
    assert answer.skipped == 2 * 3  # the sub-region
    chosen = {item["code"]: item["selection"]["values"] for item in replay.posted[0]["query"]}
    assert chosen["ikaryhma"] == ["SSS"]
    assert "asuinpaikka" not in chosen
    assert chosen[CONTENTS] == ["vaerak-vaesto"]
    assert (answer.requests, len(replay.asked)) == (5, 5)


def test_texts_come_from_the_addresses_of_the_three_languages():
    table = filled(small_table())
    with replaying(served(table)) as replay:
        described = fetch(replay, "11re/osuus").described
        assert described.titles == ("Osuus, %", "Osuus, % (sv)", "Osuus, % (en)")
        assert (described.units, described.decimals) == (("%", "%", "%"), 1)
        assert described.producers[0] == "Tilastokeskus, väestörakenne"
        assert str(described.updated_on) == "2026-04-01"
        del replay.answers[f"/sv/{PATH}"]  # a table that does not exist in Swedish
        assert fetch(replay).described.titles == ("Väestö 31.12.", "Väestö 31.12.", "Väestö 31.12. (en)")
        assert fetch(replay).described.units == ("", "", "")


def test_what_is_not_published_is_no_figure_and_why():
    cells = {"KU272_2024_vaerak-vaesto": ".", "KU272_2025_vaerak-vaesto": "...", "HVA18_2024_vaerak-vaesto": ".."}
    for px_json in (False, True):
        table = filled(small_table(), **cells)
        table.px_json = px_json
        with replaying(served(table)) as replay:
            figures = {(figure.region_code, figure.period): figure for figure in fetch(replay).figures}
        absences = {place: figure.absence for place, figure in figures.items() if figure.value is None}
        assert absences == {
            ("KU272", "2024"): "no-data",
            ("KU272", "2025"): "not-published",
            ("HVA18", "2024"): "not-published",
        }


def test_values_may_be_sparse_and_indices_lists():
    table = filled(small_table())
    answer = table.said({"query": [
        {"code": "alue_23_20260101", "selection": {"values": ["SSS", "KU272", "HVA18"]}},
        {"code": "vuosi", "selection": {"values": ["2024", "2025"]}},
        {"code": CONTENTS, "selection": {"values": ["vaerak-vaesto"]}},
    ]})  # fmt: skip
    for dimension in answer["dimension"].values():
        dimension["category"]["index"] = list(dimension["category"]["index"])
    dense = answer["value"]
    answer["value"] = {str(index): value for index, value in enumerate(dense) if index != 4}
    answer["status"] = {"4": "..."}
    answer["value"]["0"] = dense[0] = 12.25
    del answer["dimension"][CONTENTS]["category"]["unit"]
    given = served(table) | {f"/fi/{PATH}": lambda query: Reply(answer if "query" in query else table.said(query))}
    with replaying(given) as replay:
        whole = fetch(replay)
    figures = whole.figures
    assert [figure.value for figure in figures] == [*dense[:4], None, dense[5]]
    assert whole.described.decimals == 2  # by the figures, where nothing says it
    assert figures[4].absence == "not-published"


def test_questions_stay_under_the_limits_of_the_service():
    names = [f"{year}M{month:02}" for year in range(2020, 2026) for month in range(1, 13)]
    time = variable("kuukausi", {name: name for name in names}, time=True)
    table = filled(small_table(areas={code: code for code in HELD}, time=time))
    limits = Reply({**CONFIG, "maxCells": 10_000})
    with replaying({**served(table), "/fi/": limits}) as replay:
        answer = fetch(replay)
    assert len(answer.figures) == 351 * 72
    assert {figure.period_sort for figure in answer.figures if figure.period == "2021M06"} == {202106}
    cells = [
        len(query["query"][0]["selection"]["values"]) * len(query["query"][1]["selection"]["values"])
        for query in replay.posted[:-2]
    ]
    assert (len(cells), max(cells) <= 10_000, sum(cells)) == (3, True, 351 * 72)
    few = Reply({**CONFIG, "maxCells": 50})
    with replaying({**served(table), "/fi/": few}) as replay, pytest.raises(AnswerRefused, match="questions would be"):
        fetch(replay)


def test_nothing_new_is_told_by_the_answer_itself():
    table = filled(small_table())
    with replaying(served(table)) as replay:
        first = fetch(replay)
        known = Known(first.described.updated_on, first.versions)
        assert ask(replay, known=known) == Unchanged(3)
        table.updated = "2026-05-01T05:00:00Z"
        assert isinstance(ask(replay, known=known), Answer)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (small_table(variable("ikaryhma", {"000": "0", "001": "1"})), "ikaryhma (Ikaryhma) has no total"),
        (small_table(variable("sukupuoli", {"1": "Miehet", "2": "Naiset"})), "sukupuoli (Sukupuoli) has no total"),
        (small_table(areas={"020": "Akaa"}), "no variable of the table holds municipalities"),
        (small_table(areas={"KU199": "Tuntematon", "KUJOU": "Ulkomaat"}), "is kept here"),
        (small_table(areas={"HVA14": "Keski-Pohjanmaan hyvinvointialue"}), "HVA14 is called Keski"),
        (small_table(variable("muuttaja", {"KU005": "Alajärvi"})), "several variables hold areas"),
        (small_table(time=years("2025", "vuosi 1")), "the period vuosi 1"),
        (small_table(time=variable("vuosi", {"2025": "2025"})), "0 variables of the table are marked as time"),
        (small_table(variable("vuosi", {"x": "X"}, elimination=True)), "a variable stands twice"),
    ],
    ids=["no-total", "no-total-sex", "old-codes", "none-held", "renumbered", "two-areas", "period", "no-time", "twice"],
)
def test_a_table_that_is_cut_otherwise_is_refused_with_the_variable(table: PxTable, told: str):
    with replaying(served(filled(table))) as replay, pytest.raises(AnswerRefused) as refusal:
        fetch(replay)
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("source_id", "told"),
    [
        ("11re/vakiluku", "no content vakiluku any more; it may have been renamed"),
        ("99zz/vaesto", "99zz is not among those that are read"),
        ("11re", "not a table and a content"),
        ("../etc/passwd", "not a table and a content"),
    ],
)
def test_a_key_that_leads_nowhere_says_so(source_id: str, told: str):
    with replaying(served(filled(small_table()))) as replay, pytest.raises(AnswerRefused) as refusal:
        fetch(replay, source_id)
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025", ("2025", 202512)),
        ("2025*", ("2025", 202512)),
        ("2026M06", ("2026M06", 202606)),
        ("2025Q3", ("2025Q3", 202509)),
        ("2014-2016", ("2014–2016", 201612)),
    ],
)
def test_periods(value: str, expected: tuple[str, int]):
    assert period(value) == expected


def test_every_content_of_the_tables_is_listed_and_a_missing_table_is_left_out():
    table = filled(small_table())
    with replaying(served(table)) as replay:
        client = PxWeb(Settings(statfin_url=replay.address))
        listed = list(client.listed())
        client.close()
        assert [item.source_id for item in listed] == ["11re/vaesto", "11re/osuus"]
        assert listed[0].producers == ("Tilastokeskus", "Statistikcentralen", "Statistics Finland")
        replay.answers.clear()
        client = PxWeb(Settings(statfin_url=replay.address))
        with pytest.raises(AnswerRefused, match="renamed"):
            list(client.listed())
        client.close()


def test_every_key_of_the_catalogue_is_of_a_table_that_is_read():
    keys = [key for key in catalogue().indicators if key.startswith("statfin:")]
    assert {key.split(":")[1].split("/")[0] for key in keys} <= set(known_tables())
