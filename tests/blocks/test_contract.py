"""What every kind of data block must hold."""

import json
import re
from typing import Any

import pytest
from pydantic import TypeAdapter

from app.blocks import BLOCK_TYPES, block_of
from app.blocks.base import Block
from app.errors import NotFound
from app.i18n import LANGUAGES, translate
from app.rendering import tree
from tests.factories.indicators import make_context, make_data

NONSENSE: tuple[dict[str, Any], ...] = (
    {},
    {"package": "no-such"},
    {"package": 7, "indicators": "x", "overrides": []},
    {"indicators": ["sotkanet:1", "sotkanet:404"], "comparison": ["KU999"], "title": None},
    {"package": "small", "overrides": {"sotkanet:1": {"judgement": "splendid", "reason": ""}}},
)

every_kind = pytest.mark.parametrize("block", BLOCK_TYPES, ids=lambda block: block.kind)
NODES = TypeAdapter(tuple[tree.Block, ...])


@every_kind
def test_its_name_and_label(block: Block):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", block.kind)
    assert block_of(block.kind) is block
    assert translate("fi", block.label) != block.label
    assert translate("sv", block.label) != block.label


@every_kind
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("attrs", NONSENSE, ids=str)
def test_it_shows_something_for_any_settings(block: Block, attrs: dict[str, Any], language: str):
    context = make_context(language=language)
    assert all(isinstance(key, str) for key in block.needs(attrs, context).indicators)
    for data in ({}, {"sotkanet:1": make_data({"KU272": {2022: 8.3}})}):
        nodes = block.nodes(attrs, context, data, anchor="t")
        assert nodes
        assert NODES.validate_python(json.loads(NODES.dump_json(nodes))) == nodes


def test_an_unknown_kind_is_not_found():
    with pytest.raises(NotFound):
        block_of("pie_chart")
