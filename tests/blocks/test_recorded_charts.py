"""Every figure of the demo's charts, maps, key figures, lists and series against the recordings."""

from decimal import Decimal
from typing import Any

import pytest

from app.db import Database
from app.indicators.catalogue import catalogue
from app.indicators.packages import load_packages
from app.rendering import tree
from app.rendering.dataset import DataSet
from tests.blocks.reckoned import (
    REPORTS,
    TWINS,
    Recorded,
    amount_text,
    around,
    base_of,
    block_of_report,
    blocks_of_report,
    described,
    outcome,
    own_series,
    period_text,
    printed,
    series,
    texts,
)
from tests.recorded import needs_recordings
from tests.recorded.figures import recorded_figures

pytestmark = needs_recordings

KEYS = [key for key in described() if any(key == known for known, _ in recorded_figures())] if recorded_figures else []
MUNICIPALITIES = {
    "Kokkola": "KU272",
    "Halsua": "KU074",
    "Kannus": "KU217",
    "Kaustinen": "KU236",
    "Lestijärvi": "KU421",
    "Perho": "KU584",
    "Toholampi": "KU849",
    "Veteli": "KU924",
}
every_report = pytest.mark.parametrize("report", REPORTS, ids=lambda report: f"{report[0]}-{report[1]}")


def assert_recorded(data: DataSet, last_year: int) -> None:
    """Every figure behind a block is a recorded one, and where it says that there is none there is none."""
    for datum in data.figures:
        found = recorded_figures().get((datum.indicator, datum.region), {})
        if datum.value is not None:
            assert Decimal(found[datum.period]) == Decimal(str(datum.value))
            assert int(datum.period[:4]) <= last_year
        elif datum.period:
            assert datum.period not in found


def recorded_places(key: str, report: tuple[Any, ...]) -> list[str]:
    """Whose figures a line chart draws: the own region's or those that stand in, then of the regions compared with."""
    candidates = [(report[0], *around(report)), *((code, TWINS.get(code, "")) for code in report[3][:4])]
    found = (next((code for code in codes if series(key, code, report[4])), "") for codes in candidates)
    return [code for code in dict.fromkeys(found) if code]


@every_report
def test_lines_are_the_recorded_series(figures: Database, report: tuple[Any, ...]):
    settings = [{"indicator": key, "comparison": report[3][:4]} for key in KEYS]
    for key, (node,) in zip(KEYS, blocks_of_report(figures, report, "line_chart", settings), strict=True):
        places = recorded_places(key, report)
        if not places:
            assert isinstance(node, tree.Notice)
            continue
        assert_recorded(node.table.data, report[4])
        decimals = int(described()[key]["decimals"])
        wanted = [
            [(period_text(at.period), printed(at.value, decimals)) for at in series(key, place, report[4])]
            for place in places
        ]
        drawn = [[mark for mark in one.marks if mark.value is not None] for one in node.drawing.series]
        shown = [[(mark.label, mark.text) for mark in marks] for marks in drawn]
        assert [line for line in shown if line] == wanted
        rows = [[texts(cell)[0] for cell in row] for row in node.table.rows]
        for column, line in enumerate(shown, start=1):
            assert [(row[0], row[column]) for row in rows if row[column] != "ei tietoa"] == line


@every_report
def test_bars_and_maps_are_the_recorded_figures_of_one_year(figures: Database, report: tuple[Any, ...]):
    codes = dict(MUNICIPALITIES.items())
    bars = blocks_of_report(figures, report, "bar_chart", [{"indicator": key, "area": "county"} for key in KEYS])
    maps = blocks_of_report(figures, report, "region_map", [{"indicator": key} for key in KEYS])
    for key, nodes, (*_, table) in zip(KEYS, bars, maps, strict=True):
        known = {name: series(key, code, report[4]) for name, code in codes.items()}
        own = known[next(name for name, code in codes.items() if code == report[0])]
        if not own:
            assert all(isinstance(node, tree.Notice) or node.table.data for node in nodes)
            continue
        decimals, period = int(described()[key]["decimals"]), own[-1].period
        wanted = {
            name: next((printed(at.value, decimals) for at in found if at.period == period), "ei tietoa")
            for name, found in known.items()
        }
        assert {bar.label: bar.text for bar in nodes[0].drawing.bars} == wanted
        values = [bar.value for bar in nodes[0].drawing.bars if bar.value is not None]
        assert values == sorted(values, reverse=True)
        assert_recorded(nodes[0].table.data, report[4])
        rows = [[texts(cell)[0] for cell in row] for row in table.rows]
        assert {name: value for name, _, value in rows if name in codes} == wanted
        assert {year for _, year, _ in rows} == {period_text(period)}


@every_report
def test_key_figures_are_the_newest_recorded_ones(figures: Database, report: tuple[Any, ...]):
    settings = [{"indicator": key, "comparison": ["SSS"]} for key in KEYS]
    for key, (node,) in zip(KEYS, blocks_of_report(figures, report, "key_figure", settings), strict=True):
        own, _ = own_series(key, report[0], around(report), report[4])
        if not own:
            assert isinstance(node, tree.Notice)
            continue
        info = described()[key]
        decimals = int(info["decimals"])
        assert node.value == printed(own[-1].value, decimals)
        base = base_of(own, report[1]) or (own[-2] if len(own) > 1 else None)
        said = ["".join(part.text for part in line.inlines) for line in node.lines]
        if base:
            amount = own[-1].value - base.value
            assert said[0].startswith(amount_text(amount, decimals, info["unit_fi"]))
            assert said[0].endswith(period_text(base.period))
            assert said[1:2] == [outcome(key, amount)] or not outcome(key, amount)
        country = series(key, "SSS", report[4])
        same = [at for at in country if at.period == own[-1].period] or country[-1:]
        assert said[-1].startswith(f"Koko maa {printed(same[0].value, decimals)}" if same else "Koko maa ei tietoa")
        assert_recorded(node.data, report[4])


@pytest.mark.parametrize("package", load_packages())
@every_report
def test_what_got_better_and_worse_is_what_the_recordings_say(figures: Database, report: tuple[Any, ...], package: str):
    wanted: dict[str, list[tuple[Decimal, str]]] = {"parantunut": [], "heikentynyt": [], "ei olennaista muutosta": []}
    for key in load_packages()[package].indicators:
        own, _ = own_series(key, report[0], around(report), report[4]) if key in described() else ([], False)
        base = base_of(own, report[1]) if own and int(own[-1].period[:4]) >= report[1] - 6 else None
        if base and (word := outcome(key, own[-1].value - base.value)):
            amount = own[-1].value - base.value
            measure = Decimal(str(catalogue().threshold(key))) or abs(base.value) / 10
            wanted[word].append((abs(amount) / measure, described()[key]["title_fi"]))
    nodes = block_of_report(figures, report, "change_list", {"package": package, "most": 30})
    if not any(wanted.values()):
        assert [type(node) for node in nodes] == [tree.Notice]
        return
    for node, word in zip(nodes, ("parantunut", "heikentynyt"), strict=True):
        shown = [texts(row[0])[0] for row in node.rows] if isinstance(node, tree.Table) else []
        assert sorted(shown) == sorted(title for _, title in wanted[word])
        weights = {title: weight for weight, title in wanted[word]}
        assert [weights[title] for title in shown] == sorted(weights.values(), reverse=True)
        if isinstance(node, tree.Table):
            assert node.data is not None
            assert_recorded(node.data, report[4])


@every_report
@pytest.mark.parametrize("shape", ["years", "regions"])
def test_series_and_regions_side_by_side_are_recorded(figures: Database, report: tuple[Any, ...], shape: str):
    attrs: dict[str, Any] = {"indicators": KEYS[:60], "shape": shape, "years": 12}
    if shape == "years":
        attrs["comparison"] = ["MK16", "SSS"]
    (table,) = block_of_report(figures, report, "indicator_table", attrs)
    assert_recorded(table.data, report[4])
    known = sum(datum.value is not None for datum in table.data.figures)
    assert known > 100 if shape == "years" else known > 20


def test_nothing_was_compared_with_nothing():
    assert len(KEYS) > 40
    assert isinstance(next(iter(series("sotkanet:127", "KU272", 9999))), Recorded)
