"""What no schema can say about a single node or mark: each function tells what is wrong, or None."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from prosemirror.model import Mark, Node

from app.document.schema import BLOCK_KINDS

MAX_ATTRS = 20_000  # characters of a node's attributes as JSON
MAX_SPAN = 100
MAX_ID = 40
MAX_ALT = 1000  # characters
_ANCHOR_KEYS = {"comment": "thread", "suggestion": "key"}
_HASH = re.compile(r"[0-9a-f]{64}")
LINK_SCHEMES = ("http://", "https://", "mailto:")


def fault_of_mark(mark: Mark) -> str | None:
    """What is wrong with a mark's attributes."""
    if mark.type.name == "link" and not is_safe_link(str(mark.attrs["href"])):
        return "links lead to http, https or mailto addresses"
    key = _ANCHOR_KEYS.get(mark.type.name)
    if key and not 0 < len(str(mark.attrs[key])) <= MAX_ID:
        return "the mark of a comment or suggestion names it"
    return None


def is_safe_link(address: str) -> bool:
    """May a link lead there? Web and mail addresses only, without control characters or spaces."""
    return address.startswith(LINK_SCHEMES) and len(address) <= 2000 and address.isprintable() and " " not in address


def fault_of_node(node: Node) -> str | None:
    """What is wrong with a node's attributes or, for a table, with its shape."""
    attrs: Mapping[str, Any] = node.attrs
    if len(str(attrs.get("id", ""))) > MAX_ID:
        return "an id is too long"
    rule = _RULES.get(node.type.name)
    return rule(node, attrs) if rule else None


def _heading(_node: Node, attrs: Mapping[str, Any]) -> str | None:
    return None if _is_count(attrs["level"], 3) else "headings have levels 1 to 3"


def _ordered_list(_node: Node, attrs: Mapping[str, Any]) -> str | None:
    return None if _is_count(attrs["start"], 100_000) else "a list starts from a whole number"


def _settings(_node: Node, attrs: Mapping[str, Any]) -> str | None:
    return "settings are too large" if len(json.dumps(attrs)) > MAX_ATTRS else None


def _figure(_node: Node, attrs: Mapping[str, Any]) -> str | None:
    if attrs["asset"] and not _HASH.fullmatch(attrs["asset"]):
        return "a figure names its image by the hash"
    return "an alternative text is too long" if len(attrs["alt"]) > MAX_ALT else None


def _data_block(node: Node, attrs: Mapping[str, Any]) -> str | None:
    """Attributes of one name mean the same in every kind of data block."""
    comparison = attrs.get("comparison")
    if not _is_texts(attrs.get("indicators", [])) or not (comparison is None or _is_texts(comparison)):
        return "indicators and comparison are lists of texts"
    if not isinstance(attrs.get("overrides", {}), dict):
        return "overrides are a mapping"
    return _settings(node, attrs)


def _cell(_node: Node, attrs: Mapping[str, Any]) -> str | None:
    if not (_is_count(attrs["colspan"], MAX_SPAN) and _is_count(attrs["rowspan"], MAX_SPAN)):
        return "a cell spans 1 to 100 rows and columns"
    widths = attrs["colwidth"]
    if widths is None:
        return None
    fits = isinstance(widths, list) and len(widths) == attrs["colspan"] and all(_is_count(w, 5000, 0) for w in widths)
    return None if fits else "a cell has one width for each of its columns"


def _table(node: Node, _attrs: Mapping[str, Any]) -> str | None:
    """Every row as wide as the others, no cell reaching below the last row."""
    rows = node.content.content
    reaching: dict[int, int] = {}  # column → rows, from this one down, that a cell above covers
    widths = set()
    for row in rows:
        column = 0
        covered = {at: left - 1 for at, left in reaching.items() if left > 1}
        for cell in row.content.content:
            while column in reaching:
                column += 1
            span: Mapping[str, Any] = cell.attrs
            fault = _cell(cell, span)
            if fault:
                return fault
            colspan, rowspan = span["colspan"], span["rowspan"]
            if any(at in reaching for at in range(column, column + colspan)):
                return "cells of a table overlap"
            covered |= {at: rowspan - 1 for at in range(column, column + colspan) if rowspan > 1}
            column += colspan
        widths.add(max([column, *(at + 1 for at in reaching)]))
        reaching = covered
    if reaching or len(widths) > 1 or 0 in widths:
        return "the rows of a table are not equally wide"
    return None


def _is_count(value: Any, most: int, least: int = 1) -> bool:
    return type(value) is int and least <= value <= most


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_RULES: dict[str, Callable[[Node, Mapping[str, Any]], str | None]] = {
    "heading": _heading,
    "ordered_list": _ordered_list,
    "figure": _figure,
    "cross_reference": _settings,
    "figure_token": _settings,
    "table": _table,
    "table_cell": _cell,
    "table_header": _cell,
} | dict.fromkeys(BLOCK_KINDS, _data_block)
