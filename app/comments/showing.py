"""A text with what is said of it, for a draft that is to have its comments. Pure.

Words with a conversation become the inline node `remarked`, which no stored text can hold and which only app/rendering
reads. A conversation that spans several paragraphs stands at its first words; one about a whole block at the block's
first words; one whose place was deleted, or that is about figures alone, has no words to stand at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from app.document.schema import Document

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conversation:
    """`key` is that of its mark, `block_id` of the block that it is about; one of them is empty.

    `remarks` are the fields of rendering's Remark, the oldest first.
    """

    key: str
    block_id: str
    remarks: tuple[Json, ...]


def with_remarks(document: Document, conversations: Sequence[Conversation]) -> Document:
    """The document with the conversations; unchanged when there are none."""
    if not conversations:
        return document
    by_mark = {one.key: one for one in conversations if not one.block_id}
    by_block: dict[str, list[Conversation]] = {}
    for one in conversations:
        if one.block_id:
            by_block.setdefault(one.block_id, []).append(one)
    shown: Document = _Showing(by_mark, by_block).node(document)
    return shown


@dataclass
class _Showing:
    by_mark: Mapping[str, Conversation]
    by_block: Mapping[str, list[Conversation]]
    waiting: list[Conversation] = field(default_factory=list)  # about a block, until its first words
    seen: set[str] = field(default_factory=set)

    def node(self, node: Json) -> Json:
        self.waiting += self.by_block.get(node.get("attrs", {}).get("id", ""), ())
        content = node.get("content")
        if not content:
            return node
        if any(child["type"] in ("text", "proposed") for child in content):
            about, self.waiting = self.waiting, []
            content = list(self._grouped(content))
            for one in about:
                content = [_remarked(one, content)]
            return {**node, "content": content}
        changed = {**node, "content": [self.node(child) for child in content]}
        self.waiting = [] if node.get("attrs", {}).get("id") in self.by_block else self.waiting
        return changed

    def _grouped(self, nodes: Sequence[Json]) -> Iterator[Json]:
        """Neighbours under one conversation together, others inside it."""
        for key, group in groupby(nodes, self._key):
            inside = list(group)
            if not key or key in self.seen:  # inside the one before
                yield from (self._plain(node) for node in inside)
                continue
            self.seen.add(key)
            yield _remarked(self.by_mark[key], list(self._grouped(inside)))

    def _plain(self, node: Json) -> Json:
        """What is proposed may have been said something of, too."""
        return {**node, "content": list(self._grouped(node["content"]))} if node["type"] == "proposed" else node

    def _key(self, node: Json) -> str:
        threads = (mark["attrs"]["thread"] for mark in node.get("marks", ()) if mark["type"] == "comment")
        return next((key for key in threads if key in self.by_mark and key not in self.seen), "")


def _remarked(one: Conversation, content: list[Json]) -> Json:
    return {"type": "remarked", "attrs": {"remarks": list(one.remarks)}, "content": content}
