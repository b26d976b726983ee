"""Blocks of a text as plain text that can be typed anywhere, and back. Pure.

A blank line parts paragraphs; `#` to `###` begin a heading, `- ` and `1. ` a list, `> ` a quotation; what belongs to an
item of a list is indented. The words are those of app/document/plain_inline.py.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prosemirror.model import Node

from app.document.plain_inline import ATOMS, MarkupInvalid, atoms_of, joined, read_inline, write_inline
from app.document.schema import SCHEMA, Document
from app.i18n import N_

_HEADING = re.compile(r"(#{1,3}) (.*)")
_ITEM = re.compile(r"(- |(\d{1,5})\. )(.*)")
_QUOTE = re.compile(r"> ?(.*)")
_MEANT = re.compile(r"^(#{1,3} |- |\d{1,5}\. |>)", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\\.|\{(\d{1,4})\}")
_MAX_NESTING = 6


def write_block(block: Mapping[str, Any]) -> str | None:
    """The block as text; None for one that plain text cannot hold, such as a figure."""
    plain = stripped(block)
    try:
        text = "\n".join(_lines(plain, _Numbers()))
        return text if [*map(stored, read_blocks(text, atoms_of(plain)))] == [plain] else None
    except (KeyError, MarkupInvalid):
        return None


def read_blocks(text: str, atoms: Sequence[Document] = ()) -> list[Document]:
    """The blocks that the text describes, without ids; no text is an empty paragraph. Raises MarkupInvalid.

    `atoms` are what its placeholders stand for: each is to be kept, once.
    """
    used = sorted(int(found[1]) for found in _PLACEHOLDER.finditer(text) if found[1])
    missing = set(range(1, len(atoms) + 1)) - set(used)
    if missing:
        raise MarkupInvalid(N_("Keep %(sign)s, or delete the whole block."), sign=f"{{{min(missing)}}}")
    if len(used) > len(atoms) and used[-1] <= len(atoms):
        twice = next(number for number in used if used.count(number) > 1)
        raise MarkupInvalid(N_("%(sign)s may stand here only once."), sign=f"{{{twice}}}")
    blocks = list(_read(text.split("\n"), atoms, 0)) or [{"type": "paragraph"}]
    if sum(len(atoms_of(block)) for block in blocks) != len(atoms):
        raise MarkupInvalid(N_("A footnote holds words alone."))
    return blocks


def same_signs(text: str) -> str:
    """The text with line ends as we write them, without blank ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


class _Numbers:
    """Counts placeholders through a block."""

    def __init__(self) -> None:
        self.next = 1

    def inline(self, content: Sequence[Document]) -> str:
        text = write_inline(content, self.next)
        self.next += sum(node["type"] in ATOMS for node in content)
        return text


def stored(block: Mapping[str, Any]) -> Document:
    """A block that was read as a text would hold it, but stripped."""
    return stripped(Node.from_json(SCHEMA, dict(block)).to_json())


def stripped(node: Mapping[str, Any]) -> Document:
    """Without ids and remarks: what two blocks must share to say the same."""
    marks = [dict(mark) for mark in node.get("marks") or () if mark["type"] not in ("comment", "suggestion")]
    plain = {name: node[name] for name in ("type", "text") if name in node}
    attrs = {name: value for name, value in (node.get("attrs") or {}).items() if name != "id"}
    content = [stripped(child) for child in node.get("content") or ()]
    found = {**plain, "attrs": attrs, "marks": marks, "content": joined(content)}
    return {name: value for name, value in found.items() if value}


# Writing ──────────────────────────────────────────────────────────────────────────────────────────


def _lines(block: Document, numbers: _Numbers) -> Iterator[str]:
    content = block.get("content", [])
    if block["type"] == "paragraph":
        yield from _MEANT.sub(r"\\\1", numbers.inline(content)).split("\n")
    elif block["type"] == "heading":
        yield f"{'#' * block['attrs']['level']} {numbers.inline(content)}"
    elif block["type"] == "blockquote":
        yield from (f"> {line}".rstrip(" ") if not line else f"> {line}" for line in _flow(content, numbers))
    elif block["type"] == "bullet_list":
        for item in content:
            yield from _item("- ", item, numbers)
    elif block["type"] == "ordered_list":
        for number, item in enumerate(content, start=block["attrs"]["start"]):
            yield from _item(f"{number}. ", item, numbers)
    else:
        raise KeyError(block["type"])


def _item(sign: str, item: Document, numbers: _Numbers) -> Iterator[str]:
    for index, line in enumerate(_flow(item["content"], numbers)):
        yield f"{sign if index == 0 else ' ' * len(sign)}{line}" if line or index == 0 else ""


def _flow(blocks: Sequence[Document], numbers: _Numbers) -> Iterator[str]:
    for index, block in enumerate(blocks):
        follows_closely = block["type"] != "paragraph" and index == 1 and blocks[0]["type"] == "paragraph"
        if index and not follows_closely:
            yield ""
        yield from _lines(block, numbers)


# Reading ──────────────────────────────────────────────────────────────────────────────────────────


def _read(lines: Sequence[str], atoms: Sequence[Document], depth: int) -> Iterator[Document]:
    """The blocks of these lines; inside of others there are paragraphs and lists alone."""
    if depth > _MAX_NESTING:
        raise MarkupInvalid(N_("Lists are nested too deep."))
    at = 0
    while at < len(lines):
        end = _end_of_block(lines, at, depth)
        if _is_blank(lines[at]):
            end = at + 1
        elif _ITEM.match(lines[at]):
            yield _list(lines[at:end], atoms, depth)
        elif not depth and _QUOTE.match(lines[at]):
            inside = [match[1] for line in lines[at:end] if (match := _QUOTE.match(line))]
            yield {"type": "blockquote", "content": list(_read(inside, atoms, 1)) or [{"type": "paragraph"}]}
        elif not depth and (heading := _HEADING.match(lines[at])):
            yield _textblock("heading", heading[2], atoms, level=len(heading[1]))
        else:
            yield _textblock("paragraph", "\n".join(lines[at:end]), atoms)
        at = end


def _end_of_block(lines: Sequence[str], at: int, depth: int) -> int:
    if sign := _ITEM.match(lines[at]):
        return _end_of_list(lines, at, ordered=bool(sign[2]))
    if not depth and _HEADING.match(lines[at]):
        return at + 1
    is_quote = not depth and _QUOTE.match(lines[at]) is not None
    for end in range(at + 1, len(lines)):
        if is_quote and not _QUOTE.match(lines[end]):
            return end
        if not is_quote and (_is_blank(lines[end]) or _begins(lines[end], depth)):
            return end
    return len(lines)


def _begins(line: str, depth: int) -> bool:
    outside = not depth and (_HEADING.match(line) or _QUOTE.match(line))
    return bool(outside or _ITEM.match(line))


def _end_of_list(lines: Sequence[str], at: int, *, ordered: bool) -> int:
    end = at + 1
    for index in range(at + 1, len(lines)):
        sign = _ITEM.match(lines[index])
        if (
            not _is_blank(lines[index])
            and not lines[index].startswith("  ")
            and not (sign and bool(sign[2]) == ordered)
        ):
            break
        end = end if _is_blank(lines[index]) else index + 1
    return end


def _list(lines: Sequence[str], atoms: Sequence[Document], depth: int) -> Document:
    items: list[list[str]] = []
    width = 0
    start = 1
    for line in lines:
        sign = _ITEM.match(line)
        if sign:
            start = int(sign[2] or 1) if not items else start
            width = len(sign[1])
            items.append([sign[3]])
        else:
            items[-1].append(line[min(width, len(line) - len(line.lstrip(" "))) :])
    content = [{"type": "list_item", "content": _contents(item, atoms, depth + 1)} for item in items]
    is_ordered = bool((first := _ITEM.match(lines[0])) and first[2])
    return (
        {"type": "ordered_list", "attrs": {"start": start}, "content": content}
        if is_ordered
        else {
            "type": "bullet_list",
            "content": content,
        }
    )


def _contents(lines: Sequence[str], atoms: Sequence[Document], depth: int) -> list[Document]:
    """An item of a list begins with a paragraph, be it an empty one."""
    found = list(_read(lines, atoms, depth))
    return found if found and found[0]["type"] == "paragraph" else [{"type": "paragraph"}, *found]


def _textblock(kind: str, text: str, atoms: Sequence[Document], **attrs: int) -> Document:
    content = read_inline(text, atoms)
    block: Document = {"type": kind, "attrs": attrs, "content": content}
    return {name: value for name, value in block.items() if value}


def _is_blank(line: str) -> bool:
    return not line.strip(" \t")
