"""Loads schema.json, the one schema of a section's text.

Beside ProseMirror's own keys every node and mark has `x`, from which both sides build their HTML:
`tag` (or a tag by the value of an attribute), `class`, `within` (an element around the content),
`attrs` (attribute → HTML attribute) and `parse` (rules for pasted HTML, used by the browser alone).
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from prosemirror.model import Schema

Document = dict[str, Any]  # a document as ProseMirror's JSON

SCHEMA_TEXT = (Path(__file__).parent / "schema.json").read_text(encoding="utf-8")
SCHEMA_JSON: dict[str, Any] = json.loads(SCHEMA_TEXT)
SCHEMA_SHA256 = hashlib.sha256(SCHEMA_TEXT.encode()).hexdigest()  # tells an outdated page from a current one
SCHEMA: Schema[Any, Any] = Schema(json.loads(SCHEMA_TEXT))

BLOCK_KINDS = frozenset(  # nodes that app/blocks turns into content
    kind for kind, spec in SCHEMA_JSON["nodes"].items() if spec.get("x", {}).get("class", "").startswith("datablock")
)


def empty_document() -> Document:
    """One empty paragraph."""
    return {"type": "doc", "content": [{"type": "paragraph"}]}
