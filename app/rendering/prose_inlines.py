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
    readers: dict[str, NodeReader] = {
        "text": lambda node: _text(node, str(node["text"])),
        "figure_token": lambda node: _text(node, str(node["attrs"]["text"])),
        "hard_break": lambda _node: tree.LineBreak(),
        "cross_reference": reference,
    }
    if footnote is not None:
        readers["footnote"] = footnote
    runs: list[tree.Inline] = []
    for node in nodes:
        reader = readers.get(str(node.get("type")))
        if reader is not None:
            _append(runs, reader(node))
        else:  # an unknown node keeps its words
            for run in inline_runs(node.get("content", ()), footnote, reference):
                _append(runs, run)
    return tuple(runs) if plain_text(runs).strip() else ()


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
    """The words alone; a footnote's place leaves its number's marker so that it is not taken for nothing."""
    return "".join(_words(inline) for inline in inlines)


def _words(inline: tree.Inline) -> str:
    if isinstance(inline, tree.Text):
        return inline.text
    if isinstance(inline, tree.LineBreak):
        return "\n"
    if isinstance(inline, tree.FootnoteCall):
        return f"[{inline.number}]"
    return inline.text or inline.target
