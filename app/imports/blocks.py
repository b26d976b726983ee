"""Cleaned markup of a Word file → blocks of a text, headings still with Word's own levels. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.document.checking import DocumentInvalid, check_document
from app.document.reading import plain_text
from app.imports.inlines import BLOCKS, Node, inline_nodes
from app.imports.losses import Loss
from app.imports.tables import table_node

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LABEL = re.compile(
    r"^(taulukko|taulu|kuvio|kuva|kaavio|tabell|figur|bild|table|figure)\s*\d[\d.]*\s*[.:–—-]?\s*", re.IGNORECASE
)
_LISTS = {"ul": "bullet_list", "ol": "ordered_list"}

Losses = Counter[tuple[Loss, str]]


class Reader:
    """One pass over one file. `images` are the hashes of those that can be shown, by the markup's own names."""

    def __init__(self, images: Mapping[str, str]) -> None:
        self.images = images
        self.notes: dict[str, str] = {}
        self.losses: Losses = Counter()
        self.place = ""

    def read(self, root: Any) -> list[Node]:
        """The blocks in order, each one that may be stored."""
        self._take_notes(root)
        return list(self._checked(_with_captions(list(self._blocks(root)))))

    def _take_notes(self, root: Any) -> None:
        """Notes stand at the end as a list; they go to where they are called."""
        for item in [item for item in root.iter("li") if re.match(r"(foot|end)note-", item.get("id", ""))]:
            for back in [link for link in item.iter("a") if "note-ref-" in link.get("href", "")]:
                back.text = ""
            paragraphs = ("".join(paragraph.itertext()) for paragraph in item.xpath("self::*[not(p)] | p"))
            self.notes[item.get("id")] = " ".join(" ".join(paragraphs).split())[:2000]
            item.getparent().remove(item)

    def _blocks(self, parent: Any) -> Iterator[Node]:
        for element in parent:
            if element.tag in HEADINGS:
                yield from self._heading(element)
            elif element.tag == "table":
                yield from self._table(element)
            elif element.tag in _LISTS:
                yield from self._list(element)
            elif element.tag == "blockquote":
                yield from _filled("blockquote", self._flow(element))
            elif element.tag == "div":
                yield from self._blocks(element)
            else:
                yield from self._paragraph(element)
            if element.tag != "div":
                yield from self._figures(element)

    def _heading(self, element: Any) -> Iterator[Node]:
        content = [node for node in inline_nodes(element, self.notes) if node["type"] != "hard_break"]
        if content:
            self.place = " ".join(node.get("text", "") for node in content).strip()[:200]
            yield {"type": "heading", "attrs": {"level": HEADINGS[element.tag]}, "content": content}

    def _paragraph(self, element: Any) -> Iterator[Node]:
        content = inline_nodes(element, self.notes)
        if content:
            kind = "caption" if "caption" in element.get("class", "") else "paragraph"
            yield {"type": kind, "content": content}

    def _list(self, element: Any) -> Iterator[Node]:
        items = []
        for item in element.iterchildren("li"):
            flow = self._flow(item)
            if flow and flow[0]["type"] != "paragraph":
                flow.insert(0, {"type": "paragraph"})
            if flow:
                items.append({"type": "list_item", "content": flow})
        yield from _filled(_LISTS[element.tag], items)

    def _table(self, element: Any) -> Iterator[Node]:
        inner = [table for table in element.iter("table") if table is not element]
        self.losses[Loss.NESTED_TABLE, self.place] += len(inner)
        table = table_node(element, lambda cell: self._flow(cell) or [{"type": "paragraph"}])
        if table is not None:
            yield {"type": "table_figure", "content": [{"type": "table_caption"}, table]}

    def _flow(self, element: Any) -> list[Node]:
        """Paragraphs and lists alone: what cells, items and quotations may hold."""
        found: list[Node] = []
        content = inline_nodes(element, self.notes)
        if content:
            found.append({"type": "paragraph", "content": content})
        for child in element:
            if child.tag in _LISTS:
                found += self._list(child)
            elif child.tag == "table":
                found += [block for cell in child.iter("td", "th") for block in self._flow(cell)]
            elif child.tag in BLOCKS and child.tag != "li":
                inner = inline_nodes(child, self.notes)
                found += [{"type": "paragraph", "content": inner}] if inner else []
                found += [block for nested in child if nested.tag in BLOCKS for block in self._flow(nested)]
        return found

    def _figures(self, element: Any) -> Iterator[Node]:
        """The images inside a block, after it; of some kinds there is nothing to show."""
        for image in element.iter("img"):
            asset = self.images.get(image.get("src", ""))
            if asset is None:
                self.losses[Loss.IMAGE, self.place] += 1
                continue
            attrs = {"asset": asset, "alt": image.get("alt", "").strip()[:1000], "decorative": False}
            yield {"type": "figure", "attrs": attrs, "content": [{"type": "figure_caption"}]}

    def _checked(self, blocks: Iterable[Node]) -> Iterator[Node]:
        """A block that may not be stored as it is leaves its words as a paragraph."""
        for block in blocks:
            try:
                check_document({"type": "doc", "content": [_as_ours(block)]})
            except DocumentInvalid:
                self.losses[Loss.TABLE, self.place] += 1
                words = plain_text({"type": "doc", "content": [block]}).split()
                if words:
                    yield {"type": "paragraph", "content": [{"type": "text", "text": " ".join(words)}]}
            else:
                yield block


def _as_ours(block: Node) -> Node:
    """A heading's level is Word's, up to 6; ours are made when it is known where the text goes."""
    return block | {"attrs": {"level": 1}} if block["type"] == "heading" else block


def _filled(kind: str, content: list[Node]) -> Iterator[Node]:
    if content:
        yield {"type": kind, "content": content}


def _with_captions(blocks: list[Node]) -> Iterator[Node]:
    """A caption goes into the table below it or the image beside it; else it is a paragraph."""
    index = 0
    while index < len(blocks):
        block, following = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else {}
        pair = {block["type"], following.get("type")}
        if pair in ({"caption", "table_figure"}, {"caption", "figure"}):
            caption, owner = (block, following) if block["type"] == "caption" else (following, block)
            yield _captioned(owner, caption["content"])
            index += 2
            continue
        yield block | {"type": "paragraph"} if block["type"] == "caption" else block
        index += 1


def _captioned(owner: Node, content: list[Node]) -> Node:
    """Our own numbering takes the place of a typed "Taulukko 3."."""
    words = [dict(node) for node in content]
    if words and words[0]["type"] == "text":
        words[0]["text"] = _LABEL.sub("", words[0]["text"])
        words = words if words[0]["text"] else words[1:]
    first, *rest = owner["content"]
    return owner | {"content": [first | {"content": words} if words else first, *rest]}
