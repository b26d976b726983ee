"""What a text says in plain words, and how many they are."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_WORD = re.compile(r"\w\S*")
_TEXTBLOCKS = frozenset({"paragraph", "heading", "table_caption", "figure_caption"})


def plain_text(document: Mapping[str, Any]) -> str:
    """The text, one line a paragraph; footnotes and data blocks are left out."""
    return "\n".join(line for line in _lines(document) if line)


def word_count(document: Mapping[str, Any]) -> int:
    """Words that people wrote; a number with its decimals is one word."""
    return sum(len(_WORD.findall(line)) for line in _lines(document))


def _lines(node: Mapping[str, Any]) -> Iterator[str]:
    if node["type"] in _TEXTBLOCKS:
        yield "".join(_inline(child) for child in node.get("content", ())).strip()
        return
    for child in node.get("content", ()):
        yield from _lines(child)


def _inline(node: Mapping[str, Any]) -> str:
    kind = node["type"]
    if kind == "hard_break":
        return " "
    if kind == "figure_token":
        return str(node["attrs"]["text"])
    return str(node.get("text", ""))
