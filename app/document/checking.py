"""Decides whether a document may be stored: first the schema, then what no schema can say.

ProseMirror drops unknown attributes silently and knows nothing of link schemes, heading levels, table
shapes or unique ids; all of that is refused here.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from prosemirror.model import Node

from app.document.faults import fault_of_mark, fault_of_node
from app.document.schema import SCHEMA, SCHEMA_JSON, Document

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20

_NODE_KEYS = frozenset({"type", "attrs", "content", "marks", "text"})
_MARK_KEYS = frozenset({"type", "attrs"})
_NODE_ATTRS = {name: frozenset(spec.get("attrs", ())) for name, spec in SCHEMA_JSON["nodes"].items()}
_MARK_ATTRS = {name: frozenset(spec.get("attrs", ())) for name, spec in SCHEMA_JSON["marks"].items()}


class DocumentInvalid(ValueError):  # noqa: N818 - errors are named as facts
    """The document is not one that the schema and our rules allow; the text says where and why."""


def check_document(document: Document) -> None:
    """Raises DocumentInvalid unless the document may be stored."""
    parse_document(document)


def parse_document(document: Document) -> Node:
    """The checked document as ProseMirror's node. Raises DocumentInvalid."""
    try:
        check_json(document)
        node = Node.from_json(SCHEMA, document)
        check_node(node)
    except DocumentInvalid:
        raise
    except Exception as error:  # whatever the library stumbles over is an invalid document
        raise DocumentInvalid(str(error)) from error
    return node


def check_json(node: Any, depth: int = 0) -> None:
    """Refuse keys, nodes and attributes that ProseMirror would drop or ignore. Raises DocumentInvalid."""
    if depth > MAX_DEPTH:
        raise DocumentInvalid("nested too deep")
    if not isinstance(node, Mapping) or not node.keys() <= _NODE_KEYS:
        raise DocumentInvalid("not a node")
    _check_known(node, _NODE_ATTRS)
    for mark in node.get("marks") or ():
        check_mark_json(mark)
    for child in node.get("content") or ():
        check_json(child, depth + 1)


def check_mark_json(mark: Any) -> None:
    """The same for a mark, which mark steps carry alone. Raises DocumentInvalid."""
    if not isinstance(mark, Mapping) or not mark.keys() <= _MARK_KEYS:
        raise DocumentInvalid("not a mark")
    _check_known(mark, _MARK_ATTRS)


def _check_known(item: Mapping[str, Any], known: Mapping[str, frozenset[str]]) -> None:
    name = item.get("type")
    if not isinstance(name, str) or name not in known:
        raise DocumentInvalid(f"unknown type {name}")
    unknown = (item.get("attrs") or {}).keys() - known[name]
    if unknown:
        raise DocumentInvalid(f"unknown attributes of {name}: {sorted(unknown)}")


def check_node(document: Node) -> None:
    """Check a parsed document. Raises DocumentInvalid, or ValueError from the schema's own check."""
    if document.type.name != "doc":
        raise DocumentInvalid("not a document")
    document.check()
    ids: set[str] = set()
    for node in _walk(document, 0):
        reason = fault_of_node(node) or next(filter(None, map(fault_of_mark, node.marks)), None)
        if reason:
            raise DocumentInvalid(reason)
        identifier = str(node.attrs.get("id", ""))
        if identifier in ids:
            raise DocumentInvalid(f"id {identifier} is used twice")
        ids |= {identifier} - {""}
    if len(json.dumps(document.to_json(), ensure_ascii=False, allow_nan=False).encode()) > MAX_BYTES:
        raise DocumentInvalid("the text is too long")


def _walk(node: Node, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        raise DocumentInvalid("nested too deep")
    yield node
    for child in node.content.content:
        yield from _walk(child, depth + 1)
