"""Inline nodes of a text → runs of the tree: neighbours of one look become one run."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.rendering import tree

NodeReader = Callable[[Mapping[str, Any]], tree.Inline]

_SAFE_LINK = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)


def inline_runs(
    nodes: Iterable[Mapping[str, Any]], footnote: NodeReader | None, reference: NodeReader
) -> tuple[tree.Inline, ...]:
    """The runs of a paragraph. `footnote` is None inside a footnote, where another one is only its text."""
    runs = _runs(nodes, footnote, reference)
    is_seen = plain_text(runs).strip() or any(isinstance(run, tree.Proposed) for run in runs)
    return tuple(runs) if is_seen else ()


def _runs(nodes: Iterable[Mapping[str, Any]], footnote: NodeReader | None, reference: NodeReader) -> list[tree.Inline]:
    readers: dict[str, NodeReader] = {
        "text": lambda node: _text(node, str(node["text"])),
        "figure_token": lambda node: _text(node, str(node["attrs"]["text"])),
        "hard_break": lambda _node: tree.LineBreak(),
        "cross_reference": reference,
        "proposed": lambda node: _proposed(node, _runs(node["content"], footnote, reference)),
        "remarked": lambda node: _remarked(node, _runs(node["content"], footnote, reference)),
    }
    if footnote is not None:
        readers["footnote"] = footnote
    runs: list[tree.Inline] = []
    for node in nodes:
        reader = readers.get(str(node.get("type")))
        if reader is not None:
            _append(runs, reader(node))
        else:  # an unknown node keeps its words
            for run in _runs(node.get("content", ()), footnote, reference):
                _append(runs, run)
    return runs


def _proposed(node: Mapping[str, Any], runs: Iterable[tree.Inline]) -> tree.Inline:
    """Not of the editor's schema: app/suggestions/showing.py puts it where a draft shows suggestions."""
    attrs = node["attrs"]
    return tree.Proposed(change=attrs["change"], author=attrs["author"], inlines=tuple(runs))


def _remarked(node: Mapping[str, Any], runs: Iterable[tree.Inline]) -> tree.Inline:
    """Not of the editor's schema either: app/comments/showing.py puts it where a draft is to have its comments."""
    return tree.Remarked(inlines=tuple(runs), remarks=tuple(tree.Remark(**said) for said in node["attrs"]["remarks"]))


def _text(node: Mapping[str, Any], text: str) -> tree.Text:
    marks = {mark["type"]: mark.get("attrs", {}) for mark in node.get("marks", ())}
    href = str(marks.get("link", {}).get("href", ""))
    return tree.Text(
        text=text,
        strong="strong" in marks,
        emphasis="emphasis" in marks,
        link=href if _SAFE_LINK.match(href) else None,
    )


def _append(runs: list[tree.Inline], run: tree.Inline) -> None:
    last = runs[-1] if runs else None
    if isinstance(last, tree.Text) and isinstance(run, tree.Text) and replace(last, text=run.text) == run:
        runs[-1] = replace(last, text=last.text + run.text)
    elif not isinstance(run, tree.Text) or run.text:
        runs.append(run)


def plain_text(inlines: Iterable[tree.Inline]) -> str:
    """The words alone, without those only proposed; a footnote's place leaves its number's marker."""
    return "".join(_words(inline) for inline in inlines)


def _words(inline: tree.Inline) -> str:
    if isinstance(inline, tree.Text):
        return inline.text
    if isinstance(inline, tree.LineBreak):
        return "\n"
    if isinstance(inline, tree.FootnoteCall):
        return f"[{inline.number}]"
    if isinstance(inline, tree.Proposed):
        return plain_text(inline.inlines) if inline.change == "removed" else ""
    if isinstance(inline, tree.Remarked):
        return plain_text(inline.inlines)
    return inline.text or inline.target
