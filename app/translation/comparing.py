"""Blocks of a text compared: by what they say, and by the settings that no language changes. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from app.document.schema import BLOCK_KINDS, Document

_LETTER = re.compile(r"[^\W\d_]")
_REMARKS = frozenset({"comment", "suggestion"})
_WORD_ATTRS = ("alt", "title")  # attributes that are read, in the text's language


def essence(block: Mapping[str, Any]) -> Document:
    """What the block says: without ids and without the marks of remarks."""
    found: Document = {"type": block["type"]}
    attrs = {name: value for name, value in (block.get("attrs") or {}).items() if name != "id"}
    if attrs:
        found["attrs"] = attrs
    marks = [dict(mark) for mark in block.get("marks") or () if mark["type"] not in _REMARKS]
    if marks:
        found["marks"] = marks
    if "text" in block:
        found["text"] = block["text"]
    content = _joined([essence(child) for child in block.get("content") or ()])
    if content:
        found["content"] = content
    return found


def _joined(content: list[Document]) -> list[Document]:
    """Neighbouring texts with the same marks as one, as they were before remarks parted them."""
    joined: list[Document] = []
    for node in content:
        before = joined[-1] if joined else {}
        if "text" in node and "text" in before and node.get("marks") == before.get("marks"):
            joined[-1] = {**before, "text": before["text"] + node["text"]}
        else:
            joined.append(node)
    return joined


def settings(block: Mapping[str, Any]) -> dict[str, Any]:
    """What must be the same in every language: figures shown, judgements set, the level of a heading."""
    kept = {name: value for name, value in (block.get("attrs") or {}).items() if name not in ("id", *_WORD_ATTRS)}
    overrides = kept.get("overrides")
    if isinstance(overrides, dict):
        kept["overrides"] = {key: _without_reason(override) for key, override in overrides.items()}
    return kept


def _without_reason(override: Any) -> Any:
    is_object = isinstance(override, dict)
    return {name: value for name, value in override.items() if name != "reason"} if is_object else override


def followed(original: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that a block takes over to have the original's settings; its own words stay."""
    taken = {name: value for name, value in (original.get("attrs") or {}).items() if name in settings(original)}
    overrides, mine = taken.get("overrides"), (own.get("attrs") or {}).get("overrides")
    if isinstance(overrides, dict) and isinstance(mine, dict):
        reasons = {key: override["reason"] for key, override in mine.items() if "reason" in override}
        taken["overrides"] = {
            key: override | ({"reason": reasons[key]} if key in reasons else {}) for key, override in overrides.items()
        }
    return {name: value for name, value in taken.items() if (own.get("attrs") or {}).get(name) != value}


def says_something(block: Mapping[str, Any]) -> bool:
    """Is there anything but an empty place to write?"""
    if block["type"] in BLOCK_KINDS or block.get("text", "").strip():
        return True
    if block["type"] in ("figure", "figure_token", "cross_reference"):
        return True
    return any(says_something(child) for child in block.get("content") or ())


def has_words(block: Mapping[str, Any]) -> bool:
    """Is there anything to translate: letters that people wrote, in the text or in the settings?"""
    attrs = block.get("attrs") or {}
    overrides = attrs.get("overrides")
    judged = overrides.values() if isinstance(overrides, dict) else ()
    reasons = [override.get("reason", "") for override in judged if isinstance(override, dict)]
    written = [block.get("text", ""), *(attrs.get(name, "") for name in _WORD_ATTRS), *reasons]
    return any(_LETTER.search(str(words)) for words in written) or any(map(has_words, block.get("content") or ()))


def copy_of(block: Mapping[str, Any]) -> Document:
    """The block as it begins in another language. A title that the package also has is left to the package."""
    copied = essence(block)
    attrs = dict(copied.get("attrs") or {})
    if attrs.get("package") and "title" in attrs:
        attrs["title"] = ""
    identifier = (block.get("attrs") or {}).get("id", "")
    return {**copied, "attrs": {**attrs, "id": identifier}}
