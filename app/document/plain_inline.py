"""The words of a paragraph as plain text that can be typed anywhere, and back. Pure.

`**strong**`, `*emphasis*`, `[text](https://…)`, `^[a footnote]`; a line end is a line break. What cannot be typed,
such as a figure with its source, stands as `{1}`, `{2}`, …; a backslash takes the meaning from the sign after it.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from app.document.faults import is_safe_link
from app.document.schema import Document
from app.i18n import N_

_SIGN = re.compile(r"([\\*\[\]{}^])")
_TOKEN = re.compile(
    r"\\(?P<plain>[\s\S])|(?P<strong>\*\*)|(?P<emphasis>\*)|(?P<note>\^\[)|\{(?P<atom>\d{1,4})\}"
    r"|(?P<open>\[)|(?P<close>\]\(?)|(?P<line>\n)|(?P<other>[^\\*\[\]{}^\n]+|[\s\S])"
)
_NOTE_END = re.compile(r"((?:[^\]\\]+|\\.)*+)\]", re.DOTALL)
_HREF_END = re.compile(r"((?:[^)\\]+|\\.)*+)\)", re.DOTALL)
_HREF_SIGN = re.compile(r"([\\)])")
ATOMS = frozenset({"figure_token", "cross_reference"})
_ORDER = ("link", "strong", "emphasis")  # the schema's order of marks


class MarkupInvalid(ValueError):  # noqa: N818 - errors are named as facts
    """The text cannot be read; `message` says why, `params` fill its placeholders."""

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def atoms_of(node: Document) -> list[Document]:
    """What stands as a placeholder in the text of a block, in order."""
    inside = [atom for child in node.get("content") or () for atom in atoms_of(child)]
    return [{k: v for k, v in node.items() if k != "marks"}, *inside] if node["type"] in ATOMS else inside


def write_inline(content: Sequence[Document], first_atom: int = 1) -> str:
    """The text of a paragraph's content; placeholders are numbered from `first_atom`."""
    written: list[str] = []
    on: set[str] = set()
    link = ""
    number = first_atom
    for node in content:
        marks = {mark["type"]: mark.get("attrs") or {} for mark in node.get("marks") or ()}
        href = str(marks.get("link", {}).get("href", ""))
        if link and link != href:
            written.append(f"]({_HREF_SIGN.sub(_escaped, link)})")
        wanted = {name for name in ("strong", "emphasis") if name in marks}
        written += [sign for name, sign in (("strong", "**"), ("emphasis", "*")) if (name in on) != (name in wanted)]
        if href and link != href:
            written.append("[")
        on, link = wanted, href
        written.append(_written(node, number))
        number += node["type"] in ATOMS
    if link:
        written.append(f"]({_HREF_SIGN.sub(_escaped, link)})")
    written += [sign for name, sign in (("strong", "**"), ("emphasis", "*")) if name in on]
    return "".join(written)


def _written(node: Document, number: int) -> str:
    if node["type"] == "text":
        return _SIGN.sub(_escaped, node["text"])
    if node["type"] == "hard_break":
        return "\n"
    if node["type"] == "footnote":
        inside = "".join(child["text"] for child in node.get("content") or ())
        return f"^[{_SIGN.sub(_escaped, inside)}]"
    return f"{{{number}}}"


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[1]}"


def read_inline(text: str, atoms: Sequence[Document] = ()) -> list[Document]:
    """The content that the text describes. Raises MarkupInvalid."""
    return _Reader(text, atoms).read()


class _Reader:
    """Goes through the text once: what was looked for in vain ahead is not looked for again."""

    def __init__(self, text: str, atoms: Sequence[Document]) -> None:
        self.text = text
        self.atoms = atoms
        self.at = 0
        self.last_close = text.rfind("](")
        self.in_vain: set[re.Pattern[str]] = set()
        self.content: list[Document] = []
        self.on: set[str] = set()
        self.link_from: int | None = None

    def read(self) -> list[Document]:
        while match := _TOKEN.match(self.text, self.at):
            self.at = match.end()
            self.take(match)
        return self.done()

    def take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup or "plain"
        if kind in ("strong", "emphasis"):
            self.on ^= {kind}
        elif kind == "open" and self.link_from is None and match.start() < self.last_close:
            self.link_from = len(self.content)
            self.add({"type": "open"})
        elif kind == "close" and self.link_from is not None:
            self.close(match[0])
        elif kind == "note":
            self.note()
        elif kind == "atom":
            self.atom(int(match["atom"]))
        elif kind == "line":
            self.add({"type": "hard_break"})
        else:
            self.words(match["plain"] if kind == "plain" else match[0])

    def until(self, end: re.Pattern[str]) -> str | None:
        """What stands before the end of a note or of an address, which is left behind; None where it has no end."""
        match = None if end in self.in_vain else end.match(self.text, self.at)
        if match is None:
            self.in_vain.add(end)
            return None
        self.at = match.end()
        return re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL)

    def note(self) -> None:
        words = self.until(_NOTE_END)
        if words is None:
            self.words("^")
            self.at -= 1
        else:
            self.add(
                {"type": "footnote", "content": [{"type": "text", "text": words}]} if words else {"type": "footnote"}
            )

    def words(self, text: str) -> None:
        self.add({"type": "text", "text": text})

    def marks(self) -> list[dict[str, Any]] | None:
        return [{"type": name} for name in _ORDER if name in self.on] or None

    def add(self, node: Document) -> None:
        marks = self.marks()
        self.content.append({**node, "marks": marks} if marks else node)

    def atom(self, number: int) -> None:
        if not 0 < number <= len(self.atoms):
            raise MarkupInvalid(N_("There is nothing with the number %(sign)s here."), sign=f"{{{number}}}")
        self.add(self.atoms[number - 1])

    def close(self, sign: str) -> None:
        """The end of a link's words, with its address behind it; or brackets that are nothing but brackets."""
        assert self.link_from is not None
        start, self.link_from = self.link_from, None
        if sign == "]":
            self.content[start] = {**self.content[start], "type": "text", "text": "["}
            return self.words(sign)
        href = self.until(_HREF_END)
        if href is None:
            raise MarkupInvalid(N_("A link is written as [text](https://…)."))
        if not is_safe_link(href):
            raise MarkupInvalid(N_("A link leads to a web or e-mail address: %(address)s does not."), address=href)
        link = {"type": "link", "attrs": {"href": href}}
        self.content[start:] = [
            {**node, "marks": [link, *(node.get("marks") or ())]} for node in self.content[start + 1 :]
        ]
        return None

    def done(self) -> list[Document]:
        for name, sign in (("strong", "**"), ("emphasis", "*")):
            if name in self.on:
                raise MarkupInvalid(
                    N_("What begins with %(sign)s does not end. Write %(plain)s for the sign itself."),
                    sign=sign,
                    plain="".join(f"\\{letter}" for letter in sign),
                )
        if self.link_from is not None:
            self.content[self.link_from] = {**self.content[self.link_from], "type": "text", "text": "["}
        return joined(self.content)


def joined(content: Sequence[Document]) -> list[Document]:
    """Neighbouring texts with the same marks as one."""
    found: list[Document] = []
    for (is_text, marks), nodes in groupby(content, key=lambda node: ("text" in node, node.get("marks"))):
        if is_text:
            text = "".join(node["text"] for node in nodes)
            found.append({"type": "text", "text": text, **({"marks": marks} if marks else {})})
        else:
            found += nodes
    return found
