"""Words of cleaned markup → inline nodes of a text: marks, links, breaks, footnotes. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from app.document.faults import is_safe_link

Node = dict[str, Any]

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "blockquote", "div"})
_MARKS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis"}
_ORDER = ("link", "strong", "emphasis")  # the schema's
_PAGE_WORDS = re.compile(r", [sp]\.\s*$")
_NOTE = re.compile(r"#(?:[\w-]*-)?((?:foot|end)note-[\w-]+)$")


def inline_nodes(element: Any, notes: Mapping[str, str]) -> list[Node]:
    """The inline content of one element; blocks inside it, images and returns from notes are left out."""
    found = _read(element, {}, notes)
    return _trimmed(found)


def _read(element: Any, marks: dict[str, Node], notes: Mapping[str, str]) -> list[Node]:
    found = _text(element.text, marks)
    for child in element:
        if child.tag == "span" and child.get("class") == "page":
            found = _without_page_words(found)
        elif child.tag not in BLOCKS:
            found += _element(child, marks, notes)
        found += _text(child.tail, marks)
    return found


def _element(child: Any, marks: dict[str, Node], notes: Mapping[str, str]) -> list[Node]:
    if child.tag == "br":
        return [{"type": "hard_break"}]
    note = next((notes[name] for link in child.iter("a") if (name := note_name(link)) in notes), None)
    if child.tag in ("sup", "a") and note is not None:
        return [{"type": "footnote", "content": [{"type": "text", "text": note}]}] if note else []
    own = dict(marks)
    if child.tag in _MARKS:
        own[_MARKS[child.tag]] = {"type": _MARKS[child.tag]}
    href = child.get("href", "") if child.tag == "a" else ""
    if href and is_safe_link(href):
        own["link"] = {"type": "link", "attrs": {"href": href}}
    return _read(child, own, notes)


def _without_page_words(found: list[Node]) -> list[Node]:
    """The ", s. " before the page of a reference, which only the printed report has."""
    if not found or found[-1]["type"] != "text":
        return found
    return [*found[:-1], found[-1] | {"text": _PAGE_WORDS.sub("", found[-1]["text"])}]


def note_name(link: Any) -> str:
    """The name of the note that a link leads to; empty for any other link."""
    match = _NOTE.match(link.get("href", ""))
    return match[1] if match else ""


def _text(text: str | None, marks: Mapping[str, Node]) -> list[Node]:
    if not text:
        return []
    node: Node = {"type": "text", "text": re.sub(r"[ \t\r\n]+", " ", text)}
    if marks:
        node["marks"] = [marks[name] for name in _ORDER if name in marks]
    return [node]


def _trimmed(nodes: list[Node]) -> list[Node]:
    """Neighbours of one look joined, no space at the ends, none doubled."""
    joined: list[Node] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if node["type"] == "text":
            ends_with_space = last is None or last["type"] == "hard_break" or last.get("text", "").endswith(" ")
            text = node["text"].lstrip(" ") if ends_with_space else node["text"]
            if last is not None and last["type"] == "text" and last.get("marks") == node.get("marks"):
                joined[-1] = last | {"text": last["text"] + text}
            elif text:
                joined.append(node | {"text": text})
        else:
            joined.append(node)
    while joined and (joined[-1]["type"] == "hard_break" or not joined[-1].get("text", "x").strip(" ")):
        joined.pop()
    if joined and joined[-1]["type"] == "text":
        joined[-1] = joined[-1] | {"text": joined[-1]["text"].rstrip(" ")}
    return joined
