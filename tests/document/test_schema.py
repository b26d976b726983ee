"""The one schema: the nodes and marks of the product, the same steps on both sides."""

import re
from pathlib import Path

import pytest

from app.document import SCHEMA, check_document, empty_document
from app.document.html import to_html
from app.document.schema import SCHEMA_JSON
from app.document.steps import STEP_TYPES

EDITOR = Path(__file__).parents[2] / "app" / "editor"

NODES = {
    "doc", "paragraph", "heading", "bullet_list", "ordered_list", "list_item", "blockquote", "table_figure",
    "table_caption", "table", "table_row", "table_header", "table_cell", "figure", "figure_caption", "indicator_table",
    "line_chart", "bar_chart", "gap_chart", "region_map", "key_figure", "change_list", "left_out_list",
    "footnote", "cross_reference", "figure_token", "hard_break", "text",
}  # fmt: skip


def test_the_schema_knows_the_nodes_and_marks_of_the_product():
    assert set(SCHEMA.nodes) == NODES
    assert list(SCHEMA.marks) == ["link", "strong", "emphasis", "comment", "suggestion"]


def test_every_attribute_is_validated_and_every_node_can_be_made_from_nothing():
    for kind in ("nodes", "marks"):
        for name, spec in SCHEMA_JSON[kind].items():
            for attribute, rule in spec.get("attrs", {}).items():
                assert "validate" in rule, f"{name}.{attribute}"
                assert kind == "marks" or "default" in rule, f"{name}.{attribute}"


def test_every_node_but_the_document_and_text_says_how_it_is_written():
    assert {name for name, spec in SCHEMA_JSON["nodes"].items() if "x" not in spec} == {"doc", "text"}


def test_the_default_block_is_a_paragraph():
    for parent in ("doc", "table_cell", "table_header", "blockquote", "list_item"):
        assert SCHEMA.nodes[parent].content_match.default_type.name == "paragraph"


def test_the_server_takes_every_step_that_the_editor_can_make():
    library = EDITOR / "node_modules" / "prosemirror-transform" / "dist" / "index.js"
    if not library.exists():
        pytest.skip("node_modules are not installed")
    made = set(re.findall(r'Step\.jsonID\("(\w+)"', library.read_text()))
    assert made - {"docAttr"} == STEP_TYPES  # the document itself has no attributes


def test_an_empty_document_is_valid_html():
    check_document(empty_document())
    assert to_html(empty_document()) == "<p></p>"
