"""What every kind of data block must hold."""

import json
import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from pydantic import TypeAdapter

from app.blocks import BLOCK_TYPES, block_of
from app.blocks.base import Block, LeftOutItem
from app.errors import NotFound
from app.i18n import LANGUAGES, translate
from app.rendering import tree
from app.rendering.charts import draw
from app.rendering.grid import places
from app.rendering.series import IndicatorData, RegionName
from tests.factories.indicators import COUNTRY, COUNTY, OWN, REGION, make_context, make_data

ENGLISH = re.compile(r"\b(the|is|from|since|in)\b")
PERHO = RegionName("KU584", "Perho", "Perho")

NONSENSE: tuple[dict[str, Any], ...] = (
    {},
    {"package": "no-such", "indicator": "sotkanet:404"},
    {"package": 7, "indicators": "x", "overrides": [], "indicator": ["sotkanet:1"]},
    {"indicators": ["sotkanet:1", "sotkanet:404"], "comparison": ["KU999"], "title": None},
    {"package": "small", "overrides": {"sotkanet:1": {"judgement": "splendid", "reason": ""}}},
    {"indicator": "sotkanet:1", "indicators": ["sotkanet:1", "sotkanet:1"], "comparison": [], "region": "KU999"},
    {"indicator": "sotkanet:1", "package": "small", "shape": "years", "area": "county", "comparison": None},
    {"indicator": "sotkanet:1", "package": "small", "shape": "regions", "area": "country", "most": 1},
    {"indicator": "sotkanet:1", "package": "small", "shape": "round", "area": "moon", "most": -3, "years": 1e9},
    {"indicator": "sotkanet:1", "from_year": 2030, "to_year": 1950, "from_zero": "perhaps", "years": 2},
    {"indicator": "sotkanet:1", "indicators": ["sotkanet:1"], "from_year": 2021.0, "from_zero": True},
)
HERE = {"KU272": {2015: 8.0, 2019: -9.5, 2022: 8.3}, "SSS": {2022: 9.0}}


def _groups() -> IndicatorData:
    found = make_data(HERE)
    return replace(found, groups={"male": found.series, "female": {}})


FIGURES: dict[str, dict[str, IndicatorData]] = {
    "none": {},
    "empty": {"sotkanet:1": make_data({})},
    "one": {"sotkanet:1": make_data({"KU272": {2022: 8.3}})},
    "elsewhere": {"sotkanet:1": make_data({"HVA18": {2022: 8.3}})},
    "several": {"sotkanet:1": make_data(HERE), "sotkanet:2": make_data(HERE, key="sotkanet:2", unit="euroa")},
    "groups": {"sotkanet:1": _groups()},
}
AREA = {"area": (OWN, PERHO), "shapes": {"KU272": "M0 0h9v9z", "KU584": "M9 9h9v9z"}, "plane": (18, 18)}
PLACES: dict[str, dict[str, Any]] = {
    "bare": {},
    "full": {**AREA, "around": (COUNTY, REGION), "comparison": (COUNTY, COUNTRY), "left_out": (LeftOutItem("a", "b"),)},
    "old": {"newest_year": 1999},
    "county": {"own": COUNTY, "area": (OWN, PERHO), "few_answers": frozenset({"KU272", "HVA18"})},
}

every_kind = pytest.mark.parametrize("block", BLOCK_TYPES, ids=lambda block: block.kind)
NODES = TypeAdapter(tuple[tree.Block, ...])


@every_kind
def test_its_name_and_label(block: Block):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", block.kind)
    assert block_of(block.kind) is block
    assert translate("fi", block.label) != block.label
    assert translate("sv", block.label) != block.label


@every_kind
@pytest.mark.parametrize("attrs", NONSENSE, ids=str)
def test_it_shows_something_for_any_settings(block: Block, attrs: dict[str, Any]):
    for changes, data in product(PLACES.values(), FIGURES.values()):
        context = make_context(**changes)
        needs = block.needs(attrs, context)
        assert all(isinstance(key, str) for key in (*needs.indicators, *needs.regions))
        nodes = block.nodes(attrs, context, data, anchor="t")
        assert nodes
        assert NODES.validate_python(json.loads(NODES.dump_json(nodes))) == nodes
        for node in nodes:
            _holds(node)


def _holds(node: tree.Block) -> None:
    """What every drawing and every table of a block has."""
    if isinstance(node, tree.Chart):
        assert node.alt.endswith(".")
        assert node.source
        assert node.caption
        assert node.table.data
        assert node.table.data.figures
        assert draw(node, width="narrow", look="print", language="sv").startswith("<svg")
    if isinstance(node, tree.Table) and node.source:
        assert node.data
        assert node.data.figures
        assert sum(node.widths) == pytest.approx(1)
        columns = {line[-1].column + line[-1].cell.colspan for line in places(node.head + node.rows)}
        assert columns == {len(node.widths)}
    if isinstance(node, tree.KeyFigure):
        assert node.value
        assert node.source
        assert node.data


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_reports_language(block: Block, language: str):
    context = make_context(**PLACES["full"], language=language)
    attrs = {"indicator": "sotkanet:1", "indicators": ["sotkanet:1"]}
    nodes = block.nodes(attrs, context, FIGURES["groups"], anchor="t")
    assert not any(isinstance(node, tree.Notice) for node in nodes)
    said = [ENGLISH.search(text) for node in nodes for text in _texts(node)]
    assert language == "en" or not any(said)


def _texts(node: tree.Block) -> list[str]:
    return [node.alt, *node.notes, node.source] if isinstance(node, tree.Chart) else []


def test_an_unknown_kind_is_not_found():
    with pytest.raises(NotFound):
        block_of("pie_chart")
