"""Reads Markdown into a section's text: how the demo's texts are written.

Beside common Markdown and its tables: `^[a footnote]`, `Table: a caption` as the line before a table, and
`::: indicator_table package=working_age` alone on a line for a data block. An image alone in its paragraph,
`![alternative text](hash "Caption")`, is a figure. `#` is a section's first level. A cited figure is a link to what it
is: `[46 773](figure:sotkanet:127,KU272,2012,46773,2019-05-02)`, with its indicator, region, period, value and the day
it was fetched.
Ids of the text's own blocks are counted: the same text gives the same document, and a translation of the same
structure has the same ids. They differ from those of a report template's own blocks.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.document.checking import parse_document
from app.document.schema import BLOCK_KINDS, Document

_CAPTION = "Table:"
_DIRECTIVE = re.compile(r"^::: *(\w+)((?: +\w+=\S+)*) *$")
_CITED = "figure:"
_FOOTNOTE = re.compile(r"\^\[([^\]]*)\]")
_MARKS = {"strong": "strong", "em": "emphasis", "link": "link"}


def from_markdown(text: str) -> Document:
    """The document that the text describes. Raises DocumentInvalid where it cannot be one."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    blocks = _Reader(tokens).blocks() or [{"type": "paragraph"}]
    for number, block in enumerate(blocks, start=1):
        block["attrs"] = {**block.get("attrs", {}), "id": f"m{number}"}
    document = {"type": "doc", "content": blocks}
    return dict(parse_document(document).to_json())


class _Reader:
    """Walks the flat list of tokens; every method leaves the position behind what it has read."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = iter(tokens)
        self.caption: list[dict[str, Any]] = []

    def blocks(self, end: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for token in self.tokens:
            if token.type == end:
                break
            node = self.block(token)
            if node:
                found.append(node)
        return found

    def block(self, token: Token) -> dict[str, Any] | None:
        readers: dict[str, Callable[[Token], dict[str, Any] | None]] = {
            "paragraph_open": self.paragraph,
            "heading_open": self.heading,
            "bullet_list_open": lambda _: {"type": "bullet_list", "content": self.items("bullet_list_close")},
            "ordered_list_open": self.ordered_list,
            "blockquote_open": lambda _: {"type": "blockquote", "content": self.blocks("blockquote_close")},
            "table_open": lambda _: self.table(),
        }
        return readers[token.type](token)

    def inline(self) -> list[dict[str, Any]]:
        return _joined(self.inline_tokens())

    def inline_tokens(self) -> list[Token]:
        found = next(self.tokens).children or []
        next(self.tokens)
        return found

    def paragraph(self, _token: Token) -> dict[str, Any] | None:
        tokens = self.inline_tokens()
        if [token.type for token in tokens] == ["image"]:
            return _figure(tokens[0])
        content = _joined(tokens)
        plain = content[0].get("text", "") if content else ""
        directive = _DIRECTIVE.match(plain) if len(content) == 1 else None
        if directive and directive[1] in BLOCK_KINDS:
            settings = dict(pair.split("=", 1) for pair in directive[2].split())
            return {"type": directive[1], "attrs": settings}
        if plain.startswith(_CAPTION):
            rest = plain.removeprefix(_CAPTION).lstrip()
            self.caption = ([{**content[0], "text": rest}] if rest else []) + content[1:]
            return None
        return {"type": "paragraph", "content": content}

    def heading(self, token: Token) -> dict[str, Any]:
        attrs = {"level": int(token.tag[1])}
        return {"type": "heading", "attrs": attrs, "content": self.inline()}

    def ordered_list(self, token: Token) -> dict[str, Any]:
        start = int(token.attrGet("start") or 1)
        return {"type": "ordered_list", "attrs": {"start": start}, "content": self.items("ordered_list_close")}

    def items(self, end: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while next(self.tokens).type != end:
            found.append({"type": "list_item", "content": self.blocks("list_item_close")})
        return found

    def table(self) -> dict[str, Any]:
        rows: list[dict[str, Any]] = []
        for token in self.tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append({"type": "table_row", "content": []})
            if token.type in ("th_open", "td_open"):
                kind = "table_header" if token.type == "th_open" else "table_cell"
                rows[-1]["content"].append({"type": kind, "content": [{"type": "paragraph", "content": self.inline()}]})
        caption, self.caption = self.caption, []
        content = [{"type": "table_caption", "content": caption}, {"type": "table", "content": rows}]
        return {"type": "table_figure", "content": content}


def _figure(image: Token) -> dict[str, Any]:
    title = str(image.attrGet("title") or "")
    caption = {"type": "figure_caption", "content": [{"type": "text", "text": title}] if title else []}
    return {"type": "figure", "attrs": {"asset": image.attrGet("src"), "alt": image.content}, "content": [caption]}


def _joined(tokens: list[Token]) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = []
    for node in _inline(tokens):
        before = content[-1] if content else {}
        if "text" in node and "text" in before and node.get("marks") == before.get("marks"):
            before["text"] += node["text"]
        else:
            content.append(node)
    return content


def _inline(tokens: list[Token]) -> Iterator[dict[str, Any]]:
    marks: list[dict[str, Any]] = []
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if edge == "open":
            href = token.attrGet("href")
            marks.append({"type": _MARKS[kind], **({"attrs": {"href": href}} if href else {})})
        elif edge == "close":
            marks.pop()
        elif marks and _cited(marks[-1]):
            yield _figure_token(token.content, marks)
        elif token.type == "hardbreak":
            yield {"type": "hard_break"}
        else:
            yield from _text(" " if token.type == "softbreak" else token.content, marks)


def _cited(mark: dict[str, Any]) -> str:
    href = str(mark.get("attrs", {}).get("href", ""))
    return href.removeprefix(_CITED) if href.startswith(_CITED) else ""


def _figure_token(text: str, marks: list[dict[str, Any]]) -> dict[str, Any]:
    indicator, region, period, value, fetched_on = _cited(marks[-1]).split(",")
    attrs = {"indicator": indicator, "region": region, "period": period, "fetched_on": fetched_on}
    around = _ranked(marks[:-1])
    node = {"type": "figure_token", "attrs": {**attrs, "value": float(value), "text": text}}
    return {**node, "marks": around} if around else node


def _text(text: str, marks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A run of text, with its footnotes as nodes."""
    ranked = _ranked(marks)
    for index, part in enumerate(_FOOTNOTE.split(text)):
        if part and index % 2:
            yield {"type": "footnote", "content": [{"type": "text", "text": part}]}
        elif part:
            yield {"type": "text", "text": part, **({"marks": ranked} if ranked else {})}


def _ranked(marks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(marks, key=lambda mark: _RANKS.index(mark["type"]))


_RANKS = ("link", "strong", "emphasis")  # the schema's order of marks
