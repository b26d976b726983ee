"""The inside of a paragraph as words with their formatting, for comparing. Remarks hang on a text but are not of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from prosemirror.model import Mark, Node

from app.document.blame import utf16_length

REMARKS = frozenset({"comment", "suggestion"})
NOTE = "\u2020"  # stands in the running text where a footnote hangs; its words are compared for themselves
_WORD = re.compile(r"\w+(?:[.,:’'-]\w+)*|\s|[^\w\s]")
_UNSEEN = frozenset({"id", "colwidth"})

Style = tuple[str, ...]  # sorted: a mark's name, or the name, a colon and what it is about


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a space or a sign. `at` is its first place in the text and `size` the number of its places."""

    text: str
    style: Style
    at: int
    size: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A node and the place of its opening, or of itself."""

    node: Node
    at: int

    @property
    def kind(self) -> str:
        return str(self.node.type.name)

    @property
    def children(self) -> list["Placed"]:
        """The nodes directly inside."""
        found, at = [], self.at + 1
        for node in self.node.content.content:
            found.append(Placed(node, at))
            at += node.node_size
        return found

    @property
    def notes(self) -> list["Placed"]:
        """The footnotes of a paragraph."""
        return [child for child in self.children if child.kind == "footnote"]


def tokens(block: Placed) -> list[Token]:
    """The words of a node with inline content, with what stands between them."""
    return [token for child in block.children for token in _tokens(child)]


def stretches(block: Placed) -> list[Token]:
    """The same in as long pieces as the formatting lets stand."""
    alike = groupby((_stretch(child) for child in block.children), key=lambda token: token.style)
    return [_joined(list(same)) for _style, same in alike]


def settings(node: Node) -> dict[str, object]:
    """A node's attributes but for those that no reader sees."""
    return {name: value for name, value in node.attrs.items() if name not in _UNSEEN}


def fingerprint(node: Node) -> str:
    """Equal for nodes that read alike: without ids and remarks."""
    if node.inline_content:
        runs = [(token.style, token.text) for token in stretches(Placed(node, 0))]
        inside = json.dumps(runs) + "".join(fingerprint(note.node) for note in Placed(node, 0).notes)
    else:
        inside = "".join(map(fingerprint, node.content.content))
    seen = json.dumps(settings(node), sort_keys=True) if node.attrs else ""
    return f"({node.type.name} {seen} {inside})"


def words_in(node: Node) -> list[str]:
    """All words below a node, in order."""
    if node.inline_content:
        own = [token.text for token in tokens(Placed(node, 0)) if token.text[0].isalnum()]
        return own + [word for note in Placed(node, 0).notes for word in words_in(note.node)]
    return [word for child in node.content.content for word in words_in(child)]


def _joined(same: list[Token]) -> Token:
    if len(same) == 1:
        return same[0]
    return Token("".join(token.text for token in same), same[0].style, same[0].at, sum(token.size for token in same))


def _stretch(child: Placed) -> Token:
    node = child.node
    if not node.is_text:
        return _sign(child)
    return Token(str(node.text), _style(node), child.at, node.node_size)


def _tokens(child: Placed) -> Iterator[Token]:
    whole = _stretch(child)
    if not child.node.is_text:
        yield whole
        return
    at = child.at
    for word in _WORD.findall(whole.text):
        size = utf16_length(word)
        yield Token(word, whole.style, at, size)
        at += size


def _style(node: Node) -> Style:
    return tuple(sorted(_mark(mark) for mark in node.marks if mark.type.name not in REMARKS))


def _sign(child: Placed) -> Token:
    """What stands in the text without being text: a line break, a footnote, a figure with its source."""
    node, style = child.node, _style(child.node)
    if child.kind in ("hard_break", "footnote"):
        return Token("\n" if child.kind == "hard_break" else NOTE, style, child.at, node.node_size)
    seen = settings(node)
    about = f"{child.kind}:{json.dumps(seen, sort_keys=True, ensure_ascii=False)}"
    return Token(str(seen.get("text") or "\u2197"), (*style, about), child.at, node.node_size)


def _mark(mark: Mark) -> str:
    return f"{mark.type.name}:{mark.attrs['href']}" if "href" in mark.attrs else str(mark.type.name)
